"""The sheet of pledges: a row for each, with its owners, sources, theme and deadline, as the import reads it too."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from dialogs import inverses
from dialogs.bulk import DOOR, MEANWHILE, Applied, Cells, Sheet
from dialogs.importing.comparing import Result, batches, plan, pledges_of, silent
from dialogs.importing.enrolling import Named
from dialogs.importing.reading import check_header, readings_of
from dialogs.importing.tidings import Tidings
from dialogs.importing.writing import Writing
from dialogs.registry import Turn
from documents.table import Table
from pledges.difference import MARK, Difference, Edit, Line, mark_of, overtaken
from pledges.pledge import Pledge
from pledges.sheet import COLUMNS, HOLDER, Refusal, Row, What, to_cells, warnings
from pledges.sheet_cells import folded
from pledges.sheet_columns import Faces
from storage.db import Tx

UNMARKED = ("Lead UPN", "Lead AAD id")  # these are learnt by themselves


async def rows(tx: Tx, now: datetime) -> list[Cells]:
    people = {person.id: person for person in await tx.people.everyone()}
    return [to_cells(pledge, people) async for pledge in tx.register.all()]


async def difference(tx: Tx, table: Table, now: datetime) -> Difference:
    check_header(table)
    people = {person.id: person for person in await tx.people.everyone()}
    readings = [each async for each in _as_meant(tx, list(readings_of(table, silent)), people)]
    planned = await plan(tx, readings, now, silent)
    marks = {number: cells.get(MARK, "").strip() for number, cells in table.rows}
    results, chosen = planned.results, dict[int, Line]()
    for batch in batches(planned.rows):
        known = await pledges_of(tx, batch)
        for row in batch:
            chosen[row.number] = _line(row, results[row.number], known.get(row.ref), people, marks[row.number])
    lines = [chosen.get(number) or _other(results[number]) for number, _ in table.rows]
    return Difference(lines=tuple(lines), warnings=tuple(warnings(name for name in table.header if name != MARK)))


async def _as_meant(tx: Tx, readings: Sequence[Row | Refusal], people: Faces) -> AsyncIterator[Row | Refusal]:
    """The rows, without the holder where only the post is another: whoever edits leaves the holder of the old one."""
    for batch in batches(readings):
        known = await pledges_of(tx, (row for row in batch if isinstance(row, Row)))
        for each in batch:
            pledge = known.get(each.ref) if isinstance(each, Row) else None
            yield _without_holder(each, to_cells(pledge, people)) if pledge and isinstance(each, Row) else each


def _without_holder(row: Row, now: Mapping[str, str]) -> Row:
    moved = folded(row.cells.get("Lead post", now["Lead post"])) != folded(now["Lead post"])
    if not moved or any(row.cells.get(name, now[name]) != now[name] for name in HOLDER):
        return row
    return replace(row, cells={name: cell for name, cell in row.cells.items() if name not in HOLDER})


def _line(row: Row, result: Result, known: Pledge | None, people: Faces, mark: str) -> Line:
    now = to_cells(known, people) if known else {}
    found = mark_of(now, UNMARKED) if known else ""
    if known and (why := overtaken(known.ref, mark, found)):
        return Line(number=row.number, what=What.REFUSED, about=row.ref, title=result.title, why=why)
    return Line(
        number=row.number,
        what=result.what,
        about=row.ref,
        title=row.cells.get("Title") or (known.title if known else ""),
        cells=row.cells,
        changes=tuple(_edits(row, result.fields if known else (), now)),
        mark=found,
    )


def _edits(row: Row, fields: Sequence[str], now: Mapping[str, str]) -> Iterator[Edit]:
    for name in fields:
        yield Edit(column=name, before=now.get(name, ""), after=row.cells.get(name, ""))


def _other(result: Result) -> Line:
    return Line(number=result.line, what=result.what, about=result.ref, title=result.title, why=result.why)


async def apply(turn: Turn, lines: Sequence[Line]) -> Applied:
    await turn.tx.meetings.diary(kept=True)  # locked before pledges, as everywhere
    every = {line.number: Row(number=line.number, cells=line.cells) for line in lines}
    numbers = [row.pledge for row in every.values() if row.ref]
    known = {pledge.ref: pledge for pledge in await turn.tx.register.of_numbers(numbers, for_update=True)}
    people = {person.id: person for person in await turn.tx.people.everyone()}
    stale = [line for line in lines if line.about and line.mark != _mark(known.get(line.about), people)]
    left = [MEANWHILE.format(line.about) for line in stale]
    chosen = [every[line.number] for line in lines if line not in stale]
    results = await _written(turn, sorted(chosen, key=lambda row: (not row.ref, row.pledge)))
    left += [each.why for each in results.values() if each.what is What.REFUSED]
    new = tuple(each.ref for each in results.values() if each.what is What.NEW)
    return Applied(new=new, changed=len(chosen) - len(results), left=tuple(left))


def _mark(pledge: Pledge | None, people: Faces) -> str:
    return mark_of(to_cells(pledge, people), UNMARKED) if pledge else ""


async def _written(turn: Turn, chosen: list[Row]) -> dict[int, Result]:
    tidings = Tidings()
    writing = Writing(tx=turn.tx, tidings=tidings, now=turn.now, today=turn.today, door=DOOR, by=turn.person.id)
    before = {post.title: post for post in await turn.tx.people.posts()}
    results = await writing.write(chosen, Named.by(chosen, await turn.tx.people.directorates()))
    await tidings.put(turn.tx, turn.now, turn.today)
    after = {post.title: post for post in await turn.tx.people.posts()}
    if all(after.get(title) == post for title, post in before.items()):
        inverses.note_named(turn, [title for title in after if title not in before])
    return results


SHEET = Sheet(
    name="pledges",
    about="Pledges, with owners, sources, themes and deadlines",
    key=("Reference", "Title"),
    columns=COLUMNS,
    rows=rows,
    difference=difference,
    apply=apply,
    also=("register", "pledge"),
    unmarked=UNMARKED,
)
