"""How council papers say when: a meeting, a window, a start, every quarter, as soon as possible.

An idiom is one entry of IDIOMS. Plain dates are read by pledges.deadlines, below these.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from pledges import deadlines
from pledges.calendar import said
from pledges.date_forms import MONTHS, NUMBERS, Found, place, plain
from pledges.errors import NotUnderstood
from pledges.phrases import take_apart
from pledges.pledge import When
from pledges.readings import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What an idiom may need to know: the day the words were written, and the day of the committee's next meeting."""

    on: date
    next_meeting: date | None = None


Read: TypeAlias = "Callable[[Found, Told], Reading]"


def understand(words: str, on: date, next_meeting: date | None = None) -> Reading:
    """Read a deadline as a paper of the day `on` has it. Raises nothing: what is not understood is UNCLEAR, with why.

    A day before `on` is unclear too: as a new deadline it is most likely a slip.
    """
    told = Told(on=on, next_meeting=next_meeting)
    reading = _one(words, told)
    if reading.kind is not When.UNCLEAR:
        return reading
    apart = take_apart(words, on, lambda part: understand(part, on, next_meeting))
    return apart if apart and (apart.due is None or apart.due >= on) else reading


def _one(words: str, told: Told) -> Reading:
    on, typed = told.on, plain(words)
    for pattern, read in IDIOMS:
        if found := pattern.fullmatch(typed):
            return _on_or_after(on, found, read, told)
    try:
        found_day = deadlines.read(words, on)
    except NotUnderstood as problem:
        return Reading(kind=When.UNCLEAR, rule=_past_or(str(problem)))
    if found_day.due is None:
        return Reading(kind=When.NONE, rule=found_day.rule)
    kind = When.MONTH if _MONTH_ONLY.fullmatch(typed) else When.DATE
    return Reading(kind=kind, due=found_day.due, rule=found_day.rule)


def _on_or_after(on: date, found: Found, read: Read, told: Told) -> Reading:
    try:
        reading = read(found, told)
    except NotUnderstood as problem:
        return Reading(kind=When.UNCLEAR, rule=str(problem))
    except ValueError:  # a year that no calendar has
        return Reading(kind=When.UNCLEAR, rule=f"There is no such day as “{found[0]}”. {deadlines.examples(on)}")
    if reading.due is not None and reading.due < on:
        past = f"{said(reading.due)} is past: it was before {said(on)}."
        return Reading(kind=When.UNCLEAR, rule=f"{past} {deadlines.examples(on)}")
    return reading


def _past_or(problem: str) -> str:
    return problem.replace(" has passed.", " is past.") if " has passed." in problem else problem


def _window(found: Found, told: Told) -> Reading:
    """January / February 2024; the year stands behind the last month, and December / January goes over the new year."""
    last = place(found["last"], MONTHS) + 1
    first = place(found["first"], MONTHS) + 1
    year = _year(found["year"]) if found["year"] else told.on.year + (last < told.on.month)
    starts = date(year - (first > last), first, 1)
    due = _end(year, last)
    return Reading(kind=When.WINDOW, starts=starts, due=due, rule=f"a window from {said(starts)} to {said(due)}")


def _in_year(found: Found, told: Told) -> Reading:
    year = told.on.year + 1 if found["coming"] else int(found["year"])
    starts, due = date(year, 1, 1), date(year, 12, 31)
    return Reading(kind=When.WINDOW, starts=starts, due=due, rule=f"at some time in {year}")


def _start(found: Found, told: Told) -> Reading:
    """From 1 April; from February 2024 onwards: the first day that is meant, and no end."""
    month = re.fullmatch(rf"(?P<month>{_M})(?: (?P<year>\d{{4}}))?", found["day"])
    if month:
        number = place(month["month"], MONTHS) + 1
        year = int(month["year"]) if month["year"] else told.on.year + (number < told.on.month)
        starts: date | None = date(year, number, 1)
    else:
        try:
            starts = deadlines.read(found["day"], told.on).due
        except NotUnderstood as problem:
            return Reading(kind=When.UNCLEAR, rule=_past_or(str(problem)))
    if starts is None:
        return Reading(kind=When.NONE, rule="no date yet")
    return Reading(kind=When.START, starts=starts, rule=f"begins on {said(starts)}; it has no end of its own")


def _meeting(found: Found, told: Told) -> Reading:
    if told.next_meeting:
        return Reading(kind=When.MEETING, due=told.next_meeting, rule=f"the next meeting, on {said(told.next_meeting)}")
    return Reading(kind=When.MEETING, rule="the next meeting, whose date is not known yet")


def _month_meeting(found: Found, told: Told) -> Reading:
    """The July Board: that month's meeting, if it is the next one that is known."""
    month = place(found["month"], MONTHS) + 1
    due = told.next_meeting if told.next_meeting and told.next_meeting.month == month else None
    day = f"on {said(due)}" if due else "whose date is not known yet"
    return Reading(kind=When.MEETING, due=due, rule=f"the {MONTHS[month - 1]} meeting, {day}")


def _quarter(found: Found, told: Told) -> Reading:
    """End of Q3 2025/26: quarters of the financial year, which begins on 1 April."""
    quarter = int(found["quarter"])
    begins = int(found["year"]) if found["year"] else _financial_year(told.on)
    due = _quarter_end(begins, quarter)
    if not found["year"] and due < told.on:
        due = _quarter_end(begins + 1, quarter)
    return Reading(
        kind=When.DATE, due=due, rule=f"the last day of quarter {quarter} of the financial year, {said(due)}"
    )


