"""What a deadline is when it is typed, chosen in the date field of a card, or written in a sheet.

What was typed is kept beside the day that it was read as, and the rule says how. The ways of writing: date_forms.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from pledges.calendar import said
from pledges.date_forms import (
    SPOKEN,
    WEEKDAYS,
    WRITTEN_OUT,
    Form,
    Found,
    NoSuchDay,
    full_day,
    next_such,
    place,
    plain,
    short,
)
from pledges.errors import NotUnderstood
from pledges.pledge import Deadline

FIRST_YEAR, YEARS_AHEAD, LAST_YEAR_OF_A_SHEET = 2000, 10, 2099
LONGEST = 100
FOUR_WEEKS = timedelta(weeks=4)


def read(words: str, on: date) -> Deadline:
    """The deadline that somebody means who types these words on this day; never a day that has passed.

    No words, or “TBC”, mean that there is no date yet. Raises NotUnderstood, with what to type instead, for words that
    say no day, and for a day that does not exist, has passed, is over ten years away, or is another weekday than said.
    """
    try:
        found, form = _form(words, (*WRITTEN_OUT, *SPOKEN))
        due, rule = form.read(found, on)
        if due:
            _check_year(due, on.year + YEARS_AHEAD)
            _check_passed(due, on)
            _check_weekday(found, due)
    except NoSuchDay as problem:
        raise NotUnderstood(f"{problem} {examples(on)}") from None
    return Deadline(words=words.strip(), rule=rule, due=due, original=due)


def read_day(words: str) -> date:
    """A day written out with its year, as sheets have it: it may have passed. Raises NotUnderstood for all else."""
    try:
        found, _ = _form(words, WRITTEN_OUT)
        day = full_day(found)
        _check_year(day, LAST_YEAR_OF_A_SHEET)
        _check_weekday(found, day)
    except NoSuchDay as problem:
        raise NotUnderstood(f"{problem} Write the day with its year, such as 2026-12-04 or 4 December 2026.") from None
    return day


def _form(words: str, forms: Iterable[Form]) -> tuple[Found, Form]:
    typed = words.strip()
    if len(typed) <= LONGEST:
        for form in forms:
            if found := form.pattern.fullmatch(plain(typed)):
                return found, form
    shown = typed if len(typed) <= LONGEST else typed[:LONGEST] + "…"
    raise NoSuchDay(f"I can't read “{shown}” as a date.")


def _check_year(due: date, last: int) -> None:
    if not FIRST_YEAR <= due.year <= last:
        raise NoSuchDay(f"I keep dates from {FIRST_YEAR} to {last}, and {short(due)} is not among them.")


def _check_passed(due: date, on: date) -> None:
    if due < on:
        raise NotUnderstood(f"{short(due)} has passed. Did you mean {short(next_such(due.day, due.month, on))}?")


def _check_weekday(found: Found, due: date) -> None:
    """Of a date that contradicts itself both readings are shown: the weekday put right, and the day."""
    typed = found.groupdict().get("weekday")
    wanted = place(typed, WEEKDAYS) if typed else due.weekday()
    if wanted != due.weekday():
        meant = due + timedelta(days=(wanted - due.weekday() + 3) % 7 - 3)
        wrong = f"{short(due)} is a {due:%A}, not a {meant:%A}."
        raise NotUnderstood(f"{wrong} Please type {said(due)} or {said(meant)}, whichever you mean.")


def examples(on: date) -> str:
    """What somebody can type instead, seen from a day."""
    day = on + FOUR_WEEKS
    dated = f"“{day.day} {day:%B}”, “{said(day)}”, “{day:%d/%m/%Y}”"
    return f"You can type {dated}, “end of {day:%B}”, “in 4 weeks” or “TBC”."
