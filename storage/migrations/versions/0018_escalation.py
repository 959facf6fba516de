"""Escalation: where it is switched on, what is held back, and each step that was taken."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"

STEPS = ("warned", "senior", "director", "admins")


def upgrade() -> None:
    """Make the tables: nothing is escalated until an admin says so."""
    op.create_table(
        "escalating",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("directorate_id", sa.Integer, sa.ForeignKey("directorates.id"), nullable=False),
        sa.Column("is_on", sa.Boolean, nullable=False),
        sa.Column("not_before", sa.Date),
        sa.Column("partners", sa.Text, nullable=False, server_default=""),
        sa.Column("by_id", sa.Integer, sa.ForeignKey("people.id")),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "escalation_holds",
        sa.Column("pledge", sa.Integer, sa.ForeignKey("pledges.number"), primary_key=True),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("by_id", sa.Integer, sa.ForeignKey("people.id"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "escalations",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("pledge", sa.Integer, sa.ForeignKey("pledges.number"), nullable=False),
        sa.Column("for_due", sa.String(10), nullable=False),
        sa.Column("since", sa.Date, nullable=False),
        sa.Column("step", sa.String(24), nullable=False),
        sa.Column("owner_id", sa.Integer, sa.ForeignKey("people.id"), nullable=False),
        sa.Column("person_id", sa.Integer, sa.ForeignKey("people.id")),
        sa.Column("post", sa.Text, nullable=False, server_default=""),
        sa.Column("message", sa.String(256), nullable=False),
        sa.Column("put_on", sa.Date, nullable=False),
        sa.Column("reached_at", sa.DateTime(timezone=True)),
        sa.Column("undelivered", sa.Text, nullable=False, server_default=""),
        sa.Column("undelivered_at", sa.DateTime(timezone=True)),
        sa.Column("settled_at", sa.DateTime(timezone=True)),
        sa.Column("reply", sa.Text, nullable=False, server_default=""),
        sa.Column("by_id", sa.Integer, sa.ForeignKey("people.id")),
        sa.UniqueConstraint("pledge", "for_due", "since", "step"),
        sa.CheckConstraint(f"step in {STEPS}", name="step_known"),
    )
    op.create_index("ix_escalating_directorate_id", "escalating", ["directorate_id"])
    op.create_index("ix_escalations_person_id", "escalations", ["person_id"])
    waits = sa.text("settled_at is null")
    op.create_index("ix_escalations_open", "escalations", ["pledge"], sqlite_where=waits, postgresql_where=waits)
    op.create_index("ix_escalations_message", "escalations", ["message"])
