"""Days and stretches of time inside a sentence, by the same rules as a deadline that is typed alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count as count_from
from itertools import islice

from pledges.date_forms import MONTHS, NUMBERS, months_later
from pledges.idioms import understand
from pledges.pledge import When

LONGEST = 7
NEARER_PAST = 240
_DATED = frozenset({When.DATE, When.MONTH, When.WINDOW})
_BEFORE = frozenset(
    {"by", "on", "until", "till", "til", "to", "for", "in", "end", "of", "from", "after", "before", "late"}
)
_ALSO_WORDS = frozenset({"may", "march", "sat", "sun", "mon", "wed", "second", "today"})


@dataclass(frozen=True, slots=True)
class Span:
    """A day that words name, and the words (as clauses.plain leaves them) that name it."""

    day: date
    words: str
    at: int

    @property
    def is_month(self) -> bool:
        """Whether it is a month alone, whose last day is read where a deadline is meant."""
        return bool(_MONTH.fullmatch(self.words))

    @property
    def first(self) -> date:
        """The day from which on one may be asked: of a month alone its first."""
        return self.day.replace(day=1) if self.is_month else self.day


def days_in(plain: str, today: date) -> list[Span]:
    """The days that a clause names, in order; the longest words that name one count, and a day once."""
    words = plain.replace("?", "").split()
    found, at = [], 0
    while at < len(words):
        span = next((s for s in _from(words, at, today)), None)
        found += [span] if span else []
        at += len(span.words.split()) if span else 1
    return found


def _from(words: list[str], at: int, today: date) -> Iterator[Span]:
    """The readings that begin at a word, the longest first."""
    for length in range(min(LONGEST, len(words) - at), 0, -1):
        piece = " ".join(words[at : at + length])
        day = _day(piece, words[at - 1] if at else "", today)
        if day:
            yield Span(day, piece, at)


def _day(piece: str, before: str, today: date) -> date | None:
    if piece in SPOKEN:
        spoken: date = SPOKEN[piece](today)
        return spoken
    if further := _A_WEEK_ON.fullmatch(piece):
        return _a_week_on(further, today)
    if numbered := _WEEKDAY_NUMBERED.fullmatch(piece):
        day = _next_numbered(int(numbered["number"]), today)
        return day if f"{day:%A}".casefold() == numbered["name"] else None
    if _MONTH.fullmatch(piece) and _NUMBER.fullmatch(before):  # 31 February is no day, and not February
        return None
    alone = piece in _ALSO_WORDS and before not in _BEFORE
    if alone or piece.split()[0] in _BEFORE - {"end", "in", "late"} or _NO_DAY.fullmatch(piece):
        return None
    found = understand(piece, today)
    return found.due if found.kind in _DATED else None


def days_of_month(plain: str, today: date) -> list[date]:
    """The next days that are said by their number alone: “on the 12th”."""
    return [_next_numbered(int(found[1]), today) for found in _NUMBERED.finditer(plain)]


def _next_numbered(number: int, today: date) -> date:
    days = (today + timedelta(days=ahead) for ahead in range(62))
    return next((day for day in days if day.day == number), today)


def _a_week_on(found: re.Match[str], today: date) -> date:
    """A week on Friday; Friday week; a fortnight today: so long after the day that is named."""
    name = found["name"] or found["first"]
    ahead = {"today": 0, "tomorrow": 1}.get(name)
    day = today + timedelta(days=(_WEEKDAYS.index(name) - today.weekday() - 1) % 7 + 1 if ahead is None else ahead)
    return day + timedelta(weeks=2 if found["unit"] == "fortnight" else 1)


def waits_for(plain: str) -> bool:
    """Whether words want the day after the one they name: “ask me after the panel on the 9th”."""
    return bool(_AFTER.search(plain)) and "week after" not in plain


def names_a_day_to_come(plain: str, today: date) -> bool:
    """Whether a date or a month is named that is yet to come; one without its year is past when that is nearer."""
    ahead = [(span.day - today).days for span in days_in(plain, today) if _WRITTEN.search(span.words)]
    return any(0 < days < NEARER_PAST for days in ahead)


def without_stretches(plain: str) -> str:
    """The words without “for a fortnight”, which says how long and not when."""
    return _FOR.sub(" ", plain)


def stretch(plain: str, start: date) -> timedelta | None:
    """The more time that words ask for: “two more weeks”, “another fortnight”; a month is a calendar month.

    Counted from the start; None where they ask for none.
    """
    found = _STRETCH.search(plain)
    if found is None:
        return None
    unit = found["unit"] or found["fortnight"]
    count, unit = _count(found["count"] or "one"), unit.removesuffix("s")
    if "working" in found[0] and unit == "day":
        return next(islice((timedelta(days=n) for n in count_from(1) if _is_weekday(start, n)), count - 1, None))
    return months_later(start, count) - start if unit == "month" else count * UNITS[unit]


def _is_weekday(start: date, later: int) -> bool:
    return (start + timedelta(days=later)).weekday() < 5


def _count(word: str) -> int:
    if word.isdigit():
        return int(word)
    return NUMBERS.index(word) + 1 if word in NUMBERS else {"couple of": 2, "couple": 2, "few": 3}.get(word, 1)


def _next_monday(today: date) -> date:
    return today + timedelta(days=7 - today.weekday())


def _end_of_next_week(today: date) -> date:
    return _next_monday(today) + timedelta(days=4)


def _after_christmas(today: date) -> date:
    """The first working day of January: of a New Year's Day at a weekend the Monday is a holiday in its stead."""
    first = date(today.year + 1, 1, 1)
    return first + timedelta(days=_TO_WORK[first.weekday()])


