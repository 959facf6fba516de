"""The one door for free text: a child's or a person's details stop here, before anything is stored or posted."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from pledges.errors import NotUnderstood, PersonalDetails
from pledges.guard_children import CHILDREN
from pledges.guard_signs import SIGNS

LONGEST = 1000
_SPACES = {0x09: " ", 0x0B: "\n", 0x0C: "\n", 0x0D: "\n", 0x85: "\n", 0x2028: "\n", 0x2029: "\n"}
# Control characters but the line break, marks that nobody sees and that could split a figure, halves of characters.
_UNSEEN = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")


def check(text: str) -> str:
    """The text, trimmed and without control characters, if it holds no personal details.

    Raises PersonalDetails, with what was found in masked form, or NotUnderstood when it is too long to be a note.
    """
    clean = _UNSEEN.sub("", text.replace("\r\n", "\n").translate(_SPACES)).strip()
    if len(clean) > LONGEST:
        raise NotUnderstood(
            f"That is {len(clean):,} characters long, and I keep at most {LONGEST:,}. Please say it in fewer words."
        )
    if found := tuple(dict.fromkeys(_findings(clean))):
        raise PersonalDetails(found)
    return clean


def _findings(text: str) -> Iterator[str]:
    """What each sign finds, masked. A detail may run over the end of a line, or end there: both are read."""
    plain = text if text.isascii() else unicodedata.normalize("NFKC", text)
    lines = [" ".join(line.split()) for line in plain.splitlines()]
    for reading in {" ".join(line or ";" for line in lines): None, "; ".join(lines): None}:
        for sign in (*SIGNS, *CHILDREN):
            if sign.hint.search(reading):
                found = filter(sign.real, sign.pattern.finditer(reading))
                yield from (f"{sign.what}: {sign.mask(each)}" for each in found)
