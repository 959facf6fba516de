"""Whether a row of a tracker is finished with, by the words of its status, the council's own key and its notes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TypeAlias

Key: TypeAlias = Mapping[str, bool]

LONGEST = 4_000
_I = re.IGNORECASE
COLOURS = "red amber yellow orange green blue grey gray purple white black".split()
_SIGNS = str.maketrans({"🟢": "green ", "🟡": "amber ", "🟠": "amber ", "🔴": "red ", "🔵": "blue ", "✅": "✓ "})
_LETTERS = {"c": "closed", "o": "open", "r": "red", "a": "amber", "y": "yellow", "g": "green", "b": "blue"}
_COLOUR = rf"(?:{'|'.join(COLOURS)}|[RAYGB]|[A-Z](?=\s*=)|\d(?=\s*=))"
_MEANS = r"\s*(?:[:=\t–—-]+|means\b|indicates\b|is\b|\()\s*"
_KEY = re.compile(rf"(?<![\w-])(?P<colour>{_COLOUR}){_MEANS}(?P<means>.+?)(?=[;|\n]|,?\s*\b{_COLOUR}{_MEANS}|$)", _I)
_DROPPED = (
    r"no longer (?:required|needed|relevant|applicable|being pursued)|not (?:being )?(?:pursued|accepted|agreed"
    r"|required|"
    r"supported|proceeding|taken forward|progressing)|will not be (?:pursued|taken forward)|rejected|declined"
    r"|superseded"
    r"|withdrawn|cancell?ed|abandoned|removed|ceased|merged (?:with|into)|transferred to|discontinued|archived"
)
_ENDED = (
    r"complete[d]?|completion|closed?|done|achieved|delivered|discharged|implemented|actioned|finished|resolved"
    r"|concluded"
    r"|signed[- ]off|fully met|met|embedded|fulfilled|business as usual|bau|[✓✔☑]"
)
_STILL = (
    r"not|never|partial(?:ly)?|partly|part|nearly|almost|substantially|largely|mostly|to be|will|would|incomplete"
    r"|unresolved"
    r"|outstanding|overdue|on[- ](?:track|target|course|schedule|plan|hold)|on ?going|in progress|in hand|under ?way"
    r"|progress"
    r"(?:ing|ed)?|start(?:ed|ing)?|commenced|open|pending|awaiting|delay(?:ed|s)?|slipp(?:ed|ing|age)|paused|at risk"
    r"|behind|due"
    r"|carried (?:over|forward)|re-?opened|expected|likely|propose[ds]?|recommend(?:ed)?|yet|in part|some|within"
    r"|acceptable"
    r"|unacceptable|keep|monitor(?:ing)?|continu\w+|no|working towards|plan(?:ned)?|live|active|current"
)
_WORDS = re.compile(
    rf"(?P<dropped>\b(?:{_DROPPED})\b)|(?P<still>\b(?:{_STILL})\b)|(?P<ended>(?<!\w)(?:{_ENDED})(?!\w))", _I
)
_PER_CENT = re.compile(r"(?<![\d.])(\d{1,3})(?:\.\d+)? ?%")
_SHARE, _NUMBER = re.compile(r"%|per ?cent", _I), re.compile(r"\d{1,3}(?:\.\d+)?")
_YES, _NO = (
    frozenset({"y", "yes", "✓", "✔", "☑", "x", "true", "1", "c"}),
    frozenset({"n", "no", "✗", "✘", "false", "0", "o"}),
)
_ASKS = re.compile(r"\b(?:completed?|closed|done|achieved|discharged|implemented)\b", _I)
_NOTE = (
    rf"(?:complete[d]?|closed|done|achieved|discharged|implemented|actioned|finished|resolved|concluded|{_DROPPED})"
    r"(?=\s*(?:$|[.:;,!)(–—-]|\n|\d|(?:as (?:of|at)|on|in|at|by|and|see|per|with|[A-Z][a-z]+ \d)\b))"
)
_OPENS = re.compile(
    rf"^[\s·•*“\"'(-]*(?:(?:[\w/.]+ ){{0,3}}[\d/.]+\s*[:–—-]\s*)?(?:(?:the |this )?(?:action|recommendation)\s*"
    rf"(?:is |was |has been |[:–—-]\s*)?)?(?:now |fully |all )*{_NOTE}",
    _I,
)
_SAYS = re.compile(
    r"(?:^|[.;\n]\s*)(?:action|recommendation) (?:now )?(?:complete[d]?|closed|discharged)\b"
    r"|[.;\n–—-]\s*(?:now )?(?:complete[d]?|closed|done|discharged|actioned)[.)\s]*$"
    r"|\b(?:this|the|action|recommendation|item)(?: action| recommendation| item)?,? (?:is|has been|was|can be|to be"
    r"|now) "
    r"(?:now |been |fully |therefore )*(?:complete[d]?|closed|discharged|superseded|withdrawn)\b",
    _I,
)
_OR = re.compile(r"\s+or\s+|/", _I)
_FIRST_WORDS = re.compile(r"[^.:;,\n–—]{1,40}")


def ended(words: str, key: Key, asks: str = "") -> bool | None:
    """Whether status words say that it is over; None where they say nothing of it.

    `key` is the council's own: what its colours mean. `asks` is the name of the column, for a “Y” under “Completed?”.
    """
    said = " ".join(words[:LONGEST].translate(_SIGNS).split())
    if said.lower() in key:
        return key[said.lower()]
    low = _LETTERS.get(said.lower(), said.lower()) if not _ASKS.search(asks) else said.lower()
    answer = re.split(r"[\s–—,.;:-]", low, maxsplit=1)[0]
    if answer in _YES | _NO and _ASKS.search(asks):
        return answer in _YES
    if found := _PER_CENT.search(said):
        return int(found[1]) >= 100
    if _SHARE.search(asks) and _NUMBER.fullmatch(said):
        return float(said) >= 100 or float(said) == 1  # a whole, as workbooks keep 100%
    first = low.split(" ")[0].strip(".,:;-–/()") if low else ""
    by_words = _race(low if len(said) == 1 else said)
    if first in COLOURS:
        return key.get(first, by_words if by_words is not None else _USUAL.get(first))
    return by_words


def is_status(words: str) -> bool:
    """Whether a whole cell is status words and nothing else."""
    low = words.strip().lower()
    return bool(low) and len(low) <= 40 and (low in COLOURS or low in "ragb" or _race(low) is not None)


def meaning(lines: Iterable[str]) -> dict[str, bool]:
    """The council's own key: for each colour that these lines explain, whether it means that a row is over."""
    key = dict[str, bool]()
    for found in (found for line in lines for found in _KEY.finditer(line[:LONGEST])):
        colour = found["colour"].lower()
        over = _means(found["means"])
        if over is not None and (len(colour) > 1 or not found["colour"].islower()):
            key.setdefault(_LETTERS.get(colour, colour), over)
    return key


