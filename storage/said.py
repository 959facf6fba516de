"""What was said about a pledge, word after word; a word that was taken back is kept and counts no more."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from pledges.pledge import Update
from storage.schema import metadata, position
from storage.store import insert_all
from storage.tables import pledges, updates

taken_back = sa.Table(
    "taken_back",
    metadata,
    position("pledge"),
    position("sequence"),
    sa.ForeignKeyConstraint(["pledge", "sequence"], ["updates.pledge", "updates.sequence"]),
)

_c, _gone = updates.c, taken_back.c
stands = ~sa.exists().where(_gone.pledge == _c.pledge, _gone.sequence == _c.sequence)
highest = sa.select(sa.func.max(_c.sequence)).where(_c.pledge == pledges.c.number).scalar_subquery()


def row_of(number: int, sequence: int, said: Update) -> dict[str, object]:
    """Something said as its row."""
    told = {"at": said.at, "by_id": said.by, "status": said.status, "note": said.note}
    return {"pledge": number, "sequence": sequence, **told}


async def write(conn: AsyncConnection, number: int, sequence: int, said: Update | None) -> None:
    """Write what was newly said, if anything was."""
    await insert_all(conn, updates, [row_of(number, sequence, said)] if said else [])


async def go_back(conn: AsyncConnection, number: int, to: Update | None, before: int) -> int:
    """Take back what was said since an earlier word, or all of it; return the place of the word that stands now.

    `before` is the place of the word that stood. Raises LookupError when nothing like it was said.
    """
    query = sa.select(_c.sequence, _c.at, _c.by_id, _c.status).where(_c.pledge == number, _c.sequence < before, stands)
    earlier = (await conn.execute(query.order_by(_c.sequence.desc()))).all()
    place = next((row.sequence for row in earlier if to and (row.at, row.by_id, row.status) == _mark(to)), None)
    if to is not None and place is None:
        raise LookupError(f"CP-{number} had no such word before")
    gone = [row.sequence for row in earlier if row.sequence > (place or 0)]
    await _take_back(conn, number, [*gone, before] if before else gone)
    return place or 0


async def _take_back(conn: AsyncConnection, number: int, places: Sequence[int]) -> None:
    await insert_all(conn, taken_back, [{"pledge": number, "sequence": place} for place in places])


def _mark(said: Update) -> tuple[object, ...]:
    return said.at, said.by, said.status
