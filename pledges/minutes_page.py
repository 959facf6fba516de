"""What a paper says of itself: its committee, the day it was held on, the next meeting, and whose initials are whose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from pledges.minutes_text import Line
from pledges.minutes_when import DAY, Told, day_of

_FLAGS = re.IGNORECASE
_DAY = re.compile(DAY, _FLAGS)
_HELD = re.compile(
    r"\bheld\b|\bmeeting(?:\s+date)?\s*:|\bdate\s*(?:of (?:the )?meeting)?\s*:|\bon\s+(?:mon|tue|wed|thu|fri)", _FLAGS
)
_NEXT = re.compile(
    r"date (?:and time )?of (?:the )?next meeting|next meeting(?:'s)? (?:is|will|date|to be)|future meeting dates?"
    r"|dates? of future meetings|^next meetings?\b|next meeting\s*[:–-]|date of next\b",
    _FLAGS,
)
_COMMITTEE = re.compile(
    r"\b((?:[A-Z][\w’'&-]*|of|and|for|the|in)(?:\s+(?:[A-Z][\w’'&-]*|of|and|for|the|in))*\s+"
    r"(?:Panel|Board|Committee|Group|Forum|Cabinet|Council|Partnership|Executive|Sub-Committee))\b"
)
_INITIALS = re.compile(
    r"(?P<name>(?:(?:Cllr|Councillor|Mr|Mrs|Ms|Dr|Prof)\.?\s+)?[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+){1,3})"
    r"(?:\s*,[^,()\n|]{0,60})?\s*[(\[–-]+\s*(?P<short>[A-Z][A-Za-z]?[A-Z]{1,3})\s*[)\]]?"
)
_DRAFT = re.compile(
    r"\bdraft\s+minutes\b|\bunconfirmed\s+minutes\b|\bminutes\s*[(–-]+\s*draft\b|^draft$|subject to (?:approval|confirmation)",
    _FLAGS,
)
HEAD = 30  # lines in which a paper says what it is


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """`names` are full names by initials. `report` says that it is a report to a meeting, and no minutes."""

    committee: str = ""
    held_on: date | None = None
    next_meeting: date | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    draft: bool = False
    report: bool = False

    @property
    def told(self) -> Told:
        return Told(on=self.held_on, next_meeting=self.next_meeting)


def page_of(lines: Sequence[Line], held_on: date | None = None, committee: str = "") -> Page:
    """What a paper says of itself; what is given comes before what it says."""
    head = [line.text for line in lines[:HEAD]]
    on = held_on or _held_on(head)
    return Page(
        committee=committee or next(_committees(head), ""),
        held_on=on,
        next_meeting=_next_meeting(lines, on),
        names=dict(_initials(lines)),
        draft=any(_DRAFT.search(line.text) for line in lines),
        report=_is_report(lines),
    )


def _held_on(head: Sequence[str]) -> date | None:
    """The day behind “held on”, or else the first whole day in the head of the paper."""
    for some in ([text for text in head if _HELD.search(text)], head):
        for text in some:
            day = next(_days(text), None)
            if day:
                return day
    return None


def _days(text: str) -> Iterator[date]:
    for found in _DAY.finditer(text):
        day = day_of(_whole(found[0]), Told())
        if day:
            yield day


def _whole(words: str) -> str:
    """A day with the year in full: 21.11.13 is 21.11.2013."""
    return re.sub(r"^(\d{1,2})[./-](\d{1,2})[./-](\d{2})$", r"\1.\2.20\3", words)


def _next_meeting(lines: Sequence[Line], on: date | None) -> date | None:
    """The first day after the meeting that stands where the paper says when it meets next."""
    if on is None:
        return None
    for at, line in enumerate(lines):
        if not _NEXT.search(line.text):
            continue
        for text in (line.text, *(each.text for each in lines[at + 1 : at + 4])):
            for found in _DAY.finditer(text):
                day = day_of(_whole(found[0]), Told(on=on))
                if day and day > on:
                    return day
    return None


def _committees(head: Sequence[str]) -> Iterator[str]:
    for text in head:
        for found in _COMMITTEE.finditer(text):
            yield re.sub(
                r"^(?:of|the|for|in|and|Minutes|Meeting|MINUTES)\s+(?:of\s+)?(?:the\s+)?", "", found[1]
            ).strip()


def _initials(lines: Sequence[Line]) -> Iterator[tuple[str, str]]:
    for line in lines[: 2 * HEAD]:
        for found in _INITIALS.finditer(line.text):
            told = [
                word[0] for word in re.sub(r"^(?:Cllr|Councillor|Mr|Mrs|Ms|Dr|Prof)\.?\s+", "", found["name"]).split()
            ]
            short = found["short"].upper()
            if short[0] == told[0] and short[-1] == told[-1]:
                yield found["short"], found["name"]


_MINUTED = re.compile(
    r"\bminutes\b|\bresolved\b|\bapologies\b|\bpresent\b|\battendees\b|\bactions?\s*:|\baction points?\b", _FLAGS
)
_REPORT = re.compile(
    r"^report of\b|^report to\b|\breport (?:of|to|by) the\b.*\bto (?:the )?meeting|^report author|^report contact",
    _FLAGS,
)


def _is_report(lines: Sequence[Line]) -> bool:
    head = [line.text for line in lines[:HEAD]]
    resolved = any(re.match(r"(?:it was\s+)?(?:resolved|agreed)\b", line.text, _FLAGS) for line in lines)
    return any(_REPORT.search(text) for text in head) and not resolved