def from_notes(notes: str) -> tuple[str, bool]:
    """The status that notes open or close with, in their own words, and whether that is the end; empty for none."""
    lines = [line for line in notes[:LONGEST].splitlines() if line.strip()]
    for line in (*lines[:1], *lines[-1:]):
        if _OPENS.search(line) and not _STARTS_STILL.match(line):
            return _first_words(line), True
    if found := _SAYS.search(notes[:LONGEST]):
        return found[0].strip(" .;\n–—-)"), "to be" not in found[0].lower()
    opens = _STARTS_STILL.match(lines[0]) if lines else None
    return (opens[0].strip(" \t·•*-–") if opens else "", False)


def _first_words(line: str) -> str:
    found = _FIRST_WORDS.match(line.strip(" \t·•*-"))
    return found[0].strip() if found else ""


def _means(words: str) -> bool | None:
    """“Completed or on target” says nothing of one row."""
    either = {_race(part) for part in _OR.split(words)} - {None}
    return either.pop() if len(either) == 1 else None


def _race(words: str) -> bool | None:
    """What the first word that tells says: “In progress, phase 1 complete” is not over, “Complete – monitored” is."""
    found = _WORDS.search(words)
    return None if found is None else found["still"] is None


_STARTS_STILL = re.compile(
    r"^\W*(?:on ?going|in progress|not (?:yet )?(?:started|complete[d]?|due)|on (?:track|target|hold)|under ?way"
    r"|delayed"
    r"|partially|outstanding|overdue|pending|awaiting)\b",
    _I,
)
_USUAL: dict[str, bool] = {"red": False, "amber": False, "yellow": False, "orange": False, "blue": True}
