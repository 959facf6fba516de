"""How each person is reached: the address of their personal conversation, while it is good."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from pledges.messages import Address, PersonId
from pledges.people import Person
from storage.by_hand import by_hand
from storage.holdings import post_places
from storage.person_rows import person_of
from storage.recipients import PERSON_ACTIVE as ACTIVE
from storage.recipients import hold_back, release
from storage.seating import deputies
from storage.shares import joint_seats
from storage.store import Store
from storage.tables import people, pledge_owners, pledges, posts

NEVER_MET = "has not installed the bot yet"

_c = people.c


class Addresses(Store):
    async def address(self, person: PersonId) -> Address | None:
        """Where to write to somebody; None while that is not known, or they have blocked or removed the bot."""
        found = await self._conn.scalar(sa.select(_c.address).where(_c.id == person, ACTIVE))
        return Address(found) if found else None

    async def reachable(self, person: PersonId) -> bool:
        return await self.address(person) is not None

    async def remember(self, person: PersonId, address: Address, now: datetime) -> bool:
        """Keep the address of somebody's personal conversation; what was held for them is ready again.

        True when the address is new or they had been suspended.
        """
        fresh = (_c.id == person) & sa.or_(_c.address.is_distinct_from(address), _c.suspended_at.is_not(None))
        values = {"address": address, "met_at": now, "suspended_at": None, "suspended_why": ""}
        if not await self._count(sa.update(people).where(fresh).values(values)):
            return False
        await release(self._conn, person)
        return True

    async def suspend(self, person: PersonId, why: str, now: datetime) -> None:
        """Write to somebody no more until they come back: they blocked the bot or took it out.

        What waits for them is held, except what is on the wire; a new install is welcomed again.
        """
        values = {"suspended_at": now, "suspended_why": why, "welcomed_at": None}
        await self._conn.execute(sa.update(people).where(_c.id == person).values(values))
        await hold_back(self._conn, person, why)

    async def not_reachable(self) -> list[tuple[Person, str, datetime | None]]:
        """Who answers for something open and has no active address: why, and since when where that is known.

        Who is asked by hand is not among them.
        """
        rows = await self._rows(sa.select(people).where(_missing()).order_by(_c.name, _c.id))
        return [(person_of(r), r["suspended_why"] or NEVER_MET, r["suspended_at"]) for r in rows]

    async def count_not_reachable(self) -> int:
        """How many not_reachable returns."""
        return int(await self._conn.scalar(sa.select(sa.func.count()).select_from(people).where(_missing())) or 0)

    async def welcomed(self, person: PersonId, now: datetime) -> bool:
        """Note that somebody is welcomed now. True once for each install: then the welcome is to be shown."""
        unwelcomed = (_c.id == person) & _c.welcomed_at.is_(None)
        return await self._count(sa.update(people).where(unwelcomed).values(welcomed_at=now)) == 1


def _missing() -> sa.ColumnElement[bool]:
    """Answers for something open, has no active address, and is not asked by hand."""
    still = pledges.c.finished_at.is_(None)
    owned = sa.exists().where(pledge_owners.c.pledge == pledges.c.number, still)
    named = owned.where(pledge_owners.c.person_id == _c.id)
    held = owned.where(pledge_owners.c.post_id == posts.c.id, posts.c.holder_id == _c.id)
    in_teams = _c.id.not_in(sa.select(by_hand.c.person_id))
    jointly = owned.where(pledge_owners.c.post_id == joint_seats.c.post_id, joint_seats.c.person_id == _c.id)
    vacant = owned.where(pledge_owners.c.post_id == posts.c.id, posts.c.holder_id.is_(None))
    deputised = vacant.where(post_places.c.post_id == posts.c.id, post_places.c.deputy == deputies.c.id)
    instead = deputised.where(deputies.c.holder_id == _c.id)
    return sa.not_(ACTIVE) & in_teams & sa.or_(named, held, jointly, instead)
