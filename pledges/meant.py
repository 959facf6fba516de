"""Which of their pledges a person means: by reference, by words of its title, or by “both”."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from pledges.clauses import REF, Clause
from pledges.pledge import Pledge

IT = "§"
ALIKE = 86.0
LONGEST = 9


@dataclass(frozen=True, slots=True)
class Mention:
    """A clause in which IT stands for the pledges that it names; none named leaves the clause as it was."""

    clause: Clause
    plain: str
    refs: tuple[str, ...] = ()


def mentions(said: Iterable[Clause], pledges: Sequence[Pledge]) -> list[Mention]:
    """Each clause with what it names. A title counts where a sentence has its subject or its object, nowhere else.

    A name that fits several pledges names all of them.
    """
    return [_by_ref(clause) or _by_title(clause, pledges) or _all(clause, pledges) for clause in said]


def _by_ref(clause: Clause) -> Mention | None:
    found = [f"CP-{one or other}" for one, other in REF.findall(clause.plain)]
    if not found:
        return None
    return Mention(clause, _tidy(_RUN.sub(f" {IT} ", REF.sub(f" {IT} ", clause.plain))), tuple(dict.fromkeys(found)))


def _by_title(clause: Clause, pledges: Sequence[Pledge]) -> Mention | None:
    words = clause.plain.split()
    for at in _places(words):
        for length in range(min(LONGEST, len(words) - at), 0, -1):
            fits = _fitting(words[at : at + length], pledges)
            if fits:
                end = at + length + (words[at + length : at + length + 1] in (["one"], ["ones"]))
                rest = " ".join([*words[:at], IT, *words[end:]])
                return Mention(clause, _tidy(rest), tuple(p.ref for p in fits))
    return None


def _places(words: list[str]) -> list[int]:
    """Where a name may begin: at the head of a clause, behind its greeting, behind a word that takes an object."""
    head = next((i for i, word in enumerate(words) if word not in _GREETING), len(words))
    behind = [i + 1 for i, word in enumerate(words[:-1]) if word in _TAKES]
    return list(dict.fromkeys([*([head] if head < len(words) else []), *behind]))


def _fitting(piece: list[str], pledges: Sequence[Pledge]) -> list[Pledge]:
    """The pledges whose titles have all the words that count in a piece; words that say how it goes never count."""
    if piece[0] in _NEVER_FIRST or piece[-1] in _NEVER_LAST:
        return []
    counting = [_stem(word) for word in piece if word not in _SMALL]
    if not counting or any(word in _SAYING or word in _VERBS for word in piece):
        return []
    return [p for p in pledges if all(_in_title(word, p.title, p.theme) for word in counting)]


def _in_title(stem: str, title: str, theme: str) -> bool:
    return any(stem == word or _near(stem, word) for word in _title_words(f"{title} {theme}"))


def _near(stem: str, word: str) -> bool:
    return min(len(stem), len(word)) >= 5 and stem[0] == word[0] and fuzz.ratio(stem, word) >= ALIKE


@lru_cache(maxsize=4096)
def _title_words(title: str) -> frozenset[str]:
    return frozenset(_stem(word) for word in _WORD.findall(title.casefold().replace("’", "'")) if word not in _SMALL)


def _stem(word: str) -> str:
    word = word.removesuffix("'s")
    for end in ("ings", "ing", "ies", "es", "ed", "s"):
        if word.endswith(end) and len(word) - len(end) >= 4:
            return word[: -len(end)]
    return word


def _all(clause: Clause, pledges: Sequence[Pledge]) -> Mention:
    """“Both” and “all three”: everything, where it can be nothing else."""
    found = _EVERYTHING.search(clause.plain)
    if not found or len(pledges) < 2 or (found[0].startswith("both") and len(pledges) != 2):
        return Mention(clause, clause.plain)
    return Mention(clause, _tidy(_EVERYTHING.sub(IT, clause.plain)), tuple(p.ref for p in pledges))


def _tidy(plain: str) -> str:
    return " ".join(_ARTICLE.sub(IT, " ".join(plain.split())).split())


_RUN = re.compile(rf"{IT}(?:\s*(?:and|&|/)?\s*{IT})+")
_ARTICLE = re.compile(rf"\b(?:the|my|our|that|this|action|pledge|item)\s+{IT}|{IT}\s+(?:one|action|pledge)\b")
_EVERYTHING = re.compile(r"\b(?:both(?: of (?:them|these))?|all (?:two|three|four|five|six|of (?:them|these|mine)))\b")
_WORD = re.compile(r"[^\W_]+(?:'[a-z]+)?")
_GREETING = frozenset(
    """
    hi hello hey morning afternoon good yes yep yeah ok okay so well and also re about on for the my our this
    that please just update snooze mark close
    """.split()
)
_TAKES = frozenset(
    """
    on with re regarding about for snooze finished completed done closed delivered extend postpone move push
    mark close finish park defer started
    """.split()
)
_SMALL = frozenset(
    """
    a an and at by for from in into is it its of on or our so that the their them then there these they this
    those to up we what when where which who will with you your i me my be been has have had was were are as but
    not no all any more most some such only one ones
    """.split()
)
_SAYING = frozenset(
    """
    done completed finished track risk blocked stuck late delayed behind started yet now need needs want waiting
    awaiting pending later snooze remind week weeks month months day days fortnight leave away mine going well
    fine progress today tomorrow yesterday monday tuesday wednesday thursday friday saturday sunday
    """.split()
)
_VERBS = frozenset(
    """
    am is are was were be been has have had will would should can could may might do does did needs need
    """.split()
)
_NEVER_FIRST = frozenset(
    """
    a an and at by for from in into is it of on or so to we i be has have was were are as but not no
    """.split()
)
_NEVER_LAST = frozenset(
    """
    the a an and of to for in on with is are has have was by or our my
    """.split()
)
