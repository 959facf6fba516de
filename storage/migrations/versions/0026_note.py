"""The director's weekly note: its figures where no channel has them, and who does without it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"


def upgrade() -> None:
    """Make the table, and room for who wants no note."""
    op.create_table(
        "unposted_weeks",
        sa.Column("directorate_id", sa.Integer, sa.ForeignKey("directorates.id"), primary_key=True),
        sa.Column("week", sa.String(8), primary_key=True),
        sa.Column("told", sa.Text, nullable=False),
        sa.Column("put_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.add_column("habits", sa.Column("notes", sa.Boolean, nullable=False, server_default=sa.true()))
