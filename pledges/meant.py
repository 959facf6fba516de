"""Which of their pledges a person means: by reference, by words of its title, or by “both”."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pledges import by_number
from pledges.clauses import REF, Clause
from pledges.naming import ANEW, ARTICLES, GREETING, NEVER_INSIDE, ONE, SAYING, TAKES, VERBS
from pledges.pledge import Pledge
from pledges.titles import Shelves, fitting, is_slight

IT = "§"
LONGEST = 9


@dataclass(frozen=True, slots=True)
class Mention:
    """A clause in which IT stands for the pledges that it names; none named leaves the clause as it was.

    `slight` is a name that may be none: one word of the title of a pledge that they do not lead. `every` is no name,
    but “both” or “all three”.
    """

    clause: Clause
    plain: str
    refs: tuple[str, ...] = ()
    slight: bool = False
    every: bool = False


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


def _by_ref(clause: Clause, own: Collection[str], *, alone: bool) -> Mention | None:
    if not alone and by_number.is_number(clause.plain, own):
        return Mention(clause, IT, (f"CP-{clause.plain.split()[-1]}",))
    plain = by_number.spelt(clause.plain, own)
    found = [f"CP-{number}" for number in REF.findall(plain)]
    if not found:
        return None
    return Mention(clause, _tidy(_RUN.sub(f" {IT} ", REF.sub(f" {IT} ", plain))), tuple(dict.fromkeys(found)))


def _by_title(clause: Clause, shelves: Shelves) -> Mention | None:
    words = clause.plain.split()
    for at in _places(words):
        for end in range(min(LONGEST + at, len(words)), at, -1):
            after = "".join(words[end : end + 1])
            fits = fitting(words[at:end], shelves, after)
            found = fits and _named(clause, words, (at, end), fits, shelves)
            if found:
                slight = is_slight(words[at:end], fits, shelves, after)
                return replace(found, slight=slight and len(found.refs) == len(fits))
    return None


def _named(
    clause: Clause, words: list[str], place: tuple[int, int], fits: Sequence[Pledge], shelves: Shelves
) -> Mention | None:
    """The clause with the name at a place taken out, and what is listed behind it; “both” goes before two only."""
    at, end = place
    more, end = _listed(words, end + (not ONE.isdisjoint(words[end : end + 1])), shelves)
    before = words[:at]
    if "both" in before and not more:
        return None
    rest = " ".join([*(word for word in before if word != "both"), IT, *words[end:]])
    every = (*fits, *more, *_told_of_too(words, end, shelves))
    return Mention(clause, _tidy(rest), tuple(dict.fromkeys(p.ref for p in every)))


def _told_of_too(words: list[str], start: int, pledges: Shelves) -> Iterator[Pledge]:
    """What else a clause says something of: “leaflet done and housing is late” is about two, and not in one breath."""
    behind = (i + 1 for i in range(start, len(words) - 1) if words[i] in ANEW or words[i] in SAYING)
    for at in behind:
        begin = at + (words[at] in ARTICLES)
        for end in range(begin + 1, min(LONGEST + begin, len(words))):
            if words[end] in SAYING | VERBS | NEVER_INSIDE | {"one"}:
                fits = fitting(words[begin:end], pledges)
                yield from () if is_slight(words[begin:end], fits, pledges) else fits


def _listed(words: list[str], at: int, pledges: Shelves) -> tuple[list[Pledge], int]:
    """What is named behind “and”, as long as a list goes on, and where it ends; “both” and “are” may follow."""
    found: list[Pledge] = []
    while words[at : at + 1] == ["and"]:
        begin = at + 1 + (bool(ARTICLES.intersection(words[at + 1 : at + 2])))
        ends = range(min(LONGEST + begin, len(words)), begin, -1)
        fits, end = next(((f, end) for end in ends if (f := fitting(words[begin:end], pledges))), ([], at))
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


def _all(clause: Clause, shelves: Shelves) -> Mention:
    """“Both” and “all three”: everything they lead or all there is, where it can be nothing else."""
    found, every = _EVERYTHING.search(clause.plain), [p for pledges in shelves for p in pledges]
    count = _COUNTS.get(found[0].split()[found[0].startswith("all")], 0) if found else 0
    meant = next((some for some in (shelves[0], every) if len(some) > 1 and count in (0, len(some))), ())
    if not found or not meant:
        return Mention(clause, clause.plain)
    return Mention(clause, _tidy(_EVERYTHING.sub(IT, clause.plain)), tuple(p.ref for p in meant), every=True)


def _tidy(plain: str) -> str:
    return " ".join(_ARTICLE.sub(IT, " ".join(plain.split())).split())


_TOLD_BY = re.compile(
    r"(?:(?:hi|hello|yes|i|we|am|are|is|very) )*"
    r"(?:honestly |(?:pleased|happy|delighted|glad|able) to (?:say|report|confirm) (?:that )?)"
)
_RUN = re.compile(rf"{IT}(?:\s*(?:and|&|/)?\s*{IT})+")
_ARTICLE = re.compile(
    rf"{IT} ?'s(?= (?:deadline|date|due))"
    rf"|\b(?:the|my|our|that|this|action|pledge|item)\s+{IT}|{IT}\s+(?:one|action|pledge)\b"
)
_EVERYTHING = re.compile(
    r"\b(?:both(?: of (?:them|these))?|all (?:two|three|four|five|six|[2-6]|of (?:them|these|mine)))\b"
    r"|(?:(?<=push )|(?<=move )|(?<=extend )|(?<=shift ))everything\b"
)
_COUNTS = {"both": 2, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6} | {str(n): n for n in range(2, 7)}
