"""Plans and strategies: their themes in order, how far they have come, when they lapse, and which theme is meant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby, zip_longest
from typing import NewType

from pledges.calendar import ONE_DAY, said
from pledges.messages import PersonId
from pledges.pledge import MeetingId

PlanId = NewType("PlanId", int)
ThemeId = NewType("ThemeId", int)

WARNED = (12, 4)  # weeks before a plan lapses
WEEK = timedelta(weeks=1)


class PlanKind(StrEnum):
    PLAN = "plan"
    STRATEGY = "strategy"


class Stage(StrEnum):
    DRAFT = "draft"
    CONSULTED = "consulted"
    SIGNED_OFF = "signed off"


class Role(StrEnum):
    """How somebody champions a theme: the member champion is accountable, the officer champion supports."""

    MEMBER = "member"
    OFFICER = "officer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """That a plan was consulted on or signed off: the words, the day, the meeting if it is known, who noted it."""

    stage: Stage
    words: str
    on: date | None = None
    meeting: MeetingId | None = None
    by: PersonId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One version of a plan. It counts on the days from `starts` to `ends`, as far as they are known.

    `stated` is in the order in which it was noted; `within` is the over-arching strategy; `successor` is the plan that
    everything in it went to.
    """

    id: PlanId
    name: str
    kind: PlanKind = PlanKind.PLAN
    version: int = 1
    starts: date | None = None
    ends: date | None = None
    within: PlanId | None = None
    successor: PlanId | None = None
    stated: tuple[Stated, ...] = ()

    @property
    def called(self) -> str:
        return f"{self.name}, version {self.version}" if self.version > 1 else self.name

    @property
    def stage(self) -> Stage:
        """The furthest that it has come."""
        order = list(Stage)
        return max((s.stage for s in self.stated), key=order.index, default=Stage.DRAFT)

    def last_stated(self, stage: Stage) -> Stated | None:
        """What was noted last about a stage."""
        return next((s for s in reversed(self.stated) if s.stage is stage), None)

    def counts_on(self, day: date) -> bool:
        return (self.starts or date.min) <= day <= (self.ends or date.max)


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """A theme or priority of a plan, under its number. The texts are those of a strategy's area."""

    id: ThemeId
    plan: PlanId
    number: int
    name: str
    known: str = ""
    done: str = ""
    to_do: str = ""

    @property
    def called(self) -> str:
        return f"{self.number}. {self.name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Championing:
    """From a day on somebody champions a theme, or nobody does, until the next of the same role."""

    theme: ThemeId
    role: Role
    person: PersonId | None
    since: date


def champion_on(championed: Iterable[Championing], role: Role, day: date) -> PersonId | None:
    """Who champions a theme on a day. Of two from the same day the one noted later counts."""
    found = None
    for each in sorted(championed, key=lambda c: c.since):
        if each.role is role and each.since <= day:
            found = each.person
    return found


def in_turn(championed: Iterable[Championing], role: Role) -> list[tuple[Championing, date | None]]:
    """Everybody who champions a theme in a role, in turn, each with the last day if there is one."""
    mine = {c.since: c for c in sorted(championed, key=lambda c: c.since) if c.role is role}
    turns = [next(same) for _, same in groupby(mine.values(), key=lambda c: c.person)]
    ends = (c.since - ONE_DAY for c in turns[1:])
    return list(zip_longest(turns, ends))


def meant(themes: Sequence[Theme], plans: Mapping[PlanId, Plan], today: date) -> Theme | None:
    """Which of the themes that bear one name is meant: that of the plan that counts, else of the newest; else none.

    None where two plans have an equal claim: then a person says which.
    """
    live = [t for t in themes if plans[t.plan].successor is None] or list(themes)
    counting = [t for t in live if plans[t.plan].counts_on(today)]
    if counting:
        return counting[0] if len(counting) == 1 else None
    newest = max((_claim(plans[t.plan]) for t in live), default=None)
    found = [t for t in live if _claim(plans[t.plan]) == newest]
    return found[0] if len(found) == 1 else None


def _claim(plan: Plan) -> tuple[date, int]:
    return plan.starts or date.min, plan.version


def lapse_notice(plan: Plan, today: date, *, busy: bool) -> str:
    """What the admins hear in this week about the end of a plan: twelve weeks before, four weeks before, and after.

    Afterwards every week while the plan is `busy`, with something open in it, else once. Empty in other weeks, and for
    a plan without an end or with a successor.
    """
    if plan.ends is None or plan.successor is not None:
        return ""
    monday = today - timedelta(days=today.weekday())
    if plan.ends < today:
        return f"lapsed on {said(plan.ends)}" if busy or plan.ends >= monday - WEEK else ""
    due = [weeks for weeks in WARNED if monday <= plan.ends - weeks * WEEK < monday + WEEK]
    return f"lapses in {due[0]} weeks, on {said(plan.ends)}" if due else ""


def next_term(plan: Plan) -> tuple[date, date] | None:
    """The days of the next version of a plan: as long as this one was, from the day after; None without both ends."""
    if plan.starts is None or plan.ends is None:
        return None
    begins = plan.ends + ONE_DAY
    years = begins.year - plan.starts.year
    if years and (begins.month, begins.day) == (plan.starts.month, plan.starts.day):
        return begins, _years_on(begins, years) - ONE_DAY
    return begins, begins + (plan.ends - plan.starts)


def _years_on(day: date, years: int) -> date:
    leap = (day.month, day.day) == (2, 29)
    return date(day.year + years, 3, 1) if leap else day.replace(year=day.year + years)
