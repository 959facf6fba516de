"""Limbs: what a mark gives when it has several things behind it on one line, and who stands at the end of one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pledges.minutes_agents import starts_with_verb
from pledges.minutes_marks import Mark, details, inside
from pledges.minutes_owners import is_owner_only
from pledges.minutes_verbs import BODY
from pledges.minutes_when import says_when
from pledges.minutes_who import who_in

_FLAGS = re.IGNORECASE
_LABEL = re.compile(r"(?:^|(?<=[\s;:,]))\(?(?P<label>[a-z]|[ivx]{1,4}|\d{1,2})[).]\s+", _FLAGS)
_ORDERS = (
    tuple("abcdefghijklmnop"),
    ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"),
    tuple(map(str, range(1, 30))),
)
_DECIDER = rf"(?:{BODY}|(?:cabinet|executive) member|portfolio holder|leader|mayor)(?:\s+for\s+[\w, ]{{3,60}})?"
_BODY_ONLY = re.compile(
    rf"^(?:that\s+)?(?:the\s+)?(?:(?:(?!to\b)[\w’'&-]+\s+){{0,4}}?{_DECIDER})?\s*(?:to\s+)?"
    r"(?:agree[sd]?|resolve[sd]?|approve|request|recommend)?\s*(?:to|that)?(?:\s+the following)?\s*[:–-]*$",
    _FLAGS,
)
_END = re.compile(r"\s*(?:[\[(](?P<in>[^()\[\]]{2,90})[\])]|\s[–—-]\s(?P<dash>[^–—()]{2,80}))[\s.;]*$")
_WHEN_BESIDE = re.compile(r"^(?P<who>[^()]+?)\s*\((?:(?:by|due|before)\s+)?(?P<when>[^()]+)\)$", _FLAGS)
_WHEN_TOO = re.compile(
    r"^(?P<who>.+?)(?:\s*[,;–—-]\s*|\s+)(?:(?:by|due|before|for)\b\s*)?(?P<when>(?:the |next |end |mid|early|late"
    r"|asap|ongoing|\d).*|[A-Z][a-z]{2,8}(?: \d{4})?)$",
    _FLAGS,
)


def limbs_in(rest: str, mark: Mark) -> Iterator[tuple[str, str]]:
    """The limbs of a line, each with its label: “(a) … (b) …”, or “JS to …; AB to …”; or all of it."""
    starts = _sequence(list(_LABEL.finditer(rest)))
    if starts:
        intro = rest[: starts[0].start()].strip()
        if intro and not is_body_only(intro):
            yield "", rest
            return
        ends = [found.start() for found in starts[1:]] + [len(rest)]
        yield from (
            (found["label"], rest[found.end() : end].strip(" ;,")) for found, end in zip(starts, ends, strict=True)
        )
        return
    pieces = [piece.strip() for piece in re.split(r"[;.]\s+(?=[A-Z])", rest)]
    several = (
        mark is Mark.ACTION
        and len(pieces) > 1
        and all(re.search(r"\bto\s", piece) and who_in(piece).owners for piece in pieces)
    )
    yield from (("", piece) for piece in (pieces if several else [rest]))


def _sequence(found: Sequence[re.Match[str]]) -> list[re.Match[str]]:
    """The labels that count up from the first; nothing unless there are two."""
    for order in _ORDERS:
        kept: list[re.Match[str]] = []
        for each in found:
            if len(kept) < len(order) and each["label"].casefold() == order[len(kept)]:
                kept.append(each)
        if len(kept) > 1:
            return kept
    return []


def is_body_only(rest: str) -> bool:
    """“That the Committee:” and “to:” say nothing but who resolved."""
    return bool(_BODY_ONLY.match(rest))


def ends_in_owner(text: str) -> tuple[str, str, str]:
    """A limb, the owner and the date that stand at its end: in brackets, behind a dash, or in so many words."""
    apart = details(text)
    if apart.owners or apart.due:
        return apart.text, apart.owners, apart.due
    marked = inside(text)
    who, when = owner_and_date(marked[1]) if marked else ("", "")
    if marked and who:
        return marked[0], who, when
    found = _END.search(text, max(0, len(text) - 120))
    said = (found["in"] or found["dash"]).strip() if found else ""
    who, when = owner_and_date(said)
    if found and who and (who.isupper() or len(who.split()) > 1 or found["in"]) and found.start() > 10:
        return text[: found.start()].strip(), who, when
    return text, "", ""


def owner_and_date(words: str) -> tuple[str, str]:
    """“JS, 12 May”, “Clerk by the next meeting”: nothing where words say more than who and when."""
    beside = _WHEN_BESIDE.match(words[:160])
    if beside and is_owner_only(beside["who"]) and says_when(beside["when"]):
        return beside["who"], beside["when"]
    if is_owner_only(words):
        return words, ""
    found = _WHEN_TOO.match(words[:160])
    if found and is_owner_only(found["who"]) and says_when(found["when"]):
        return found["who"].strip(" ,;"), found["when"]
    return "", ""


def fits(text: str) -> bool:
    """Whether a line without a label can be a limb."""
    return text.startswith(("That ", "to ", "To ")) or bool(who_in(text).owners) or starts_with_verb(text)
