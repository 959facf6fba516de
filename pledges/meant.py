"""Which of their pledges a person means: by reference, by words of its title, or by “both”."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from rapidfuzz import fuzz

from pledges import by_number
from pledges.clauses import REF, Clause
from pledges.naming import (
    ANEW,
    ANYWHERE,
    ARTICLES,
    GREETING,
    NEVER_FIRST,
    NEVER_INSIDE,
    NEVER_LAST,
    NO_NAMES,
    ONE,
    SAYING,
    SMALL,
    TAKES,
    VERBS,
    stem,
)
from pledges.pledge import Pledge

Shelves: TypeAlias = "tuple[Sequence[Pledge], Sequence[Pledge]]"  # what they lead, what they help with

IT = "§"
ALIKE = 86.0
LONGEST = 9
LEAST = 3


@dataclass(frozen=True, slots=True)
class Mention:
    """A clause in which IT stands for the pledges that it names; none named leaves the clause as it was."""

    clause: Clause
    plain: str
    refs: tuple[str, ...] = ()


def mentions(said: Iterable[Clause], led: Sequence[Pledge], helped: Sequence[Pledge] = ()) -> list[Mention]:
    """Each clause with what it names. A title counts where a sentence has its subject or its object, nowhere else.

    A name that fits several pledges names all of them; one that fits a pledge they lead means no other, and words of
    a title go before those of a theme.
    """
    shelves = (led, helped)
    said = list(said)
    own = {str(p.number) for p in (*led, *helped)} if not by_number.counts(c.plain for c in said) else set()
    return _listed_by_commas(
        [
            _by_ref(clause, own, alone=len(said) == 1) or _by_title(clause, shelves) or _all(clause, shelves)
            for clause in said
        ]
    )


def _listed_by_commas(said: Sequence[Mention]) -> list[Mention]:
    """“CP-27, CP-28 and CP-29 on track” is one clause about three."""
    found: list[Mention] = []
    for each in said:
        more = found and found[-1].plain == IT and not set(each.refs) <= set(found[-1].refs)
        if more and each.plain.startswith(f"{IT} ") and not each.clause.joined:
            before = found.pop()
            words, plain = (f"{a}, {b}" for a, b in zip(_told(before), _told(each), strict=True))
            refs = tuple(dict.fromkeys([*before.refs, *each.refs]))
            each = Mention(Clause(words, plain, before.clause.joined), each.plain, refs)
        found.append(each)
    return found


def _told(said: Mention) -> tuple[str, str]:
    return said.clause.words, said.clause.plain


def told_of(text: str, pledges: Sequence[Pledge]) -> list[Pledge]:
    """The only pledge whose title has words of its own in a text, wherever they stand; none where several have."""
    words = [stem(word) for word in _WORD.findall(text.casefold().replace("’", "'")) if word not in SMALL | SAYING]
    own = [word for word in words if word not in ANYWHERE and len(word) >= LEAST]
    found = [p for p in pledges if any(_is_among(word, _words(p.title)) for word in own)]
    return found if len(found) == 1 else []


def _by_ref(clause: Clause, own: Collection[str], *, alone: bool) -> Mention | None:
    if not alone and by_number.is_number(clause.plain, own):
        return Mention(clause, IT, (f"CP-{clause.plain.split()[-1]}",))
    plain = by_number.spelt(clause.plain, own)
    found = [f"CP-{number}" for number in REF.findall(plain)]
    if not found:
        return None
    return Mention(clause, _tidy(_RUN.sub(f" {IT} ", REF.sub(f" {IT} ", plain))), tuple(dict.fromkeys(found)))


def _by_title(clause: Clause, pledges: Shelves) -> Mention | None:
    words = clause.plain.split()
    for at in _places(words):
        for length in range(min(LONGEST, len(words) - at), 0, -1):
            fits = _fitting(words[at : at + length], pledges, "".join(words[at + length : at + length + 1]))
            if fits:
                end = at + length + (not ONE.isdisjoint(words[at + length : at + length + 1]))
                more, end = _listed(words, end, pledges)
                rest = " ".join([*words[:at], IT, *words[end:]])
                every = (*fits, *more, *_told_of_too(words, end, pledges))
                return Mention(clause, _tidy(rest), tuple(dict.fromkeys(p.ref for p in every)))
    return None


def _told_of_too(words: list[str], start: int, pledges: Shelves) -> Iterator[Pledge]:
    """What else a clause says something of: “leaflet done and housing is late” is about two, and not in one breath."""
    behind = (i + 1 for i in range(start, len(words) - 1) if words[i] in ANEW or words[i] in SAYING)
    for at in behind:
        begin = at + (words[at] in ARTICLES)
        for end in range(begin + 1, min(LONGEST + begin, len(words))):
            if words[end] in SAYING | VERBS | NEVER_INSIDE | {"one"}:
                yield from _fitting(words[begin:end], pledges)


def _listed(words: list[str], at: int, pledges: Shelves) -> tuple[list[Pledge], int]:
    """What is named behind “and”, as long as a list goes on, and where it ends; “both” and “are” may follow."""
    found: list[Pledge] = []
    while words[at : at + 1] == ["and"]:
        begin = at + 1 + (bool(ARTICLES.intersection(words[at + 1 : at + 2])))
        ends = range(min(LONGEST + begin, len(words)), begin, -1)
        fits, end = next(((f, end) for end in ends if (f := _fitting(words[begin:end], pledges))), ([], at))
        if not fits:
            break
        found, at = [*found, *fits], end + (not ONE.isdisjoint(words[end : end + 1]))
    return found, at + (bool(found) and words[at : at + 1] == ["both"])


def _places(words: list[str]) -> list[int]:
    """Where a name may begin: at the head of a clause, behind its greeting, behind a word that takes an object."""
    begins = _TOLD_BY.match(" ".join(words) + " ")
    told = len(begins[0].split()) if begins else 0
    head = next((i for i, word in enumerate(words) if i >= told and word not in GREETING), len(words))
    behind = [i + 1 for i, word in enumerate(words[:-1]) if word in TAKES]
    return list(dict.fromkeys([*([head] if head < len(words) else []), *behind]))


def _fitting(piece: list[str], shelves: Shelves, after: str = "") -> list[Pledge]:
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


def _all(clause: Clause, shelves: Shelves) -> Mention:
    """“Both” and “all three”: everything they lead or all there is, where it can be nothing else."""
    found, every = _EVERYTHING.search(clause.plain), [p for pledges in shelves for p in pledges]
    count = _COUNTS.get(found[0].split()[found[0].startswith("all")], 0) if found else 0
    meant = next((some for some in (shelves[0], every) if len(some) > 1 and count in (0, len(some))), ())
    if not found or not meant:
        return Mention(clause, clause.plain)
    return Mention(clause, _tidy(_EVERYTHING.sub(IT, clause.plain)), tuple(p.ref for p in meant))


def _tidy(plain: str) -> str:
    return " ".join(_ARTICLE.sub(IT, " ".join(plain.split())).split())


_TOLD_BY = re.compile(
    r"(?:(?:hi|hello|yes|i|we|am|are|is|very) )*"
    r"(?:honestly |(?:pleased|happy|delighted|glad|able) to (?:say|report|confirm) (?:that )?)"
)
_RUN = re.compile(rf"{IT}(?:\s*(?:and|&|/)?\s*{IT})+")
_ARTICLE = re.compile(rf"\b(?:the|my|our|that|this|action|pledge|item)\s+{IT}|{IT}\s+(?:one|action|pledge)\b")
_EVERYTHING = re.compile(r"\b(?:both(?: of (?:them|these))?|all (?:two|three|four|five|six|of (?:them|these|mine)))\b")
_COUNTS = {"both": 2, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_WORD = re.compile(r"[^\W_]+(?:'[a-z]+)?")
