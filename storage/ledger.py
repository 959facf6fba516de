"""The tables of what goes out and what came in: channels, the outbox, asks, presses, digests, and small values."""

from __future__ import annotations

import sqlalchemy as sa

from storage.schema import metadata, number, one_of, partial, quoted, refers, together, words
from storage.types import UtcDateTime

STATES = ("ready", "held", "sent", "dropped", "dead")
SETTLED = ("sent", "dropped", "dead")
SENDABLE = "state not in ('dropped', 'dead')"

channels = sa.Table(
    "channels",
    metadata,
    sa.Column("id", sa.String(256), primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    words("team"),
    sa.Column("address", sa.Text, nullable=False),
    refers("directorate_id", "directorates.id"),
    refers("linked_by", "people.id"),
    sa.Column("linked_on", sa.Date),
    sa.Column("gone", sa.Boolean, nullable=False, server_default=sa.false()),
    together("directorate_id", "linked_by"),
    together("directorate_id", "linked_on"),
)

# Of the messages that go to a person unasked one a day is sent: it has its `day`, and the others of that day are
# `carried_by` it (its id). What is `alone` goes by itself. What is `under` another, by its key, is a reply to it.
outbox = sa.Table(
    "outbox",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("key", sa.String(256), nullable=False, unique=True),
    sa.Column("kind", sa.String(40), nullable=False),
    refers("person_id", "people.id"),
    sa.Column("channel_id", sa.ForeignKey("channels.id")),
    sa.Column("facts", sa.JSON, nullable=False),
    sa.Column("state", sa.String(8), nullable=False),
    sa.Column("put_at", UtcDateTime, nullable=False),
    sa.Column("not_before", UtcDateTime, nullable=False),
    number("attempts", "0"),
    sa.Column("claim", sa.String(40)),
    sa.Column("until", UtcDateTime),
    sa.Column("claimed_until", UtcDateTime),
    sa.Column("settled_at", UtcDateTime),
    words("outcome"),
    sa.Column("redraw_address", sa.Text),
    sa.Column("redraw_message", sa.Text),
    sa.Column("stands_address", sa.Text),
    sa.Column("stands_message", sa.Text),
    sa.Column("alone", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("day", sa.Date),
    sa.Column("carried_by", sa.Integer),
    words("under"),
    one_of("state", STATES),
    sa.CheckConstraint("(person_id is null) <> (channel_id is null)", name="exactly_one_recipient"),
    sa.CheckConstraint(f"(state in ({quoted(SETTLED)})) = (settled_at is not null)", name="settled_has_time"),
    sa.CheckConstraint("claim is null or state = 'ready'", name="only_ready_is_claimed"),
    together("claim", "claimed_until"),
    together("redraw_address", "redraw_message"),
    together("stands_address", "stands_message"),
    partial("ix_outbox_ready", "not_before", "id", where="state = 'ready'"),
    partial("ix_outbox_person", "person_id", where="settled_at is null"),
    partial("ix_outbox_channel", "channel_id", where="settled_at is null"),
    partial("ix_outbox_settled", "settled_at", where="settled_at is not null"),
    partial("ix_outbox_one_a_day", "person_id", "day", where=f"day is not null and {SENDABLE}", unique=True),
    partial("ix_outbox_carried", "carried_by", where="carried_by is not null"),
    partial("ix_outbox_stands", "stands_message", where="stands_message is not null"),
)

# `for_due` is the deadline asked about as text, empty where there is none: in a unique key no NULL equals another.
# `undelivered` is the last reason why it had not arrived, kept when it arrives after all: the outbox forgets.
# `reply` says what came back where that is no update.
asks = sa.Table(
    "asks",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    refers("pledge", "pledges.number", nullable=False),
    refers("person_id", "people.id", nullable=False),
    sa.Column("rung", sa.String(24), nullable=False),
    sa.Column("for_due", sa.String(10), nullable=False),
    sa.Column("message", sa.String(256), nullable=False, index=True),
    sa.Column("asked_on", sa.Date, nullable=False),
    sa.Column("reached_at", UtcDateTime),
    sa.Column("answered_at", UtcDateTime),
    words("excused"),
    words("undelivered"),
    sa.Column("undelivered_at", UtcDateTime),
    words("reply"),
    sa.Column("meant_for", sa.Date),
    sa.UniqueConstraint("pledge", "person_id", "rung", "for_due", "asked_on"),
    sa.Index("ix_asks_pledge", "pledge", "id"),
    partial("ix_asks_open", "asked_on", "id", where="answered_at is null and excused = ''"),
)

presses = sa.Table(
    "presses",
    metadata,
    sa.Column("nonce", sa.String(320), primary_key=True),
    refers("person_id", "people.id", primary_key=True),
    sa.Column("verb", sa.String(64), primary_key=True),
    sa.Column("digest", sa.String(64), primary_key=True),
    sa.Column("at", UtcDateTime, nullable=False, index=True),
)

digests = sa.Table(
    "digests",
    metadata,
    sa.Column("channel_id", sa.ForeignKey("channels.id"), primary_key=True),
    refers("directorate_id", "directorates.id", primary_key=True),
    sa.Column("week", sa.String(8), primary_key=True),
    sa.Column("told", sa.Text, nullable=False),
    sa.Column("put_at", UtcDateTime, nullable=False),
)

switches = sa.Table(
    "switches",
    metadata,
    sa.Column("name", sa.String(40), primary_key=True),
    sa.Column("value", sa.Text),
    refers("by_id", "people.id"),
    sa.Column("at", UtcDateTime, nullable=False),
)

refusals = sa.Table(
    "refusals",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("what", sa.Text, nullable=False),
    sa.Column("who", sa.Text, nullable=False),
    sa.Column("at", UtcDateTime, nullable=False),
)

# `free_at` is in seconds of Unix time, by the database's clock.
pace = sa.Table(
    "pace",
    metadata,
    sa.Column("name", sa.String(300), primary_key=True),
    sa.Column("free_at", sa.Double, nullable=False),
)
