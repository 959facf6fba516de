"""Owners as papers name them: read into a lead and those who support. The words are always kept.

Posts have commas, semicolons, colons, dashes and “and” inside, and papers put the same signs between two owners. What
the register knows is found first; after that, words that begin like an owner begin one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pledges import matching
from pledges.messages import PersonId
from pledges.people import Person, Post
from pledges.pledge import Owner, OwnerKind

NOT_KNOWN = "to be confirmed"

_FLAGS = re.IGNORECASE
_NOBODY = re.compile(r"^(?:[-–—?.\s]*|n/?a|none|nobody|not known|owner)$", _FLAGS)
_TBC = re.compile(r"\b(?:tbc|tba|to be (?:confirmed|agreed|appointed|identified|decided))\b", _FLAGS)
_LABEL = re.compile(
    r"(?:^|(?<=[;\n]))\s*(?:action(?: point)?|owners?|lead|responsible officers?|by whom)\s*:\s*", _FLAGS
)
_HELP = re.compile(
    r",?\s+(?:working (?:closely )?with|with (?:the )?(?:input|help|support|advice|assistance) (?:from|of)|"
    r"supported by|in (?:consultation|partnership|liaison|conjunction) with|(?:together|along|alongside) with|alongside"
    r"|with)\s+",
    _FLAGS,
)
_ASIDE = re.compile(r"\(\s*(?:or|and|with)\s+([^()]+)\)", _FLAGS)
_BETWEEN = re.compile(r"(\s*[;\n]\s*|(?<!\bAD)(?<!\bDD)(?<!\bSD)\s*/\s*|\s*,\s+|\s+(?:and|or)\s+)", _FLAGS)
_OFFICE = (
    r"(?:(?:strategic|corporate|executive|assistant|deputy|vice|interim|acting|joint|lead|senior|principal|chief|head|"
    r"team|service|group|area|programme|project|policy|virtual|designated|independent|democratic|business|elected|"
    r"co-?)[\s-]+)*"
    r"(?:director|dcs|ad|dd|sd|head|manager|officer|chair(?:man|woman|person)?|clerk|leader|lead member|lead|executive|"
    r"ambassador|champion|commissioner|nurse|solicitor|secretary|portfolio holder|headteacher|principal)"
)
_ONE = re.compile(rf"^(?:the\s+)?{_OFFICE}\b(?!s\b)", _FLAGS)
_SEVERAL = re.compile(
    rf"^(?:the\s+)?(?:all\b|(?:\w+\s+){{0,2}}(?:members|officers|councillors)\b|{_OFFICE}s\b)", _FLAGS
)
_COUNCILLOR = re.compile(r"^(?:cllr|councillor)\.?\s+\S", _FLAGS)
_NAMED = re.compile(r"^(?:the\s|[A-Z]{2,}\b)")
_BARE = re.compile(_OFFICE, _FLAGS)
_ARTICLE = re.compile(r"^the\s+", _FLAGS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the register knows: posts by their titles, people by their names.

    `committee` is the one whose paper it is, where that is known: its Chair is meant by “the Chair”.
    """

    posts: Mapping[str, Post]
    people: Mapping[str, Person]
    committee: str = ""


def read(words: str, known: Known) -> tuple[Owner, ...]:
    """The owners that words name, the lead first, in the order of the paper; one to be confirmed where they name none.

    A post or person of the register is found by the same words, a councillor by the family name alone where it is one
    person's; a bare office (“the Chair”) where the same words or the paper's committee say whose it is. Others are kept
    as they stand: a post, a councillor, or a body for which nobody answers. Initials are never expanded.
    """
    pieces = [] if _NOBODY.match(words.strip()) else _pieces(words, known)
    found = [_owner(piece, known) for piece in pieces]
    named = list(_distinct(_in_full(owner, found, known) for owner in found))
    if not named:
        return (Owner(kind=OwnerKind.TBC, title=NOT_KNOWN, words=words.strip()),)
    lead, *others = named
    return (replace(lead, words=words.strip()), *(replace(other, lead=False) for other in others))


