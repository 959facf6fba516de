"""A message can be a reply in the thread of another."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    """Make room for the key of the message that a reply goes under."""
    op.add_column("outbox", sa.Column("under", sa.Text, nullable=False, server_default=""))
