"""One person who stood in the register twice: what hangs on the second entry goes to the first.

What was said and what is in the history stays with whoever said it: the chain of changes names the entry.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from pledges.messages import PersonId
from storage.absences import absences
from storage.acting_tables import acts, delegates
from storage.afterwards_tables import digest_remarks
from storage.by_hand import by_hand
from storage.escalation_tables import escalations
from storage.habits import habits
from storage.holdings import holdings
from storage.ledger import asks, outbox
from storage.live_tables import pilots
from storage.plan_tables import champions
from storage.recipients import PERSON_ACTIVE, release
from storage.shares import joint_seats, shares
from storage.tables import admins, people, pledge_owners, pledges, posts

ASKED_TWICE = "asked twice, under two entries of one person"

_PLAIN: tuple[sa.Column[Any], ...] = (
    posts.c.holder_id,
    pledge_owners.c.person_id,
    holdings.c.person_id,
    pledges.c.wanted_by,
    champions.c.person_id,
    escalations.c.owner_id,
    escalations.c.person_id,
    absences.c.person_id,
    absences.c.cover_id,
    acts.c.person_id,
    acts.c.by_id,
    acts.c.for_id,
)
# What knows a person once for each key.
_KEYED: tuple[tuple[sa.Column[Any], Sequence[str]], ...] = (
    (shares.c.person_id, ("pledge",)),
    (joint_seats.c.person_id, ("post_id",)),
    (by_hand.c.person_id, ()),
    (admins.c.person_id, ()),
    (habits.c.person_id, ()),
    (pilots.c.person_id, ()),
    (delegates.c.person_id, ("director_id",)),
    (digest_remarks.c.by_id, ("channel_id", "directorate_id", "week", "mark")),  # the answer goes to who said it
)


async def merge(conn: AsyncConnection, other: PersonId, person: PersonId) -> None:
    """Have everything that hangs on one entry hang on another; what waits to be sent to it can go, if it can now."""
    both = absences.c.person_id.in_((other, person)) & absences.c.cover_id.in_((other, person))
    await conn.execute(sa.update(absences).where(both).values(cover_id=None))  # nobody covers for themselves
    for column in _PLAIN:
        await conn.execute(sa.update(column.table).where(column == other).values({column.name: person}))
    for column, key in _KEYED:
        await _move(conn, column, key, other, person)
        await conn.execute(sa.delete(column.table).where(column == other))
    await _move(conn, asks.c.person_id, ("pledge", "rung", "for_due", "asked_on"), other, person)
    twice = (asks.c.person_id == other) & asks.c.answered_at.is_(None) & (asks.c.excused == "")
    await conn.execute(sa.update(asks).where(twice).values(excused=ASKED_TWICE))
    waits = (outbox.c.person_id == other) & outbox.c.settled_at.is_(None)
    await conn.execute(sa.update(outbox).where(waits).values(person_id=person, day=None, carried_by=None))
    if await conn.scalar(sa.select(people.c.id).where(people.c.id == person, PERSON_ACTIVE)):
        await release(conn, person)


async def _move(
    conn: AsyncConnection, column: sa.Column[Any], key: Sequence[str], other: PersonId, person: PersonId
) -> None:
    """Move the rows that the other entry does not have as well."""
    table = column.table
    there = table.alias()
    same = sa.and_(there.c[column.name] == person, *(there.c[name] == table.c[name] for name in key))
    fresh = (column == other) & sa.not_(sa.exists().where(same))
    await conn.execute(sa.update(table).where(fresh).values({column.name: person}))
