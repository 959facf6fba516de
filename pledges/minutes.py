"""Minutes into proposals: what a committee wants done, by whom and when, in the words of its paper.

The rules are of grammar and layout: the marks that clerks set (“Action:”, “Resolved –”), lists and their limbs, lines
that only name an owner, tables; and what is no work: noting, approving, appointing. Promises in the running text are
proposed, and not certain, where the paper marks its actions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice

from pledges import alike
from pledges.minutes_found import Found
from pledges.minutes_marks import Mark
from pledges.minutes_owners import Who, owners_of
from pledges.minutes_page import Page, page_of
from pledges.minutes_sense import is_work, only_notes, working_parts
from pledges.minutes_text import lines
from pledges.minutes_walk import Walk
from pledges.minutes_when import Due, due_in, read_due
from pledges.minutes_who import who_in

LONGEST = 690  # characters of a proposal
MOST = 1000  # proposals of a paper: a longer one is no minutes
NEAREST = 40  # proposals with a word of another that are held against it
SAME, SURE = 60, 75  # how alike an action and the resolution that repeats it are


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """An action that a paper seems to want. `line` is where it begins; what is not `certain` is offered unticked.

    `owners` and `due_words` are the paper's words, `due` the last day that is still in time. `why` says what it was
    taken from, as “Action Point” or “Resolved 2(a)”.
    """

    text: str
    owners: tuple[str, ...] = ()
    helpers: tuple[str, ...] = ()
    due: date | None = None
    due_words: str = ""
    reference: str = ""
    kind: str = ""
    certain: bool = True
    why: str = ""
    line: int = 0
    again: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """An action of an earlier meeting that the paper tells the state of."""

    text: str
    status_words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes:
    """What was read out of a paper, in its order."""

    page: Page
    actions: tuple[Proposal, ...] = field(default=())
    earlier: tuple[Earlier, ...] = ()


def read_minutes(paper: str, *, held_on: date | None = None, committee: str = "") -> Minutes:
    """Read a paper. Its day and committee, where given, come before what it says of itself. Raises nothing."""
    known = lines(paper)
    page = page_of(known, held_on, committee)
    walk = Walk(page).over(known)
    proposals = [_proposal(each, page) for each in islice(_worth(walk.found, page), MOST)]
    earlier = (Earlier(text=_cut(text), status_words=status) for text, status in walk.earlier[:MOST])
    return Minutes(page=page, actions=tuple(_once(proposals)), earlier=tuple(earlier))


def _worth(found: Sequence[Found], page: Page) -> Iterator[Found]:
    """What gives work. What a paper marks as an action always does; resolutions often only note or approve."""
    resolved = {each.item for each in found if each.mark in (Mark.RESOLUTION, Mark.AGREED) and not each.loose}
    for each in found:
        printed = each.mark is Mark.RECOMMENDATION and not page.report and (each.void or each.item in resolved)
        marked = each.mark is Mark.ACTION or each.loose
        wanted = not only_notes(each.whole) if each.mark is Mark.RECOMMENDATION and page.report else is_work(each.whole)
        if not printed and (marked or wanted):
            yield each


def _proposal(found: Found, page: Page) -> Proposal:
    who, due = _who(found), _due(found, page)
    return Proposal(
        text=_cut(found.whole),
        owners=tuple(page.names.get(owner, owner) for owner in who.owners),
        helpers=tuple(page.names.get(helper, helper) for helper in who.helpers),
        due=due.day,
        due_words=due.words,
        reference=found.item,
        kind=found.mark.value,
        certain=not found.loose,
        why=found.why,
        line=found.line,
        again=found.again,
    )


def _who(found: Found) -> Who:
    if found.owners:
        return owners_of(found.owners)
    if leads := found.leads:
        return Who(owners=leads)
    parts = (*working_parts(found.text), found.whole) if found.mark is not Mark.ACTION else ()
    texts = (found.text, *parts)
    return next((who for who in map(who_in, texts) if who.owners), who_in(found.text))


def _due(found: Found, page: Page) -> Due:
    if found.due:
        return read_due(found.due, page.told)
    return due_in(found.whole, page.told)


def _cut(text: str) -> str:
    """A proposal is a sentence or two: what is longer ends where a sentence does."""
    if len(text) <= LONGEST:
        return text
    cut = text[:LONGEST]
    return cut[: max(cut.rfind(". ") + 1, cut.rfind("; ") + 1, 0) or LONGEST].strip()


def _once(proposals: Iterable[Proposal]) -> list[Proposal]:
    """An action and the resolution or the row that repeats it are one proposal; it stands where it stood first."""
    kept: list[Proposal] = []
    by_word: defaultdict[str, list[int]] = defaultdict(list)
    for each in proposals:
        words = alike.keys(each.text)
        near = dict.fromkeys(at for word in words for at in by_word[word][-NEAREST:])
        same = next((at for at in sorted(near) if _repeats(kept[at], each)), None)
        if same is None:
            for word in words:
                by_word[word].append(len(kept))
            kept.append(each)
        else:
            kept[same] = _one(kept[same], each)
    return sorted(kept, key=lambda each: each.line)


def _one(first: Proposal, second: Proposal) -> Proposal:
    """The first, or the one that is certain, or resolved; with an owner and a date that only the other has."""
    formal = first.kind == Mark.AGREED != second.kind
    main, other = (second, first) if second.certain and (formal or not first.certain) else (first, second)
    owned = main if main.owners else other
    dated = main if main.due or (main.due_words and not other.due) else other
    return replace(main, owners=owned.owners, helpers=owned.helpers, due=dated.due, due_words=dated.due_words)


def _repeats(one: Proposal, other: Proposal) -> bool:
    same_item = one.reference.partition(" ")[0] == other.reference.partition(" ")[0]
    differ = one.kind != other.kind or one.certain != other.certain
    if one.line == other.line or not (other.again or (same_item and differ)):
        return False
    return alike.likeness(one.text, other.text) >= (SAME if same_item else SURE)
