"""The tables of committees and their meetings."""

from __future__ import annotations

import sqlalchemy as sa

from storage.schema import metadata, partial, refers, words

# `folded` and `short_folded` are the names without regard to case and spacing, as Python folds them.
committees = sa.Table(
    "committees",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("folded", sa.Text, nullable=False, unique=True),
    words("short"),
    sa.Column("short_folded", sa.Text, unique=True),
)

meetings = sa.Table(
    "meetings",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    refers("committee_id", "committees.id", nullable=False),
    sa.Column("held_on", sa.Date, nullable=False),
    sa.Column("papers_due", sa.Date, nullable=False),
    words("theme"),
    sa.Column("by_young_people", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("cancelled", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.CheckConstraint("papers_due <= held_on", name="papers_before_meeting"),
    partial("ix_meetings_one_a_day", "committee_id", "held_on", where="not cancelled", unique=True),
    sa.Index("ix_meetings_held_on", "held_on"),
)