def _financial_year_end(today: date) -> date:
    return date(today.year + (today.month > 3), 3, 31)


def _next_month(today: date) -> date:
    return date(today.year + today.month // 12, today.month % 12 + 1, 1)


_TO_WORK = (1, 1, 1, 1, 3, 3, 2)  # days from New Year's Day to the first working day, by its weekday from Monday
SPOKEN = {
    "end of the financial year": lambda today: _financial_year_end(today),
    "the end of the financial year": lambda today: _financial_year_end(today),
    "financial year end": lambda today: _financial_year_end(today),
    "this afternoon": lambda today: today,
    "tonight": lambda today: today,
    "next week": _next_monday,
    "the week after next": lambda today: _next_monday(today) + timedelta(days=7),
    "week after next": lambda today: _next_monday(today) + timedelta(days=7),
    "end of next week": _end_of_next_week,
    "the end of next week": _end_of_next_week,
    "next month": _next_month,
    "xmas eve": lambda today: date(today.year, 12, 24),
    "christmas eve": lambda today: date(today.year, 12, 24),
    "xmas": lambda today: date(today.year, 12, 24),
    "christmas": lambda today: date(today.year, 12, 24),
    "new year": _after_christmas,
    "the new year": _after_christmas,
    "in the new year": _after_christmas,
    "early in the new year": _after_christmas,
    "early new year": _after_christmas,
    "start of the new year": _after_christmas,
    "after new year": _after_christmas,
    "after the new year": _after_christmas,
    "after christmas": _after_christmas,
    "after the christmas break": _after_christmas,
}
UNITS = {
    "day": timedelta(days=1),
    "week": timedelta(weeks=1),
    "fortnight": timedelta(weeks=2),
}
_N = rf"(?P<count>\d{{1,2}}|an?|another|couple of|couple|few|{'|'.join(NUMBERS)})"
_STRETCH = re.compile(
    rf"\b(?:{_N}) (?:(?:more|extra|further|working|other|or so) )*(?P<unit>days?|weeks?|months?|fortnights?)\b"
    r"|\b(?P<fortnight>fortnight)\b"
)
_MONTH = re.compile(
    rf"(?:{'|'.join(month.casefold() for month in MONTHS)}|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)(?: \d{{4}})?"
)
_NUMBER = re.compile(r"\d{1,2}(?:st|nd|rd|th)?")
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NAME = "|".join(_WEEKDAYS)
_A_WEEK_ON = re.compile(
    rf"(?:a )?(?P<unit>week|fortnight) (?:on )?(?P<name>today|tomorrow|{_NAME})"
    rf"|(?P<first>tomorrow|{_NAME}) week"
)
_WEEKDAY_NUMBERED = re.compile(rf"(?P<name>{_NAME}) (?:the )?(?P<number>[1-9]|[12]\d|3[01])(?:st|nd|rd|th)")
_AFTER = re.compile(r"\bafter (?!easter|christmas|the christmas|new year)(?!.*\bafter\b)")
_WRITTEN = re.compile(r"\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec")
_FOR = re.compile(rf"\bfor (?:the next )?(?:{_STRETCH.pattern})")
_NUMBERED = re.compile(
    r"\b(?:on|from|until|till|til|to|back|after|do|make it|say|deadline|date|be) (?:the )?"
    r"([1-9]|[12]\d|3[01])(?:st|nd|rd|th)\b"
)
_NO_DAY = re.compile(
    r"tbc|tba|n/?a|none|-|no date(?: yet)?|\d{1,3}|(?:an?|\w+) (?:days?|weeks?|months?|years?|fortnights?)|to be \w+"
)
