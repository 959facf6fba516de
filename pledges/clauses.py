"""What a person typed, cut into clauses, each beside its words as the grammar of answers reads them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

REF = re.compile(
    r"\b(?:cp[\s–-]?|#)(\d{1,9})\b|^(\d{1,6})(?=\s*[:–-]|\s+(?:is|was|done|on|off|at|not)\b)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Clause:
    """`words` as typed; `plain` in small letters, short forms written out, no punctuation but the question mark.

    `joined` is the word by which it hangs on the clause before: “but”, “because”; empty for a comma or a full stop.
    """

    words: str
    plain: str
    joined: str = ""


def clauses(text: str) -> list[Clause]:
    """The clauses of a message, in order; full stops in numbers and dates do not end one."""
    found: list[Clause] = []
    joined = ""
    for part in _CUTS.split(" ".join(text.split())):
        if part is None or not part.strip():
            continue
        if _JOINS.fullmatch(part.strip()):
            joined = part.strip().casefold()
        elif words := part.strip(" ,;:.!–—-"):
            found.append(Clause(words, plain(words), joined))
            joined = ""
    return found


def plain(words: str) -> str:
    """Small letters, “don't” as “do not”, “it's” as “it is”, no punctuation but hyphens, slashes and question marks."""
    text = words.casefold().replace("’", "'").replace("‘", "'")
    for pattern, full in _SHORT:
        text = pattern.sub(full, text)
    return " ".join(_DROPPED.sub(" ", text).split())


_CUTS = re.compile(
    r"(?<=[.!;\n?])\s+|,\s+|\s+[–—-]+\s+|:\s+"
    r"|\s+\b(but|because|although|though|however|cos|since we|so)\b\s+"
    r"|(?<!\d)\s+(and)\s+(?=(?:the\s+\S+\s+one|cp[\s–-]?\d|i\s|we\s|it\s|that\s))",
    re.IGNORECASE,
)
_JOINS = re.compile(r"but|because|although|though|however|cos|since we|so|and", re.IGNORECASE)
_DROPPED = re.compile(r"[^\w\s'/@?#.-]|\.(?!\d)|(?<!\w)'|'(?!\w)|(?<!\w)-|-(?!\w)")
_Full = str | Callable[[re.Match[str]], str]
_SHORT: tuple[tuple[re.Pattern[str], _Full], ...] = (
    (re.compile(r"\bcan'?t\b|\bcannot\b"), "can not"),
    (re.compile(r"\bwon'?t\b"), "will not"),
    (re.compile(r"\bain't\b"), "is not"),
    (re.compile(r"\b(is|are|was|were|has|have|had|do|does|did|could|would|should|need|must)n'?t\b"), r"\1 not"),
    (re.compile(r"\bi'?m\b"), "i am"),
    (re.compile(r"\b(we|they|you)'re\b"), r"\1 are"),
    (re.compile(r"\b(it|that|this|there|he|she|what|who|where|when|how|everything|all|one)'s\b"), r"\1 is"),
    (re.compile(r"\b(i|we|they|you)'ve\b"), r"\1 have"),
    (re.compile(r"\b(i|we|they|you|it|that|he|she)'ll\b"), r"\1 will"),
    (re.compile(r"\b(i|we|they|you|it|that|he|she)'d\b"), r"\1 would"),
    (re.compile(r"\bon[- ]?trac?k?\b"), "on track"),
    (re.compile(r"\boff[- ]?track\b"), "off track"),
    (re.compile(r"\bat[- ]risk\b"), "at risk"),
    (re.compile(r"\b(?:wks?|weeks)\b"), "weeks"),
    (re.compile(r"\b(?:tmrw|tomorow|tommorow|tommorrow)\b"), "tomorrow"),
    (re.compile(r"(?<=\d) ?%"), " percent"),
    (re.compile(r"\bcomplet(?:e|ed|ted)\b"), "completed"),
)
