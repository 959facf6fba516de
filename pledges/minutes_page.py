"""What a paper says of itself: its committee, its day, the next meeting, and whose initials are whose."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from pledges.minutes_agents import is_person
from pledges.minutes_text import Line
from pledges.minutes_when import DAY, Told, day_of, whole_day

_FLAGS = re.IGNORECASE
_DAY = re.compile(DAY, _FLAGS)
_HELD = re.compile(
    r"\bheld\b|\bmeeting(?:\s+date)?\s*:|\bdate\s*(?:of (?:the )?meeting)?\s*:|\bon\s+(?:mon|tue|wed|thu|fri)", _FLAGS
)
_NEXT = re.compile(
    r"dates? (?:and time )?of (?:the )?next (?:\w+ )?meeting|next (?:\w+ )?meeting(?:'s)? (?:is|will|was|date"
    r"|to be|of the \w+ \w+ will)"
    r"|future meeting dates?|\bmeet again on\b|^next (?:[\w-]+ ){0,3}(?:catch[- ]up|session|forum|board|panel|committee"
    r"|(?:sub-?)?group|partnership|council)\s*(?:[:–-]|$)|\b(?:next meet|meet next)\b"
    r"|dates? of future meetings|^next meetings?\b|next meeting\s*[:–-]|date of next\b",
    _FLAGS,
)
_NEXT_BESIDE = re.compile(
    rf"next (?:\w+ )?meeting(?: of (?:the )?[\w’'& -]{{2,60}}?)?\s*(?:,|\(|[–-]|\bon\b)\s*(?:on\s+)?{DAY}", _FLAGS
)
_WORD = r"(?:[A-Z][\w’'&-]*,?|of|and|for|the|in|&)"
_NAMED = (
    rf"(?P<name>(?:{_WORD}\s+){{0,10}}(?i:sub-?committee|panel|board|committee|group|forum|cabinet|council"
    rf"|partnership|executive"
    r"|commission|trustees|governing body))\b"
)
_COMMITTEES = tuple(
    re.compile(form)
    for form in (
        rf"(?i:\bmeeting of (?:the )?){_NAMED}",
        rf"^(?i:minutes(?: of)?(?: the)? |the )?{_NAMED}(?:\s*[–:,(-].*|\s+(?i:minutes|meeting).*)?$",
        rf"(?i:\b(?:to|of):? (?:the )?|\s[–-]\s){_NAMED}",
    )
)
_COUNCIL = re.compile(r"\b(?:council|authority)$", _FLAGS)
_TITLE = re.compile(r"^(?:Cllr|Councillor|Mr|Mrs|Ms|Miss|Dr|Prof|Rev)\.?\s+")
_NAME = r"(?:(?:Cllr|Councillor|Mr|Mrs|Ms|Miss|Dr|Prof|Rev)\.?\s+)?[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+){1,3}"
_INITIALS = (
    re.compile(
        rf"(?P<name>{_NAME})(?:\s*(?:,|\s[–-]\s)[^,()|]{{0,60}})?\s*[(\[–|-]+\s*(?P<short>[A-Z][A-Za-z]?[A-Z]{{1,3}})\b"
    ),
    re.compile(rf"(?<![\w(])(?P<short>[A-Z][A-Za-z]?[A-Z]{{1,2}})\s*[:=–|-]\s*(?P<name>{_NAME})"),
)
_PERSON = re.compile(
    r"(?<![\w,] )\b(?:(?:Cllr|Councillor|Mr|Mrs|Ms|Miss|Dr"
    r"|Rev)\.?\s+)?[A-Z][a-z'’]+(?:[ -][A-Z][a-z'’]+){1,2}\b(?=\s*(?:[,(;|–-]|$))"
)
_PRESENT = re.compile(
    r"^(?:members\s+|also\s+)?(?:present|in attendance|attendees|attendance|officers present|officers)\b", _FLAGS
)
_ENDED = re.compile(r"^(?:item\b|\d|minutes\b|action)", _FLAGS)
_OTHERS = re.compile(
    r"\bprevious|\blast meeting|\bnext meeting|\bapprove|\bconfirm|\bagreed\b|\bsigned\b|correct record"
    r"|to consider|\barising"
    r"|\bpublished|\bprinted",
    _FLAGS,
)
_DRAFT = re.compile(
    r"\bdraft\s+minutes\b|\bunconfirmed\s+minutes\b|\bminutes\s*[(–-]+\s*draft\b|^draft$|subject to (?:approval"
    r"|confirmation)",
    _FLAGS,
)
HEAD, NEAR = 30, 12  # lines in which a paper says what it is, and those where it says first when it was
SHORT, LINE, LONG = 100, 150, 2000  # characters of a heading, of what names a committee, of a line that is looked at


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """`names` are full names by initials. `report` says that it is a report to a meeting, and no minutes."""

    committee: str = ""
    held_on: date | None = None
    next_meeting: date | None = None
    meetings: tuple[date, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    draft: bool = False
    report: bool = False

    @property
    def people(self) -> frozenset[str]:
        """The names and the initials of those who came, with and without titles."""
        every = {*self.names, *self.names.values()}
        return frozenset({*every, *(_TITLE.sub("", name) for name in every)})

    @property
    def told(self) -> Told:
        return Told(on=self.held_on, next_meeting=self.next_meeting, meetings=self.meetings)


def page_of(lines: Sequence[Line], held_on: date | None = None, committee: str = "") -> Page:
    """What a paper says of itself; what is given comes before what it says."""
    head = [line.text for line in lines[:HEAD]]
    on = held_on or _held_on(head)
    meetings = _meetings(lines, on)
    return Page(
        committee=committee or _committee(head),
        held_on=on,
        next_meeting=meetings[0] if meetings else None,
        meetings=meetings,
        names=dict(_initials(lines)),
        draft=any(_DRAFT.search(line.text) for line in lines),
        report=_is_report(lines),
    )


def _held_on(head: Sequence[str]) -> date | None:
    """The day behind “held on”, or else the first whole day in the head of the paper; not that of other minutes."""
    own = [text for text in head if not _OTHERS.search(text) and (len(text) < LINE or _HELD.search(text))]
    for some in ([text for text in own[:NEAR] if _HELD.search(text)], [text for text in own if len(text) < LINE]):
        day = next((day for text in some for day in _days(text)), None)
        if day:
            return day
    return None


def _days(text: str) -> Iterator[date]:
    for found in _DAY.finditer(text):
        if day := whole_day(found[0]):
            yield day


def _meetings(lines: Sequence[Line], on: date | None) -> tuple[date, ...]:
    """The days after the meeting that stand where the paper says when it meets next, or else beside “next meeting”."""
    told = (at for form in (_NEXT, _NEXT_BESIDE) for at, line in enumerate(lines) if form.search(line.text))
    if on is None:
        return ()
    for at, line in ((at, lines[at]) for at in told):
        below = [each.text for each in lines[at + 1 : at + 4]] if len(line.text) < SHORT else []
        said = (day_of(found[0], Told(on=on)) for text in (line.text, *below) for found in _DAY.finditer(text))
        if later := tuple(day for day in said if day and day > on):
            return later
    return ()


def _committee(head: Sequence[str]) -> str:
    """The body that met: of what the head of the paper names, what is no whole council comes first."""
    named = [found["name"].strip(" ,") for form in _COMMITTEES for text in head if (found := form.search(text[:LINE]))]
    return next((name for name in named if not _COUNCIL.search(name)), named[0] if named else "")


def _initials(lines: Sequence[Line]) -> Iterator[tuple[str, str]]:
    """Whose initials are whose: where they are printed beside a name, and else of those who came, where it is sure."""
    printed = dict(_printed(lines))
    came = [name for line in _came(lines) for name in _PERSON.findall(line.text[:LONG])]
    derived = Counter(_short(name) for name in set(came))
    yield from ((_short(name), name) for name in came if derived[_short(name)] == 1 and " " in _TITLE.sub("", name))
    yield from printed.items()


def _printed(lines: Sequence[Line]) -> Iterator[tuple[str, str]]:
    for line in lines[: 2 * HEAD]:
        for form in _INITIALS:
            for found in form.finditer(line.text[:LONG]):
                name = _TITLE.sub("", found["name"])
                told, short = [word[0] for word in name.split()], found["short"].upper()
                if short[0] == told[0] and short[-1] == told[-1] and is_person(name):
                    yield found["short"], found["name"].strip()


def _came(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines that say who was there: from “Present” to the first item."""
    there = False
    for line in lines[: 2 * HEAD]:
        if _PRESENT.match(line.text):
            there = True
        elif line.label or _ENDED.match(line.text):
            there = False
        if there:
            yield line


def _short(name: str) -> str:
    return "".join(word[0] for word in _TITLE.sub("", name).replace("-", " ").split()).upper()


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
