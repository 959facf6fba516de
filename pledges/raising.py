"""What young people raised, in words that somebody has approved: never with a name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pledges.calendar import said
from pledges.deadlines import read_day
from pledges.errors import NotUnderstood


@dataclass(frozen=True, slots=True, kw_only=True)
class Raised:
    """One thing that was raised; `pledges` are the numbers of those that answer it."""

    id: int
    raised_on: date
    theme: str
    words: str
    approved_by: str
    approved_on: date
    pledges: tuple[int, ...] = ()

    @property
    def when(self) -> str:
        """July 2021: the day would say too much about who was there."""
        return f"{self.raised_on:%B %Y}"


def day_raised(words: str, today: date) -> date:
    """The day that words such as “14 July 2021” name; a month alone is its first day. Raises NotUnderstood."""
    try:
        day = read_day(words)
    except NotUnderstood as error:
        try:
            day = read_day(f"1 {words}")
        except NotUnderstood:
            raise error from None
    if day > today:
        raise NotUnderstood(f"{said(day)} is still to come. Type the day or the month in which it was raised.")
    return day
