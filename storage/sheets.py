"""Sheets that were dropped and read, and wait to be confirmed by whoever dropped them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from pledges.difference import Edit, Line
from pledges.messages import PersonId
from pledges.sheet import What
from storage.schema import metadata, number, one_of, partial, refers, words
from storage.store import Row, Store
from storage.types import UtcDateTime, Word


class Stage(StrEnum):
    """What became of a sheet that was dropped."""

    WAITING = "waiting"
    APPLIED = "applied"
    LEFT = "left"
    REPLACED = "replaced"


# `held` are the rows that would be written and those refused, and `told` is what was said when it was settled.
drafts = sa.Table(
    "sheet_drafts",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    refers("by_id", "people.id", nullable=False),
    sa.Column("sheet", sa.String(40), nullable=False),
    sa.Column("file", sa.Text, nullable=False),
    sa.Column("summary", sa.Text, nullable=False),
    sa.Column("held", sa.JSON, nullable=False),
    number("lines"),
    sa.Column("stage", Word(Stage), nullable=False),
    sa.Column("put_at", UtcDateTime, nullable=False),
    sa.Column("until", UtcDateTime, nullable=False, index=True),
    words("told"),
    one_of("stage", Stage),
    partial("ix_sheet_drafts_one_waiting", "by_id", where="stage = 'waiting'", unique=True),
)

_c = drafts.c


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A sheet that was dropped: what it would change, and what became of it."""

    id: int
    sheet: str
    file: str
    summary: str
    lines: tuple[Line, ...]
    stage: Stage
    until: datetime
    told: str


class Sheets(Store):
    async def put(
        self,
        sheet: str,
        file: str,
        summary: str,
        lines: Sequence[Line],
        *,
        by: PersonId,
        now: datetime,
        until: datetime,
    ) -> tuple[int, str]:
        """Keep what a sheet would change, in place of another that waits for the same person.

        Return its number, and the name of the file whose place it takes; an empty one where none waited.
        """
        waited = (_c.by_id == by) & (_c.stage == Stage.WAITING)
        old = await self._row(sa.update(drafts).where(waited).values(stage=Stage.REPLACED, held=[]).returning(_c.file))
        values = {"sheet": sheet, "file": file, "summary": summary, "held": [_written(line) for line in lines]}
        times = {"stage": Stage.WAITING, "put_at": now, "until": until, "by_id": by, "lines": len(lines)}
        made = await self._rows(self._insert(drafts).values(**values, **times).returning(_c.id))
        return int(made[0]["id"]), old["file"] if old else ""

    async def get(self, id: int, by: PersonId) -> Draft | None:
        """A draft of this person; None where it is another's, or no longer kept."""
        row = await self._row(sa.select(drafts).where(_c.id == id, _c.by_id == by))
        return _read(row) if row else None

    async def settle(self, id: int, by: PersonId, stage: Stage, now: datetime) -> bool:
        """Take a draft that waits, once: False where it is settled, has run out, or is another's."""
        mine = (_c.id == id) & (_c.by_id == by) & (_c.stage == Stage.WAITING) & (_c.until > now)
        return await self._count(sa.update(drafts).where(mine).values(stage=stage)) == 1

    async def told(self, id: int, told: str) -> None:
        """Note what was said about a draft that is settled; what it held is no longer needed."""
        await self._conn.execute(sa.update(drafts).where(_c.id == id).values(told=told, held=[]))

    async def tidy(self, now: datetime) -> int:
        """Forget drafts that have run out, settled or not; return how many."""
        return await self._count(sa.delete(drafts).where(_c.until <= now))


def _written(line: Line) -> dict[str, Any]:
    return {name: value for name, value in asdict(line).items() if value}


def _line(told: Mapping[str, Any]) -> Line:
    changes = tuple(Edit(**edit) for edit in told.get("changes", ()))
    return Line(**{**told, "what": What(told["what"]), "changes": changes})


def _read(row: Row) -> Draft:
    plain = {name: row[name] for name in ("id", "sheet", "file", "summary", "stage", "until", "told")}
    return Draft(**plain, lines=tuple(map(_line, row["held"])))
