"""Several owners of one pledge, joint holders of one post, and what standing deputies are found by."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

STATUSES = (
    "not started",
    "on track",
    "at risk",
    "off track",
    "blocked",
    "done",
    "closed",
    "withdrawn",
    "carried over",
)


def upgrade() -> None:
    """Make the tables: until an admin says otherwise, one answer is enough."""
    op.create_table(
        "must_answer",
        sa.Column("pledge", sa.Integer, sa.ForeignKey("pledges.number"), primary_key=True),
    )
    op.create_table(
        "shares",
        sa.Column("pledge", sa.Integer, sa.ForeignKey("pledges.number"), primary_key=True),
        sa.Column("person_id", sa.Integer, sa.ForeignKey("people.id"), primary_key=True),
        sa.Column("rung", sa.String(16), nullable=False, server_default=""),
        sa.Column("asked_on", sa.Date),
        sa.Column("answered_on", sa.Date),
        sa.Column("said", sa.String(24)),
        sa.CheckConstraint(f"said in {STATUSES}", name="said_known"),
    )
    op.create_table(
        "joint_seats",
        sa.Column("post_id", sa.Integer, sa.ForeignKey("posts.id"), primary_key=True),
        sa.Column("person_id", sa.Integer, sa.ForeignKey("people.id"), primary_key=True),
    )
    op.create_index("ix_joint_seats_person_id", "joint_seats", ["person_id"])
    op.create_index("ix_post_places_deputy", "post_places", ["deputy"])
    op.create_index("ix_posts_directorate_id", "posts", ["directorate_id"])
