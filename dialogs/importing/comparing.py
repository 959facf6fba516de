"""What would become of each row of a sheet: compared with the register as it stands at one moment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice
from typing import TypeVar

from pledges.calendar import listed
from pledges.people import Directorate
from pledges.pledge import Pledge
from pledges.sheet import Outcome, Refusal, Row, What, compare
from pledges.sheet_cells import folded, moment_of
from pledges.sheet_columns import Faces
from pledges.sheet_rows import contradictions, identity, misspelt
from storage.db import Tx

T = TypeVar("T")
BATCH = 500
AHEAD = timedelta(days=1)  # a day that has begun somewhere
Progress = Callable[[str, int, int], None]


def silent(what: str, done: int, total: int) -> None:
    """Nobody is told how far it has come."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What became of one row: its line in the file, the columns that change, or why it is refused."""

    line: int
    ref: str
    what: What
    title: str = ""
    fields: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What would become of every row, by its line, and the rows that are to be written for that."""

    results: dict[int, Result]
    rows: tuple[Row, ...]
    directorates: tuple[Directorate, ...]


async def plan(
    tx: Tx, readings: Sequence[Row | Refusal], now: datetime, progress: Progress, *, new_directorates: bool = False
) -> Plan:
    """Compare every row with the register. Nothing is written.

    A directorate that looks like a slip for another is refused, unless `new_directorates` are to be taken as they are.
    """
    unread = (each for each in readings if isinstance(each, Refusal))
    results = {each.number: Result(line=each.number, ref=each.ref, what=What.REFUSED, why=each.why) for each in unread}
    rows, people = [each for each in readings if isinstance(each, Row)], await tx.people.everyone()
    refusals = await _add_references(tx, rows)
    refusals |= contradictions(rows, people) | _to_come(rows, now)
    directorates = tuple(await tx.people.directorates())
    refusals |= {} if new_directorates else misspelt(rows, [each.name for each in directorates])
    for batch in batches([row for row in rows if row.number not in refusals]):
        results |= await _compared(tx, batch, {person.id: person for person in people})
        progress("Comparing rows", len(results), len(readings))
    refused = (row for row in rows if row.number in refusals)
    results |= {row.number: result_of(row, Outcome(What.REFUSED, why=refusals[row.number])) for row in refused}
    chosen = tuple(row for row in rows if results[row.number].what in (What.NEW, What.CHANGED))
    return Plan(results=results, rows=chosen, directorates=directorates)


async def _compared(tx: Tx, rows: Sequence[Row], people: Faces) -> dict[int, Result]:
    existing = await pledges_of(tx, rows)
    return {row.number: result_of(row, compare(row, existing.get(row.ref), people)) for row in rows}


async def pledges_of(tx: Tx, rows: Iterable[Row]) -> dict[str, Pledge]:
    """The pledges that rows are about, by their reference."""
    numbers = [row.pledge for row in rows if row.ref]
    return {pledge.ref: pledge for pledge in await tx.register.of_numbers(numbers)}


def result_of(row: Row, outcome: Outcome, ref: str = "") -> Result:
    """The result of a row, under the reference that it has now."""
    return Result(
        line=row.number,
        ref=ref or row.ref,
        what=outcome.what,
        title=row.cells.get("Title", ""),
        fields=outcome.fields,
        why=outcome.why,
    )


def batches(items: Iterable[T], size: int = BATCH) -> Iterator[list[T]]:
    """The items, a few hundred at a time."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch


def _to_come(rows: Iterable[Row], now: datetime) -> dict[int, str]:
    """Why rows are refused that tell what will be said one day."""
    told = ((row.number, row.cells.get("Last update on")) for row in rows)
    return {
        line: f"Last update on says “{on}”, and that day is still to come."
        for line, on in told
        if on and moment_of(on) > now + AHEAD
    }


async def _add_references(tx: Tx, rows: list[Row]) -> dict[int, str]:
    """Rows without a reference are about the pledge of the same title and paper, if the register has one.

    Return why rows are refused that may be about several.
    """
    if all(row.ref for row in rows):
        return {}
    known, refusals = await _by_title(tx), dict[int, str]()
    for at, row in enumerate(rows):
        refs = known.get(_title_of(row), []) if not row.ref else []
        if len(refs) == 1:
            rows[at] = replace(row, cells={**row.cells, "Reference": refs[0]})
        elif refs:
            refusals[row.number] = f"{listed(refs[:3])} have this title. Give the Reference of the one that is meant."
    return refusals


def _title_of(row: Row) -> tuple[str, str | None]:
    title, paper = identity(row)
    return title, paper if "Source document" in row.cells else None


async def _by_title(tx: Tx) -> Mapping[tuple[str, str | None], list[str]]:
    """The references of the register, by title and first paper, and by title alone."""
    found = defaultdict[tuple[str, str | None], list[str]](list)
    async for pledge in tx.register.all():
        paper = pledge.sources[0].document if pledge.sources else ""
        found[folded(pledge.title), folded(paper)].append(pledge.ref)
        found[folded(pledge.title), None].append(pledge.ref)
    return found
