"""Telling the history of a pledge what happened to it, while the pledge itself stays as it is."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from pledges.history import Change
from storage import chain
from storage.chain import Chain, Through
from storage.tables import pledges

_c = pledges.c


async def tell(conn: AsyncConnection, pledge: int, field: str, words: str, through: Through) -> None:
    """Write a link of the chain of a pledge, which is locked."""
    end = (await conn.execute(sa.select(_c.links, _c.seal).where(_c.number == pledge))).one()
    change = Change(field=field, before="", after=words)
    grown = chain.grow(Chain(links=end.links, seal=end.seal), pledge, [change], through)
    await conn.execute(sa.update(pledges).where(_c.number == pledge).values(grown.end))
    await chain.write(conn, grown)