def _pieces(words: str, known: Known) -> Iterator[str]:
    """The owners' words, one by one: first who leads, then who is named as a help."""
    plain = _LABEL.sub("", words)
    asides = _ASIDE.findall(plain)
    for part in (*_HELP.split(_ASIDE.sub("", plain)), *asides):
        for piece in _split(part, known):
            clean = piece.strip(" \t\n,;/“”\"'.")
            if not _NOBODY.match(clean) and not _TBC.search(clean):
                yield clean


def _split(part: str, known: Known) -> Iterator[str]:
    """One owner after the other. `told` is text, sign, text, sign, text."""
    told = _BETWEEN.split(part)
    at = 0
    while at < len(told):
        end = _known_until(told, at, known) or _ends(told, at)
        yield "".join(told[at:end])
        at = end + 1


def _known_until(told: Sequence[str], at: int, known: Known) -> int | None:
    """Where the longest owner ends that begins here and stands in the register."""
    ends = range(len(told), at, -2)
    return next((end for end in ends if _find("".join(told[at:end]), known)), None)


def _ends(told: Sequence[str], at: int) -> int:
    end = at + 1
    while end < len(told) and not _parts(told[end], "".join(told[at:end]), told[end + 1]):
        end += 2
    return end


def _parts(sign: str, before: str, after: str) -> bool:
    """Whether a sign stands between two owners, and not inside the title of one."""
    if "/" in sign or "\n" in sign or _begins(after):
        return True
    joins = sign.strip().lower() in ("and", "or")
    return not joins and not _ONE.match(before.strip())


def _begins(piece: str) -> bool:
    """Whether words begin like an owner of their own."""
    piece = piece.strip()
    return any(form.match(piece) for form in (_ONE, _SEVERAL, _COUNCILLOR, _NAMED))


def _owner(piece: str, known: Known) -> Owner:
    found = _find(piece, known)
    if isinstance(found, Post):
        holder = found.holder.id if found.holder else None
        return Owner(kind=OwnerKind.POST, title=found.title, words=piece, post=found.id, answers=holder)
    if isinstance(found, Person):
        return Owner(kind=OwnerKind.PERSON, title=found.name, words=piece, answers=PersonId(found.id))
    return Owner(kind=_kind(piece), title=_ARTICLE.sub("", piece), words=piece)


def _in_full(owner: Owner, beside: Sequence[Owner], known: Known) -> Owner:
    """A bare office as the one post beside it that it is short for, or as the office of the paper's committee."""
    if owner.post or owner.kind is not OwnerKind.POST or not _BARE.fullmatch(owner.title):
        return owner
    short = set(owner.title.casefold().split())
    meant = [o for o in beside if o.post and short <= set(o.title.split(",")[0].casefold().split())]
    if len(meant) == 1:
        return replace(meant[0], words=owner.words)
    post = known.posts.get(f"{owner.title}, {known.committee}") if known.committee else None
    return _owner(post.title, known) if post else owner


def _find(piece: str, known: Known) -> Post | Person | None:
    named: dict[str, Post | Person] = {**known.people, **known.posts}
    exact = matching.best(piece, named)
    if exact.exact:
        return exact.found
    return matching.best(piece, known.people).found if _COUNCILLOR.match(piece.strip()) else None


def _kind(piece: str) -> OwnerKind:
    if _COUNCILLOR.match(piece):
        return OwnerKind.PERSON
    return OwnerKind.POST if _ONE.match(piece) and not _SEVERAL.match(piece) else OwnerKind.BODY


def _distinct(owners: Iterator[Owner]) -> Iterator[Owner]:
    seen = set[str]()
    for owner in owners:
        if owner.title.casefold() not in seen:
            seen.add(owner.title.casefold())
            yield owner
