"""Going live: how each directorate stands, what still waits for its first card, and who said so when."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    """Every directorate that is there is asked as ever."""
    op.add_column("directorates", sa.Column("waits", sa.Boolean, nullable=False, server_default=sa.false()))
    op.add_column("directorates", sa.Column("live_from", sa.Date))
    op.add_column("pledges", sa.Column("first_on", sa.Date))
    op.add_column("pledges", sa.Column("confirmed_on", sa.Date))
    op.create_table(
        "pilots",
        sa.Column("person_id", sa.Integer, sa.ForeignKey("people.id"), primary_key=True, autoincrement=False),
    )
    op.create_table(
        "steps_live",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer, sa.ForeignKey("people.id")),
        sa.Column("what", sa.String(24), nullable=False),
        sa.Column("directorate_id", sa.Integer, sa.ForeignKey("directorates.id")),
        sa.Column("person_id", sa.Integer, sa.ForeignKey("people.id")),
        sa.Column("day", sa.Date),
    )
