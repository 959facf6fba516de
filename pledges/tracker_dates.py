"""Dates in the cells of trackers, which mostly have passed: every one in a cell, and the one that counts."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeAlias

from pledges.date_forms import MONTHS, place
from pledges.idioms import understand
from pledges.pledge import When

LONGEST, FIRST, LAST = 1_000, 1990, 2099
_SERIAL_ZERO, _SERIALS = date(1899, 12, 30), range(32_874, 73_051)  # 1990 to 2099
_EXACT = frozenset({When.DATE, When.MONTH, When.WINDOW})


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """What a cell says of when: `original` is the first date where another has taken its place."""

    words: str = ""
    due: date | None = None
    original: date | None = None


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


def without_days(cell: str) -> str:
    """A cell of an owner and a date without the date, and without the signs and the “by” that lead to it."""
    words = cell[:LONGEST]
    for day in reversed(days_in(words)):
        words = f"{_LEADS_TO.sub('', words[: day.start])} {words[day.end :].lstrip(')]')}"
    return words


def names_days_of_months(cells: Iterable[str]) -> bool:
    """Whether “Sept 3” in a column shows that its “Sept 23” is a day, and no year."""
    short = [int(hit["day"]) for cell in cells for hit in _SHORT.finditer(cell[:LONGEST])]
    return any(number < 15 for number in short)


def read(cell: str, on: date | None, near: date | None, *, days_first: bool = False, over: bool = False) -> Due:
    """What a cell of deadlines says.

    `on` is the day of the row's own meeting, from which months without a year and “within 4 weeks” count; else a month
    without a year is the nearest to `near`, or for a row that is over the last before it. The revised date counts, of
    several stages the last, and the day on which it was completed is no deadline.
    """
    words = " ".join(cell[:LONGEST].split())
    found = [day for day in days_in(words, days_first=days_first) if not _DONE.search(words[: day.start])]
    kept = [day for day in found if not _OLD.search(words[: day.start])]
    dates = [made for day in kept if (made := _dated(day, on, near, over=over))]
    if not dates:
        return Due(words=words, due=None if found else _idiom(words, on))
    due = _newest(words, kept, dates)
    first = next((made for day in found if (made := _dated(day, on, near, over=over))), due)
    revised = first != due and bool(_REVISED.search(words) or len(found) > len(kept))
    return Due(words=words, due=due, original=first if revised else None)


def by_text(text: str) -> Due:
    """A date with its year that an action's own words set: “be published by 31 March 2025”."""
    for hit in _BY.finditer(text[:LONGEST]):
        day = next(iter(days_in(text[hit.end() : hit.end() + 40])), None)
        if day and day.start == 0 and day.date:
            return Due(words=" ".join(text[hit.start() : hit.end() + day.end].split()), due=day.date)
    if hit := _MEETING.search(text[:LONGEST]):
        return Due(words=hit[0])
    return Due()


def anchor(texts: Sequence[str]) -> date | None:
    """The day of a tracker, by its title and name: “as at 15 November 2011”, or the middle of “2024/25”."""
    for text in texts:
        if found := [day.date for day in days_in(text) if day.date and not _YEARS.fullmatch(text[day.start : day.end])]:
            return found[-1]
    years = [hit for text in texts for hit in _YEARS.finditer(text)]
    return date(int(years[0]["year"]), 10, 1) if years and _follows(years[0]) else None


def _dated(day: Day, on: date | None, near: date | None, *, over: bool) -> date | None:
    if day.year:
        return day.date
    if on:
        return next((made for year in (on.year, on.year + 1) if (made := day.in_year(year)) >= on), None)
    if near is None:
        return None
    choices = [day.in_year(near.year + more) for more in (-1, 0, 1)]
    passed = [each for each in choices if each <= near + timedelta(days=31)]
    return passed[-1] if over and passed else min(choices, key=lambda each: abs((each - near).days))


def _newest(words: str, kept: Sequence[Day], dates: Sequence[date]) -> date:
    """The date right behind “revised”, else the last one."""
    after = [made for day, made in zip(kept, dates, strict=False) if _REVISED_TO.search(words[: day.start])]
    return after[-1] if after and len(dates) == len(kept) else dates[-1]


