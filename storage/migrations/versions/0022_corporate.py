"""Channels that get the council's digest, and that digest week by week."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    """Make the two tables, and the index by which what was done without impact is counted."""
    op.create_table(
        "corporate_channels",
        sa.Column("channel_id", sa.String(256), sa.ForeignKey("channels.id"), primary_key=True),
        sa.Column("linked_by", sa.Integer, sa.ForeignKey("people.id"), nullable=False),
        sa.Column("linked_on", sa.Date, nullable=False),
    )
    op.create_table(
        "corporate_digests",
        sa.Column("channel_id", sa.String(256), sa.ForeignKey("channels.id"), primary_key=True),
        sa.Column("week", sa.String(8), primary_key=True),
        sa.Column("told", sa.Text, nullable=False),
        sa.Column("put_at", sa.DateTime(timezone=True), nullable=False),
    )
    shown = sa.text("impact = '' and status in ('done', 'closed')")
    op.create_index(
        "ix_pledges_unshown",
        "pledges",
        ["directorate_id", "finished_at"],
        sqlite_where=shown,
        postgresql_where=shown,
    )
