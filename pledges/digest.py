"""The week of a directorate: when it is told, and what it says. Posts, never persons; counts first and always true."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from pledges.calendar import moment, week_of
from pledges.pledge import Owner, OwnerKind, Pledge, Publication, Status, is_late, is_past, lacks_impact
from pledges.policy import Policy

WEEK = timedelta(days=7)
FRIDAY = 4


@dataclass(frozen=True, slots=True)
class Slot:
    """One week's digest: due at `at`, worth posting until `until`, both UTC; `day` is the day it was meant for."""

    week: str
    day: date
    at: datetime
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What a digest says about one pledge."""

    ref: str
    title: str
    owner: str
    status: Status
    publication: Publication
    due: date | None
    original: date | None
    note: str = ""
    note_on: date | None = None
    extensions: int = 0
    no_impact: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How a directorate stands. A pledge past its date is in exactly one of late, waiting, asked and unreached."""

    total: int = 0
    newly_late: int = 0
    still_late: int = 0
    waiting: int = 0
    asked: int = 0
    unreached: int = 0
    done: int = 0
    soon: int = 0

    @property
    def late(self) -> int:
        return self.newly_late + self.still_late


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """How a directorate stood when it went live; `past` are what was past its date, which nobody was asked about."""

    since: date
    past: tuple[str, ...] = ()
    undated: int = 0
    unowned: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """What last week's digest of the same directorate said."""

    counts: Counts
    late: frozenset[str]
    as_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """`helping` is what is counted elsewhere: led in other directorates, and supported from this one.

    The first digest after going live says how it stands at the `start`, and calls nothing late.
    """

    as_at: datetime
    counts: Counts
    before: Counts | None = None
    newly: tuple[Line, ...] = field(default=())
    still: tuple[Line, ...] = ()
    waiting: tuple[Line, ...] = ()
    done: tuple[Line, ...] = ()
    soon: tuple[Line, ...] = ()
    helping: tuple[Line, ...] = ()
    start: Start | None = None


def slot_of(day: date, policy: Policy) -> Slot:
    """The digest of the ISO week that holds `day`: on its weekday, or the next working day after a bank holiday.

    Where that week has none left, on the one before: the Thursday before Good Friday.
    """
    monday = day - timedelta(days=day.weekday())
    meant = _meant(monday, policy)
    last = max(monday + timedelta(days=FRIDAY), meant)
    return Slot(
        week_of(monday),
        meant,
        moment(meant, policy.digest_at, policy.zone),
        moment(last, policy.digest_until, policy.zone),
    )


def _meant(monday: date, policy: Policy) -> date:
    wanted = monday + timedelta(days=policy.digest_weekday)
    after, before = policy.days.on_or_after(wanted), policy.days.on_or_before(wanted)
    return after if after < monday + WEEK or before < monday else before


def due_slot(linked_on: date, policy: Policy, now: datetime) -> Slot | None:
    """The digest of this week, if it is time and not too late for it; a channel linked midweek starts next week."""
    slot = slot_of(policy.today(now), policy)
    return slot if begins(linked_on, slot, policy) and slot.at <= now < slot.until else None


def begins(linked_on: date, slot: Slot, policy: Policy) -> bool:
    """A channel that is linked on the day meant for the digest still gets it; one linked later in the week does not."""
    return linked_on <= slot.day - timedelta(days=slot.day.weekday()) + timedelta(days=policy.digest_weekday)


def next_slot(linked_on: date, policy: Policy, now: datetime) -> Slot:
    """The first digest that a channel linked on this day gets from now on."""
    slot = due_slot(linked_on, policy, now) or slot_of(policy.today(now), policy)
    while slot.until <= now or not begins(linked_on, slot, policy):
        slot = slot_of(slot.day + WEEK, policy)
    return slot


def summarise(
    pledges: Iterable[Pledge], policy: Policy, now: datetime, before: Before | None, helping: Iterable[Pledge] = ()
) -> Digest:
    """The digest of these pledges as at `now`. What is newly late is what last week did not call late.

    A joint pledge counts once, where it is led: what is only helped with is in no count.
    """
    today, known = policy.today(now), tuple(pledges)
    since = before.as_at if before else now - WEEK
    late = sorted((p for p in known if is_late(p, policy, today)), key=lambda p: (p.deadline.due, p.number))
    newly = [p for p in late if _is_new(p, before, today)]
    still = [p for p in late if p not in newly]
    waiting = [p for p in known if p.open and p.extension is not None]
    done = [p for p in known if p.status in (Status.DONE, Status.CLOSED) and p.last is not None and p.last.at >= since]
    soon = sorted(_soon(known, policy, today), key=lambda p: (p.deadline.due, p.number))
    past = [p for p in known if is_past(p, today) and p.extension is None and p not in late]
    counts = Counts(
        total=sum(p.open for p in known),
        newly_late=len(newly),
        still_late=len(still),
        waiting=len(waiting),
        asked=sum(p.asking.reached_on is not None for p in past),
        unreached=sum(p.asking.reached_on is None for p in past),
        done=len(done),
        soon=len(soon),
    )
    parts = {"newly": newly, "still": still, "waiting": waiting, "done": done, "soon": soon, "helping": helping}
    lines = {name: tuple(_line(p, policy) for p in found) for name, found in parts.items()}
    return Digest(as_at=now, counts=counts, before=before.counts if before else None, start=None, **lines)


def _is_new(pledge: Pledge, before: Before | None, today: date) -> bool:
    if before is not None:
        return pledge.ref not in before.late
    return pledge.deadline.due is not None and today - pledge.deadline.due <= WEEK


def _soon(pledges: Iterable[Pledge], policy: Policy, today: date) -> Iterator[Pledge]:
    for pledge in pledges:
        due = pledge.deadline.due
        if pledge.open and due is not None and today <= due <= today + policy.soon:
            yield pledge


def _post(owner: Owner) -> str:
    return "somebody without a post" if owner.kind is OwnerKind.PERSON else owner.title


def _line(pledge: Pledge, policy: Policy) -> Line:
    last = pledge.last
    return Line(
        ref=pledge.ref,
        title=pledge.title,
        owner=_post(pledge.lead),
        status=pledge.status,
        publication=pledge.publication,
        due=pledge.deadline.due,
        original=pledge.deadline.original,
        extensions=pledge.deadline.extensions,
        no_impact=lacks_impact(pledge),
        note=last.note if last else "",
        note_on=policy.today(last.at) if last else None,
    )
