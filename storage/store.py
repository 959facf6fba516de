"""What every store has: the connection of one transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

Row = sa.RowMapping
Insert = postgresql.Insert | sqlite.Insert


class Store:
    def __init__(self, conn: AsyncConnection) -> None:
        self._conn = conn

    async def _rows(self, query: sa.Select[Any] | sa.CompoundSelect[Any] | sa.UpdateBase) -> list[Row]:
        return list((await self._conn.execute(query)).mappings())

    async def _row(self, query: sa.Select[Any] | sa.UpdateBase) -> Row | None:
        return (await self._conn.execute(query)).mappings().first()

    async def _count(self, change: sa.UpdateBase) -> int:
        """Make a change; return how many rows it met."""
        return (await self._conn.execute(change)).rowcount

    def _insert(self, table: sa.Table) -> Insert:
        return insert(self._conn, table)

    async def _insert_once(self, table: sa.Table, **values: object) -> bool:
        """Insert a row unless one with its unique key is there; return whether it was new."""
        once = self._insert(table).values(values).on_conflict_do_nothing()
        return await self._count(once) == 1


def insert(conn: AsyncConnection, table: sa.Table) -> Insert:
    """An insert that can say what to do on conflict: each database has its own."""
    return postgresql.insert(table) if conn.dialect.name == "postgresql" else sqlite.insert(table)


async def insert_all(conn: AsyncConnection, table: sa.Table, rows: Sequence[Mapping[str, object]]) -> None:
    """Insert rows, if there are any, in one statement."""
    if rows:
        await conn.execute(sa.insert(table), [*rows])


def folded(name: str) -> str:
    """A name without regard to case and spacing."""
    return " ".join(name.split()).casefold()
