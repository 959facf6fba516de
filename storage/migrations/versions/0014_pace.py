"""Until when the queue to Teams, and that of each conversation, is taken."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "pace",
        sa.Column("name", sa.String(300), primary_key=True),
        sa.Column("free_at", sa.Double, nullable=False),
    )
