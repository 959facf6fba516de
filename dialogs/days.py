"""Days that people type about what begins, ends or was decided: they may have passed."""

from __future__ import annotations

from datetime import date, timedelta

from pledges import deadlines
from pledges.errors import NotUnderstood

_FAR = timedelta(days=300)  # a day that was read as next year's, and is one of these weeks


def day_of(words: str, today: date) -> date:
    """The day that words name: one that has passed only with its year. Raises NotUnderstood."""
    try:
        return deadlines.read_day(words)
    except NotUnderstood:
        due = deadlines.read(words, today).due
    if due is None:
        raise NotUnderstood(f"“{words}” is no day. Type one such as 1 April 2027, or today.")
    return due


def span(first: str, last: str, today: date) -> tuple[date, date]:
    """The first and the last day: of days without a year the next ones, and the first is before the last.

    Without a first day it begins today. Raises NotUnderstood.
    """
    until = day_of(last or first, today)
    if not first:
        return today, until
    since = today if first.casefold() in ("today", "now") else day_of(first, today)
    if since > until and since > today + _FAR:
        since = max(today, since.replace(year=since.year - 1))  # it has begun already
    return since, until


def past_day(words: str, today: date) -> date:
    """The day on which something happened: without its year the last such day. Raises NotUnderstood."""
    if words.strip().casefold() == "today":
        return today
    try:
        return deadlines.read_day(words)
    except NotUnderstood:
        days = [day for year in (today.year, today.year - 1) if (day := _in(words, year)) and day <= today]
    if not days:
        raise NotUnderstood(f"“{words}” is no day. Type one such as 18 January {today.year}, or today.")
    return days[0]


def _in(words: str, year: int) -> date | None:
    try:
        return deadlines.read_day(f"{words.strip()} {year}")
    except NotUnderstood:
        return None
