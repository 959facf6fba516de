"""Invented owners by the hundred: each answers, waits, puts off, hands back or goes away by a habit of their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from random import Random

from bot.rehearsal.teams_world import Person
from pledges.calendar import moment
from pledges.habits import WEEKDAYS
from pledges.policy import Policy

ON_TRACK, AT_RISK, DONE, STUCK = "On track", "At risk", "Done", "Stuck"
LATER, NEW_DATE, NOT_MINE = "Later", "New date", "Not mine"
_EARLY = {ON_TRACK: 45, AT_RISK: 14, DONE: 12, LATER: 10, NEW_DATE: 8, NOT_MINE: 3, STUCK: 3}
_PAST = {DONE: 42, NEW_DATE: 22, ON_TRACK: 12, LATER: 12, AT_RISK: 6, NOT_MINE: 2}


class Manner(StrEnum):
    PROMPT = "answers the same day"
    LATE = "answers some days later"
    MIXED = "answers one day and not the next"
    SILENT = "never answers"


_MANNERS = {Manner.PROMPT: 38, Manner.LATE: 27, Manner.MIXED: 22, Manner.SILENT: 13}


@dataclass(frozen=True, slots=True, kw_only=True)
class Leave:
    """Days away, when it is typed, and perhaps a cover by id."""

    typed: datetime
    first: date
    last: date
    cover: int | None = None

    @property
    def words(self) -> str:
        return f"away {_day(self.first)}-{_day(self.last)}"


@dataclass(slots=True, kw_only=True)
class Member:
    """Somebody invented, with a chance of their own, so that one more or less of them changes nobody else."""

    id: int
    person: Person
    chance: Random
    manner: Manner
    installs: datetime
    says: str = ""
    leave: list[Leave] = field(default_factory=list)

    def replies_at(self, asked: datetime, policy: Policy) -> datetime | None:
        """When they turn to a message of this moment; None for never. While away they leave it until they are back."""
        manner = self.manner
        if manner is Manner.MIXED:
            manner = self.chance.choice(list(Manner))
        if manner in (Manner.SILENT, Manner.MIXED):
            return None
        at = asked + timedelta(minutes=self.chance.randint(1, 400))
        if manner is Manner.LATE:
            day = policy.days.forward(policy.today(asked), self.chance.randint(1, 6))
            at = moment(day, time(self.chance.randint(8, 20)), policy.zone)
        away = next((a for a in self.leave if a.first <= policy.today(at) <= a.last), None)
        return moment(away.last + timedelta(days=1), time(10), policy.zone) if away else at

    def choose(self, *, past: bool, but: Sequence[str] = ()) -> str:
        """What they press on a question, before the day or after it."""
        weights = {label: w for label, w in (_PAST if past else _EARLY).items() if label not in but}
        return self.chance.choices(list(weights), list(weights.values()))[0]


def gather(people: Mapping[int, Person], policy: Policy, begin: datetime, weeks: int, seed: int) -> dict[int, Member]:
    """Give everybody a habit, always the same one for the same seed."""
    ids = sorted(people)
    return {id: _member(id, ids, people[id], policy, begin, weeks, Random(f"{seed}:{id}")) for id in ids}  # noqa: S311


def _member(
    id: int, ids: Sequence[int], person: Person, policy: Policy, begin: datetime, weeks: int, chance: Random
) -> Member:
    manner = chance.choices(list(_MANNERS), list(_MANNERS.values()))[0]
    late = chance.random() < 0.04
    day = policy.days.on_or_after(policy.today(begin) + timedelta(days=chance.randint(3, max(4, 4 * weeks))))
    installs = moment(day, time(chance.randint(8, 20)), policy.zone) if late else begin
    member = Member(id=id, person=person, chance=chance, manner=manner, installs=installs, says=_weekdays(chance))
    others = [each for each in ids if each != id]
    if chance.random() < 0.55 and not late:
        member.leave.append(_leave(others, policy, begin, weeks, chance))
    return member


def _weekdays(chance: Random) -> str:
    """What some of them type in the first hour: not on Fridays, only on Tuesdays."""
    kind = chance.random()
    if kind < 0.14:
        days = chance.sample(WEEKDAYS, chance.choice((1, 1, 1, 2)))
        return f"off {' and '.join(f'{day}s' for day in sorted(days, key=WEEKDAYS.index))}"
    return f"weekly {chance.choice(WEEKDAYS)}s" if kind < 0.2 else ""


def _leave(others: Sequence[int], policy: Policy, begin: datetime, weeks: int, chance: Random) -> Leave:
    """Three days to two weeks, more often about a bank holiday than not; half of them name a cover."""
    start = policy.today(begin)
    last_day = start + timedelta(days=7 * weeks - 3)
    holidays = [day for day in sorted(policy.days.holidays) if start + timedelta(days=7) < day < last_day]
    if holidays and chance.random() < 0.6:
        first = chance.choice(holidays) - timedelta(days=chance.randint(0, 6))
    else:
        first = start + timedelta(days=chance.randint(2, max(3, 7 * weeks - 5)))
    typed = moment(first - timedelta(days=chance.randint(0, 8)), time(chance.randint(8, 20)), policy.zone)
    cover = chance.choice(others) if others and chance.random() < 0.5 else None
    last = first + timedelta(days=chance.randint(2, 13))
    return Leave(typed=max(typed, begin + timedelta(hours=3)), first=first, last=last, cover=cover)


def _day(day: date) -> str:
    return f"{day.day} {day:%B}"