def _this_quarter(found: Found, told: Told) -> Reading:
    quarter = (told.on.month - 4) % 12 // 3 + 1 + (found["which"] == "next")
    due = _quarter_end(_financial_year(told.on) + (quarter - 1) // 4, (quarter - 1) % 4 + 1)
    return Reading(kind=When.DATE, due=due, rule=f"the last day of {found['which']} quarter, {said(due)}")


def _year_end(found: Found, told: Told) -> Reading:
    due = date(int(found["year"]), 12, 31)
    return Reading(kind=When.DATE, due=due, rule=f"the last day of {due.year}")


def _part_of_month(found: Found, told: Told) -> Reading:
    """Early, mid and late are read as the 10th, the 15th and the last day."""
    month = place(found["month"], MONTHS) + 1
    year = _year(found["year"]) if found["year"] else told.on.year + (month < told.on.month)
    due = {"early": date(year, month, 10), "mid": date(year, month, 15)}.get(found["part"], _end(year, month))
    return Reading(kind=When.DATE, due=due, rule=f"{found['part']} {due:%B} read as {said(due)}")


def _with_in(found: Found, told: Told) -> Reading:
    """With 4 weeks: a slip of the pen for within."""
    due = deadlines.read(f"within {found['span']}", told.on)
    return Reading(kind=When.DATE, due=due.due, rule=due.rule)


def _recurring(found: Found, told: Told) -> Reading:
    return Reading(kind=When.RECURRING, rule=f"comes again and again (“{found[0]}”): each time is asked by itself")


def _review(found: Found, told: Told) -> Reading:
    return Reading(kind=When.REVIEW, rule=f"no end (“{found[0]}”): looked at again every few weeks")


def _financial_year(day: date) -> int:
    return day.year - (day.month < 4)


def _quarter_end(begins: int, quarter: int) -> date:
    month = (3 + 3 * quarter - 1) % 12 + 1
    return _end(begins + (quarter == 4), month)


def _end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _year(figures: str) -> int:
    return int(figures) + (2000 if len(figures) == 2 else 0)


_M = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?"
)
_BODY = r"(?:panel|board|committee|cpp|cpp panel|corporate parenting panel|council|group|partnership)"
_EVERY = r"(?:each|every|at each|at every|to each|to every)"
_MONTH_ONLY = re.compile(rf"(?:{_M})(?: \d{{4}})?", re.ASCII)


def _idiom(pattern: str, read: Read) -> tuple[re.Pattern[str], Read]:
    return re.compile(pattern, re.ASCII), read


IDIOMS = (
    _idiom(rf"(?:in )?(?P<first>{_M}) ?(?:/|-|to|or|and) ?(?P<last>{_M})(?: (?P<year>\d{{4}}|\d{{2}}))?", _window),
    _idiom(r"(?:in|during) (?P<year>\d{4})|(?:in )?(?P<coming>next year)", _in_year),
    _idiom(r"(?:from|starting|beginning|with effect from) (?P<day>.+?)(?: (?:onwards?|on))?", _start),
    _idiom(
        rf"(?:(?:at|to|for|before) )?(?:(?:the |its |our )?next (?:{_BODY} )?(?:meeting|{_BODY})(?: of (?:the )?.+)?"
        r"|(?:that|the same) meeting)",
        _meeting,
    ),
    _idiom(rf"(?:(?:at|to|for|before) )?(?:the )?(?P<month>{_M}) (?:{_BODY} meeting|{_BODY}|meeting)", _month_meeting),
    _idiom(r"(?:the )?(?:end of )?(?:q|quarter )(?P<quarter>[1-4])(?: (?P<year>\d{4})(?:/\d{2,4})?)?", _quarter),
    _idiom(r"(?:in |within |by the end of |end of )?(?:the )?(?P<which>this|next) quarter", _this_quarter),
    _idiom(r"(?:prior to |before )?(?:the )?end of (?P<year>\d{4})", _year_end),
    _idiom(rf"(?P<part>early|mid|late)[ -](?P<month>{_M})(?: (?P<year>\d{{4}}))?", _part_of_month),
    _idiom(r"with (?P<span>\w+ (?:days?|weeks?|months?))", _with_in),
    _idiom(
        rf"regular(?:ly|(?: progress)? (?:reporting|reports?|updates?))"
        rf"|quarterly|monthly|weekly|fortnightly|termly|annually|yearly|six[ -]monthly|half[ -]yearly"
        rf"|{_EVERY} (?:[1-9]\d?|{'|'.join(NUMBERS)}) (?:weeks|months)"
        rf"|{_EVERY} (?:quarter|month|year|term|week|fortnight|meeting|{_BODY})(?: meeting)?(?: of .+)?",
        _recurring,
    ),
    _idiom(r"in line with .+|as (?:and when )?required", _recurring),
    _idiom(
        r"as soon as (?:possible|practicable)|asap|(?:at )?(?:the )?earliest (?:possible )?opportunity|ongoing"
        r"|continuous(?:ly)?|continuing|standing|(?:kept )?under review|urgent(?:ly)?|immediate(?:ly)?",
        _review,
    ),
)
