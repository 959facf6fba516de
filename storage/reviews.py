"""Papers under review: kept until somebody enters what is ticked, and after that, so that none is entered twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from pledges.messages import PersonId
from pledges.review import Review, Row, Stage, State
from storage.review_tables import import_rows, imports
from storage.store import Row as Record
from storage.store import Store, insert_all

_c, _r = imports.c, import_rows.c
OWN = ("id", "name", "committee", "held_on", "draft", "at", "stage", "entered_by", "entered_at")


class Reviews(Store):
    async def put(self, review: Review, mark: str) -> int | None:
        """Keep a paper with its rows; return its number, or None where a paper of this mark is kept already."""
        told = {name: getattr(review, name) for name in OWN if name != "id"}
        once = self._insert(imports).values(mark=mark, by_id=review.by, **told).on_conflict_do_nothing()
        made = await self._row(once.returning(_c.id))
        if made is None:
            return None
        await insert_all(self._conn, import_rows, [{"import_id": made["id"], **_written(row)} for row in review.rows])
        return int(made["id"])

    async def of_mark(self, mark: str) -> int | None:
        """The number of the paper whose words make this mark."""
        row = await self._row(sa.select(_c.id).where(_c.mark == mark))
        return int(row["id"]) if row else None

    async def get(self, id: int, *, for_update: bool = False) -> Review | None:
        """A paper as it stands. Whoever means to change it or a row of it takes it `for_update`."""
        query = sa.select(imports).where(_c.id == id)
        found = await self._row(query.with_for_update() if for_update else query)
        if found is None:
            return None
        rows = await self._rows(sa.select(import_rows).where(_r.import_id == id).order_by(_r.position))
        return _review(found, tuple(map(_row, rows)))

    async def waiting(self) -> list[Review]:
        """The papers under review with their rows, newest first."""
        found = await self._rows(sa.select(imports).where(_c.stage == Stage.WAITING).order_by(_c.id.desc()))
        rows = await self._rows(
            sa.select(import_rows).where(_r.import_id.in_([each["id"] for each in found])).order_by(_r.position)
        )
        return [_review(each, [_row(row) for row in rows if row["import_id"] == each["id"]]) for each in found]

    async def settle(self, id: int, row: Row, by: PersonId) -> bool:
        """Write what somebody made of a row that stands at the version they saw; False where another was first."""
        told = _written(row) | {"version": row.version + 1, "settled_by": by}
        seen = (_r.import_id == id) & (_r.position == row.position) & (_r.version == row.version)
        return await self._count(sa.update(import_rows).where(seen).values(told)) == 1

    async def settled_by(self, id: int, position: int) -> PersonId | None:
        """Who changed a row last."""
        row = await self._row(sa.select(_r.settled_by).where(_r.import_id == id, _r.position == position))
        return PersonId(row["settled_by"]) if row and row["settled_by"] else None

    async def accept(self, id: int, positions: Iterable[int], by: PersonId) -> int:
        """Accept those of these rows that are still offered; return how many."""
        some = (_r.import_id == id) & _r.position.in_(list(positions)) & (_r.state == State.OFFERED)
        change = {"state": State.ACCEPTED, "settled_by": by, "version": _r.version + 1}
        return await self._count(sa.update(import_rows).where(some).values(change))

    async def meet(self, id: int, committee: str, held_on: date | None) -> None:
        """Say whose paper it is, and of which day."""
        await self._conn.execute(sa.update(imports).where(_c.id == id).values(committee=committee, held_on=held_on))

    async def enter(self, id: int, by: PersonId, now: datetime) -> bool:
        """Take a paper that waits, to enter what is ticked: False where that was done."""
        waits = (_c.id == id) & (_c.stage == Stage.WAITING)
        values = {"stage": Stage.ENTERED, "entered_by": by, "entered_at": now}
        return await self._count(sa.update(imports).where(waits).values(values)) == 1

    async def became(self, id: int, pledges: Mapping[int, int]) -> None:
        """Note which pledges rows became, by position."""
        for position, pledge in pledges.items():
            mine = (_r.import_id == id) & (_r.position == position)
            await self._conn.execute(sa.update(import_rows).where(mine).values(pledge=pledge))

    async def reopen(self, id: int) -> None:
        """Have a paper wait again, as it was before it was entered: what became a pledge of its own is one no more."""
        values = {"stage": Stage.WAITING, "entered_by": None, "entered_at": None}
        await self._conn.execute(sa.update(imports).where(_c.id == id).values(values))
        made = (_r.import_id == id) & (_r.state != State.MERGED)
        await self._conn.execute(sa.update(import_rows).where(made).values(pledge=None))


def _written(row: Row) -> dict[str, Any]:
    return asdict(row) | {"near": ",".join(map(str, row.near))}


def _row(row: Record) -> Row:
    near = tuple(int(number) for number in row["near"].split(",") if number)
    told = {name: row[name] for name in Row.__dataclass_fields__ if name != "near"}
    return Row(**told, near=near)


def _review(found: Record, rows: Sequence[Row]) -> Review:
    return Review(by=found["by_id"], rows=tuple(rows), **{name: found[name] for name in OWN})
