"""Finding pledges by words: which words a pledge is found by, and how near it comes to those that were typed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz, process

from pledges.matching import plain
from pledges.pledge import Pledge

LONGEST = 40
WHOLE, MEANT = 3, 80.0  # letters that begin a word; likeness of a word with a slip in it
UNSAID = frozenset("a an and at by for from in is it of on or to with".split())


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text as they are kept and looked for, each once: small, without accents, no little words."""
    return tuple(dict.fromkeys(word[:LONGEST] for word in plain(text) if word not in UNSAID))


def told_by(pledge: Pledge) -> tuple[str, ...]:
    """All words that a pledge is found by: its title, theme and service, its owners and its papers."""
    owners = (words for owner in pledge.owners for words in (owner.title, owner.words))
    papers = (words for s in pledge.sources for words in (s.document, s.committee, s.minute, s.words, _day(s.held_on)))
    return words_of(" ".join((pledge.title, pledge.theme, pledge.service, *owners, *papers)))


def _day(day: object) -> str:
    return f"{day:%-d %B %Y}" if day else ""


def number_in(words: Sequence[str]) -> int | None:
    """The number of the pledge that words name, as “CP-42” or “42” alone."""
    named = [word for word in words if word != "cp"]
    return int(named[0]) if len(named) == 1 and named[0].isdecimal() and len(named[0]) < LONGEST // 4 else None


def meant(typed: str, known: Iterable[str], most: int = 5) -> list[str]:
    """The known words that a word with a slip of the finger in it may be, the likeliest first."""
    near = process.extract(typed, [*known], scorer=fuzz.ratio, score_cutoff=MEANT, limit=most)
    return [word for word, _, _ in near]


def ranked(typed: Sequence[str], found: Iterable[Pledge]) -> list[Pledge]:
    """Pledges by how near they come to the words, in the title above all; among equals open ones come first."""
    sought = " ".join(typed)
    return sorted(found, key=lambda p: (-_nearness(sought, p), not p.open, p.number))


def _nearness(sought: str, pledge: Pledge) -> int:
    title = fuzz.token_set_ratio(sought, " ".join(words_of(pledge.title)))
    anywhere = fuzz.token_set_ratio(sought, " ".join(told_by(pledge)))
    return round((2 * title + anywhere) / 15)  # coarse, so that what is open counts among equals
