"""The week of a directorate: when it is told, and what it says. Posts, never persons; counts first and always true."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from pledges.calendar import moment, week_of
from pledges.deciding import whose
from pledges.figures import Before as Before
from pledges.figures import Counts as Counts
from pledges.figures import Digest as Digest
from pledges.figures import Line as Line
from pledges.figures import Start as Start
from pledges.figures import Week as Week
from pledges.messages import PersonId
from pledges.pledge import Owner, OwnerKind, Pledge, Status, is_late, is_past, lacks_impact
from pledges.policy import Policy

WEEK = timedelta(days=7)
FRIDAY = 4
KEPT = 200  # rows of a kind that are written out; more are counted
TREND = 8  # weeks
TITLE, NOTE = 200, 140  # characters of a row
FINISHED = frozenset({Status.DONE, Status.CLOSED})
KINDS = ("newly", "forecast", "still", "waiting", "done", "soon", "unowned", "helping")  # in the order they are told
WILL_NOT = frozenset({Status.OFF_TRACK, Status.BLOCKED})


@dataclass(frozen=True, slots=True)
class Slot:
    """One week's digest: due at `at`, worth posting until `until`, both UTC; `day` is the day it was meant for."""

    week: str
    day: date
    at: datetime
    until: datetime


_COUNTED_TWICE = ("unowned", "helping")


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
    pledges: Iterable[Pledge],
    policy: Policy,
    now: datetime,
    before: Before | None,
    helping: Iterable[Pledge] = (),
    directors: Collection[PersonId] = (),
) -> Digest:
    """The digest of these pledges as at `now`. What is newly late is what last week did not call late.

    A joint pledge counts once, where it is led: what is only helped with is in no count. `directors` are the people
    who can decide about dates here.
    """
    today, found = policy.today(now), _sorted_out(pledges, policy, now, before)
    found |= {"helping": list(helping)}
    counts = Counts(
        total=sum(p.open for kind, some in found.items() if kind not in _COUNTED_TWICE for p in some),
        newly_late=len(found["newly"]),
        still_late=len(found["still"]),
        **{kind: len(found[kind]) for kind in ("waiting", "asked", "unreached", "forecast", "soon", "done", "unowned")},
    )
    lines: dict[str, Any] = {kind: tuple(_line(p, policy, directors) for p in found[kind][:KEPT]) for kind in KINDS}
    this = Week(week=week_of(today), late=counts.late, done=counts.done, total=counts.total)
    return Digest(
        as_at=now,
        counts=counts,
        before=before.counts if before else None,
        compared_at=before.as_at if before else None,
        start=None,
        late=tuple(p.ref for p in (*found["newly"], *found["still"])),
        finished=_thanked(found, before),
        trend=(*(before.trend if before else ()), this)[-TREND:],
        **lines,
    )


def _sorted_out(
    pledges: Iterable[Pledge], policy: Policy, now: datetime, before: Before | None
) -> dict[str, list[Pledge]]:
    """Each pledge under the one kind it is of, the earliest date first; and those without an owner once more."""
    found: dict[str, list[Pledge]] = {kind: [] for kind in (*KINDS, "asked", "unreached", "others", "late")}
    for pledge in sorted(pledges, key=lambda p: (p.deadline.due or date.max, p.number)):
        found[_kind(pledge, policy, now, before)].append(pledge)
        if pledge.open and pledge.lead.kind is OwnerKind.TBC:
            found["unowned"].append(pledge)
    for pledge in found.pop("late"):
        found["newly" if _is_new(pledge, before, policy.today(now)) else "still"].append(pledge)
    return found


def _kind(pledge: Pledge, policy: Policy, now: datetime, before: Before | None) -> str:
    today, due = policy.today(now), pledge.deadline.due
    if not pledge.open:
        return "done" if _is_news(pledge, now, before) else "others"
    if pledge.extension is not None:
        return "waiting"
    if is_late(pledge, policy, today):
        return "late"
    if is_past(pledge, today):
        return "unreached" if pledge.asking.reached_on is None else "asked"
    if due is not None and pledge.status in WILL_NOT:
        return "forecast"
    return "soon" if due is not None and due <= today + policy.soon else "others"


def _is_news(pledge: Pledge, now: datetime, before: Before | None) -> bool:
    """Whether it was done since the last digest. One that was thanked for is not done again by being closed."""
    since, thanked = (before.as_at, before.done) if before else (now - WEEK, frozenset())
    said = pledge.status in FINISHED and pledge.last is not None and pledge.last.at >= since
    return said and pledge.ref not in thanked


def _thanked(found: Mapping[str, Iterable[Pledge]], before: Before | None) -> tuple[str, ...]:
    """All that was thanked for so far and is not open again: some of it may be closed in a later week."""
    again = {p.ref for some in found.values() for p in some if p.open}
    return tuple(sorted((before.done if before else frozenset()) - again | {p.ref for p in found["done"]}))


def _is_new(pledge: Pledge, before: Before | None, today: date) -> bool:
    if before is not None:
        return pledge.ref not in before.late
    return pledge.deadline.due is not None and today - pledge.deadline.due <= WEEK


def _post(owner: Owner) -> str:
    return "somebody without a post" if owner.kind is OwnerKind.PERSON else owner.title


def _line(pledge: Pledge, policy: Policy, directors: Collection[PersonId]) -> Line:
    last = pledge.last
    directed = any(not pledge.is_answered_by(person) for person in directors)
    return Line(
        ref=pledge.ref,
        title=_cut(pledge.title, TITLE),
        owner=_cut(_post(pledge.lead), NOTE),
        status=pledge.status,
        publication=pledge.publication,
        due=pledge.deadline.due,
        original=pledge.deadline.original,
        extensions=pledge.deadline.extensions,
        no_impact=lacks_impact(pledge),
        note=_cut(last.note, NOTE) if last else "",
        note_on=policy.today(last.at) if last else None,
        waits_for=whose(pledge, directed=directed) if pledge.open and pledge.extension else "",
    )


def _cut(words: str, most: int) -> str:
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"
