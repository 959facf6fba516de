"""When it is to be done: the words of a sentence that say so, and the day they mean by the rules of pledges.idioms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from pledges.deadlines import read_day
from pledges.errors import NotUnderstood
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
_BODY = r"(?:meeting|panel|board|committee|council|(?:sub-?|working )?group|forum|partnership|session|sub-?committee)"
_MEETING = (
    rf"(?:(?:the|its|our|their)?\s*(?:next|following|forthcoming|subsequent)\s+(?:[\w’'&-]+\s+){{0,4}}?{_BODY}\b"
    rf"|(?:that|the same)\s+meeting\b)(?:\s+of\s+(?:the\s+)?[A-Z][\w’'&]*(?:\s+[A-Z][\w’'&]*){{0,6}})?"
)
_QUARTER = r"(?:q(?:uarter)?\s*[1-4](?:\s+(?:of\s+)?\d{4}(?:\s*[/-]\s*\d{2,4})?)?)"
_END = (
    rf"(?:the\s+)?(?:end|close)\s+(?:of\s+)?(?:the\s+)?(?:{_QUARTER}|{_MONTHS}|\d{{4}}(?:/\d{{2,4}})?"
    r"|(?:this\s+|next\s+|financial\s+|calendar\s+|municipal\s+|academic\s+|school\s+)*(?:week|month|quarter|year"
    r"|term))"
    r"|(?:the\s+)?(?:end|close)\s+of\s+the\s+(?:autumn|spring|summer)\s+term"
)
_SEASON = r"(?:spring|summer|autumn|winter|easter|christmas|half[- ]term)(?:\s+(?:term|break))?(?:\s+20\d{2})?"
_SOON = (
    r"as soon as (?:possible|practicable)|asap|at the earliest (?:possible )?opportunity|immediately|urgently|forthwith"
)
_OFTEN = (
    r"quarterly|monthly|weekly|fortnightly|termly|annually|six[- ]monthly|on an annual basis|on a (?:quarterly|monthly"
    r"|regular) basis|(?:to|at) (?:each|every) (?:meeting|panel|board|committee)|ongoing"
)
_CLOCK = r"(?:(?:noon|midday|close of (?:play|business)|cop|cob|\d{1,2}(?:[.:]\d{2})?\s?(?:am|pm))\s+(?:on\s+)?)?"
_BY = (
    r"(?:by|before|by no later than|no later than|not later than|on or before|prior to|until|for|due|due by"
    r"|due on|ready for|in time for)"
)
FORMS = tuple(
    re.compile(form, _FLAGS)
    for form in (
        r"\b(?:due(?: date)?|deadline|timescale|target(?: date)?|by when|completion date"
        r"|date)\s*[:–-]\s*(?P<w>[^;]+?)\s*\)?\.?$",
        rf"\b{_BY}\s+{_CLOCK}(?:the\s+)?(?:meeting\s+(?:of|on)\s+)?(?P<w>{DAY}|\d{{1,2}}/\d{{1,2}}(?![\d/]))",
        rf"\b(?:at|to|for|by|before|in)\s+(?:the|our|its)\s+(?P<w>{DAY})\s+(?:[\w’'&-]+\s+){{0,3}}?{_BODY}\b",
        rf"\(\s*(?:by\s+|due\s+)?(?:the\s+)?(?P<w>{DAY}|{_MONTHS})\s*\)",
        rf"\b{_BY}\s+{_CLOCK}(?P<w>(?:next\s+|this\s+)?(?:mon|tues|wednes|thurs|fri)day)\b",
        rf"\b(?:by|before|until|at|no later than|due)\s+(?P<w>{_END})",
        rf"\b(?P<w>within\s+(?:the\s+)?(?:next\s+)?{_SPAN}|with\s+\d+\s+weeks|in\s+{_SPAN}(?:['’]s?)?\s+time"
        rf"|in\s+{_SPAN})\b",
        rf"\b(?:at|to|for|by|before|in|until|on|into)?\s*(?P<w>{_MEETING})",
        rf"\b(?:at|to|for|by|before|in|attend)\s+(?P<w>the\s+{_M}(?:{_YEAR})?\s+(?:[\w’'&-]+\s+){{0,3}}?{_BODY})\b",
        rf"\b(?:at|to|for)\s+(?:the|a)\s+(?:[\w’'&-]+\s+){{0,3}}?{_BODY}\s+(?:on|of|in"
        rf"|to be held on)\s+(?P<w>{DAY}|{_MONTHS})",
        rf"\b(?P<w>(?:early|mid|late)[- ]{_M}(?:{_YEAR})?)",
        rf"\b(?:by|before|until|due|no later than)\s+(?P<w>{_MONTHS}|{_QUARTER})",
        rf"\b(?P<w>between\s+{_M}(?:{_YEAR})?\s+and\s+{_M}(?:{_YEAR})?)",
        rf"\((?:by\s+|due\s+)?(?P<w>{_MEETING})\)",
        rf"\b(?:on|w/c|week commencing)\s+(?P<w>{DAY})",
        rf"\b(?P<w>from\s+{_MONTHS}\s+onwards?)",
        rf"\b(?:in|during)\s+(?P<w>{_MONTHS}|(?:the\s+)?(?:next|this)\s+quarter|{_QUARTER})",
        r"\b(?P<w>(?:in\s+)?(?:the\s+)?next\s+(?:quarter|year|month|week|financial year))\b",
        rf"[–-]\s*(?P<w>{DAY})\s*\.?$",
        rf"\b(?:by|before|in|over|during)\s+(?:the\s+)?(?P<w>{_SEASON})\b",
        rf"\b(?P<w>(?:a\s+)?future\s+(?:\w+\s+){{0,2}}{_BODY})\b",
        r"\b(?P<w>later in the year|in due course|in the new year)\b",
        rf"\b(?P<w>{_SOON}|{_OFTEN})\b",
    )
)
_PAST = re.compile(
    r"(?:(?<!\bbe )(?<!\band )\bheld|\bdated|\b(?:taken place|minutes of|minutes for|since|received|published"
    r"|inspection|wef|effective from))\b[^.]*$",
    _FLAGS,
)
_MONTH_OF = re.compile(rf"(?:the\s+)?({_M})", _FLAGS)
_BEFORE = 60  # characters before a day that say whether it is one of the past
_READS = 1200  # characters of a sentence that are looked at


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The day of the meeting, of the next one and of those that are to come, where the paper says them."""

    on: date | None = None
    next_meeting: date | None = None
    meetings: tuple[date, ...] = ()

    def met_in(self, words: str) -> date | None:
        """The meeting that “the June meeting” means, or else the next one."""
        month = _MONTH_OF.match(words)
        named = month[1][:3].casefold() if month else ""
        return next((day for day in self.meetings if f"{day:%b}".casefold() == named), self.next_meeting)


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """The words that say when, and the last day that is still in time; None where the paper does not let one know."""

    words: str = ""
    day: date | None = None


