"""Which pledges are merged into which, and what is needed to take that back."""

from __future__ import annotations

import sqlalchemy as sa
from pydantic import TypeAdapter
from sqlalchemy.ext.asyncio import AsyncConnection

from pledges.merging import Merge
from pledges.messages import PersonId
from pledges.pledge import Pledge
from storage.chain import Through
from storage.source_tables import merges
from storage.store import Store

_c = merges.c
_stands = _c.undone_at.is_(None)
_json = TypeAdapter(Merge)


class Merges(Store):
    """Saving a pledge that is not merged any more ends its merging; what is new is put here before both are saved."""

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


async def follow(conn: AsyncConnection, before: Pledge, after: Pledge, through: Through) -> None:
    """Have the book of merges say what a pledge that is saved says: not merged any more, or merged as it last was."""
    if after.merged_into == before.merged_into:
        return
    here = (_c.pledge == after.number) & _stands
    if after.merged_into is None:
        undone = {"undone_by": sa.func.coalesce(through.by, _c.by_id), "undone_at": through.at}
        await conn.execute(sa.update(merges).where(here).values(undone))
    elif await conn.scalar(sa.select(_c.id).where(here)) is None:
        same = (_c.pledge == after.number) & (_c.kept == after.merged_into)
        last = sa.select(sa.func.max(_c.id)).where(same).scalar_subquery()
        await conn.execute(sa.update(merges).where(_c.id == last).values(undone_by=None, undone_at=None))
