"""How urgent a pledge is, in the words that people use."""

from __future__ import annotations

from pledges.errors import NotUnderstood

PRIORITIES = ("statutory", "this quarter", "later")


def read(words: str) -> str:
    """The priority that somebody types; empty for “none”. Raises NotUnderstood with the three there are."""
    typed = " ".join(words.split()).casefold()
    if typed in ("none", "no", "-"):
        return ""
    if typed not in PRIORITIES:
        raise NotUnderstood(f"“{words[:60]}” is no priority. Type statutory, this quarter or later, or none.")
    return typed


def rank(priority: str) -> int:
    """Its place in a list: the three in order, then whatever else a paper says, then none at all."""
    known = " ".join(priority.split()).casefold()
    if known in PRIORITIES:
        return PRIORITIES.index(known)
    return len(PRIORITIES) + (not known)
