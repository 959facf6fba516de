"""The marks by which minutes set their actions apart: “Action:”, “Resolved –”, “(Action: Clerk)”, “Due:”."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from pledges.minutes_verbs import BODY
from pledges.minutes_when import says_when

_FLAGS = re.IGNORECASE


class Mark(StrEnum):
    """What kind of thing a mark begins; the words say why something was taken."""

    ACTION = "action"
    RESOLUTION = "resolution"
    AGREED = "agreed"
    RECOMMENDATION = "recommendation"
    OWNER = "owner"
    DUE = "due"


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A mark at the head of a line, as printed, what follows it on the line, and the number it bears.

    `sums_up`: it is the head of a list that may tell actions of the paper again.
    """

    mark: Mark
    words: str
    rest: str = ""
    number: str = ""
    sums_up: bool = False
    owners: str = ""


_WHOSE = (
    rf"(?:the\s+)?(?:[\w’'&-]+\s+){{0,4}}?{BODY}\s+(?:(?:unanimously|also|further|then|therefore|both|has"
    rf"|have)\s+){{0,2}}"
)
_NUMBER = r"(?:(?:no\.?\s*|#)?(?P<number>\d+(?:[./-]\d+)*[a-z]?|[a-z](?=\s*[):])))?"
_ACTION = re.compile(
    r"^[\[(]?(?P<words>(?:(?:agreed|new|key|further|follow[- ]up|officer|immediate)\s+)?actions?"
    r"(?:\s+(?:points?|items?|required|agreed|arising|requested|for))?|APs?|to do|next steps?)\s*"
    rf"{_NUMBER}\s*(?P<sign>[:–—]|-(?=\s)|-$|\)|\.(?=\s)|$)\s*(?P<rest>.*)$",
    _FLAGS,
)
_AP = re.compile(r"^(?P<words>AP|Action Point|Action)\s*(?P<number>\d+(?:[./]\d+)*)\s+(?P<rest>(?=[A-Z]).*)$")
_OWNED = re.compile(
    r"^(?P<words>(?:ACTION|Action)(?: point| Point| POINT)?)\s*(?:[(\[](?P<in>[^)\]\d]{2,80})[)\]]\s*[:–—-]?"
    r"|(?P<who>[A-Z]{2,4}(?:\s?[/,&]\s?[A-Z]{2,4})*|ALL|All|Clerk)\s*[:–—-]"
    r"|(?i:for|by)\s+(?P<for>(?:the\s+)?[A-Z][^:]{2,60}):)\s+(?P<rest>\S.*)$"
)
_HEAD = re.compile(
    r"^(?P<words>(?:(?:summary|list|table|record|schedule) of (?:the )?)?(?:agreed |key "
    r"|new )?actions?(?: points?| items?)?"
    r"(?: (?:list|summary|sheet|table|log))?(?: (?:agreed|required|arising|to be taken|from (?:this|the"
    r"|today[’']s) meeting|at (?:this|the) meeting"
    r"|summary|arising from (?:this|the) meeting)){0,2}"
    rf"|(?:the )?following actions? (?:points? )?(?:was|were|are) (?:agreed|identified|noted|requested|to be taken)"
    rf"|{_WHOSE}(?:agreed|identified|requested) the following(?: actions?(?: points?)?)?"
    r"|it was agreed(?: to)?(?: the following(?: actions?)?)?)\s*[:–-]?$",
    _FLAGS,
)
_BODY_HEAD = re.compile(rf"^(?P<words>The\s+(?:[\w’'&-]+\s+){{0,4}}?{BODY})\s*:$", _FLAGS)
_RESOLVED = re.compile(
    rf"^(?P<words>(?:(?:accordingly|therefore),?\s+)?(?:it was\s+(?:(?:unanimously|also|further|then"
    rf"|therefore)\s+){{0,2}}"
    rf"|{_WHOSE}|unanimously\s+)?(?P<kind>resolved|resolves|agreed|decided|recommended|recommendations?"
    rf"|decisions?|resolutions?|outcomes?"
    r"|(?:is|are|was|were) (?:asked|invited|recommended|requested))"
    r"(?:\s+to\s+(?:the\s+)?(?:full\s+)?(?:cabinet|council|executive|board|committee)\b)?(?:\s*\(?(?:unanimously"
    r"|nem\.? ?con\.?|by majority)\)?|,? by [^,:]{3,40},)?)"
    r"\s*(?:(?P<number>\d+(?:[/.-]\d+)*)(?=\s*(?:[:–—.-]|$|that\b)))?"
    r"\s*(?P<sign>:\s*-|[:–—.-]+|,?\s*(?:that|to)\b(?:\s*[:–-]+(?=\s|$))?|$)\s*(?P<rest>.*)$",
    _FLAGS,
)
_AT_END = re.compile(
    r"\b(?P<words>(?:[Ii]t was |[Aa]nd )?(?:(?P<kind>RESOLVED|AGREED|RECOMMENDED)"
    r"|(?:resolved|agreed|recommended)(?= that\W*$| to\W*$|:$)))(?: unanimously)?(?: that| to)?\s*[:–-]*$"
)
_OWNER_WORDS = (
    r"(?:action )?owners?|(?:action )?leads?(?:\s+(?:officer|member|person))?s?|responsib(?:le"
    r"|ility)(?:\s+(?:officer|person))?|by whom|assigned to"
    r"|who|(?:to be )?action(?:ed)? (?:by|owner)|led by|officer responsible|named officer|officer"
)
_DUE_WORDS = (
    r"due(?:\s+(?:by|date|on))?|deadline|time\s?(?:scale|frame|line)|by when|target(?:\s+date)?|completion date"
    r"|when|by|complete by"
    r"|(?:to be )?completed? by"
)
_OWNER = re.compile(rf"^(?P<words>{_OWNER_WORDS})\s*(?:[:?]|(?<=by)\s[–—-])\s*(?P<rest>.+)$", _FLAGS)
_DUE = re.compile(
    rf"^(?P<words>{_DUE_WORDS})\s*[:–—?]+\s*(?P<rest>.+)$|^(?P<bare>due)\s+(?P<day>(?:by\s+)?\d.+)$", _FLAGS
)
_DETAIL = re.compile(
    rf"(?:[.;,|(\[]|\s[–—-]|\s{{2}}|\b)\s*\b(?:(?P<owner>{_OWNER_WORDS})"
    rf"|(?P<due>{_DUE_WORDS}|date))\s*[:]\s*(?P<said>[^;|\]]{{1,160}}?)"
    rf"(?=\s*(?:[;,.|)\]]|\s[–—-])?\s*\b(?:{_OWNER_WORDS}|{_DUE_WORDS}|date)\s*:|[)\]]|\s*[.;|]\s*$|\s*$|\s*[;|])",
    _FLAGS,
)
_INSIDE = re.compile(
    r"[\[(]?\s?\b(?:(?:ACTIONS?|Actions?)(?:\s+(?:by|for|point|POINT|BY))?\s?(?:\d+\s?)?[:–—-]|actions?(?: by"
    r"| for)?:)\s?"
    r"(?P<rest>[^()\[\]]{2,240}|[^\[\]]{2,240})[\])]?[\s.]{0,3}$"
)
_KIND_FIRST = re.compile(r"(?:unanimously\s+)?(?:resol|deci|outcome)", _FLAGS)
_KINDS = {
    "resol": Mark.RESOLUTION,
    "decid": Mark.RESOLUTION,
    "decis": Mark.RESOLUTION,
    "outco": Mark.RESOLUTION,
    "agree": Mark.AGREED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """A text without what it says of its owner and date in so many words: “Owner: …”, “Due: …”."""

    text: str
    owners: str = ""
    due: str = ""


def marked(text: str) -> Marked | None:
    """The mark that a line begins with, if it does."""
    for form, mark in ((_OWNER, Mark.OWNER), (_DUE, Mark.DUE)):
        if found := form.match(text):
            rest = found["rest"] or found.groupdict().get("day") or ""
            return Marked(mark=mark, words=found["words"] or "Due", rest=rest.strip())
    return _headed(text) or _action(text) or _resolved(text)


def _headed(text: str) -> Marked | None:
    if body := _BODY_HEAD.match(text):
        return Marked(mark=Mark.RESOLUTION, words=body["words"])
    found = _HEAD.match(text) if len(text) < 120 else None
    if not found:
        return None
    sums_up = bool(re.search(r"summary|list|table|record|schedule|log|meeting|arising", text, _FLAGS))
    return Marked(mark=Mark.ACTION, words=found["words"], sums_up=sums_up)


def _action(text: str) -> Marked | None:
    if owned := _OWNED.match(text):
        owners = (owned["in"] or owned["who"] or owned["for"]).strip()
        return Marked(mark=Mark.ACTION, words=owned["words"], rest=owned["rest"], owners=owners)
    found = _AP.match(text) or _ACTION.match(text)
    if not found or (found["words"][0].islower() and found["rest"]):
        return None
    rest = found["rest"].strip()
    if text[0] in "[(":
        rest = rest.rstrip(" .").removesuffix("]" if text[0] == "[" else ")")
    return Marked(mark=Mark.ACTION, words=found["words"], rest=rest, number=found["number"] or "")


def _at_end(text: str) -> Marked | None:
    """A sentence that ends in “RESOLVED” or “it was agreed that:” opens the list below it."""
    found = _AT_END.search(text, max(0, len(text) - 60))
    return (
        Marked(mark=_KINDS.get((found["kind"] or "resol")[:5].casefold(), Mark.RECOMMENDATION), words=found["words"])
        if found
        else None
    )


def _resolved(text: str) -> Marked | None:
    found = _RESOLVED.match(text)
    if not found:
        return None
    kind = _KINDS.get(found["kind"][:5].casefold(), Mark.RECOMMENDATION)
    sign = found["sign"].strip(" ,:-–—.")
    if not found["words"][:1].isupper() or (sign and kind is Mark.RECOMMENDATION and found["rest"]):
        return None
    rest = f"{sign} {found['rest']}" if sign and found["rest"] else found["rest"]
    return Marked(mark=kind, words=found["words"], rest=rest.strip(), number=found["number"] or "")


def inside(text: str) -> tuple[str, str] | None:
    """What stands before a mark at the end of a sentence, and what follows it: “… the fence. (Action: Clerk)”."""
    found = _INSIDE.search(text, max(0, len(text) - 280))
    before = text[: found.start()].strip() if found else ""
    return (before, found["rest"].strip(" .")) if found and before else None


def details(text: str) -> Apart:
    """Take “Owner: …” and “Due: …” out of the words of an action."""
    owners, due, first = "", "", len(text)
    for found in _DETAIL.finditer(text):
        if found["due"] and found["due"].casefold() in ("by", "date") and not says_when(found["said"]):
            continue  # “Report by: Head of Care”
        owners, due = (found["said"], due) if found["owner"] else (owners, found["said"])
        first = min(first, found.start())
    rest = text[:first].strip(" ([|;,–-")
    return Apart(text=rest, owners=owners.strip(" .,"), due=due.strip(" .,")) if rest else Apart(text=text)


def mark_of(text: str) -> Marked | None:
    """The mark of a line of its own; “it was agreed that …” stands in the running text, and is none."""
    mark = marked(text) or _at_end(text)
    told = mark and re.match(r"(?:that|to)\s+\w", mark.rest, _FLAGS)
    if mark and told and mark.mark is Mark.RESOLUTION and not _KIND_FIRST.match(mark.words):
        return None
    if mark and told and mark.mark in (Mark.AGREED, Mark.RECOMMENDATION):
        return mark if mark.words.isupper() and " " not in mark.words else None
    return mark
