"""Which titles words fit: all the words that count stand in one, and words that say how it goes never count."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TypeAlias

from rapidfuzz import fuzz

from pledges.naming import ANYWHERE, NEVER_FIRST, NEVER_INSIDE, NEVER_LAST, NO_NAMES, ONE, SAYING, SMALL, VERBS, stem
from pledges.pledge import Pledge

Shelves: TypeAlias = "tuple[Sequence[Pledge], Sequence[Pledge]]"  # what they lead, what they help with

ALIKE = 86.0
LEAST = 3
ENOUGH = 2


def fitting(piece: list[str], shelves: Shelves, after: str = "") -> list[Pledge]:
    """The pledges whose titles have all the words that count in a piece; words that say how it goes never count."""
    if piece[0] in NEVER_FIRST or piece[-1] in NEVER_LAST or not NEVER_INSIDE.isdisjoint(piece):
        return []
    counting = [stem(part) for word in piece if word not in SMALL for part in word.split("-")]
    telling = (SAYING | VERBS) - ({"progress"} if "report" in piece else set())
    if not counting or not telling.isdisjoint(piece):
        return []
    if after not in ONE and ANYWHERE.issuperset(counting) and (len(counting) == 1 or tuple(counting) in NO_NAMES):
        return []
    return next(
        (
            fits
            for pledges in shelves
            for said in ((_title,) if "and" in piece or pledges is shelves[1] else (_title, _theme))
            if (fits := _with(counting, pledges, said))
        ),
        [],
    )


def _with(counting: Sequence[str], pledges: Sequence[Pledge], said: Callable[[Pledge], str]) -> list[Pledge]:
    return [p for p in pledges if all(_is_among(word, _words(said(p))) for word in counting)]


def _title(pledge: Pledge) -> str:
    return pledge.title


def _theme(pledge: Pledge) -> str:
    return f"{pledge.title} {pledge.theme}"


def _is_among(said: str, words: frozenset[str]) -> bool:
    return any(said == word or _near(said, word) for word in words)


def _near(said: str, word: str) -> bool:
    return min(len(said), len(word)) >= 5 and said[0] == word[0] and fuzz.ratio(said, word) >= ALIKE


@lru_cache(maxsize=4096)
def _words(title: str) -> frozenset[str]:
    return frozenset(stem(word) for word in _WORD.findall(title.casefold().replace("’", "'")) if word not in SMALL)


def is_slight(piece: Sequence[str], fits: Sequence[Pledge], shelves: Shelves, after: str = "") -> bool:
    """Whether one word alone tells of a pledge that they only help with, while they lead others.

    “Housing say yes” is no answer for the pledge on housing: it may be a word about what they lead.
    """
    if not shelves[0] or after in ONE or any(p in shelves[0] for p in fits):
        return False
    return len({stem(word) for word in piece if word not in SMALL}) < ENOUGH


def told_of(text: str, pledges: Sequence[Pledge]) -> list[Pledge]:
    """The only pledge whose title has words of its own in a text, wherever they stand; none where several have."""
    words = [stem(word) for word in _WORD.findall(text.casefold().replace("’", "'")) if word not in SMALL | SAYING]
    own = [word for word in words if word not in ANYWHERE and len(word) >= LEAST]
    found = [p for p in pledges if any(_is_among(word, _words(p.title)) for word in own)]
    return found if len(found) == 1 else []


_WORD = re.compile(r"[^\W_]+(?:'[a-z]+)?")
