"""Whose each pledge was from which day on, noted when it comes to another directorate."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from pledges.people import DirectorateId
from pledges.pledge import Pledge
from pledges.transfers import Home, moved
from storage.store import insert_all
from storage.transfer_tables import pledge_homes

_c = pledge_homes.c


async def of(conn: AsyncConnection, numbers: Iterable[int]) -> Mapping[int, list[Home]]:
    """The homes of some pledges, in the order they were noted."""
    query = sa.select(pledge_homes).where(_c.pledge.in_(sorted(set(numbers)))).order_by(_c.pledge, _c.position)
    found: defaultdict[int, list[Home]] = defaultdict(list)
    for row in (await conn.execute(query)).mappings():
        found[row["pledge"]].append(Home(directorate=row["directorate_id"], since=row["since"]))
    return found


async def follow(conn: AsyncConnection, before: Pledge, after: Pledge, since: date) -> None:
    """Note that a saved pledge is another directorate's from a day on; nothing where it is not."""
    was, now = _id(before), _id(after)
    if was == now:
        return
    known = (await of(conn, [after.number])).get(after.number, [])
    new = enumerate(moved(known, was, now, since), len(known))
    rows = [{"pledge": after.number, "position": n, "since": h.since, "directorate_id": h.directorate} for n, h in new]
    await insert_all(conn, pledge_homes, rows)


def _id(pledge: Pledge) -> DirectorateId | None:
    return pledge.directorate.id if pledge.directorate else None
