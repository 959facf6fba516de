"""A sheet brought into the register.

First every row is compared with the register, which is all that a dry run does; then what is new or changed is written,
a few hundred rows to a transaction, each compared once more under its lock.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.comparing import BATCH, Plan, Progress, Result, batches, plan, pledges_of, result_of
from bot.enrolling import Cast, Enrolment, Named
from bot.tidings import Tidings
from documents.table import BEYOND, Table
from pledges.calendar import counted, listed
from pledges.errors import OperatorError
from pledges.meetings import Diary
from pledges.people import Post
from pledges.pledge import Pledge
from pledges.sheet import COLUMNS, Outcome, Refusal, Row, What, column_of, compare, read_row, warnings
from pledges.sheet_cells import folded
from pledges.sheet_columns import Faces
from pledges.sheet_filling import filled
from storage.db import Database, Tx

DOOR = "import"


@dataclass(frozen=True, slots=True)
class Report:
    """What became of every row, in the order of the file. `warnings` are about the sheet as a whole."""

    results: tuple[Result, ...]
    warnings: tuple[str, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many rows were new, changed, unchanged and refused."""
        found = Counter(result.what for result in self.results)
        return {what.value: found[what] for what in What}

    @property
    def summary(self) -> str:
        """52 rows: 50 new, 0 changed, 2 unchanged, 0 refused."""
        parts = ", ".join(f"{count:,} {what}" for what, count in self.counts.items())
        return f"{counted(len(self.results), 'row')}: {parts}"


def silent(what: str, done: int, total: int) -> None:
    """Nobody is told how far it has come."""


async def bring_in(
    db: Database,
    table: Table,
    now: datetime,
    *,
    dry_run: bool = False,
    progress: Progress = silent,
    batch: int = BATCH,
) -> Report:
    """Bring the rows of a sheet into the register; on a dry run only say what would become of them.

    `batch` rows are written in one transaction. What one wrote is kept whatever happens to the next: bringing the
    same sheet in again does the rest.
    Raises OperatorError when the table is no sheet of the register.
    """
    _check_header(table)
    readings = list(_readings(table, progress))
    async with db.read() as tx:
        planned = await plan(tx, readings, now, progress)
    if not dry_run:
        await _write(db, planned, now, progress, batch)
    return Report(tuple(planned.results[line] for line, _ in table.rows), tuple(warnings(table.header)))


def _check_header(table: Table) -> None:
    known = [name for name in map(column_of, table.header) if name]
    twice = [name for name in COLUMNS if known.count(name) > 1]
    if twice:
        raise OperatorError(f"Two columns of the sheet are “{twice[0]}”. Rename or remove one of them.")
    if "Title" not in known and "Reference" not in known:
        raise OperatorError(
            f"The sheet has no column “Title” or “Reference” in its first line. It can have these: {listed(COLUMNS)}."
        )


def _readings(table: Table, progress: Progress) -> Iterator[Row | Refusal]:
    for done, (line, cells) in enumerate(table.rows):
        if done % BATCH == 0:
            progress("Reading rows", done, len(table.rows))
        if BEYOND in cells:
            why = f"The row goes on beyond the last column, with “{cells[BEYOND][:40]}”. Is a comma in it not quoted?"
            yield Refusal(number=line, ref="", why=why)
        else:
            yield read_row(cells, line)


async def _write(db: Database, planned: Plan, now: datetime, progress: Progress, size: int) -> None:
    """Write the rows of the plan; its results become what was really done.

    Numbers that are given are taken first, and in their order, as everybody locks pledges.
    """
    rows = sorted(planned.rows, key=lambda row: (not row.ref, row.pledge))
    named, tidings, done = Named.by(planned.rows, planned.directorates), Tidings(), 0
    for batch in batches(rows, size):
        progress("Writing rows", done, len(rows))
        async with db.begin() as tx:
            today = db.policy.today(now)
            results = await Writing(tx=tx, tidings=tidings, now=now, today=today).write(batch, named)
            await tidings.put(tx, now, today)
        planned.results.update(results)
        done += len(batch)


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """The writing of some rows, in one transaction. Whoever is given a pledge is noted in `tidings`."""

    tx: Tx
    tidings: Tidings
    now: datetime
    today: date

    async def write(self, rows: list[Row], named: Named) -> dict[int, Result]:
        """Write new and changed rows; return, by line, what turned out other than planned.

        First meetings are kept as they are (see storage.meetings), then posts get their holders, which changes the
        asking about their pledges; then each pledge is read anew.
        """
        known = await pledges_of(self.tx, rows)
        diary = await self.tx.meetings.diary(kept=True)
        enrolment = await Enrolment.begin(self.tx, named, self.today)
        casts = {row.number: await enrolment.enrol(row, known.get(row.ref)) for row in rows}
        results = await self._enter([row for row in rows if row.ref not in known], casts, diary)
        for row in rows:
            if row.ref in known:
                results |= await self._save(row, known[row.ref], casts[row.number], enrolment.people, diary)
        await self._tell_new_holders(enrolment.handed_over)
        return results

    async def _enter(self, rows: list[Row], casts: Mapping[int, Cast], diary: Diary) -> dict[int, Result]:
        parts = [(row, casts[row.number]) for row in rows]
        new = [filled(row, None, cast.directorate, cast.owners, diary) for row, cast in parts]
        new = [await self._to_be_taken_on(pledge) for pledge in new]
        entered = await self.tx.register.add_all(new, door=DOOR, by=None, now=self.now) if new else []
        for pledge in entered:
            await self.tidings.give(self.tx, pledge)
        pairs = zip(rows, entered, strict=True)
        return {row.number: result_of(row, Outcome(What.NEW), pledge.ref) for row, pledge in pairs}

    async def _save(self, row: Row, known: Pledge, cast: Cast, people: Faces, diary: Diary) -> dict[int, Result]:
        before = await self.tx.register.get(row.ref, for_update=True)
        outcome = compare(row, before, people)
        if outcome.what is What.REFUSED:
            return {row.number: result_of(row, outcome)}
        after = filled(row, before, cast.directorate, cast.owners, diary)
        given = _leads(known) != _leads(after)
        after = await self._to_be_taken_on(after) if given else after
        if after != before:
            after = await self.tx.register.save(before, after, door=DOOR, by=None, now=self.now)
        if given:
            await self.tidings.give(self.tx, after)
        return {}

    async def _to_be_taken_on(self, pledge: Pledge) -> Pledge:
        """Whoever hears of a pledge now is asked whether it is theirs."""
        hears = pledge.open and await self.tidings.reaches(self.tx, pledge.lead.answers)
        return replace(pledge, asking=replace(pledge.asking, accepted=False)) if hears else pledge

    async def _tell_new_holders(self, handed_over: Iterable[Post]) -> None:
        """With a post all that it leads is handed over, whether the sheet has it or not."""
        for post in handed_over:
            led = await self.tx.register.of_person(post.holder.id) if post.holder else []
            for pledge in led:
                if pledge.lead.post == post.id:
                    await self.tidings.give(self.tx, pledge)


def _leads(pledge: Pledge) -> tuple[object, ...]:
    lead = pledge.lead
    return lead.kind, folded(lead.title), lead.answers
