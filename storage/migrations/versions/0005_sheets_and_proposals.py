"""Sheets that wait to be confirmed, and pledges that people propose."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

STAGES = ("waiting", "applied", "left", "replaced")
WAITING = sa.text("stage = 'waiting'")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "sheet_drafts",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("by_id", sa.Integer, sa.ForeignKey("people.id"), nullable=False),
        sa.Column("sheet", sa.String(40), nullable=False),
        sa.Column("file", sa.Text, nullable=False),
        sa.Column("summary", sa.Text, nullable=False),
        sa.Column("held", sa.JSON, nullable=False),
        sa.Column("lines", sa.Integer, nullable=False),
        sa.Column("stage", sa.String(24), nullable=False),
        sa.Column("put_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told", sa.Text, nullable=False, server_default=""),
        sa.CheckConstraint(f"stage in {STAGES}", name="stage_known"),
    )
    op.create_index("ix_sheet_drafts_until", "sheet_drafts", ["until"])
    op.create_index(
        "ix_sheet_drafts_one_waiting",
        "sheet_drafts",
        ["by_id"],
        unique=True,
        sqlite_where=WAITING,
        postgresql_where=WAITING,
    )
    op.create_table(
        "proposals",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("mark", sa.String(64), nullable=False, unique=True),
        sa.Column("by_id", sa.Integer, sa.ForeignKey("people.id"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("owner", sa.Text, nullable=False, server_default=""),
        sa.Column("due", sa.Text, nullable=False, server_default=""),
        sa.Column("words", sa.Text, nullable=False, server_default=""),
        sa.Column("link", sa.Text, nullable=False, server_default=""),
        sa.Column("said_on", sa.Date),
        sa.Column("decided_by", sa.Integer, sa.ForeignKey("people.id")),
        sa.Column("decided_at", sa.DateTime(timezone=True)),
        sa.Column("pledge", sa.Integer, sa.ForeignKey("pledges.number")),
        sa.CheckConstraint("(decided_by is null) = (decided_at is null)", name="decided_by_somebody"),
        sa.CheckConstraint("pledge is null or decided_at is not null", name="made_is_decided"),
    )
    op.create_index("ix_proposals_decided_at", "proposals", ["decided_at"])
