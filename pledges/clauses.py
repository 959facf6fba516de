"""What a person typed, cut into clauses, each beside its words as the grammar of answers reads them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pledges.short_forms import written_out

REF = re.compile(r"(?:\bcp[\s_–-]?|(?<!\w)#)(\d{1,9})\b", re.IGNORECASE)


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
    for light, colour in _LIGHTS.items():
        text = text.replace(light, f" {colour}, ")
    for part in _CUTS.split(" ".join(text.split())):
        if part is None or not part.strip():
            continue
        if _JOINS.fullmatch(part.strip()):
            joined = part.strip().casefold()
        elif told := plain(words := part.strip(" ,;:.!–—-")):  # a picture alone says nothing
            found.append(Clause(words, told, joined))
            joined = ""
    return found


def plain(words: str) -> str:
    """Small letters, “don't” as “do not”, “it's” as “it is”, no punctuation but hyphens, slashes and question marks."""
    bare = _PICTURES.sub(" ", _without_quotes(words.casefold())).replace("’", "'").replace("‘", "'")
    text = written_out(" ".join(bare.split()))
    return " ".join(_DROPPED.sub(" ", text).replace("?", " ?").split())


def _without_quotes(words: str) -> str:
    """What somebody else said is no answer: “young people said it was ‘not for us’”. All of it quoted is."""
    bare = _QUOTED.sub(" quoted ", words)
    return bare if len(bare.split()) > LEAST else words


_LIGHTS = {"🟢": "green", "🟠": "amber", "🟡": "amber", "🔴": "red"}
LEAST = 2  # words beside a quotation, from which on it is one
_QUOTED = re.compile(r"[“\"][^”\"]{3,}[”\"]|(?<!\w)[‘'][^’']{3,}[’'](?!\w)")
_PICTURE = r"[\u2600-\u27bf\ufe0f\u200d\U0001f000-\U0001faff]"
_PICTURES = re.compile(_PICTURE)
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_CUTS = re.compile(
    "|".join(
        (
            r"(?<!\ball)(?<!\beverything)(?<!\banything)(?<!\bnothing)(?<!\bnone),?\s+\b(but)\b\s+",
            r",?\s+\b(because|although|though|however|c[ou][sz]|since we|so(?! (?:far|long|good|much|many)\b))\b\s+",
            rf"(?<=[.!;\n?])\s+|,\s+|(?<={_PICTURE})\s+(?=\w)|(?<=[a-z])\s+/\s+(?!(?:{_MONTHS})|\d)",
            rf"\s+[–—-]+\s+(?!\d{{1,2}}(?:st|nd|rd|th)?(?:\s+(?:of\s+)?(?:{_MONTHS})|[/.]\d))|:\s+",
            r"(?:(?<=\bdone)|(?<=\bcomplete)|(?<=\bcompleted)|(?<=\bfinished))"
            r"\s+(and)\s+(?=(?:the|our|all|they|everyone)\s)",
            r"(?<!\d)\s+(and)\s+"
            r"(?=(?:the\s+\S+\s+one|cp[\s–-]?\d|(?:i|we|it|its|that|can|could|please)(?:['’]\w+)?\s))",
        )
    ),
    re.IGNORECASE,
)
_JOINS = re.compile(r"but|because|although|though|however|c[ou][sz]|since we|so|and", re.IGNORECASE)
_DROPPED = re.compile(r"[^\w\s'/@?#.-]|\.(?!\d)|(?<!\w)'|'(?!\w)|(?<!\w)-|-(?!\w)")
