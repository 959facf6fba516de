"""A paper under review: what was proposed out of it, row by row, and what people have made of each row so far."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from pledges import guard
from pledges.alike import Shelf
from pledges.calendar import counted
from pledges.errors import NotUnderstood, PersonalDetails
from pledges.meetings import Committee, is_named
from pledges.messages import PersonId
from pledges.minutes import Earlier, Minutes, Proposal
from pledges.pledge import Kind, Publication, Source
from pledges.review_words import telling, title_of

DRAFT = "draft minutes"
PAGE = 4  # rows of a page of the card
NEAREST = 2  # likely duplicates that are shown beside a proposal
RESOLVED = ("resolution", "agreed")


class Part(StrEnum):
    NEW = "new"
    EARLIER = "earlier"  # an action of an earlier meeting: an update to a pledge that is there


class State(StrEnum):
    """What a person has made of a row. Only what is offered, and what is held back, waits for one."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    EDITED = "edited"
    MERGED = "merged"
    NOT_ACTION = "not an action"
    HELD = "held back"


ENTERED = frozenset({State.ACCEPTED, State.EDITED, State.MERGED})


class Stage(StrEnum):
    WAITING = "waiting"
    ENTERED = "entered"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A proposal as it stands. `words` are the paper's; `title`, `owner` and `due` what would be entered, as words.

    `near` are pledges that it may repeat, or that it is about; `pledge` is the one that it is merged into or became.
    `trouble` says why it is held back: then its words are kept nowhere. `until` is the day that the paper says.
    """

    position: int
    part: Part = Part.NEW
    state: State = State.OFFERED
    title: str = ""
    owner: str = ""
    due: str = ""
    until: date | None = None
    publication: Publication = Publication.INTERNAL
    words: str = ""
    reference: str = ""
    kind: Kind = Kind.ACTION_POINT
    why: str = ""
    line: int = 0
    near: tuple[int, ...] = ()
    pledge: int | None = None
    trouble: str = ""
    version: int = 0

    @property
    def ticked(self) -> bool:
        return self.state in ENTERED

    @property
    def place(self) -> str:
        """Where in the paper it stands."""
        lead = f"minute {self.reference}" if self.reference[:1].isdigit() else self.reference
        return ", ".join(filter(None, [lead, f"line {self.line}" if self.line else ""]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A paper and its rows. `by` brought it in; `entered_by` entered what was ticked, at `entered_at`."""

    id: int = 0
    name: str
    committee: str = ""
    held_on: date | None = None
    draft: bool = False
    by: PersonId
    at: datetime
    stage: Stage = Stage.WAITING
    entered_by: PersonId | None = None
    entered_at: datetime | None = None
    rows: tuple[Row, ...] = field(default=())

    @property
    def new(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.part is Part.NEW)

    @property
    def earlier(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.part is Part.EARLIER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A paper that was read and is not kept yet. `mark` is that of its words, however they are spaced.

    `head` is how it begins: where it says whose it is.
    """

    name: str
    mark: str
    head: str
    minutes: Minutes


def committee_in(read: Read, known: Sequence[Committee]) -> str:
    """Whose paper it is: as it says itself, but for a committee of the diary that its head names besides."""
    said = read.minutes.page.committee
    if any(is_named(each, said) for each in known):
        return said
    return next((each.name for each in known if is_named(each, read.head)), said)


def mark_of(paper: str) -> str:
    """The same words make the same mark."""
    return hashlib.sha256(" ".join(paper.split()).casefold().encode()).hexdigest()


def rows_of(minutes: Minutes, shelf: Shelf) -> tuple[Row, ...]:
    """The rows of a paper: what is certain first, then what is not, then earlier actions whose pledge is known."""
    ordered = sorted(minutes.actions, key=lambda each: not each.certain)
    told = [_new(each, shelf) for each in ordered] + list(_updates(minutes.earlier, shelf))
    return tuple(replace(row, position=position) for position, row in enumerate(told, 1))


def _new(found: Proposal, shelf: Shelf) -> Row:
    owner = " with ".join(filter(None, ["; ".join(found.owners), "; ".join(found.helpers)]))
    kind = _KINDS.get(found.kind, Kind.ACTION_POINT)
    row = Row(
        position=0, kind=kind, until=found.due, reference=found.reference[:60], why=found.why[:120], line=found.line
    )
    try:
        words, owner, due = (guard.check(each) for each in (found.text, owner, found.due_words))
    except (PersonalDetails, NotUnderstood) as error:
        return replace(row, state=State.HELD, trouble=_held(error))
    near = tuple(known.number for known in shelf.alike(telling(found)) if known.open)[:NEAREST]
    state = State.ACCEPTED if found.certain and not near else State.OFFERED
    return replace(row, state=state, title=title_of(found), owner=owner, due=due, words=words, near=near)


_KINDS = {**dict.fromkeys(RESOLVED, Kind.RESOLUTION), "recommendation": Kind.RECOMMENDATION}


def _held(error: PersonalDetails | NotUnderstood) -> str:
    masked = f" ({'; '.join(error.masked)})" if isinstance(error, PersonalDetails) else ""
    return f"Its words look as if they hold personal details{masked}, so I have not kept them."


def _updates(earlier: Iterable[Earlier], shelf: Shelf) -> Iterator[Row]:
    """Those whose pledge is open and whose words can be kept, each once."""
    seen: set[tuple[int, str]] = set()
    for each in earlier:
        try:
            text, status = guard.check(each.text), guard.check(each.status_words)
        except (PersonalDetails, NotUnderstood):
            continue
        near = tuple(known.number for known in shelf.alike(text) if known.open)[:1]
        if near and status and (near[0], status) not in seen:
            seen.add((near[0], status))
            yield Row(position=0, part=Part.EARLIER, title=text, words=status, near=near)


def source_of(review: Review, row: Row) -> Source:
    """The paper as the source of a row, with the words and the place they stand in."""
    document = f"{review.name} ({DRAFT})" if review.draft else review.name
    return Source(
        document=document, committee=review.committee, held_on=review.held_on, minute=row.reference, words=row.words
    )


def outcome(rows: Sequence[Row], *, entered: bool = False) -> str:
    """12 new, 3 merged, 2 updates, 5 left out. What was `entered` has its pledge, or was left out after all."""
    counts = Counter(_becomes(row) if row.pledge or not entered else "left" for row in rows)
    updates = counted(counts["update"], "update")
    return f"{counts['new']:,} new, {counts['merged']:,} merged, {updates}, {counts['left']:,} left out"


def _becomes(row: Row) -> str:
    if not row.ticked:
        return "left"
    if row.part is Part.EARLIER:
        return "update"
    return "merged" if row.state is State.MERGED else "new"