def _idiom(words: str, on: date | None) -> date | None:
    """“Within 4 weeks”, counted from the day of the row."""
    if on is None or not words:
        return None
    reading = understand(words, on)
    return reading.due if reading.kind in _EXACT else None


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
    return _made(hit, 3, 31, str(int(hit["year"]) + 1)) if _follows(hit) else None


def _follows(hit: re.Match[str]) -> bool:
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
_DAY_MONTH = (rf"(?<![\d/])(?P<day>\d\d?)(?:st|nd|rd|th)?(?: of)?[\s-]*{_M}(?:{_GAP}{_Y})?", _named)
_MONTH_DAY = (rf"\b{_M}\s+(?P<day>\d\d?)(?:st|nd|rd|th)?(?!\d)(?:,?\s+(?P<year>(?:19|20)\d\d))", _named)
_SHORT_DAY = (rf"\b{_M}\s+(?P<day>\d\d?)(?:st|nd|rd|th)?(?![\d/])(?P<year>)", _named)
_ORDINAL = (rf"\b{_M}\s+(?P<day>\d\d?)(?:st|nd|rd|th)(?P<year>)", _named)
_PLAIN_MONTH = (
    rf"\b(?:(?P<part>early|mid|late|beginning(?: of)?|start(?: of)?|end(?: of)?)[\s-]*)?{_M}(?:{_GAP}{_Y})?",
    _month,
)
_REST = (
    (
        r"\b(?P<season>spring|summer|autumn|winter)(?P<term> term)?(?:,? (?P<year>(?:19|20)\d\d))?(?! (?:school|holiday))",
        _season,
    ),
    (
        r"\b(?:q|quarter |qtr ?)(?P<quarter>[1-4])(?:[\s,/-]*(?:fy ?)?(?P<year>(?:20)?\d\d)(?:[/-]\d{2,4})?)?(?!\d)",
        _quarter,
    ),
    (r"\b(?P<year>20\d\d) ?[/–-] ?(?P<next>\d\d(?:\d\d)?)(?![\d/-])", _financial),
    (r"(?<![\d/.-])(?P<year>20[0-4]\d)(?![\d/-])", _year),
)
_FORMS = tuple(_forms(_ISO, _BRITISH, _DAY_MONTH, _MONTH_DAY, _ORDINAL, _PLAIN_MONTH, *_REST))
_DAY_FIRST = tuple(_forms(_ISO, _BRITISH, _DAY_MONTH, _MONTH_DAY, _SHORT_DAY, _PLAIN_MONTH, *_REST))
_SHORT = re.compile(rf"\b{_M}[\s]+(?P<day>\d\d?)(?![\d/])", re.IGNORECASE | re.ASCII)
_YEARS = re.compile(r"\b(?P<year>20\d\d) ?[/–-] ?(?P<next>\d\d(?:\d\d)?)(?![\d/-])")
_LEADS_TO = re.compile(r"[\s:;,([–-]*(?:\b(?:by|on|due|end of|target(?: date)?|deadline)\b[\s:]*)*$", re.IGNORECASE)
_BEFORE = r"(?:\s+(?:on|in|at|by|to|date|deadline|target|due|of|end|for))*[\s:;,(–-]*$"
_OLD = re.compile(
    rf"\b(?:original(?:ly)?|was|previous(?:ly)?|from|formerly|initial(?:ly)?|old|raised|agreed|set){_BEFORE}",
    re.IGNORECASE,
)
_DONE = re.compile(
    rf"\b(?:completed?|closed|achieved|done|delivered|finished|actioned|discharged){_BEFORE}", re.IGNORECASE
)
_REVISED = re.compile(
    r"\b(?:revised|extended|now|new|moved|changed|amended|re-?scheduled|slipped|deferred|updated)\b", re.IGNORECASE
)
_REVISED_TO = re.compile(
    rf"\b(?:revised|extended|now|new|moved|changed|amended|re-?scheduled|slipped|deferred|updated){_BEFORE}",
    re.IGNORECASE,
)
_BY = re.compile(r"\b(?:by|before|no later than|not later than)(?: the)?(?: end of)? (?=[\dA-Z])", re.ASCII)
_MEETING = re.compile(
    r"\b(?:(?:in advance of|before|at|by|to|for|ahead of) (?:the )?)?(?:next|future) (?:[A-Z]\w+ ){0,4}meeting(?: in [A-Z]\w+)?",
    0,
)
