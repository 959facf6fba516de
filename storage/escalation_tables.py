"""The tables of escalation: where it is switched on, what is held back, and each step that was taken."""

from __future__ import annotations

import sqlalchemy as sa

from pledges.escalation import Step
from storage.schema import metadata, one_of, partial, refers, words
from storage.types import UtcDateTime, Word

# Nothing here is changed: the newest row of a directorate counts. `partners` is whom to turn to about a partner.
escalating = sa.Table(
    "escalating",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    refers("directorate_id", "directorates.id", nullable=False, index=True),
    sa.Column("is_on", sa.Boolean, nullable=False),
    sa.Column("not_before", sa.Date),
    words("partners"),
    refers("by_id", "people.id"),
    sa.Column("at", UtcDateTime, nullable=False),
)

escalation_holds = sa.Table(
    "escalation_holds",
    metadata,
    refers("pledge", "pledges.number", primary_key=True),
    sa.Column("reason", sa.Text, nullable=False),
    refers("by_id", "people.id", nullable=False),
    sa.Column("at", UtcDateTime, nullable=False),
)

# One row a step of one silence: that of an owner about a deadline `since` the first question that was not answered.
# `post` is whom it asks, in words; admins are several, so `person_id` is empty then. `reply` is what came back.
escalations = sa.Table(
    "escalations",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    refers("pledge", "pledges.number", nullable=False),
    sa.Column("for_due", sa.String(10), nullable=False),
    sa.Column("since", sa.Date, nullable=False),
    sa.Column("step", Word(Step), nullable=False),
    refers("owner_id", "people.id", nullable=False),
    refers("person_id", "people.id", index=True),
    words("post"),
    sa.Column("message", sa.String(256), nullable=False, index=True),
    sa.Column("put_on", sa.Date, nullable=False),
    sa.Column("reached_at", UtcDateTime),
    words("undelivered"),
    sa.Column("undelivered_at", UtcDateTime),
    sa.Column("settled_at", UtcDateTime),
    words("reply"),
    refers("by_id", "people.id"),
    sa.UniqueConstraint("pledge", "for_due", "since", "step"),
    one_of("step", Step),
    partial("ix_escalations_open", "pledge", where="settled_at is null"),
)
