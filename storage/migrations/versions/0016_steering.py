"""How people steer what they are asked: what was put off, who is away, and on which weekdays somebody is asked."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


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
    op.create_table(
        "absences",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("person_id", sa.Integer, sa.ForeignKey("people.id"), nullable=False),
        sa.Column("since", sa.Date, nullable=False),
        sa.Column("until", sa.Date, nullable=False),
        sa.Column("cover_id", sa.Integer, sa.ForeignKey("people.id")),
        sa.Column("put_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("since <= until", name="in_order"),
        sa.CheckConstraint("cover_id is null or cover_id <> person_id", name="covered_by_another"),
    )
    op.create_table(
        "habits",
        sa.Column("person_id", sa.Integer, sa.ForeignKey("people.id"), primary_key=True, autoincrement=False),
        sa.Column("off_days", sa.String(5), nullable=False, server_default=""),
        sa.Column("only_on", sa.Integer),
    )
    op.create_index("ix_absences_person_id", "absences", ["person_id"])
    op.create_index("ix_absences_until", "absences", ["until"])
