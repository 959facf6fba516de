"""The tables of what directors do from the digest, and of whom they let do it for them."""

from __future__ import annotations

import sqlalchemy as sa

from pledges.acting import Act
from storage.schema import metadata, one_of, partial, refers
from storage.types import UtcDateTime, Word

# Once for each `mark`: the day of an ask, the update that was thanked for, the press by which something was written.
acts = sa.Table(
    "acts",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    refers("pledge", "pledges.number", nullable=False),
    sa.Column("act", Word(Act), nullable=False),
    sa.Column("mark", sa.String(64), nullable=False),
    refers("directorate_id", "directorates.id", nullable=False),
    refers("by_id", "people.id", nullable=False),
    refers("for_id", "people.id", nullable=False),
    refers("person_id", "people.id", nullable=False),
    sa.Column("at", UtcDateTime, nullable=False),
    one_of("act", Act),
    sa.UniqueConstraint("pledge", "act", "mark"),
)

# `person_id` may act for `director_id` in whatever that one directs, until somebody has `ended` it.
delegates = sa.Table(
    "delegates",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    refers("director_id", "people.id", nullable=False),
    refers("person_id", "people.id", nullable=False),
    sa.Column("named_at", UtcDateTime, nullable=False),
    sa.Column("ended_at", UtcDateTime),
    refers("ended_by", "people.id"),
    sa.CheckConstraint("director_id <> person_id", name="another"),
    partial("ix_delegates_person", "person_id", "director_id", where="ended_at is null", unique=True),
)
