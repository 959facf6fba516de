"""Days and stretches of time inside a sentence, by the same rules as a deadline that is typed alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from pledges.date_forms import NUMBERS
from pledges.idioms import understand
from pledges.pledge import When

LONGEST = 7
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
        return SPOKEN[piece](today)
    alone = piece in _ALSO_WORDS and before not in _BEFORE
    if alone or piece.split()[0] in _BEFORE - {"end", "in", "late"} or _NO_DAY.fullmatch(piece):
        return None
    found = understand(piece, today)
    return found.due if found.kind in _DATED else None


def stretch(plain: str) -> timedelta | None:
    """The more time that words ask for: “two more weeks”, “another fortnight”, “10 working days extra”."""
    found = _STRETCH.search(plain)
    if found is None:
        return None
    unit = found["unit"] or found["fortnight"]
    return _count(found["count"] or "one") * UNITS[unit.removesuffix("s")]


def _count(word: str) -> int:
    if word.isdigit():
        return int(word)
    return NUMBERS.index(word) + 1 if word in NUMBERS else {"couple of": 2, "couple": 2, "few": 3}.get(word, 1)


def _next_monday(today: date) -> date:
    return today + timedelta(days=7 - today.weekday())


def _end_of_next_week(today: date) -> date:
    return _next_monday(today) + timedelta(days=4)


def _after_christmas(today: date) -> date:
    """The first weekday after New Year's Day."""
    day = date(today.year + 1, 1, 2)
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)


def _next_month(today: date) -> date:
    return date(today.year + today.month // 12, today.month % 12 + 1, 1)


SPOKEN = {
    "next week": _next_monday,
    "the week after next": lambda today: _next_monday(today) + timedelta(days=7),
    "week after next": lambda today: _next_monday(today) + timedelta(days=7),
    "end of next week": _end_of_next_week,
    "the end of next week": _end_of_next_week,
    "next month": _next_month,
    "christmas": lambda today: date(today.year, 12, 24),
    "new year": _after_christmas,
    "the new year": _after_christmas,
    "after christmas": _after_christmas,
    "after the christmas break": _after_christmas,
}
UNITS = {
    "day": timedelta(days=1),
    "week": timedelta(weeks=1),
    "fortnight": timedelta(weeks=2),
    "month": timedelta(days=30),
}
_N = rf"(?P<count>\d{{1,2}}|an?|another|couple of|couple|few|{'|'.join(NUMBERS)})"
_STRETCH = re.compile(
    rf"\b(?:{_N}) (?:(?:more|extra|further|working|other|or so) )*(?P<unit>days?|weeks?|months?|fortnights?)\b"
    r"|\b(?P<fortnight>fortnight)\b"
)
_NO_DAY = re.compile(
    r"tbc|tba|n/?a|none|-|no date(?: yet)?|\d{1,3}|(?:an?|\w+) (?:days?|weeks?|months?|years?)|to be \w+"
)
