"""Which pledges are merged into which, and what is needed to take that back."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from pydantic import TypeAdapter

from pledges.merging import Merge
from pledges.messages import PersonId
from storage.source_tables import merges
from storage.store import Store

_c = merges.c
_stands = _c.undone_at.is_(None)
_json = TypeAdapter(Merge)


class Merges(Store):
    """The pledges themselves are saved by the register, in the same transaction."""

    async def put(self, done: Merge, by: PersonId) -> None:
        """Keep that a pledge was merged into another."""
        told = _json.dump_json(done).decode()
        row = {"pledge": done.pledge, "kept": done.kept, "told": told, "by_id": by, "at": done.at}
        await self._conn.execute(sa.insert(merges), row)

    async def of(self, pledge: int) -> Merge | None:
        """How a pledge was merged, if it is."""
        row = await self._row(sa.select(_c.told).where(_c.pledge == pledge, _stands))
        return _json.validate_json(row["told"]) if row else None

    async def inside(self, kept: int) -> list[Merge]:
        """What is merged into a pledge, earliest first."""
        rows = await self._rows(sa.select(_c.told).where(_c.kept == kept, _stands).order_by(_c.id))
        return [_json.validate_json(row["told"]) for row in rows]

    async def undo(self, pledge: int, by: PersonId, now: datetime) -> None:
        """Note that the merging of a pledge was taken back."""
        here = (_c.pledge == pledge) & _stands
        await self._conn.execute(sa.update(merges).where(here).values(undone_by=by, undone_at=now))
