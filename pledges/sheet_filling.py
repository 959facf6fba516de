"""What a pledge becomes by a row of the sheet. What the row does not say stays as it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from pledges.answering import set_each
from pledges.changing import set_date
from pledges.meetings import Diary
from pledges.people import Directorate
from pledges.pledge import OPEN, Asking, Kind, Owner, Pledge, Publication, Source, Status, Update
from pledges.sheet import SOURCES, Row
from pledges.sheet_cells import NOBODY_YET, folded, moment_cell, moment_of, owner_of, split
from pledges.sheet_columns import Answers
from pledges.sheet_deadlines import deadline_of

NO_MEETINGS = Diary()


def lead_of(row: Row, before: Pledge | None) -> Owner:
    """The lead owner that a row names, else the one there is; nobody is asked yet in the name of either."""
    kept = before.lead if before else owner_of("")
    named = owner_of(row.cells["Lead post"]) if "Lead post" in row.cells else kept
    if "Lead post" not in row.cells and before is None and row.holder:
        named = owner_of(f"person: {row.holder.name}")
    same = is_same(named, kept)
    words = row.cells.get("Lead as written", kept.words if same else "")
    return replace(kept if same else named, lead=True, words=words)


def supporting_of(row: Row, before: Pledge | None) -> tuple[Owner, ...]:
    """The supporting owners that a row names, else those there are; who was there keeps the words as written."""
    kept = tuple(owner for owner in before.owners if not owner.lead) if before else ()
    if "Supporting" not in row.cells:
        return kept
    named = (replace(owner_of(cell), lead=False) for cell in split(row.cells["Supporting"]))
    return tuple(next((old for old in kept if is_same(old, new)), new) for new in named)


def is_same(one: Owner, other: Owner) -> bool:
    """Whether two owners are the same post, person or body."""
    return one.kind is other.kind and folded(one.title) == folded(other.title)


def filled(
    row: Row,
    before: Pledge | None,
    directorate: Directorate | None,
    owners: Sequence[Owner],
    diary: Diary = NO_MEETINGS,
) -> Pledge:
    """The pledge after the row. Under a new lead the asking begins anew, as when a pledge is given to somebody."""
    base = before or Pledge(number=row.pledge, title="")
    cells = row.cells
    pledge = replace(
        base,
        title=cells.get("Title", base.title),
        kind=Kind(cells.get("Kind", base.kind)),
        theme=cells.get("Theme", base.theme),
        priority=cells.get("Priority", base.priority),
        publication=Publication(cells.get("Class", base.publication)),
        directorate=directorate,
        service=cells.get("Service", base.service),
        owners=tuple(owner for owner in owners if owner != NOBODY_YET or owner in base.owners),
        sources=_sources(row, base.sources),
    )
    pledge = set_each(pledge, each=cells.get("Answers", _answers(pledge)) == Answers.EACH)
    given = before is not None and _who_leads(before) != _who_leads(pledge)
    return _with_update(
        row, _with_deadline(row, replace(pledge, asking=Asking(), shares=()) if given else pledge, diary)
    )


def _answers(pledge: Pledge) -> Answers:
    return Answers.EACH if pledge.each else Answers.ONE


def _who_leads(pledge: Pledge) -> tuple[object, ...]:
    lead = pledge.lead
    return lead.kind, folded(lead.title), lead.answers


def _sources(row: Row, kept: tuple[Source, ...]) -> tuple[Source, ...]:
    """One source for each document named."""
    if "Source document" not in row.cells:
        return kept
    count = len(split(row.cells["Source document"]))
    bases = [*kept, *(Source(document="") for _ in range(count))][:count]
    return tuple(_source(row, at, base) for at, base in enumerate(bases))


def _source(row: Row, at: int, base: Source) -> Source:
    parts = {name: (*split(row.cells[name]), *[""] * (at + 1))[at] for name in SOURCES if name in row.cells}
    return Source(
        document=parts["Source document"],
        committee=parts.get("Source committee", base.committee),
        held_on=_day(parts["Source date"]) if "Source date" in parts else base.held_on,
        minute=parts.get("Source minute", base.minute),
        words=parts.get("Source words", base.words),
    )


def _with_deadline(row: Row, pledge: Pledge, diary: Diary) -> Pledge:
    """A new date starts the asking anew; the first one stays for ever."""
    old, cells = pledge.deadline, row.cells
    fresh = deadline_of(cells, old, pledge.sources, diary)
    same = (fresh.due, fresh.kind, fresh.meeting) == (old.due, old.kind, old.meeting)
    pledge = replace(pledge, deadline=fresh) if same else set_date(pledge, fresh)
    original = _day(cells.get("Original deadline", "")) or pledge.deadline.original
    return replace(pledge, deadline=replace(pledge.deadline, original=original))


def _with_update(row: Row, pledge: Pledge) -> Pledge:
    """What was said last, if the row has it newer or in other words. Nobody is asked about what is finished."""
    status = Status(row.cells.get("Status", pledge.status))
    on, note = row.cells.get("Last update on"), row.cells.get("Last update", "")
    said = Update(at=moment_of(on), by=None, status=status, note=note) if on else None
    known = pledge.last is not None and on == moment_cell(pledge.last.at) and note.split() == pledge.last.note.split()
    pending = pledge.extension if status in OPEN else None
    return replace(pledge, status=status, last=pledge.last if known or not said else said, extension=pending)


def _day(cell: str) -> date | None:
    return date.fromisoformat(cell) if cell else None
