"""What directors do from the digest, and whom they let do it for them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0021"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "acts",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("pledge", sa.Integer, sa.ForeignKey("pledges.number"), nullable=False),
        sa.Column("act", sa.String(24), nullable=False),
        sa.Column("mark", sa.String(64), nullable=False),
        sa.Column("directorate_id", sa.Integer, sa.ForeignKey("directorates.id"), nullable=False),
        sa.Column("by_id", sa.Integer, sa.ForeignKey("people.id"), nullable=False),
        sa.Column("for_id", sa.Integer, sa.ForeignKey("people.id"), nullable=False),
        sa.Column("person_id", sa.Integer, sa.ForeignKey("people.id"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("act in ('asked', 'thanked', 'wrote')", name="act_known"),
        sa.UniqueConstraint("pledge", "act", "mark"),
    )
    op.create_table(
        "delegates",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("director_id", sa.Integer, sa.ForeignKey("people.id"), nullable=False),
        sa.Column("person_id", sa.Integer, sa.ForeignKey("people.id"), nullable=False),
        sa.Column("named_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.Column("ended_by", sa.Integer, sa.ForeignKey("people.id")),
        sa.CheckConstraint("director_id <> person_id", name="another"),
    )
    picked = sa.text("ended_at is null")
    op.create_index(
        "ix_delegates_person",
        "delegates",
        ["person_id", "director_id"],
        unique=True,
        sqlite_where=picked,
        postgresql_where=picked,
    )
