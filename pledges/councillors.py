"""Who is a councillor, by how people and posts are called."""

from __future__ import annotations

import re

_CALLED = re.compile(
    r"\b(?:cllr|councillor)\b|\b(?:lead|cabinet|elected|ward|executive) members?\b|\bportfolio holder\b|"
    r"\bmember champion\b|\bleader of the (?:council|opposition)\b|\bchair of\b.*\b(?:panel|board|committee)\b",
    re.IGNORECASE,
)


def is_councillor(called: str) -> bool:
    """Whether a name or the title of a post is a councillor's: Cllr Mason, Lead Member for Children."""
    return _CALLED.search(" ".join(called.split())) is not None
