"""The tables of the register and its people, for SQLite and PostgreSQL alike."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa

from pledges.pledge import OPEN, Kind, OwnerKind, Publication, Status, When
from storage.schema import metadata, number, one_of, partial, position, quoted, refers, together, words
from storage.types import UtcDateTime, Word

DEADLINES = tuple(kind for kind in When if kind is not When.UNCLEAR)
ENDLESS = (When.START, When.REVIEW, When.RECURRING, When.NONE)
NEVER = date(9999, 1, 1)  # in order, where there is no day
# pledges.priority.rank in SQL, spelt as the index has it
RANK = "(case lower(priority) when 'statutory' then 0 when 'this quarter' then 1 when 'later' then 2 else 3 end)"
FINISHED = tuple(status for status in Status if status not in OPEN)

people = sa.Table(
    "people",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("upn", sa.String(256), unique=True),
    sa.Column("aad_id", sa.String(64), unique=True),
    sa.Column("teams_id", sa.String(256), unique=True),
    sa.Column("address", sa.Text),
    sa.Column("met_at", UtcDateTime),
    sa.Column("suspended_at", UtcDateTime),
    sa.Column("welcomed_at", UtcDateTime),
    words("suspended_why"),
    sa.Column("guest", sa.Boolean, nullable=False, server_default=sa.false()),
    together("address", "met_at"),
)

# `tried_on` is the day on which the app was last installed for somebody, or it was tried; `outcome` what came of it.
installs = sa.Table(
    "installs",
    metadata,
    refers("person_id", "people.id", primary_key=True),
    sa.Column("tried_on", sa.Date, nullable=False),
    words("outcome"),
)

admins = sa.Table(
    "admins",
    metadata,
    refers("person_id", "people.id", primary_key=True),
    refers("by_id", "people.id", nullable=False),
    sa.Column("at", UtcDateTime, nullable=False),
)

# `folded` is the name without regard to case and spacing, as Python folds it: databases differ beyond ASCII. One that
# `waits` is not asked; `live_from` is its first live day, also while that is to come.
directorates = sa.Table(
    "directorates",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("folded", sa.Text, nullable=False, unique=True),
    sa.Column("waits", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("live_from", sa.Date),
)

posts = sa.Table(
    "posts",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("folded", sa.Text, nullable=False, unique=True),
    refers("directorate_id", "directorates.id", index=True),
    refers("holder_id", "people.id", index=True),
    sa.Column("director", sa.Boolean, nullable=False, server_default=sa.false()),
)

# One row: the highest number given so far, so that no number is given twice.
numbering = sa.Table(
    "numbering",
    metadata,
    position("id"),
    number("last"),
    sa.CheckConstraint("id = 1", name="one_row"),
)

# `updates` is the place in that table of the last word that stands, 0 for none; `links` and `seal` are the end of the
# pledge's chain in history, so that links cut off at the end are missed as well.
pledges = sa.Table(
    "pledges",
    metadata,
    position("number"),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("kind", Word(Kind), nullable=False),
    words("theme"),
    words("priority"),
    sa.Column("status", Word(Status), nullable=False),
    sa.Column("publication", Word(Publication), nullable=False),
    refers("directorate_id", "directorates.id"),
    words("service"),
    words("deadline_words"),
    words("deadline_rule"),
    sa.Column("due", sa.Date),
    sa.Column("original_due", sa.Date),
    sa.Column("wanted", sa.Date),
    words("wanted_why"),
    refers("wanted_by", "people.id"),
    sa.Column("wanted_at", UtcDateTime),
    sa.Column("rung", sa.String(16), nullable=False, server_default=""),
    sa.Column("asked_on", sa.Date),
    sa.Column("answered_on", sa.Date),
    sa.Column("reached_on", sa.Date),
    sa.Column("told_on", sa.Date),
    sa.Column("accepted", sa.Boolean, nullable=False),
    sa.Column("next_ask_on", sa.Date),
    sa.Column("finished_at", UtcDateTime),
    number("updates", "0"),
    number("links", "0"),
    sa.Column("seal", sa.String(64), nullable=False),
    number("version", "0"),
    sa.Column("deadline_kind", Word(When), nullable=False, server_default=When.DATE),
    sa.Column("deadline_starts", sa.Date),
    refers("meeting_id", "meetings.id"),
    sa.Column("deadline_by_panel", sa.Boolean, nullable=False, server_default=sa.false()),
    number("extensions", "0"),
    words("deadline_decided"),
    words("evidence"),
    words("impact"),
    sa.Column("reopened_on", sa.Date),
    sa.Column("first_on", sa.Date),
    sa.Column("confirmed_on", sa.Date),
    sa.CheckConstraint("number > 0", name="number_positive"),
    one_of("kind", Kind),
    one_of("status", Status),
    one_of("publication", Publication),
    sa.CheckConstraint(
        f"(status in ({quoted(FINISHED)})) = (finished_at is not null)",
        name="finished_has_time",
    ),
    sa.CheckConstraint("finished_at is null or next_ask_on is null", name="finished_is_not_asked"),
    together("wanted", "wanted_by"),
    together("wanted", "wanted_at"),
    one_of("deadline_kind", DEADLINES),
    sa.CheckConstraint(
        f"deadline_kind not in ({quoted((When.WINDOW, When.START))}) or deadline_starts is not null",
        name="what_begins_has_start",
    ),
    sa.CheckConstraint(f"due is null or deadline_kind not in ({quoted(ENDLESS)})", name="endless_is_not_due"),
    sa.CheckConstraint("meeting_id is null or deadline_kind = 'meeting'", name="only_meetings_hang"),
    sa.Index("ix_pledges_directorate_status", "directorate_id", "status", "finished_at"),
    partial("ix_pledges_next_ask_on", "next_ask_on", where="next_ask_on is not null"),
    partial("ix_pledges_open_due", "due", where="finished_at is null"),
    partial("ix_pledges_open_soonest", sa.text(f"coalesce(due, '{NEVER}')"), "number", where="finished_at is null"),
    partial("ix_pledges_finished", "finished_at", "number", where="finished_at is not null"),
    partial("ix_pledges_wanted", "wanted", where="wanted is not null"),
    partial("ix_pledges_theme", "theme", where="theme <> ''"),
    partial("ix_pledges_service", "service", where="service <> ''"),
    partial("ix_pledges_meeting", "meeting_id", where="meeting_id is not null"),
    partial("ix_pledges_no_impact", "finished_at", where="impact = '' and status in ('done', 'closed')"),
    partial(
        "ix_pledges_unshown", "directorate_id", "finished_at", where="impact = '' and status in ('done', 'closed')"
    ),
    partial("ix_pledges_open_undated", "deadline_kind", where="due is null and finished_at is null"),
    partial("ix_pledges_priority", sa.text(RANK), "number", where="finished_at is null and priority <> ''"),
    partial("ix_pledges_services", "directorate_id", "service", "finished_at", where="service <> ''"),
)

pledge_owners = sa.Table(
    "pledge_owners",
    metadata,
    refers("pledge", "pledges.number", primary_key=True),
    position(),
    sa.Column("lead", sa.Boolean, nullable=False),
    sa.Column("kind", Word(OwnerKind), nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    words("words"),
    refers("post_id", "posts.id", index=True),
    refers("person_id", "people.id", index=True),
    one_of("kind", OwnerKind),
    sa.CheckConstraint("post_id is null or person_id is null", name="one_way_to_who_answers"),
    partial("ix_pledge_owners_words", "title", where="post_id is null and person_id is null"),
    partial("ix_pledge_owners_one_lead", "pledge", where="lead", unique=True),
)

pledge_sources = sa.Table(
    "pledge_sources",
    metadata,
    refers("pledge", "pledges.number", primary_key=True),
    position(),
    sa.Column("document", sa.Text, nullable=False),
    words("committee"),
    sa.Column("held_on", sa.Date),
    words("minute"),
    words("words"),
    sa.Index("ix_pledge_sources_committee", "committee"),
    sa.Index("ix_pledge_sources_paper", "document", "committee", "held_on"),
)

updates = sa.Table(
    "updates",
    metadata,
    refers("pledge", "pledges.number", primary_key=True),
    position("sequence"),
    sa.Column("at", UtcDateTime, nullable=False),
    refers("by_id", "people.id"),
    sa.Column("status", Word(Status), nullable=False),
    words("note"),
    one_of("status", Status),
)

history = sa.Table(
    "history",
    metadata,
    refers("pledge", "pledges.number", primary_key=True),
    position("sequence"),
    sa.Column("at", UtcDateTime, nullable=False),
    refers("by_id", "people.id"),
    sa.Column("door", sa.String(40), nullable=False),
    sa.Column("field", sa.String(40), nullable=False),
    sa.Column("text_digest", sa.String(64), nullable=False),
    sa.Column("previous", sa.String(64), nullable=False),
    sa.Column("seal", sa.String(64), nullable=False),
    sa.Index("ix_history_at", "at"),
)

# The words of a link, and the salt of their digest. Where the row is gone they were erased, and the chain still holds.
history_texts = sa.Table(
    "history_texts",
    metadata,
    position("pledge"),
    position("sequence"),
    sa.Column("salt", sa.String(64), nullable=False),
    words("before"),
    words("after"),
    sa.ForeignKeyConstraint(["pledge", "sequence"], ["history.pledge", "history.sequence"]),
)
