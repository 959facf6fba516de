"""The deadlines of trackers, which mostly have passed: of the days in a cell the one that counts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from pledges.idioms import understand
from pledges.pledge import When
from pledges.tracker_day_forms import LONGEST, SHORT, YEARS, Day, days_in, follows

_EXACT = frozenset({When.DATE, When.MONTH, When.WINDOW})


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """What a cell says of when: `original` is the first date where another has taken its place."""

    words: str = ""
    due: date | None = None
    original: date | None = None


def without_days(cell: str) -> str:
    """A cell of an owner and a date without the date, and without the signs and the “by” that lead to it."""
    words = cell[:LONGEST]
    for day in reversed(days_in(words)):
        words = f"{_LEADS_TO.sub('', words[: day.start])} {words[day.end :].lstrip(')]')}"
    return words


def only_days(cell: str) -> str:
    """Of a cell of an owner and a date what says when."""
    found = days_in(cell[:LONGEST])
    return cell[found[0].start : found[-1].end] if found else ""


def names_days_of_months(cells: Iterable[str]) -> bool:
    """Whether “Sept 3” in a column shows that its “Sept 23” is a day, and no year."""
    short = [int(hit["day"]) for cell in cells for hit in SHORT.finditer(cell[:LONGEST])]
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
    olds = [day for day in found if day not in kept] or found
    first = next((made for day in olds if (made := _dated(day, on, near, over=over))), due)
    revised = first != due and bool(_REVISED.search(words))
    return Due(words=words, due=due, original=first if revised else None)


def by_text(text: str) -> Due:
    """A date with its year that an action's own words set: “be published by 31 March 2025”."""
    for hit in _BY.finditer(text[:LONGEST]):
        day = next(iter(days_in(text[hit.end() : hit.end() + 40])), None)
        if day and day.start == 0 and day.date:
            return Due(words=" ".join(text[hit.start() : hit.end() + day.end].split()), due=day.date)
    if meeting := _MEETING.search(text[:LONGEST]):
        return Due(words=meeting[0])
    return Due()


def anchor(texts: Sequence[str]) -> date | None:
    """The day of a tracker, by its title and name: “as at 15 November 2011”, or the middle of “2024/25”."""
    for text in texts:
        if found := [day.date for day in days_in(text) if day.date and not YEARS.fullmatch(text[day.start : day.end])]:
            return found[-1]
    years = [hit for text in texts for hit in YEARS.finditer(text)]
    return date(int(years[0]["year"]), 10, 1) if years and follows(years[0]) else None


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
    r"\b(?:was|original(?:ly)?|previous(?:ly)?|revised|extended|now|new|moved|changed|amended|re-?scheduled|slipped|deferred|updated)\b",
    re.IGNORECASE,
)
_REVISED_TO = re.compile(
    rf"\b(?:revised|extended|now|new|moved|changed|amended|re-?scheduled|slipped|deferred|updated){_BEFORE}",
    re.IGNORECASE,
)
_BY = re.compile(r"\b(?:by|before|no later than|not later than)(?: the)?(?: end of)? (?=[\dA-Z])", re.ASCII)
_MEETING = re.compile(
    r"\b(?:(?:in advance of|before|at|by|to|for|ahead of) (?:the )?)?(?:next"
    r"|future) (?:[A-Z]\w+ ){0,4}meeting(?: in [A-Z]\w+)?",
    0,
)
