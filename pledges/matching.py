"""Which person, post, directorate or command somebody meant by the words they typed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from rapidfuzz import fuzz

T = TypeVar("T")

WORTH_ASKING = 70.0
CLEAR = 80.0
SLIP = 85.0
AHEAD = 8.0
MOST = 5
_UNSAID = "cllr councillor mr mrs ms miss mx dr prof professor sir dame lord lady rev reverend the"
_TITLES = frozenset(_UNSAID.split())
_WORDS = re.compile(r"[^\W_]+")
_ACCENTS = re.compile("[\u0300-\u036f'’]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Match(Generic[T]):
    """What was found: one thing under its `name`, or several `near` names to ask with, best first, or nothing.

    `exact` is False for a guess, which is to be shown before it is acted on.
    """

    found: T | None = None
    name: str = ""
    exact: bool = False
    near: tuple[str, ...] = ()


def best(words: str, choices: Mapping[str, T], *, most: int = MOST) -> Match[T]:
    """The choice that the words name, or the few that they may mean. Case, punctuation and titles do not count.

    The same words and choices give the same answer, in whatever order the choices come.
    """
    typed = plain(words)
    if same := [name for name in choices if typed and plain(name) == typed]:
        return _one(same[0], choices, exact=True) if len(same) == 1 else Match(near=tuple(sorted(same)[:most]))
    ranked = sorted(((-_likeness(typed, plain(name)), name) for name in choices), key=lambda each: each)
    near = [(-score, name) for score, name in ranked if -score >= WORTH_ASKING][:most]
    if near and near[0][0] >= CLEAR and (len(near) == 1 or near[0][0] - near[1][0] >= AHEAD):
        return _one(near[0][1], choices, exact=False)
    return Match(near=tuple(name for _, name in near))


def slip_of(words: str, names: Iterable[str]) -> str | None:
    """The name that the words are most likely a slip of the finger for; None where they are it, or another name.

    Names that differ in a figure or in a letter that stands alone (Area 1, Area 2) are meant to differ.
    """
    typed = plain(words)
    near = [(-fuzz.ratio(" ".join(typed), " ".join(plain(n))), n) for n in names if n != words]
    likely = [(score, name) for score, name in near if -score >= SLIP and not _told_apart(typed, plain(name))]
    return min(likely)[1] if likely else None


def slips_of(number: int) -> list[int]:
    """The numbers that were meant if one figure too many was typed, or two that stand together the wrong way round."""
    typed = str(number)
    fewer = [typed[:at] + typed[at + 1 :] for at in range(len(typed))]
    swapped = [typed[:at] + typed[at + 1] + typed[at] + typed[at + 2 :] for at in range(len(typed) - 1)]
    return sorted({int(each) for each in (*fewer, *swapped) if each} - {0, number})


def _told_apart(one: Collection[str], other: Collection[str]) -> bool:
    marks = [each for each in {*one} ^ {*other} if len(each) == 1 or any(map(str.isdigit, each))]
    return bool(marks)


def _one(name: str, choices: Mapping[str, T], *, exact: bool) -> Match[T]:
    return Match(found=choices[name], name=name, exact=exact)


def plain(words: str) -> tuple[str, ...]:
    """The words alone: small letters without accents, “&” read as “and”, apostrophes dropped, titles left out."""
    folded = _ACCENTS.sub("", unicodedata.normalize("NFKD", words).casefold().replace("&", " and "))
    return tuple(each for each in _WORDS.findall(folded) if each not in _TITLES)


def _likeness(typed: tuple[str, ...], name: tuple[str, ...]) -> float:
    """0 to 100. All words typed in full come next to equal, all typed in part behind them, then slips of the finger."""
    if not typed or not name:
        return 0.0
    slips = fuzz.token_sort_ratio(" ".join(typed), " ".join(name))
    if set(typed) <= set(name):
        return max(slips, 95.0)
    return max(slips, 85.0) if _begins(typed, name) else slips


def _begins(typed: Collection[str], name: Iterable[str]) -> bool:
    """Whether each typed word begins a word of its own. Fewer than three letters in all begin too much."""
    left = list(name)
    for word in sorted(typed, key=len, reverse=True):
        fits = next((each for each in left if each.startswith(word)), None)
        if fits is None:
            return False
        left.remove(fits)
    return sum(map(len, typed)) >= 3
