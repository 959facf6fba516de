"""The register, its people, and what goes out."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

AT = sa.DateTime(timezone=True)
# A tuple of texts reads the same in Python and in SQL.
OPEN = ("not started", "on track", "at risk", "off track", "blocked")
SETTLED = ("sent", "dropped", "dead")
FINISHED = ("done", "closed", "withdrawn", "carried over")


def words(*names: str) -> list[sa.Column[str]]:
    """Texts that may be empty but are never missing."""
    return [sa.Column(name, sa.Text, nullable=False, server_default="") for name in names]


def several(kind: Any, *names: str, **how: Any) -> list[sa.Column[Any]]:
    """Columns that are alike."""
    return [sa.Column(name, kind, **how) for name in names]


def one_of(column: str, *allowed: str) -> sa.CheckConstraint:
    """Refuse any other word."""
    return sa.CheckConstraint(f"{column} in {allowed}", name=f"{column}_known")


def together(one: str, other: str) -> sa.CheckConstraint:
    """Two columns are filled both or neither."""
    return sa.CheckConstraint(f"({one} is null) = ({other} is null)", name=f"{one}_with_{other}")


# The columns and checks of each table, in an order in which each knows those before it.
TABLES: dict[str, tuple[sa.schema.SchemaItem, ...]] = {
    "people": (
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("upn", sa.String(256), unique=True),
        sa.Column("aad_id", sa.String(64), unique=True),
        sa.Column("teams_id", sa.String(256), unique=True),
        sa.Column("address", sa.Text),
        *several(AT, "met_at", "suspended_at", "welcomed_at"),
        *words("suspended_why"),
        together("address", "met_at"),
    ),
    "admins": (
        sa.Column("person_id", sa.Integer, sa.ForeignKey("people.id"), primary_key=True),
        sa.Column("by_id", sa.Integer, sa.ForeignKey("people.id"), nullable=False),
        sa.Column("at", AT, nullable=False),
    ),
    "directorates": (
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("folded", sa.Text, nullable=False, unique=True),
    ),
    "posts": (
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("folded", sa.Text, nullable=False, unique=True),
        sa.Column("directorate_id", sa.Integer, sa.ForeignKey("directorates.id")),
        sa.Column("holder_id", sa.Integer, sa.ForeignKey("people.id")),
        sa.Column("director", sa.Boolean, nullable=False, server_default=sa.false()),
    ),
    "numbering": (
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("last", sa.Integer, nullable=False),
        sa.CheckConstraint("id = 1", name="one_row"),
    ),
    "pledges": (
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        *words("theme", "priority"),
        *several(sa.String(24), "status", "publication", nullable=False),
        sa.Column("directorate_id", sa.Integer, sa.ForeignKey("directorates.id")),
        *words("service", "deadline_words", "deadline_rule"),
        *several(sa.Date, "due", "original_due", "wanted"),
        *words("wanted_why"),
        sa.Column("wanted_by", sa.Integer, sa.ForeignKey("people.id")),
        sa.Column("wanted_at", AT),
        sa.Column("rung", sa.String(16), nullable=False, server_default=""),
        *several(sa.Date, "asked_on", "answered_on", "reached_on", "told_on"),
        sa.Column("accepted", sa.Boolean, nullable=False),
        sa.Column("next_ask_on", sa.Date),
        sa.Column("finished_at", AT),
        *several(sa.Integer, "updates", "links", nullable=False, server_default="0"),
        sa.Column("seal", sa.String(64), nullable=False),
        sa.Column("version", sa.Integer, nullable=False, server_default="0"),
        sa.CheckConstraint("number > 0", name="number_positive"),
        one_of("kind", "promise", "action point", "resolution", "recommendation", "goal", "question"),
        one_of("status", *OPEN, *FINISHED),
        one_of("publication", "public", "internal", "not for publication"),
        sa.CheckConstraint(f"(status in {FINISHED}) = (finished_at is not null)", name="finished_has_time"),
        sa.CheckConstraint("finished_at is null or next_ask_on is null", name="finished_is_not_asked"),
        together("wanted", "wanted_by"),
        together("wanted", "wanted_at"),
    ),
    "pledge_owners": (
        sa.Column("pledge", sa.Integer, sa.ForeignKey("pledges.number"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("lead", sa.Boolean, nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        *words("words"),
        sa.Column("post_id", sa.Integer, sa.ForeignKey("posts.id")),
        sa.Column("person_id", sa.Integer, sa.ForeignKey("people.id")),
        one_of("kind", "post", "person", "body", "TBC"),
        sa.CheckConstraint("post_id is null or person_id is null", name="one_way_to_who_answers"),
    ),
    "pledge_sources": (
        sa.Column("pledge", sa.Integer, sa.ForeignKey("pledges.number"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("document", sa.Text, nullable=False),
        *words("committee"),
        sa.Column("held_on", sa.Date),
        *words("minute", "words"),
    ),
    "updates": (
        sa.Column("pledge", sa.Integer, sa.ForeignKey("pledges.number"), primary_key=True),
        sa.Column("sequence", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", AT, nullable=False),
        sa.Column("by_id", sa.Integer, sa.ForeignKey("people.id")),
        sa.Column("status", sa.String(24), nullable=False),
        *words("note"),
        one_of("status", *OPEN, *FINISHED),
    ),
    "history": (
        sa.Column("pledge", sa.Integer, sa.ForeignKey("pledges.number"), primary_key=True),
        sa.Column("sequence", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", AT, nullable=False),
        sa.Column("by_id", sa.Integer, sa.ForeignKey("people.id")),
        *several(sa.String(40), "door", "field", nullable=False),
        *several(sa.String(64), "text_digest", "previous", "seal", nullable=False),
    ),
    "history_texts": (
        *several(sa.Integer, "pledge", "sequence", primary_key=True, autoincrement=False),
        sa.Column("salt", sa.String(64), nullable=False),
        *words("before", "after"),
        sa.ForeignKeyConstraint(["pledge", "sequence"], ["history.pledge", "history.sequence"]),
    ),
    "channels": (
        sa.Column("id", sa.String(256), primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        *words("team"),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("directorate_id", sa.Integer, sa.ForeignKey("directorates.id")),
        sa.Column("linked_by", sa.Integer, sa.ForeignKey("people.id")),
        sa.Column("linked_on", sa.Date),
        sa.Column("gone", sa.Boolean, nullable=False, server_default=sa.false()),
        together("directorate_id", "linked_by"),
        together("directorate_id", "linked_on"),
    ),
    "outbox": (
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("key", sa.String(256), nullable=False, unique=True),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("person_id", sa.Integer, sa.ForeignKey("people.id")),
        sa.Column("channel_id", sa.String(256), sa.ForeignKey("channels.id")),
        sa.Column("facts", sa.JSON, nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        *several(AT, "put_at", "not_before", nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
        sa.Column("claim", sa.String(40)),
        *several(AT, "until", "claimed_until", "settled_at"),
        *words("outcome"),
        *several(sa.Text, "redraw_address", "redraw_message", "stands_address", "stands_message"),
        one_of("state", "ready", "held", *SETTLED),
        sa.CheckConstraint("(person_id is null) <> (channel_id is null)", name="exactly_one_recipient"),
        sa.CheckConstraint(f"(state in {SETTLED}) = (settled_at is not null)", name="settled_has_time"),
        sa.CheckConstraint("claim is null or state = 'ready'", name="only_ready_is_claimed"),
        together("claim", "claimed_until"),
        together("redraw_address", "redraw_message"),
        together("stands_address", "stands_message"),
    ),
    "asks": (
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("pledge", sa.Integer, sa.ForeignKey("pledges.number"), nullable=False),
        sa.Column("person_id", sa.Integer, sa.ForeignKey("people.id"), nullable=False),
        sa.Column("rung", sa.String(24), nullable=False),
        sa.Column("for_due", sa.String(10), nullable=False),
        sa.Column("message", sa.String(256), nullable=False),
        sa.Column("asked_on", sa.Date, nullable=False),
        *several(AT, "reached_at", "answered_at"),
        *words("excused"),
        sa.UniqueConstraint("pledge", "person_id", "rung", "for_due", "asked_on"),
    ),
    "presses": (
        sa.Column("nonce", sa.String(320), primary_key=True),
        sa.Column("person_id", sa.Integer, sa.ForeignKey("people.id"), primary_key=True),
        *several(sa.String(64), "verb", "digest", primary_key=True),
        sa.Column("at", AT, nullable=False),
    ),
    "digests": (
        sa.Column("channel_id", sa.String(256), sa.ForeignKey("channels.id"), primary_key=True),
        sa.Column("directorate_id", sa.Integer, sa.ForeignKey("directorates.id"), primary_key=True),
        sa.Column("week", sa.String(8), primary_key=True),
        sa.Column("told", sa.Text, nullable=False),
        sa.Column("put_at", AT, nullable=False),
    ),
    "switches": (
        sa.Column("name", sa.String(40), primary_key=True),
        sa.Column("value", sa.Text),
        sa.Column("by_id", sa.Integer, sa.ForeignKey("people.id")),
        sa.Column("at", AT, nullable=False),
    ),
    "refusals": (
        sa.Column("id", sa.Integer, primary_key=True),
        *several(sa.Text, "what", "who", nullable=False),
        sa.Column("at", AT, nullable=False),
    ),
}

# name, table, columns, unique, the rows that it covers
INDEXES = (
    ("ix_posts_holder_id", "posts", ["holder_id"], False, None),
    ("ix_pledges_directorate_status", "pledges", ["directorate_id", "status", "finished_at"], False, None),
    ("ix_pledges_next_ask_on", "pledges", ["next_ask_on"], False, "next_ask_on is not null"),
    ("ix_pledges_open_due", "pledges", ["due"], False, "finished_at is null"),
    ("ix_pledge_owners_one_lead", "pledge_owners", ["pledge"], True, "lead"),
    ("ix_pledge_owners_person_id", "pledge_owners", ["person_id"], False, None),
    ("ix_pledge_owners_post_id", "pledge_owners", ["post_id"], False, None),
    ("ix_outbox_channel", "outbox", ["channel_id"], False, "settled_at is null"),
    ("ix_outbox_person", "outbox", ["person_id"], False, "settled_at is null"),
    ("ix_outbox_ready", "outbox", ["not_before", "id"], False, "state = 'ready'"),
    ("ix_outbox_settled", "outbox", ["settled_at"], False, "settled_at is not null"),
    ("ix_asks_message", "asks", ["message"], False, None),
    ("ix_presses_at", "presses", ["at"], False, None),
)


def upgrade() -> None:
    """Make everything."""
    for name, parts in TABLES.items():
        op.create_table(name, *parts)
    for name, table, columns, unique, where in INDEXES:
        covers = sa.text(where) if where else None
        op.create_index(name, table, columns, unique=unique, sqlite_where=covers, postgresql_where=covers)
