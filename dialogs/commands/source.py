"""source: another paper in which a pledge was made, with its words."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from dialogs import finding
from dialogs.changing import keep, minute_words, pledge_of
from dialogs.forms import Ask, Field, Input
from dialogs.registry import Command, Response, Turn, Who
from dialogs.turn import Say
from pledges import guard
from pledges.calendar import counted, said
from pledges.deadlines import read_day
from pledges.errors import NotUnderstood, PersonalDetails, UnknownPledge
from pledges.pledge import Source

QUOTE = re.compile(r"[:,]?\s*[“\"](?P<words>[^“”\"]+)[”\"]\s*$")
NAMED = re.compile(r"^[“\"](?P<name>[^“”\"]+)[”\"]\s*,?\s*")
MINUTE = re.compile(r"^minute\s+(?=\d)", re.IGNORECASE)
MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
LIKE_A_DAY = re.compile(rf"^\d{{1,2}}(?:[/.-]\d|(?:st|nd|rd|th)?\s+{MONTH}\b)", re.IGNORECASE)
PLACE = re.compile(r"^(?:minute|resolution|action point|recommendation|paragraph|section|page|bullet)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """A source as it was typed or filled in, unread."""

    ref: str = ""
    document: str = ""
    committee: str = ""
    day: str = ""
    minute: str = ""
    words: str = ""


def typed(turn: Turn) -> Typed:
    """What was typed in one line, or filled into the form."""
    if not turn.words:
        given = {name: turn.given(name) for name in Typed.__dataclass_fields__}
        return Typed(**given | {"ref": finding.reference(given["ref"])[0]})
    ref, rest = finding.reference(turn.words)
    named = NAMED.match(rest)
    rest = rest[named.end() :] if named else rest
    quote = QUOTE.search(rest)
    parts = [part.strip() for part in QUOTE.sub("", rest).split(",") if part.strip()]
    document = named["name"] if named else parts.pop(0) if parts else ""
    return _sorted(Typed(ref=ref, document=document, words=quote["words"] if quote else ""), parts)


def _sorted(known: Typed, parts: list[str]) -> Typed:
    """What stands between commas is a day, a place in the paper, or the committee. A day that is none is asked for."""
    for part in parts:
        if LIKE_A_DAY.match(part) or _is_day(part):
            known = replace(known, day=part)
        elif PLACE.match(part) or part[:1].isdigit():
            known = replace(known, minute=MINUTE.sub("", part))
        else:
            known = replace(known, committee=", ".join(filter(None, (known.committee, part))))
    return known


def _is_day(part: str) -> bool:
    try:
        return bool(read_day(part))
    except NotUnderstood:
        return False


async def run(turn: Turn) -> Response:
    given = typed(turn)
    if not (given.ref and given.document):
        return _form(given)
    try:
        return await _add(turn, given)
    except (NotUnderstood, PersonalDetails, UnknownPledge) as error:
        return _form(given, str(error))


async def _add(turn: Turn, given: Typed) -> Response:
    before, texts = await pledge_of(turn, given.ref), ("document", "committee", "minute", "words")
    checked = {name: guard.check(getattr(given, name)) for name in texts}
    guard.check(", ".join(filter(None, checked.values())))  # a name and an age may stand on two sides of a comma
    source = Source(**checked, held_on=read_day(given.day) if given.day else None)
    if source in before.sources:
        return Say(f"{before.ref} has that source already; nothing was changed.")
    after = await keep(turn, before, replace(before, sources=(*before.sources, source)))
    day = said(source.held_on) if source.held_on else "undated"
    where = ", ".join(filter(None, (source.document, source.committee, day, minute_words(source))))
    return Say(f"{after.ref} has {counted(len(after.sources), 'source')} now. Added: {where}.")


def _form(given: Typed, trouble: str = "") -> Ask:
    labels = {
        "ref": "Its reference, such as CP-42",
        "document": "Which paper?",
        "committee": "Of which committee?",
        "day": "Of which day? (such as 27 October 2021)",
        "minute": "Which minute, or where in it?",
        "words": "What does it say?",
    }
    fields = tuple(
        Field(
            name=name,
            label=label,
            value=getattr(given, name),
            required=name in ("ref", "document"),
            input=Input.TEXT if name == "words" else Input.LINE,
        )
        for name, label in labels.items()
    )
    title = "Add a paper to a pledge"
    return Ask(command="source", title=title, send="Add it", fields=fields, trouble=trouble)


COMMAND = Command(
    name="source",
    help="Add a paper in which a pledge was made, with its words",
    example="source CP-42 Panel minutes, CPP, 27 October 2021, minute 94: “an attractive package”",
    run=run,
    who=Who.ADMINS,
    private=True,
)
