"""Papers under review, and what was proposed out of each."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"

STAGES = ("waiting", "entered")
PARTS = ("new", "earlier")
STATES = ("offered", "accepted", "edited", "merged", "not an action", "held back")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "imports",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("mark", sa.String(64), nullable=False, unique=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("committee", sa.Text, nullable=False, server_default=""),
        sa.Column("held_on", sa.Date),
        sa.Column("draft", sa.Boolean, nullable=False),
        sa.Column("by_id", sa.Integer, sa.ForeignKey("people.id"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stage", sa.String(24), nullable=False),
        sa.Column("entered_by", sa.Integer, sa.ForeignKey("people.id")),
        sa.Column("entered_at", sa.DateTime(timezone=True)),
        sa.CheckConstraint(f"stage in {STAGES}", name="stage_known"),
        sa.CheckConstraint("(entered_by is null) = (entered_at is null)", name="entered_by_with_entered_at"),
        sa.CheckConstraint("(stage = 'entered') = (entered_at is not null)", name="entered_by_somebody"),
    )
    op.create_index("ix_imports_stage", "imports", ["stage"])
    op.create_table(
        "import_rows",
        sa.Column("import_id", sa.Integer, sa.ForeignKey("imports.id"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("part", sa.String(24), nullable=False),
        sa.Column("state", sa.String(24), nullable=False),
        sa.Column("title", sa.Text, nullable=False, server_default=""),
        sa.Column("owner", sa.Text, nullable=False, server_default=""),
        sa.Column("due", sa.Text, nullable=False, server_default=""),
        sa.Column("until", sa.Date),
        sa.Column("publication", sa.String(24), nullable=False),
        sa.Column("words", sa.Text, nullable=False, server_default=""),
        sa.Column("reference", sa.Text, nullable=False, server_default=""),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("why", sa.Text, nullable=False, server_default=""),
        sa.Column("line", sa.Integer, nullable=False),
        sa.Column("near", sa.Text, nullable=False, server_default=""),
        sa.Column("pledge", sa.Integer, sa.ForeignKey("pledges.number")),
        sa.Column("trouble", sa.Text, nullable=False, server_default=""),
        sa.Column("settled_by", sa.Integer, sa.ForeignKey("people.id")),
        sa.Column("version", sa.Integer, nullable=False),
        sa.CheckConstraint(f"part in {PARTS}", name="part_known"),
        sa.CheckConstraint(f"state in {STATES}", name="state_known"),
        sa.CheckConstraint("state <> 'merged' or pledge is not null", name="merged_into_one"),
    )
