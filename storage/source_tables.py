"""The tables about where pledges come from: merges, the words of titles, recommendations, what young people raised."""

from __future__ import annotations

import sqlalchemy as sa

from storage.schema import metadata, partial, refers, together, words
from storage.types import UtcDateTime

# `told` says what merging did, so that it can be taken back; one row of a pledge at most is not undone.
merges = sa.Table(
    "merges",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    refers("pledge", "pledges.number", nullable=False),
    refers("kept", "pledges.number", nullable=False),
    sa.Column("told", sa.Text, nullable=False),
    refers("by_id", "people.id", nullable=False),
    sa.Column("at", UtcDateTime, nullable=False),
    refers("undone_by", "people.id"),
    sa.Column("undone_at", UtcDateTime),
    sa.CheckConstraint("pledge <> kept", name="of_two"),
    together("undone_at", "undone_by"),
    partial("ix_merges_one_at_a_time", "pledge", where="undone_at is null", unique=True),
    partial("ix_merges_kept", "kept", where="undone_at is null"),
)

# The telling words of each title, as pledges.alike has them: likely duplicates are looked for by them.
title_words = sa.Table(
    "title_words",
    metadata,
    sa.Column("word", sa.String(40), primary_key=True),
    refers("pledge", "pledges.number", primary_key=True, index=True),
)

# Papers whose recommendations are followed. `folded` is the name without regard to case and spacing.
papers = sa.Table(
    "papers",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("folded", sa.Text, nullable=False, unique=True),
    words("committee"),
    sa.Column("held_on", sa.Date),
)

recommendations = sa.Table(
    "recommendations",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    refers("paper_id", "papers.id", nullable=False),
    sa.Column("ref", sa.String(40), nullable=False),
    sa.Column("words", sa.Text, nullable=False),
    refers("by_id", "people.id"),
    sa.Column("at", UtcDateTime, nullable=False),
    sa.UniqueConstraint("paper_id", "ref"),
)

recommendation_pledges = sa.Table(
    "recommendation_pledges",
    metadata,
    refers("recommendation_id", "recommendations.id", primary_key=True),
    refers("pledge", "pledges.number", primary_key=True, index=True),
    refers("by_id", "people.id"),
    sa.Column("at", UtcDateTime, nullable=False),
)

# What young people raised, in words that a named person has approved.
raised = sa.Table(
    "raised",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("raised_on", sa.Date, nullable=False, index=True),
    words("theme"),
    sa.Column("words", sa.Text, nullable=False),
    refers("approved_by", "people.id", nullable=False),
    sa.Column("approved_on", sa.Date, nullable=False),
    refers("by_id", "people.id", nullable=False),
    sa.Column("at", UtcDateTime, nullable=False),
)

raised_pledges = sa.Table(
    "raised_pledges",
    metadata,
    refers("raised_id", "raised.id", primary_key=True),
    refers("pledge", "pledges.number", primary_key=True, index=True),
    refers("by_id", "people.id", nullable=False),
    sa.Column("at", UtcDateTime, nullable=False),
)
