"""The day of an answer in plain words: the new date, the day to ask again, the first and the last day away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from pledges.absence import away
from pledges.pledge import Pledge
from pledges.senses import Intent, is_bare
from pledges.spans import days_in, days_of_month, names_a_day_to_come, stretch, waits_for
from pledges.understood import Read, Understood


def dated(
    found: Understood, main: Read | None, read: Sequence[Read], mine: Sequence[Pledge], today: date
) -> Understood:
    """With its day, where it needs one. More time counts from the pledge's date, or from today if that has passed."""
    if main and found.intent is Intent.DONE:
        return replace(found, ask_back=found.ask_back or names_a_day_to_come(main.mention.plain, today))
    if main is None or found.intent not in (Intent.EXTENSION, Intent.SNOOZE, Intent.AWAY):
        return found
    if found.intent is Intent.AWAY:
        said = " ".join(e.mention.plain for e in read if e.sense and e.sense.intent is Intent.AWAY)
        since, day = away(said, today)
        return replace(found, since=since, day=day)
    later = found.intent is Intent.EXTENSION
    if named := _named(main, read, today, puts_off=found.intent is Intent.SNOOZE):
        vague = later and "new year" in main.mention.plain  # its first day, or some time in it
        return replace(found, day=named[0] if len(set(named)) == 1 else None, ask_back=found.ask_back or vague)
    dues = {p.deadline.due for p in mine if p.ref in found.refs and p.deadline.due}
    start = max([today, *(dues if later else ())])
    more = stretch(main.mention.plain, start)
    if more is None or (later and len(dues) > 1):
        return found
    vague = later and "few" in main.mention.plain.split()
    return replace(found, day=start + more, ask_back=found.ask_back or vague)


def _named(main: Read, read: Sequence[Read], today: date, *, puts_off: bool) -> list[date]:
    """The days that are named in full, else by their number alone, else those that “then” points back to."""
    numbered = (day for e in _saying_so(main, read) for day in days_of_month(e.mention.plain, today))
    named = _days(main, read, today) or list(numbered) or _then(main, read, today)
    if named and puts_off and waits_for(main.mention.plain):
        return [named[0] + timedelta(days=1)]
    return named


def _days(main: Read, read: Sequence[Read], today: date) -> list[date]:
    """The days of the clauses that say the same as the main one, else of a clause that is a day.

    A day that is moved from, or said not to be, is none.
    """
    same = [e for e in _saying_so(main, read) if e.sense]
    bare = [e for e in _saying_so(main, read) if not e.sense]
    return next((days for some in ([main], same, bare) if (days := [d for e in some for d in _kept(e, today)])), [])


def _then(main: Read, read: Sequence[Read], today: date) -> list[date]:
    """The day that “ask me then” points back to."""
    if main.mention.plain.split()[-1:] != ["then"]:
        return []
    return [span.first for e in read if e is not main for span in days_in(e.mention.plain, today)]


def _saying_so(main: Read, read: Sequence[Read]) -> list[Read]:
    """The clauses that say the same as the main one, and those that are a day and nothing more."""
    return [
        e
        for e in read
        if (e.sense and main.sense and e.sense.intent is main.sense.intent)
        or (not e.sense and is_bare(e.mention.plain))
    ]


def _kept(each: Read, today: date) -> list[date]:
    spans, words = days_in(each.mention.plain, today), each.mention.plain.split()
    snoozes = each.sense is not None and each.sense.intent is Intent.SNOOZE
    return [
        s.first if snoozes else s.day for s in spans if not _MOVED_FROM.intersection(words[max(0, s.at - 2) : s.at])
    ]


def gives_a_day(read: Sequence[Read], today: date) -> bool:
    """Whether a day stands beside “we won't make it”, as a new date that is not asked for."""
    loose = [e for e in read if not e.sense and is_bare(e.mention.plain)]
    return any(span.day > today for e in loose for span in days_in(e.mention.plain, today))


_MOVED_FROM = frozenset({"from", "not", "instead", "than"})