NO_DATE = Due()


def due_in(sentence: str, told: Told) -> Due:
    """When a sentence wants something done: the words that give a day, or else the first that say anything of time."""
    found = [
        Due(words=words, day=day_of(words, told)) for words in _said(sentence[:_READS]) if not _is_past(words, told)
    ]
    return next((due for due in found if due.day), found[0] if found else NO_DATE)


def read_due(words: str, told: Told) -> Due:
    """What stands in a column or behind “Due:”, which says nothing but when."""
    plain = " ".join(words[:_READS].split()).strip(" .()")
    day = day_of(_short_month(plain), told) if plain else None
    return Due(words=plain, day=day or due_in(f"by {plain}", told).day)


def day_of(words: str, told: Told) -> date | None:
    """The last day that words mean; None for those that name none, or a day before the meeting."""
    whole = whole_day(words)
    if whole or told.on is None:
        return whole if whole and not (told.on and whole < told.on) else None
    for form in _forms(words):
        reading = understand(form, told.on, told.met_in(form))
        if reading.kind not in (When.UNCLEAR, When.NONE):
            return reading.due
    return _other_span(words, told.on)


def whole_day(words: str) -> date | None:
    """A day with its year, whenever it was. Its weekday may be wrong, as in papers it is: the date counts."""
    try:
        return read_day(_WEEKDAYS.sub("", words.replace("’", "'").strip(" .,()")))
    except NotUnderstood:
        return None


