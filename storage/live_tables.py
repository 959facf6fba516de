"""The tables of going live: who is asked while there is a pilot, and every step with who took it."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from pledges.live import Live
from pledges.people import DirectorateId
from storage.ledger import switches
from storage.schema import metadata, refers
from storage.store import Row
from storage.tables import directorates, people
from storage.types import UtcDateTime

# While there is anybody in it, nobody else is written to unasked, apart from admins.
pilots = sa.Table("pilots", metadata, refers("person_id", "people.id", primary_key=True))

IN_PILOT = sa.or_(sa.not_(sa.exists(sa.select(pilots.c.person_id))), people.c.id.in_(sa.select(pilots.c.person_id)))
"""Whether a person may be asked: anybody, or whoever is on the list while there is one."""

# Added to and never changed. `what` is a word of storage.live.
steps_live = sa.Table(
    "steps_live",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("at", UtcDateTime, nullable=False),
    refers("by_id", "people.id"),
    sa.Column("what", sa.String(24), nullable=False),
    refers("directorate_id", "directorates.id"),
    refers("person_id", "people.id"),
    sa.Column("day", sa.Date),
)

NEW_WAIT = "new ones wait"
NEW_WAITS = sa.exists().where(switches.c.name == NEW_WAIT, switches.c.value.is_not(None))
"""Whether a directorate that is entered now is not live yet."""


def live_of(row: Row) -> Live:
    """How the directorate of a row stands."""
    return Live(waits=bool(row["waits"]), since=row["live_from"])


async def resolve(conn: AsyncConnection, directorate: DirectorateId | None) -> Live:
    """How a directorate stands; what has none is asked about as ever."""
    return (await resolve_all(conn, {directorate}))[directorate]


async def resolve_all(
    conn: AsyncConnection, some: Collection[DirectorateId | None]
) -> Mapping[DirectorateId | None, Live]:
    """The same for several, in one statement."""
    found: dict[DirectorateId | None, Live] = dict.fromkeys(some, Live())
    known = [each for each in some if each is not None]
    if known:
        rows = (await conn.execute(sa.select(directorates).where(directorates.c.id.in_(known)))).mappings()
        found |= {DirectorateId(row["id"]): live_of(row) for row in rows}
    return found
