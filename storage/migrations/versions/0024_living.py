"""What became of posted digests: how each was last drawn, what readers said of it, what was put right."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    """Make the tables, and find what has changed lately by an index."""
    op.create_index("ix_history_at", "history", ["at"])
    op.create_table(
        "digest_redraws",
        sa.Column("channel_id", sa.String(256), sa.ForeignKey("channels.id"), primary_key=True),
        sa.Column("directorate_id", sa.Integer, sa.ForeignKey("directorates.id"), primary_key=True),
        sa.Column("week", sa.String(8), primary_key=True),
        sa.Column("drawn", sa.Text, nullable=False, server_default=""),
        sa.Column("looked_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "digest_remarks",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("channel_id", sa.String(256), sa.ForeignKey("channels.id"), nullable=False),
        sa.Column("directorate_id", sa.Integer, sa.ForeignKey("directorates.id"), nullable=False),
        sa.Column("week", sa.String(8), nullable=False),
        sa.Column("by_id", sa.Integer, sa.ForeignKey("people.id"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("mark", sa.String(64), nullable=False),
        sa.Column("outcome", sa.String(12), nullable=False, server_default=""),
        sa.Column("reply", sa.Text, nullable=False, server_default=""),
        sa.Column("settled_by", sa.Integer, sa.ForeignKey("people.id")),
        sa.Column("settled_at", sa.DateTime(timezone=True)),
        sa.CheckConstraint("outcome in ('', 'right', 'corrected')", name="outcome_known"),
        sa.CheckConstraint("(outcome = '') = (settled_at is null)", name="settled_has_outcome"),
        sa.UniqueConstraint("channel_id", "directorate_id", "week", "by_id", "mark"),
    )
    op.create_table(
        "digest_corrections",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("channel_id", sa.String(256), sa.ForeignKey("channels.id"), nullable=False),
        sa.Column("directorate_id", sa.Integer, sa.ForeignKey("directorates.id"), nullable=False),
        sa.Column("week", sa.String(8), nullable=False),
        sa.Column("pledge", sa.Integer, sa.ForeignKey("pledges.number")),
        sa.Column("words", sa.Text, nullable=False, server_default=""),
        sa.Column("not_late", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("by_id", sa.Integer, sa.ForeignKey("people.id"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True)),
    )
    op.create_index("ix_digest_corrections_post", "digest_corrections", ["channel_id", "directorate_id", "week"])
