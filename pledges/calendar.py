"""Working days, and days in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """Monday to Friday without the bank holidays, which come in as a set of dates, with their names where known."""

    holidays: frozenset[date] = frozenset()
    names: Mapping[date, str] = field(default_factory=dict, compare=False)

    def why_none(self, day: date) -> str:
        """Why a day is no working day: the bank holiday, or the weekend; empty for one that is."""
        if day in self.holidays:
            return self.names.get(day, "a bank holiday")
        return "the weekend" if day.weekday() > 4 else ""

    def is_one(self, day: date) -> bool:
        return day.weekday() < 5 and day not in self.holidays

    def on_or_before(self, day: date) -> date:
        while not self.is_one(day):
            day -= ONE_DAY
        return day

    def on_or_after(self, day: date) -> date:
        while not self.is_one(day):
            day += ONE_DAY
        return day

    def back(self, day: date, count: int) -> date:
        """The working day that lies `count` working days before `day`, itself first moved back to one."""
        return _back(self, day, count)

    def forward(self, day: date, count: int) -> date:
        """The working day that lies `count` working days after `day`; a day off counts as the working day before it."""
        day = self.on_or_before(day)
        for _ in range(count):
            day = self.on_or_after(day + ONE_DAY)
        return day


@lru_cache(maxsize=4096)
def _back(days: WorkingDays, day: date, count: int) -> date:
    day = days.on_or_before(day)
    for _ in range(count):
        day = days.on_or_before(day - ONE_DAY)
    return day


def moment(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The UTC moment of a wall-clock time; an hour that the spring change leaves out is taken an hour later."""
    return datetime.combine(day, at, zone).astimezone(UTC)


def week_of(day: date) -> str:
    """The ISO week, as 2026-W49."""
    return f"{day:%G-W%V}"


def said(day: date) -> str:
    """Friday 4 December 2026."""
    return f"{day:%A} {day.day} {day:%B %Y}"


def said_short(day: date, today: date) -> str:
    """Friday 4 December; the year is said only when it is not this one."""
    text = f"{day:%A} {day.day} {day:%B}"
    return text if day.year == today.year else f"{text} {day.year}"


def listed(words: Iterable[str]) -> str:
    """a, b and c."""
    *most, last = tuple(words) or ("",)
    return f"{', '.join(most)} and {last}" if most else last


def counted(count: int, one: str, many: str | None = None) -> str:
    """1 pledge, 2 pledges."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
