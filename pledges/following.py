"""A follow-up that is due so long after another pledge, and moves with it."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta

from pledges.calendar import said
from pledges.changing import set_date
from pledges.date_forms import NUMBERS, end_of_month, months_later
from pledges.errors import NotUnderstood
from pledges.pledge import Deadline, Pledge, Tie, When

SPAN = re.compile(
    rf"(?P<count>\d{{1,3}}|an?|{'|'.join(NUMBERS)}) (?P<unit>day|week|month|year)s?", re.IGNORECASE | re.ASCII
)


def later(day: date, span: str) -> date:
    """The day so long after another: “12 months” after the last day of a month is the last day of one.

    Raises NotUnderstood for words that are no span of time.
    """
    found = SPAN.fullmatch(" ".join(span.split()))
    if not found:
        raise NotUnderstood(f"I can't read “{span}” as a span of time, such as 12 months, 6 weeks or a year.")
    word, unit = found["count"].lower(), found["unit"].lower()
    count = int(word) if word.isdigit() else NUMBERS.index(word) + 1 if word in NUMBERS else 1
    if unit in ("day", "week"):
        return day + timedelta(days=count * (7 if unit == "week" else 1))
    due = months_later(day, count * (12 if unit == "year" else 1))
    return end_of_month(due.year, due.month) if day.day == monthrange(day.year, day.month)[1] else due


def deadline_after(first: Pledge, span: str, words: str) -> Deadline:
    """The deadline so long after that of `first`: a window after a window; without a day while that has none."""
    due, starts = first.deadline.due, first.deadline.starts
    if due is None:
        later(date.min, span)
        return Deadline(words=words, rule=f"{span} after {first.ref}, which has no date yet", kind=When.NONE)
    window = first.deadline.kind is When.WINDOW and starts is not None
    return Deadline(
        words=words,
        rule=f"{span} after {first.ref}, which is due on {said(due)}",
        kind=When.WINDOW if window else When.DATE,
        starts=later(starts, span) if window and starts else None,
        due=later(due, span),
    )


def tied(pledge: Pledge, first: Pledge, span: str) -> Pledge:
    """The pledge as a follow-up of another, its date not yet moved."""
    return replace(pledge, tie=Tie(follows=first.number, after=" ".join(span.split())))


def moved_with(pledge: Pledge, first: Pledge) -> Pledge:
    """The follow-up after the date of the first has changed: no extension. What its owner asked for waits."""
    if pledge.tie is None or not pledge.open:
        return pledge
    words = pledge.deadline.words
    moved = set_date(pledge, deadline_after(first, pledge.tie.after, words))
    deadline = replace(moved.deadline, extensions=pledge.deadline.extensions, decided=pledge.deadline.decided)
    return replace(moved, deadline=deadline, extension=pledge.extension)