def _is_past(words: str, told: Told) -> bool:
    whole = whole_day(words)
    return bool(whole and told.on and whole < told.on)


def _other_span(words: str, on: date) -> date | None:
    """Working days, which the calendar of bank holidays is not asked about, and months from one to another."""
    if days := _WORKING.search(words):
        count = int(days[1]) if days[1].isdigit() else _NUMBERS.get(days[1].casefold(), 0)
        return on + timedelta(days=count + 2 * ((on.weekday() + count) // 5)) if 0 < count < 300 else None
    if last := _BETWEEN.match(words):
        return understand(last[1], on).due
    return None


def _said(sentence: str) -> Iterator[str]:
    for form in FORMS:
        for found in form.finditer(sentence):
            if not _PAST.search(sentence[max(0, found.start() - _BEFORE) : found.start()]):
                yield " ".join(found["w"].split()).strip(" ,.")


def _short_month(words: str) -> str:
    """Mar-25 is a month of a year, in a column."""
    return re.sub(rf"^({_M})[-/](\d{{2}})$", r"\1 20\2", words, flags=_FLAGS)


def _forms(words: str) -> Iterator[str]:
    """The words, and the plainer ones that mean the same."""
    plain = _WEEKDAYS.sub("", " ".join(words.replace("’", "'").split()).strip(" .,"))
    yield words
    for form, to in _PLAINER:
        plain = form.sub(to, plain)
        yield plain
    if re.fullmatch(_MEETING, plain, _FLAGS):
        yield "the next meeting"
    meeting = re.match(rf"(?:the\s+)?(?P<m>{_M})(?:{_YEAR})?\s+.*?{_BODY}$", plain, _FLAGS)
    if meeting:
        yield f"the {meeting['m']} meeting"


_WEEKDAYS = re.compile(
    r"^(?:(?:on|by|the)\s+)*(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?"
    r"|sun)(?:day)?\b[,.]?\s+(?=[\dJFMASOND]))?(?:the\s+)?",
    _FLAGS,
)
_WORKING = re.compile(r"\b(\d{1,3}|[a-z]+)\s+working\s+days?\b", _FLAGS)
_BETWEEN = re.compile(rf"between\s+.*\band\s+({_M}(?:{_YEAR})?)$", _FLAGS)
_NUMBERS = {
    word: count
    for count, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen twenty".split(), 1
    )
}
_PLAINER = tuple(
    (re.compile(form, _FLAGS), to)
    for form, to in (
        (r"\b(?:the next|a) (?=\d|\w+ (?:working )?(?:day|week|month)s\b)", ""),
        (r"\s+of\s+(?=[JFMASOND]\w+ ?\d*$)", " "),
        (r"^(?:the )?(?:close of|end(?: of)?(?= [jfmasond]))", "end of"),
        (rf"^(?:with)?in\s+({_SPAN})\b.*$", r"within \1"),
    )
)


def says_when(words: str) -> bool:
    """Whether words say nothing but when, as a cell of a table does."""
    return bool(_DAY_ONLY.fullmatch(words.strip(" ."))) or words.strip(" .-–").casefold() in ("tbc", "tba", "n/a")


_DAY_ONLY = re.compile(
    rf"(?:by\s+|due\s+)?(?:the\s+)?(?:{DAY}|(?:early|mid|late|end(?:\s+of)?)?[- ]?{_MONTHS}|{_M}[-/]\d{{2}}"
    rf"|{_MEETING}|{_END}|{_SOON}|{_OFTEN}"
    rf"|{_QUARTER}|(?:within|in)\s+{_SPAN}|{_SEASON}|(?:the\s+)?{_M}\s+{_BODY})",
    _FLAGS,
)
