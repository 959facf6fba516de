"""A pledge: one commitment that is tracked; what is late; who may read and update it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from pledges.live import Live
from pledges.messages import PersonId
from pledges.owners import Owner as Owner
from pledges.owners import OwnerKind as OwnerKind
from pledges.people import Directorate, Standing
from pledges.policy import Policy
from pledges.snooze import Snooze

MeetingId = NewType("MeetingId", int)


class Kind(StrEnum):
    PROMISE = "promise"
    ACTION_POINT = "action point"
    RESOLUTION = "resolution"
    RECOMMENDATION = "recommendation"
    GOAL = "goal"
    QUESTION = "question"


class Status(StrEnum):
    NOT_STARTED = "not started"
    ON_TRACK = "on track"
    AT_RISK = "at risk"
    OFF_TRACK = "off track"
    BLOCKED = "blocked"
    DONE = "done"  # proposed by the owner, to be confirmed
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"
    CARRIED_OVER = "carried over"


OPEN = frozenset({Status.NOT_STARTED, Status.ON_TRACK, Status.AT_RISK, Status.OFF_TRACK, Status.BLOCKED})


class Publication(StrEnum):
    """Who may read a pledge's title and notes."""

    PUBLIC = "public"
    INTERNAL = "internal"
    RESTRICTED = "not for publication"


class When(StrEnum):
    """What kind of deadline words make."""

    DATE = "date"
    MONTH = "month"
    WINDOW = "window"  # asked from its start, late after its end
    START = "start"  # begins on a day, and is never late by itself
    MEETING = "meeting"  # moves with the meeting
    RECURRING = "recurring"  # comes again and again
    REVIEW = "review"  # no end: looked at every few weeks
    NONE = "none"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where the pledge was made. A paper without a date has none here."""

    document: str
    committee: str = ""
    held_on: date | None = None
    minute: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """The words, the rule that made a date of them, the date, and the first date for ever.

    `starts` is the first day of a window or a start, and the day from which a review counts. What hangs on a `meeting`
    is due on its day; questions count back from `papers_due`. A date that the Panel set (`by_panel`) moves only by its
    minute. `extensions` counts how often the date was put off, `decided` says how it was last decided about.
    """

    words: str = ""
    rule: str = ""
    kind: When = When.DATE
    starts: date | None = None
    due: date | None = None
    original: date | None = None
    meeting: MeetingId | None = None
    papers_due: date | None = None
    by_panel: bool = False
    extensions: int = 0
    decided: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """What was said on a day. Never changed, only followed by another."""

    at: datetime
    by: PersonId | None
    status: Status
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """A new date asked for, until somebody who may has decided."""

    wanted: date
    reason: str
    by: PersonId
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """How far the asking has come, for this owner and this date. Days are days in the council's zone.

    From `first_on` on the owner is to be asked whether all is still right, because the directorate went live.
    """

    rung: str = ""
    asked_on: date | None = None
    answered_on: date | None = None
    reached_on: date | None = None
    told_on: date | None = None
    accepted: bool = True
    first_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How far the asking has come for one of several: asked as others are, and with words of their own."""

    person: PersonId
    rung: str = ""
    asked_on: date | None = None
    answered_on: date | None = None
    said: Status | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """What a pledge hangs on: as one `time` of a recurring `parent`, or so long `after` another that it `follows`.

    A time is a day, as 2026-12-31, or a meeting.
    """

    parent: int | None = None
    time: str = ""
    follows: int | None = None
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pledge:
    """`asking` is the lead's; `shares` are of others who are asked. With `each`, one answer is not enough.

    `evidence` shows that it was done, `impact` what changed for children, and how that is known. On `confirmed_on` the
    owner last said that it is theirs and its date right; `live` is how its directorate stands.
    `papers` are the days on which papers of its committees' meetings are due, or of the Panel's, as the diary has them
    now.
    """

    number: int
    title: str
    kind: Kind = Kind.PROMISE
    theme: str = ""
    priority: str = ""
    status: Status = Status.NOT_STARTED
    publication: Publication = Publication.INTERNAL
    directorate: Directorate | None = None
    service: str = ""
    owners: tuple[Owner, ...] = ()
    sources: tuple[Source, ...] = ()
    deadline: Deadline = field(default_factory=Deadline)
    extension: Extension | None = None
    snooze: Snooze | None = None
    asking: Asking = field(default_factory=Asking)
    each: bool = False
    shares: tuple[Share, ...] = ()
    last: Update | None = None
    evidence: str = ""
    impact: str = ""
    reopened_on: date | None = None
    merged_into: int | None = None
    tie: Tie | None = None
    confirmed_on: date | None = None
    live: Live = field(default_factory=Live, compare=False)
    papers: tuple[date, ...] = field(default=(), compare=False)
    version: int = 0

    @property
    def ref(self) -> str:
        return f"CP-{self.number}"

    @property
    def open(self) -> bool:
        return self.status in OPEN

    @property
    def lead(self) -> Owner:
        return next((o for o in self.owners if o.lead), Owner(kind=OwnerKind.TBC, title="to be confirmed"))

    def is_answered_by(self, person: PersonId) -> bool:
        return any(person in o.people for o in self.owners)


def is_past(pledge: Pledge, today: date) -> bool:
    """Past its date and open. That alone is not yet late."""
    return pledge.open and pledge.deadline.due is not None and pledge.deadline.due < today


def is_late(pledge: Pledge, policy: Policy, today: date) -> bool:
    """Past its date, no decision about it pending, and its owner was reached about it at least a working day before.

    This is the only place that calls anything late.
    """
    reached = pledge.asking.reached_on
    fair = reached is not None and policy.days.forward(reached, 1) <= today
    return is_past(pledge, today) and pledge.extension is None and fair


def lacks_impact(pledge: Pledge) -> bool:
    """Done or closed, and nobody has said yet what changed for children."""
    return pledge.status in (Status.DONE, Status.CLOSED) and not pledge.impact


def late_if_reached_before(policy: Policy, today: date) -> date:
    """is_late's working day, for a query: a day at least a working day before `today` is one before this."""
    return policy.days.on_or_before(today)


def may_read(standing: Standing, pledge: Pledge) -> bool:
    """Admins read all; owners their own; a director the directorate's; what is public everybody."""
    return (
        pledge.publication is Publication.PUBLIC
        or may_update(standing, pledge)
        or (pledge.directorate is not None and pledge.directorate.id in standing.directs)
    )


def may_update(standing: Standing, pledge: Pledge) -> bool:
    """Admins update all; owners, lead and supporting, and their deputies and covers their own."""
    return standing.admin or any(map(pledge.is_answered_by, (standing.person, *standing.covers)))
