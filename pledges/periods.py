"""Recess and the pre-election period: days on which councillors are not asked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pledges.calendar import said_short
from pledges.errors import NotUnderstood

MOST_DAYS = 120


class PeriodKind(StrEnum):
    RECESS = "recess"
    PRE_ELECTION = "pre-election period"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Period:
    """From `since` to `until`, both days included."""

    since: date
    until: date
    kind: PeriodKind

    def has(self, day: date) -> bool:
        return self.since <= day <= self.until

    def days(self, today: date) -> str:
        """Tuesday 20 July to Friday 4 September."""
        return f"{said_short(self.since, today)} to {said_short(self.until, today)}"


def period_on(periods: Iterable[Period], day: date) -> Period | None:
    """The period that a day lies in."""
    return next((period for period in periods if period.has(day)), None)


def add(periods: Sequence[Period], new: Period, today: date) -> tuple[Period, ...]:
    """The periods with one more, in order; raises NotUnderstood for days that are no period to come."""
    if new.until < new.since:
        raise NotUnderstood(f"{said_short(new.until, today)} comes before {said_short(new.since, today)}.")
    if new.until < today:
        raise NotUnderstood(f"{said_short(new.until, today)} has passed. Please give days that are still to come.")
    if (new.until - new.since).days > MOST_DAYS:
        raise NotUnderstood(f"That is more than {MOST_DAYS} days. Please check the days.")
    same = next((p for p in periods if p.kind is new.kind and p.since <= new.until and new.since <= p.until), None)
    if same:
        raise NotUnderstood(f"There is a {new.kind} from {same.days(today)} already. Remove that first.")
    return tuple(sorted((*periods, new)))


def words_of(periods: Iterable[Period]) -> str:
    """Periods as the text that they are kept in: recess 2027-07-20 to 2027-09-04."""
    return "; ".join(f"{p.kind} {p.since.isoformat()} to {p.until.isoformat()}" for p in sorted(periods))


def read(text: str) -> tuple[Period, ...]:
    """The periods of a text that `words_of` made."""
    found = _KEPT.finditer(text)
    return tuple(
        Period(
            kind=PeriodKind(one["kind"]),
            since=date.fromisoformat(one["since"]),
            until=date.fromisoformat(one["until"]),
        )
        for one in found
    )


_KEPT = re.compile(rf"(?P<kind>{'|'.join(PeriodKind)}) (?P<since>\d{{4}}-\d\d-\d\d) to (?P<until>\d{{4}}-\d\d-\d\d)")
