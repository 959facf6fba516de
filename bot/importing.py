"""A sheet brought into the register.

First every row is compared with the register, which is all that a dry run does; then what is new or changed is written,
a few hundred rows to a transaction, each compared once more under its lock.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from dialogs.importing import repeating
from dialogs.importing.comparing import BATCH, Plan, Progress, Result, batches, plan, silent
from dialogs.importing.enrolling import Named
from dialogs.importing.handed_over import leave_handed_over
from dialogs.importing.reading import check_header, readings_of
from dialogs.importing.tidings import Tidings
from dialogs.importing.writing import Writing
from documents.table import Table
from pledges.calendar import counted
from pledges.sheet import What, warnings
from storage.db import Database

DOOR = "import"


@dataclass(frozen=True, slots=True)
class Report:
    """What became of every row, in the order of the file. `warnings` are about the sheet as a whole.

    `near` says of new rows which pledges they may repeat.
    """

    results: tuple[Result, ...]
    warnings: tuple[str, ...]
    near: tuple[str, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """How many rows were new, changed, unchanged and refused."""
        found = Counter(result.what for result in self.results)
        return {what.value: found[what] for what in What}

    @property
    def refused(self) -> list[Result]:
        """The rows that were refused, each with why."""
        return [result for result in self.results if result.what is What.REFUSED]

    @property
    def summary(self) -> str:
        """52 rows: 50 new, 0 changed, 2 unchanged, 0 refused."""
        parts = ", ".join(f"{count:,} {what}" for what, count in self.counts.items())
        return f"{counted(len(self.results), 'row')}: {parts}"


async def bring_in(
    db: Database,
    table: Table,
    now: datetime,
    *,
    dry_run: bool = False,
    new_directorates: bool = False,
    not_live: bool = False,
    progress: Progress = silent,
    batch: int = BATCH,
) -> Report:
    """Bring the rows of a sheet into the register; on a dry run only say what would become of them.

    A directorate that looks like a slip for another is refused, unless `new_directorates` are to be taken as they are.
    With `not_live` nobody is asked in directorates that are new from now on, until they go live.
    `batch` rows are written in one transaction. What one wrote is kept whatever happens to the next: bringing the
    same sheet in again does the rest.
    Raises OperatorError when the table is no sheet of the register.
    """
    check_header(table)
    readings = list(readings_of(table, progress))
    async with db.read() as tx:
        rows, left = await leave_handed_over(tx, readings, db.policy.today(now))
        planned = await plan(tx, rows, now, progress, new_directorates=new_directorates)
        near = await repeating.near(tx, planned.results)
    if not_live and not dry_run:
        async with db.begin() as tx:
            await tx.live.have_new_wait(by=None, now=now)
    if not dry_run:
        await _write(db, planned, now, progress, batch)
    results = tuple(planned.results[line] for line, _ in table.rows)
    near_words = tuple(repeating.lines(near, planned.results))
    return Report(results, (*warnings(table.header), *left), near_words)


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
            results = await Writing(tx=tx, tidings=tidings, now=now, today=today, door=DOOR).write(batch, named)
            await tidings.put(tx, now, today)
        planned.results.update(results)
        done += len(batch)
