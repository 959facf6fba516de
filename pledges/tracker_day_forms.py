"""The ways in which days stand in trackers, one entry each: what the words look like and the last day they mean."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeAlias

from pledges.date_forms import MONTHS, place

LONGEST, FIRST, LAST = 1_000, 1990, 2099
_SERIAL_ZERO, _SERIALS = date(1899, 12, 30), range(32_874, 73_051)  # 1990 to 2099


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day in a cell: the last that the words can mean. `year` is None where they do not say it."""

    start: int
    end: int
    month: int
    day: int
    year: int | None

    def in_year(self, year: int) -> date:
        """The day in a year that the words leave open."""
        return date(year, self.month, min(self.day, monthrange(year, self.month)[1]))

    @property
    def date(self) -> date | None:
        return self.in_year(self.year) if self.year else None


def days_in(cell: str, *, days_first: bool = False) -> list[Day]:
    """Every day that a cell names, in its order; what cannot be is left out.

    “Sept 23” is a month of 2023, or a day where `days_first`.
    """
    words, found = cell[:LONGEST], list[Day]()
    if (serial := words.strip().split(".")[0]).isdecimal() and len(serial) == 5 and int(serial) in _SERIALS:
        on = _SERIAL_ZERO + timedelta(days=int(serial))
        return [Day(start=0, end=len(words), month=on.month, day=on.day, year=on.year)]
    for pattern, read in _DAY_FIRST if days_first else _FORMS:
        for hit in pattern.finditer(words):
            made = None if _taken(hit, found) else read(hit)
            found += [made] if made else []
    return sorted(found, key=lambda each: each.start)


def _taken(hit: re.Match[str], found: Iterable[Day]) -> bool:
    return any(hit.start() < day.end and day.start < hit.end() for day in found)


def _made(hit: re.Match[str], month: int, day: int, year: str | None) -> Day | None:
    full = (int(year) + (2000 if len(year) == 2 else 0)) if year else None
    known = full is None or FIRST <= full <= LAST
    if not known or not 1 <= month <= 12 or not 1 <= day <= monthrange(full or 2024, month)[1]:
        return None
    return Day(start=hit.start(), end=hit.end(), month=month, day=day, year=full)


def _figures(hit: re.Match[str]) -> Day | None:
    return _made(hit, int(hit["month"]), int(hit["day"]), hit["year"])


def _named(hit: re.Match[str]) -> Day | None:
    return _made(hit, place(hit["month"].lower(), MONTHS) + 1, int(hit["day"]), hit["year"])


def _month(hit: re.Match[str]) -> Day | None:
    month, year = place(hit["month"].lower(), MONTHS) + 1, hit["year"]
    part = {"early": 10, "mid": 15, "beginning": 10, "start": 10}.get((hit["part"] or "").split(" ")[0].lower())
    full = int(year) + (2000 if len(year) == 2 else 0) if year else 2024
    return _made(hit, month, part or monthrange(full, month)[1], year) if FIRST <= full <= LAST else None


def _season(hit: re.Match[str]) -> Day | None:
    ends = _TERMS if hit["term"] else _SEASONS
    month, day = ends[hit["season"].lower()]
    year = hit["year"] and str(int(hit["year"][-2:]) + 2000 + (month == 2))
    return _made(hit, month, day, year)


def _quarter(hit: re.Match[str]) -> Day | None:
    """Quarters are those of the financial year, which begins in April."""
    quarter, year = int(hit["quarter"]), hit["year"]
    month = (3 * quarter + 2) % 12 + 1
    begun = int(year) + (2000 if len(year) == 2 else 0) if year else None
    return _made(hit, month, monthrange(2023, month)[1], str(begun + (quarter == 4)) if begun else None)


def _financial(hit: re.Match[str]) -> Day | None:
    return _made(hit, 3, 31, str(int(hit["year"][-2:]) + 2001)) if follows(hit) else None


