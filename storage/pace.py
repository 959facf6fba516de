"""Who may send next, for all copies of the program together: slots, counted by the database's own clock.

Copies on several machines agree on that clock, whatever theirs say. A clock that was put back by more than the queue
is long is seen by that, and counting begins anew.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from storage.ledger import pace
from storage.store import Store

_NOW = {
    "postgresql": "extract(epoch from clock_timestamp())::double precision",
    "sqlite": "(julianday('now') - 2440587.5) * 86400.0",
}


@dataclass(frozen=True, slots=True)
class Booked:
    """Where a row of slots begins and what the time is: both in seconds, by the database's clock."""

    begins: float
    now: float


class Pace(Store):
    async def book(self, name: str, seconds: float, far: float, behind: float = 0.0) -> Booked:
        """Take the next `seconds` of a queue, in one statement; nobody else has them.

        The row stays locked until the transaction ends. A queue that reaches more than `far` seconds ahead is not one,
        and one that is up to `behind` seconds late goes on where it was: what it has missed is still there to take.
        """
        now: sa.ColumnElement[float] = sa.literal_column(_NOW[self._conn.dialect.name], sa.Double)
        took = sa.literal(seconds, sa.Double)
        earliest, latest = now - sa.literal(behind, sa.Double), now + sa.literal(far, sa.Double)
        again = sa.case((pace.c.free_at.between(earliest, latest), pace.c.free_at), else_=now) + took
        new = self._insert(pace).values(name=name, free_at=now + took)
        put = new.on_conflict_do_update(index_elements=["name"], set_={"free_at": again})
        row = (await self._conn.execute(put.returning(pace.c.free_at, now.label("now")))).one()
        return Booked(row.free_at - seconds, row.now)

    async def free_at(self, names: Collection[str]) -> dict[str, float]:
        """When each of these queues is free again, of those that were ever used."""
        rows = await self._rows(sa.select(pace).where(pace.c.name.in_(tuple(names))))
        return {row["name"]: row["free_at"] for row in rows}

    async def keep(self, free_at: Mapping[str, float]) -> None:
        """Note when queues are free again."""
        rows = [{"name": name, "free_at": at} for name, at in sorted(free_at.items())]
        if rows:
            new = self._insert(pace).values(rows)
            put = new.on_conflict_do_update(index_elements=["name"], set_={"free_at": new.excluded.free_at})
            await self._conn.execute(put)
