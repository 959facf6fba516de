"""The marks by which minutes set their actions apart: “Action:”, “Resolved –”, “(Action: Clerk)”, “Due:”."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

_FLAGS = re.IGNORECASE
_SIGN = r"\s*[:–—.-]+\s*"


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
    """A mark at the head of a line, as printed, what follows it on the line, and the number it bears."""

    mark: Mark
    words: str
    rest: str
    number: str = ""


_ACTION = re.compile(
    r"^[\[(]?(?P<words>(?:agreed\s+|new\s+|key\s+|follow[- ]up\s+)?action(?:\s+(?:points?|items?|required|agreed|arising|by))?s?"
    r"|AP|to do)\s*(?P<number>(?:no\.?\s*)?[#]?\d+(?:[./]\d+)*[a-z]?|[a-z](?=[):]))?(?P<sign>\s*[:–—-]+\s*|\)\s*|\s*$)(?P<rest>.*)$",
    _FLAGS,
)
_RESOLVED = re.compile(
    r"^(?P<words>(?:it was\s+|the (?:panel|board|committee|cabinet|council|group|forum|meeting|members)\s+|members\s+)?"
    r"(?:unanimously\s+)?(?P<kind>resolved|agreed|decided|recommended|recommendations?|decisions?|resolution|outcome)"
    r"(?:\s+unanimously)?)\s*(?P<sign>[:–—.-]+|that\b|to\b|$)\s*(?P<rest>.*)$",
    _FLAGS,
)
_OWNER = re.compile(
    r"^(?P<words>owners?|lead(?:\s+(?:officer|member))?s?|responsible(?:\s+(?:officer|person))?|by whom|assigned to|who"
    r"|action (?:by|owner)|led by)\s*[:–—]\s*(?P<rest>.+)$",
    _FLAGS,
)
_DUE = re.compile(
    r"^(?P<words>due(?:\s+(?:by|date))?|deadline|time\s?scale|by when|target(?:\s+date)?|completion date|when|complete by)"
    r"\s*[:–—]\s*(?P<rest>.+)$",
    _FLAGS,
)
_INSIDE = re.compile(
    r"\s*[\[(]?\s*\b(?:ACTION|Action|Actions|action)(?:\s+(?:by|for|point))?\s*[:–—]\s*(?P<rest>[^()\[\]]{2,200}?)\s*[\])]?\s*\.?\s*$"
)
_KINDS = {
    "resolved": Mark.RESOLUTION,
    "resolution": Mark.RESOLUTION,
    "decided": Mark.RESOLUTION,
    "decision": Mark.RESOLUTION,
    "decisions": Mark.RESOLUTION,
    "outcome": Mark.RESOLUTION,
    "agreed": Mark.AGREED,
}


def marked(text: str) -> Marked | None:
    """The mark that a line begins with, if it does."""
    if found := _ACTION.match(text):
        if not (found["sign"].strip() == "" and found["rest"]):
            rest = found["rest"].strip(" ]") if text[:1] in "[(" else found["rest"].strip()
            return Marked(
                mark=Mark.ACTION,
                words=found["words"],
                rest=rest.rstrip(")") if "(" not in rest else rest,
                number=found["number"] or "",
            )
    for form, mark in ((_OWNER, Mark.OWNER), (_DUE, Mark.DUE)):
        if found := form.match(text):
            return Marked(mark=mark, words=found["words"], rest=found["rest"].strip())
    return _resolved(text)


def _resolved(text: str) -> Marked | None:
    found = _RESOLVED.match(text)
    if not found:
        return None
    kind = _KINDS.get(found["kind"].casefold(), Mark.RECOMMENDATION)
    plain = found["words"].isupper() or found["words"][:1].isupper()
    if not plain or (found["sign"] in ("to", "that") and kind is Mark.RECOMMENDATION):
        return None
    rest = f"{found['sign']} {found['rest']}" if found["sign"].isalpha() else found["rest"]
    return Marked(mark=kind, words=found["words"], rest=rest.strip())


def inside(text: str) -> tuple[str, str] | None:
    """What stands before a mark at the end of a sentence, and what follows it: “… the fence. (Action: Clerk)”."""
    found = _INSIDE.search(text)
    return (text[: found.start()].strip(), found["rest"].strip()) if found and found.start() else None
