"""The ways in which a date is written, one entry each. The day comes before the month, as in Britain."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeAlias

from pledges.calendar import counted, said

# fmt: off
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
# fmt: on
FRIDAY = 4
AS_GIVEN = "the date as given"
NO_DATE = "no date yet"

Found: TypeAlias = "re.Match[str]"
Read: TypeAlias = "tuple[date | None, str]"


class NoSuchDay(Exception):
    """Words that say no day, or one that does not exist. The sentence says which; what to type instead is added."""


@dataclass(frozen=True, slots=True)
class Form:
    """One way of writing a date: what the words look like, and how they are read on a day: the due day and the rule.

    A pattern is held against the whole of the words as `plain` leaves them. A group called `weekday` is checked
    against the day that was read.
    """

    pattern: re.Pattern[str]
    read: Callable[[Found, date], Read]


def plain(words: str) -> str:
    """Small letters and single spaces, without commas, the full stops of short forms and a “by” before it all."""
    spaced = _BETWEEN.sub(" ", words.lower().replace("’", "'"))
    return _BEFORE.sub("", " ".join(spaced.split())).removesuffix(".")


def short(day: date) -> str:
    """4 December 2026."""
    return f"{day.day} {day:%B %Y}"


def place(word: str, names: Sequence[str]) -> int:
    """The place of the name that begins with the same three letters."""
    return next(at for at, name in enumerate(names) if name.lower().startswith(word[:3]))


def full_day(found: Found) -> date:
    """The day of a date that has its year; one of two figures is in this century. Raises NoSuchDay."""
    year = _year(found)
    return _day(int(found["day"]), _month(found), year)


def next_such(day: int, month: int, on: date) -> date:
    """The next such day of the year, today included; 29 February waits for a leap year. Raises NoSuchDay."""
    _day(day, month, 2000)
    years = (year for year in range(on.year, on.year + 9) if day <= monthrange(year, month)[1])
    return next(each for year in years if (each := date(year, month, day)) >= on)


def _day(day: int, month: int, year: int) -> date:
    if not 1 <= month <= 12:
        raise NoSuchDay(f"There is no month {month}: I read the day first, then the month.")
    try:
        return date(year, month, day)
    except ValueError:
        raise NoSuchDay(f"There is no {day} {MONTHS[month - 1]}{_of(year)}.") from None


def _of(year: int) -> str:
    """A leap year stands for any."""
    return "" if year == 2000 else f" in {year}"


def _month(found: Found) -> int:
    word = found["month"]
    return int(word) if word.isdigit() else place(word, MONTHS) + 1


def _year(found: Found) -> int:
    return int(found["year"]) + (2000 if len(found["year"]) == 2 else 0)


def _full(found: Found, on: date) -> Read:
    return full_day(found), AS_GIVEN


def _without_year(found: Found, on: date) -> Read:
    due = next_such(int(found["day"]), _month(found), on)
    return due, f"the year left out: the next {due.day} {due:%B}"


def _month_alone(found: Found, on: date) -> Read:
    month, said_year = _month(found), found["year"]
    year = _year(found) if said_year else on.year + (month < on.month)
    due = end_of_month(year, month)
    return due, f"the last day of {due:%B %Y}" if said_year else f"the year left out: the last day of the next {due:%B}"


def end_of_month(year: int, month: int) -> date:
    """The last day of a month. Raises NoSuchDay for the year 0, which people type."""
    if not year:
        raise NoSuchDay("There is no year 0.")
    return date(year, month, monthrange(year, month)[1])


def _weekday(found: Found, on: date) -> Read:
    """“Next Friday” is the Friday of next week, as most people in Britain mean it; “Friday” alone is the coming one."""
    wanted = place(found["name"], WEEKDAYS)
    if found["which"] == "next":
        due = on + timedelta(days=7 - on.weekday() + wanted)
        return due, f"the {due:%A} of next week, counted from {said(on)}"
    due = on + timedelta(days=(wanted - on.weekday() - 1) % 7 + 1)
    return due, f"the first {due:%A} after {said(on)}"


def _today(found: Found, on: date) -> Read:
    return on, "the day it was typed"


def _tomorrow(found: Found, on: date) -> Read:
    return on + timedelta(days=1), f"the day after {said(on)}"


def _end_of(found: Found, on: date) -> Read:
    further, unit = int(found["which"] == "next"), found["unit"]
    ends = {
        "week": on + timedelta(days=(FRIDAY - on.weekday()) % 7 + 7 * further),
        "month": months_later(on.replace(day=1), further + 1) - timedelta(days=1),
        "year": date(on.year + further, 12, 31),
    }
    last = "Friday" if unit == "week" else "last day"
    return ends[unit], f"the {last} of {'next' if further else 'this'} {unit}, counted from {said(on)}"


def _in(found: Found, on: date) -> Read:
    word, unit = found["count"], found["unit"]
    count = int(word) if word.isdigit() else NUMBERS.index(word) + 1 if word in NUMBERS else 1
    days, months = {"day": 1, "week": 7, "fortnight": 14}, {"month": 1, "year": 12}
    due = on + timedelta(days=count * days[unit]) if unit in days else months_later(on, count * months[unit])
    return due, f"{counted(count, unit)} counted from {said(on)}"


def months_later(day: date, count: int) -> date:
    """The same day so many months later, or the last day of a month that is too short for it."""
    years, month = divmod(day.month - 1 + count, 12)
    last = end_of_month(day.year + years, month + 1)
    return last.replace(day=min(day.day, last.day))


def _none(found: Found, on: date) -> Read:
    return None, NO_DATE


_BEFORE = re.compile(r"^(?:due )?(?:(?:by|on|for|until|due|(?:no|not) later than) )?(?:the (?=\d))?")
_BETWEEN = re.compile(r",|(?<=\d)-(?=[a-z])|(?<=[a-z])-(?=\d)|(?<=[a-z])\.(?= |\d|$)")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_NAMES = r"mon(?:day)?|tue(?:s|sday)?|wed(?:s|nesday)?|thu(?:r|rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?"
_DAY = r"(?P<day>\d{1,2})"
_FIGURE = r"(?P<month>\d{1,2})"
_YEAR = r"'?(?P<year>\d{4}|\d{2})"
_WEEKDAY = rf"(?:(?P<weekday>{_NAMES}) )?(?:the )?"
_DAY_MONTH = rf"{_WEEKDAY}{_DAY} ?(?:st|nd|rd|th)? ?(?:of )?{_MONTH}"
_MONTH_DAY = rf"{_WEEKDAY}{_MONTH} {_DAY}(?:st|nd|rd|th)?"
_COUNT = rf"(?P<count>\d{{1,3}}|an?|{'|'.join(NUMBERS)})"


def _forms(*entries: tuple[str, Callable[[Found, date], Read]]) -> tuple[Form, ...]:
    return tuple(Form(re.compile(pattern, re.ASCII), reader) for pattern, reader in entries)


WRITTEN_OUT = _forms(
    (rf"(?P<year>\d{{4}})-{_FIGURE}-{_DAY}", _full),
    (rf"{_WEEKDAY}{_DAY} ?(?P<sign>[/.-]) ?{_FIGURE} ?(?P=sign) ?{_YEAR}", _full),
    (rf"{_WEEKDAY}{_DAY} {_FIGURE} {_YEAR}", _full),
    (rf"{_DAY_MONTH} ?{_YEAR}", _full),
    (rf"{_MONTH_DAY} {_YEAR}", _full),
)
SPOKEN = _forms(
    (rf"{_WEEKDAY}{_DAY} ?/ ?{_FIGURE}", _without_year),
    (_DAY_MONTH, _without_year),
    (_MONTH_DAY, _without_year),
    (rf"(?:(?:the )?end (?:of )?)?{_MONTH}(?: {_YEAR})?", _month_alone),
    (r"today", _today),
    (r"tomorrow", _tomorrow),
    (rf"(?:(?P<which>this|next) )?(?P<name>{_NAMES})", _weekday),
    (r"(?:the )?end of (?P<which>the|this|next) (?P<unit>week|month|year)", _end_of),
    (
        rf"(?:(?:with)?in )?{_COUNT} (?P<unit>day|week|fortnight|month|year)(?:s'?|'s)?(?: time| from (?:now|today))?",
        _in,
    ),
    (r"|[-–—]|tbc|tba|n/?a|none|to be (?:confirmed|agreed|announced|decided)|no date(?: yet)?|not yet known", _none),
)
