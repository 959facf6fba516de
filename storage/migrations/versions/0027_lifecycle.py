"""Channels that go and come back: of which team they are, why and since when they are gone, and who was told."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"


def upgrade() -> None:
    """Of a channel that is gone already, only that Teams refused it is known; the admins hear of it now."""
    op.add_column("channels", sa.Column("team_id", sa.Text, nullable=False, server_default=""))
    op.add_column("channels", sa.Column("lost_why", sa.Text, nullable=False, server_default=""))
    op.add_column("channels", sa.Column("lost_at", sa.DateTime(timezone=True)))
    op.add_column("channels", sa.Column("told_gone", sa.Boolean, nullable=False, server_default=sa.false()))
