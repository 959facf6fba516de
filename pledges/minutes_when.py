"""When it is to be done: the words of a sentence that say so, and the day they mean by the rules of pledges.idioms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pledges.idioms import understand
from pledges.pledge import When

_FLAGS = re.IGNORECASE
_M = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?"
_YEAR = r"(?:,?\s+(?:19|20)\d{2}|\s+['’]\d{2})"
DAY = (
    rf"(?:{_WEEKDAY}(?:the\s+)?\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_M}(?:{_YEAR})?"
    rf"|{_WEEKDAY}{_M}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:{_YEAR})?(?!\d)"
    r"|\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})(?!\d)|\d{4}-\d{2}-\d{2})"
)
_MONTHS = rf"{_M}(?:\s*(?:/|–|-|or|and)\s*{_M})?(?:{_YEAR})?"
_COUNT = r"(?:\d{1,3}|a|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|twenty|thirty)"
_SPAN = rf"{_COUNT}\s+(?:working\s+|calendar\s+)?(?:day|week|month|fortnight|year)s?"
_BODY = r"(?:meeting|panel|board|committee|council|group|forum|partnership|session|sub-?committee)"
_MEETING = (
    rf"(?:the|its|our|their)?\s*(?:next|following|same|that|forthcoming|subsequent)\s+(?:[\w’'&-]+\s+){{0,4}}?{_BODY}\b"
    rf"(?:\s+of\s+(?:the\s+)?[A-Z][\w’'&]*(?:\s+[A-Z][\w’'&]*)*)?"
)
_QUARTER = r"(?:q(?:uarter)?\s*[1-4](?:\s+(?:of\s+)?\d{4}(?:\s*[/-]\s*\d{2,4})?)?)"
_END = (
    rf"(?:the\s+)?(?:end|close|beginning|start)\s+of\s+(?:the\s+)?(?:{_QUARTER}|{_MONTHS}|\d{{4}}(?:/\d{{2,4}})?"
    r"|(?:this\s+|next\s+|financial\s+|calendar\s+|municipal\s+|academic\s+|school\s+)*(?:week|month|quarter|year|term))"
)
_SOON = (
    r"as soon as (?:possible|practicable)|asap|at the earliest (?:possible )?opportunity|immediately|urgently|forthwith"
)
_OFTEN = (
    r"quarterly|monthly|weekly|fortnightly|termly|annually|six[- ]monthly|on an annual basis|on a (?:quarterly|monthly"
    r"|regular) basis|(?:to|at) (?:each|every) (?:meeting|panel|board|committee)|ongoing"
)
_BY = r"(?:by|before|no later than|not later than|on or before|prior to|until|for|due|due by|due on|ready for|in time for)"
FORMS = tuple(
    re.compile(form, _FLAGS)
    for form in (
        rf"\b(?:due(?: date)?|deadline|timescale|target(?: date)?|by when|completion date|date)\s*[:–-]\s*(?P<w>[^;]+?)\s*\)?\.?$",
        rf"\b{_BY}\s+(?:the\s+)?(?:meeting\s+(?:of|on)\s+)?(?P<w>{DAY})",
        rf"\b(?:by|before|until|at|no later than|due)\s+(?P<w>{_END})",
        rf"\b(?P<w>within\s+(?:the\s+)?(?:next\s+)?{_SPAN}|with\s+\d+\s+weeks|in\s+{_SPAN}(?:['’]s?)?\s+time|in\s+{_SPAN})\b",
        rf"\b(?:at|to|for|by|before|in|until|on|into)?\s*(?P<w>{_MEETING})",
        rf"\b(?:at|to|for|by|before|in)\s+(?P<w>the\s+{_M}(?:{_YEAR})?\s+(?:[\w’'&-]+\s+){{0,3}}?{_BODY})\b",
        rf"\b(?:at|to|for)\s+(?:the|a)\s+(?:[\w’'&-]+\s+){{0,3}}?{_BODY}\s+(?:on|of|in|to be held on)\s+(?P<w>{DAY}|{_MONTHS})",
        rf"\b(?P<w>(?:early|mid|late)[- ]{_M}(?:{_YEAR})?)",
        rf"\b(?:by|before|until|due)\s+(?P<w>{_MONTHS}|{_QUARTER})",
        rf"\((?:by\s+|due\s+)?(?P<w>{DAY}|{_MONTHS}|{_MEETING})\)",
        rf"\b(?:on|w/c|week commencing)\s+(?P<w>{DAY})",
        rf"\b(?P<w>from\s+{_MONTHS}\s+onwards?)",
        rf"\b(?:in|during)\s+(?P<w>{_MONTHS}|(?:the\s+)?(?:next|this)\s+quarter|{_QUARTER})",
        rf"\b(?P<w>(?:in\s+)?(?:the\s+)?next\s+(?:quarter|year|month|week|financial year))\b",
        rf"[–-]\s*(?P<w>{DAY})\s*\.?$",
        rf"\b(?P<w>(?:a\s+)?future\s+(?:\w+\s+){{0,2}}{_BODY})\b",
        rf"\b(?P<w>later in the year|in due course|in the new year)\b",
        rf"\b(?P<w>{_SOON}|{_OFTEN})\b",
    )
)
_PAST = re.compile(
    r"\b(?:held|dated|taken place|minutes of|since|received|published|published on|inspection)\b[^.]{0,60}$", _FLAGS
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The day of the meeting and of the next one, where the paper says them."""

    on: date | None = None
    next_meeting: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """The words that say when, and the last day that is still in time; None where the paper does not let one know."""

    words: str = ""
    day: date | None = None


