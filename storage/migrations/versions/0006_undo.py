"""What each person's last turns changed, and which words were taken back."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the tables."""
    """Make the tables."""
    op.create_table(
        "journal",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("person_id", sa.Integer, sa.ForeignKey("people.id"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("what", sa.Text, nullable=False, server_default=""),
        sa.Column("steps", sa.Text, nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True)),
    )
    op.create_index("ix_journal_at", "journal", ["at"])
    op.create_index("ix_journal_person", "journal", ["person_id", "id"])
    op.create_table(
        "taken_back",
        sa.Column("pledge", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("sequence", sa.Integer, primary_key=True, autoincrement=False),
        sa.ForeignKeyConstraint(["pledge", "sequence"], ["updates.pledge", "updates.sequence"]),
    )
