"""Who is a councillor, by how people and posts are called."""

from __future__ import annotations

import re

_SAID = re.compile(
    r"\bcllrs?\b|\bcouncillors?\b|\b(?:cabinet|lead|executive) members?\b|\bportfolio holder\b|\bmember champion\b"
    r"|\b(?:deputy )?leader of the council\b|\bchair(?:man|woman|person)? of the (?:[a-z]+ ){0,3}(?:panel|committee)\b",
    re.IGNORECASE,
)


def is_councillor(called: str) -> bool:
    """Whether a name or the title of a post is a councillor's: Cllr Mason, Lead Member for Children."""
    return _SAID.search(" ".join(called.split())) is not None
