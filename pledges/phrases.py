"""Deadlines that stand in a longer phrase: beside a purpose, in brackets, before something else, or two in one.

A phrase is taken apart, and its parts are read as deadlines of their own.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TypeAlias

from pledges.calendar import ONE_DAY, said
from pledges.date_forms import Found
from pledges.pledge import When
from pledges.readings import Reading

One: TypeAlias = "Callable[[str], Reading]"

LONGEST = 200


def take_apart(words: str, on: date, one: One) -> Reading | None:
    """What a phrase of the day `on` means, with `one` to read its parts, all of which are shorter.

    None where it is no phrase, or its parts are not understood.
    """
    if len(words) > LONGEST:
        return None
    typed = " ".join(words.casefold().replace("’", "'").replace("“", "").replace("”", "").split()).rstrip(".")
    for pattern, read in PHRASES:
        found = pattern.fullmatch(typed)
        reading = read(found, on, one) if found else None
        if reading and reading.kind is not When.UNCLEAR:
            return reading
    return None


def _purpose(found: Found, on: date, one: One) -> Reading | None:
    """Report to the next meeting; a plan for the next quarter."""
    return one(found["rest"])


def _aside(found: Found, on: date, one: One) -> Reading | None:
    """In 12 months' time (January / February 2025): what stands in brackets says it more exactly, if it is a day."""
    outer, inner = one(found["outer"]), one(found["inner"])
    if inner.kind is When.UNCLEAR or inner.first is None:
        return outer
    return replace(inner, rule=f"{inner.rule}, as the brackets say")


def _before(found: Found, on: date, one: One) -> Reading | None:
    """In advance of the peer review in the new year: by the day before that can begin."""
    begins = one(found["when"]).first
    if begins is None:
        return None
    return Reading(kind=When.DATE, due=begins - ONE_DAY, rule=f"before {found['what']}, which is from {said(begins)}")


def _two(found: Found, on: date, one: One) -> Reading | None:
    """Draft in December, formal version by the end of January: asked about from the first day, due on the last."""
    first, last = one(found["first"]).due, one(found["last"]).due
    if first is None or last is None or first >= last:
        return None
    return Reading(
        kind=When.WINDOW, starts=first, due=last, rule=f"two dates: the first is {said(first)}, the last {said(last)}"
    )


def _until(found: Found, on: date, one: One) -> Reading | None:
    due = date(int(found["year"]) - 1, 12, 31)
    return Reading(kind=When.DATE, due=due, rule=f"until {found['year']} begins: {said(due)}")


def _new_year(found: Found, on: date, one: One) -> Reading | None:
    """In the new year: in its first three months."""
    starts, due = date(on.year + 1, 1, 1), date(on.year + 1, 3, 31)
    rule = f"in the new year, read as {said(starts)} to {said(due)}"
    return Reading(kind=When.WINDOW, starts=starts, due=due, rule=rule)


def _meeting_on(found: Found, on: date, one: One) -> Reading | None:
    """The meeting of the Panel to be held on 18th January 2021."""
    day = one(found["day"])
    return replace(day, rule=f"the day of the meeting, {said(day.due)}") if day.due else None


def _outside(found: Found, on: date, one: One) -> Reading | None:
    return Reading(kind=When.NONE, rule="outside the meeting: no day is said")


PHRASES = tuple(
    (re.compile(pattern, re.ASCII), read)
    for pattern, read in (
        (r"(?:early )?in the new year", _new_year),
        (r"outside (?:of )?(?:the |this |that )?meetings?", _outside),
        (r"(?:at )?(?:the )?meeting (?:of .+? )?(?:(?:to be )?held )?(?:on )?(?P<day>\d.+)", _meeting_on),
        (r"(?:until|till) (?:the (?:start|beginning) of )?(?P<year>[12]\d{3})", _until),
        (r"(?P<outer>[^()]+?) ?\((?P<inner>[^()]+)\)", _aside),
        (r"(?:.+?,? )??(?:before|in advance of|ahead of|prior to) (?P<what>.+?) (?P<when>(?:in|on) .+)", _before),
        (r"(?P<first>.+?)(?: ?/ ?|,? (?:and )?then |,? (?:with|and) .+? by )(?P<last>.+)", _two),
        (
            r"(?:to )?(?:(?:progress )?reports?|present|bring|submit|plan)(?: back)?"
            r"(?: (?:to|for|at|by))? (?P<rest>.+)",
            _purpose,
        ),
    )
)