NO_DATE = Due()


def due_in(sentence: str, told: Told) -> Due:
    """When a sentence wants something done: the words that give a day, or else the first that say anything of time."""
    found = [Due(words=words, day=day_of(words, told)) for words in _said(sentence)]
    return next((due for due in found if due.day), found[0] if found else NO_DATE)


def read_due(words: str, told: Told) -> Due:
    """What stands in a column or behind “Due:”, which says nothing but when."""
    plain = words.strip(" .()")
    day = day_of(plain, told) if plain else None
    return Due(words=plain, day=day) if day else due_in(plain, told) if _said_any(plain) else Due(words=plain)


def day_of(words: str, told: Told) -> date | None:
    """The last day that words mean; None for those that name none, or a day before the meeting."""
    on = told.on
    if on is None:
        if not re.search(r"(?:19|20)\d{2}", words):
            return None
        on = date(1990, 1, 1)
    for form in _forms(words):
        reading = understand(form, on, told.next_meeting)
        if reading.kind in (When.UNCLEAR, When.NONE):
            continue
        return None if told.on is None and reading.kind is When.MEETING else reading.due
    return None


def _said(sentence: str) -> Iterator[str]:
    for form in FORMS:
        for found in form.finditer(sentence):
            if not _PAST.search(sentence[: found.start()]):
                yield " ".join(found["w"].split()).strip(" ,.")


def _said_any(words: str) -> bool:
    return next(_said(words), None) is not None


def _forms(words: str) -> Iterator[str]:
    """The words, and the plainer ones that mean the same."""
    plain = re.sub(r"\s+", " ", words.replace("’", "'")).strip(" .,")
    yield plain
    plain = re.sub(r"\b(?:the next|a) (?=\d|\w+ (?:working )?(?:day|week|month)s\b)", "", plain, flags=_FLAGS)
    yield plain
    yield re.sub(r"^(?:the\s+)?", "", plain, flags=_FLAGS)
    if re.fullmatch(_MEETING, plain, _FLAGS):
        yield "the next meeting"
    meeting = re.match(rf"(?:the\s+)?(?P<m>{_M})(?:{_YEAR})?\s+.*?{_BODY}$", plain, _FLAGS)
    if meeting:
        yield f"the {meeting['m']} meeting"
    weekday = re.sub(rf"^{_WEEKDAY}(?:the\s+)?", "", plain, flags=_FLAGS)
    yield weekday  # a paper's weekday may be wrong: the date counts
    yield re.sub(r"\s+of\s+", " ", weekday, flags=_FLAGS)
    if re.match(r"close of|end of", plain, _FLAGS):
        yield re.sub(r"^close", "end", plain, flags=_FLAGS)
    span = re.match(rf"(?:with)?in\s+({_SPAN})", plain, _FLAGS)
    if span:
        yield f"within {span[1]}"
