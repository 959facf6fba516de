"""The tables of what became of posted digests: how each was last drawn, what was said of it, and what was put right."""

from __future__ import annotations

import sqlalchemy as sa

from storage.schema import metadata, one_of, refers, words
from storage.types import UtcDateTime

OUTCOMES = ("", "right", "corrected")

# `drawn` is the mark of what it says by now; at `looked_at` somebody last compared it with the register.
digest_redraws = sa.Table(
    "digest_redraws",
    metadata,
    sa.Column("channel_id", sa.ForeignKey("channels.id"), primary_key=True),
    refers("directorate_id", "directorates.id", primary_key=True),
    sa.Column("week", sa.String(8), primary_key=True),
    words("drawn"),
    sa.Column("looked_at", UtcDateTime, nullable=False),
)

# `mark` is of the words: the same person says the same thing once. `reply` is what the admin wrote back.
digest_remarks = sa.Table(
    "digest_remarks",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("channel_id", sa.ForeignKey("channels.id"), nullable=False),
    refers("directorate_id", "directorates.id", nullable=False),
    sa.Column("week", sa.String(8), nullable=False),
    refers("by_id", "people.id", nullable=False),
    sa.Column("at", UtcDateTime, nullable=False),
    sa.Column("words", sa.Text, nullable=False),
    sa.Column("mark", sa.String(64), nullable=False),
    sa.Column("outcome", sa.String(12), nullable=False, server_default=""),
    words("reply"),
    refers("settled_by", "people.id"),
    sa.Column("settled_at", UtcDateTime),
    one_of("outcome", OUTCOMES),
    sa.CheckConstraint("(outcome = '') = (settled_at is null)", name="settled_has_outcome"),
    sa.UniqueConstraint("channel_id", "directorate_id", "week", "by_id", "mark"),
)

# Nothing here is taken away: a correction that was taken back has its `withdrawn_at`.
digest_corrections = sa.Table(
    "digest_corrections",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("channel_id", sa.ForeignKey("channels.id"), nullable=False),
    refers("directorate_id", "directorates.id", nullable=False),
    sa.Column("week", sa.String(8), nullable=False),
    refers("pledge", "pledges.number"),
    words("words"),
    sa.Column("not_late", sa.Boolean, nullable=False, server_default=sa.false()),
    refers("by_id", "people.id", nullable=False),
    sa.Column("at", UtcDateTime, nullable=False),
    sa.Column("withdrawn_at", UtcDateTime),
    sa.Index("ix_digest_corrections_post", "channel_id", "directorate_id", "week"),
)
