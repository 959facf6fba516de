"""How people steer what they are asked: what was put off, who is away, and on which weekdays somebody is asked."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0012"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "snoozes",
        sa.Column("pledge", sa.Integer, sa.ForeignKey("pledges.number"), primary_key=True, autoincrement=False),
        sa.Column("until", sa.Date, nullable=False),
        sa.Column("by_id", sa.Integer, sa.ForeignKey("people.id"), nullable=False),
        sa.Column("reason", sa.Text, nullable=False, server_default=""),
        sa.Column("times", sa.Integer, nullable=False),
    )
