"""With each question, why it has not arrived and what came back; who is a guest, and for whom the app was installed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Add the columns and the table."""
    op.add_column("asks", sa.Column("undelivered", sa.Text, nullable=False, server_default=""))
    op.add_column("asks", sa.Column("undelivered_at", sa.DateTime(timezone=True)))
    op.add_column("asks", sa.Column("reply", sa.Text, nullable=False, server_default=""))
    op.create_index("ix_asks_pledge", "asks", ["pledge", "id"])
    op.add_column("people", sa.Column("guest", sa.Boolean, nullable=False, server_default=sa.false()))
    op.create_table(
        "installs",
        sa.Column("person_id", sa.Integer, sa.ForeignKey("people.id"), primary_key=True),
        sa.Column("tried_on", sa.Date, nullable=False),
        sa.Column("outcome", sa.Text, nullable=False, server_default=""),
    )
