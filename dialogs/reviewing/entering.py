"""What is ticked, entered in one transaction: new pledges, papers for those that are there, updates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dialogs.changing import keep
from dialogs.importing.tidings import Tidings
from dialogs.registry import Turn
from dialogs.reviewing.around import Around, about, around
from pledges.calendar import said
from pledges.changing import Answer, give, record
from pledges.pledge import Pledge
from pledges.review import DRAFT, Part, Review, Row, State, source_of
from storage.trail import Inverse

DOOR, REVIEW = "minutes", "review"


async def enter(turn: Turn, review: Review) -> None:
    """Enter what is ticked, once: a paper that was entered is left as it is. `undo` takes all of it back."""
    if not await turn.tx.reviews.enter(review.id, turn.person.id, turn.now):
        return
    there = await around(turn.tx, review, turn.today, kept=True)
    ticked = [row for row in review.rows if row.ticked]
    merged = [row for row in ticked if row.state is State.MERGED]
    new = [row for row in ticked if row.part is Part.NEW and row not in merged]
    became = await _add(turn, review, new, there)
    became |= await _merge(turn, review, merged)
    became |= await _update(turn, review, [row for row in ticked if row.part is Part.EARLIER], there)
    await turn.tx.reviews.became(review.id, became)
    turn.tx.trail.inverses.append(Inverse(name=REVIEW, facts=str(review.id), tables=("imports", "import_rows")))


async def _add(turn: Turn, review: Review, rows: Sequence[Row], there: Around) -> dict[int, int]:
    """Enter new pledges; whoever is given some hears of all of them in one message."""
    drafts = [_given(there.drafted(row, review), turn) for row in rows]
    made = await turn.tx.register.add_all(drafts, door=DOOR, by=turn.person.id, now=turn.now) if drafts else []
    tidings, by_hand = Tidings(), await turn.tx.by_hand.people()
    for pledge in made:
        if pledge.lead.answers not in by_hand:
            await tidings.give(turn.tx, pledge)
    await tidings.put(turn.tx, turn.now, turn.today)
    return {row.position: pledge.number for row, pledge in zip(rows, made, strict=True)}


def _given(drafted: Pledge, turn: Turn) -> Pledge:
    lead, *others = drafted.owners
    return replace(give(drafted, lead, turn.today), owners=(replace(lead, lead=True), *others))


async def _merge(turn: Turn, review: Review, rows: Sequence[Row]) -> dict[int, int]:
    """The paper becomes a source of the pledges that are there: of the one that was kept, where they were merged."""
    became = {}
    for row in sorted(rows, key=lambda row: row.pledge or 0):
        pledge = await _standing(turn, row.pledge or 0)
        source = source_of(review, row)
        if source not in pledge.sources:
            await keep(turn, pledge, replace(pledge, sources=(*pledge.sources, source)))
        became[row.position] = pledge.number
    return became


async def _update(turn: Turn, review: Review, rows: Sequence[Row], there: Around) -> dict[int, int]:
    """What the paper says of earlier actions, as a note of whoever enters it; what was closed meanwhile stays."""
    became = {}
    for row in rows:
        known = about(row, there)
        pledge = await _standing(turn, known.number) if known else None
        if pledge and pledge.open:
            answer = Answer(pledge.status, noted(review, row))
            await keep(turn, pledge, record(pledge, answer, turn.standing, turn.council.policy, turn.now))
            became[row.position] = pledge.number
    return became


def noted(review: Review, row: Row) -> str:
    """The words of a paper, and of which."""
    day = f" of {said(review.held_on)}" if review.held_on else ""
    return f"{row.words} ({DRAFT if review.draft else review.name}{day})"[:1000]


async def _standing(turn: Turn, number: int) -> Pledge:
    """A pledge, locked; for one that is merged into another meanwhile, that one."""
    pledge = await turn.tx.register.get(f"CP-{number}", for_update=True)
    return await _standing(turn, pledge.merged_into) if pledge.merged_into else pledge


async def reopen(turn: Turn, facts: str) -> str:
    """The way back: the paper is under review again, with all that was ticked."""
    await turn.tx.reviews.reopen(int(facts))
    return "The paper is under review again: type “minutes” to take it up."