def follows(hit: re.Match[str]) -> bool:
    """Whether 24 follows 2023, as it does in the name of a financial year."""
    return int(hit["next"]) % 100 == (int(hit["year"]) + 1) % 100


def _year(hit: re.Match[str]) -> Day | None:
    return _made(hit, 12, 31, hit["year"])


Read: TypeAlias = "Callable[[re.Match[str]], Day | None]"


def _forms(*pairs: tuple[str, Read]) -> Iterator[tuple[re.Pattern[str], Read]]:
    return ((re.compile(pattern, re.IGNORECASE | re.ASCII), read) for pattern, read in pairs)


_M = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![a-z])"
)
_Y = r"(?P<year>(?:19|20)\d\d|\d\d)(?!\d|[/-]\d|:|%)"
_GAP = r"[\s.,/'’–-]*"
_SEASONS = {"spring": (5, 31), "summer": (8, 31), "autumn": (11, 30), "winter": (2, 28)}
_TERMS = {"spring": (3, 31), "summer": (7, 31), "autumn": (12, 31), "winter": (3, 31)}
_ISO = (r"\b(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)\b", _figures)
_BRITISH = (r"(?<![\d/])(?P<day>\d\d?)[/.-](?P<month>\d\d?)[/.-](?P<year>(?:19|20)\d\d|\d\d)(?![\d/])", _figures)
_DAY_MONTH = (rf"(?<![\d/])(?P<day>\d\d?)(?:st|nd|rd|th)?(?: of)?(?:\s*|-){_M}(?:{_GAP}{_Y})?", _named)
_MONTH_DAY = (rf"\b{_M}\s+(?P<day>\d\d?)(?:st|nd|rd|th)?(?!\d)(?:,?\s+(?P<year>(?:19|20)\d\d))", _named)
_SHORT_DAY = (rf"\b{_M}\s+(?P<day>\d\d?)(?:st|nd|rd|th)?(?![\d/])(?P<year>)", _named)
_ORDINAL = (rf"\b{_M}\s+(?P<day>\d\d?)(?:st|nd|rd|th)(?P<year>)", _named)
_PLAIN_MONTH = (
    rf"\b(?:(?P<part>early|mid|late|beginning(?: of)?|start(?: of)?|end(?: of)?)[\s-]*)?{_M}(?:{_GAP}{_Y})?",
    _month,
)
_REST = (
    (
        r"\b(?P<season>spring|summer|autumn|winter)(?P<term> term)?(?:,? (?P<year>(?:19|20)\d\d))?(?! (?:school"
        r"|holiday))",
        _season,
    ),
    (
        r"\b(?:q|quarter |qtr ?)(?P<quarter>[1-4])(?:[\s,/-]*(?:fy ?)?(?P<year>(?:20)?\d\d)(?:[/-]\d{2,4})?)?(?!\d)",
        _quarter,
    ),
    (r"\b(?P<year>20\d\d) ?[/–-] ?(?P<next>\d\d(?:\d\d)?)(?![\d/-])", _financial),
    (r"^\s*(?P<year>[12]\d)/(?P<next>[123]\d)\s*$", _financial),
    (r"(?<![\d/.-])(?P<year>20[0-4]\d)(?![\d/-])", _year),
)
_FORMS = tuple(_forms(_ISO, _BRITISH, _DAY_MONTH, _MONTH_DAY, _ORDINAL, _PLAIN_MONTH, *_REST))
_DAY_FIRST = tuple(_forms(_ISO, _BRITISH, _DAY_MONTH, _MONTH_DAY, _SHORT_DAY, _PLAIN_MONTH, *_REST))
SHORT = re.compile(rf"\b{_M}[\s]+(?P<day>\d\d?)(?![\d/])", re.IGNORECASE | re.ASCII)
YEARS = re.compile(r"\b(?P<year>20\d\d) ?[/–-] ?(?P<next>\d\d(?:\d\d)?)(?![\d/-])")
