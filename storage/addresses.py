"""How each person is reached: the address of their personal conversation, while it is good."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from pledges.messages import Address, PersonId
from pledges.people import Person
from storage.holdings import post_places
from storage.ledger import asks
from storage.person_rows import person_of
from storage.recipients import PERSON_ACTIVE as ACTIVE
from storage.recipients import hold_back, release
from storage.seating import deputies
from storage.shares import joint_seats
from storage.store import Row, Store
from storage.tables import directorates, installs, people, pledge_owners, pledges, posts
from storage.unreached import GIVEN_UP, UNREACHED

NEVER_MET = "has not installed the bot yet"
GAVE_UP = "could not be written to"
GUEST = "is a guest, who can't install the bot: ask by hand"

_c = people.c
_asked = asks.c.answered_at.is_(None) & (asks.c.excused == "")


class Addresses(Store):
    async def address(self, person: PersonId) -> Address | None:
        """Where to write to somebody; None while that is not known, or they have blocked or removed the bot."""
        found = await self._conn.scalar(sa.select(_c.address).where(_c.id == person, ACTIVE))
        return Address(found) if found else None

    async def reachable(self, person: PersonId) -> bool:
        return await self.address(person) is not None

    async def is_guest(self, person: PersonId) -> bool:
        return bool(await self._conn.scalar(sa.select(_c.guest).where(_c.id == person)))

    async def met_at(self, person: PersonId) -> datetime | None:
        """When the address was learnt; None for whoever was not met."""
        met: datetime | None = await self._conn.scalar(sa.select(_c.met_at).where(_c.id == person))
        return met

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
        waiting = (asks.c.person_id == person) & asks.c.reached_at.is_(None) & _asked
        await self._conn.execute(sa.update(asks).where(waiting).values(undelivered=why, undelivered_at=now))

    async def not_reachable(self) -> list[tuple[Person, str, datetime | None]]:
        """Who answers for something open and is not reached: why, and since when where that is known.

        Who is asked by hand is not among them.
        """
        query = (
            sa.select(people, installs.c.outcome, GIVEN_UP.c.why, GIVEN_UP.c.since)
            .outerjoin(installs, installs.c.person_id == _c.id)
            .outerjoin(GIVEN_UP, GIVEN_UP.c.person_id == _c.id)
            .where(_missing())
        )
        return [_unreached(row) for row in await self._rows(query.order_by(_c.name, _c.id))]

    async def count_not_reachable(self) -> int:
        """How many not_reachable returns."""
        return int(await self._conn.scalar(sa.select(sa.func.count()).select_from(people).where(_missing())) or 0)

    async def welcomed(self, person: PersonId, now: datetime) -> bool:
        """Note that somebody is welcomed now. True once for each install: then the welcome is to be shown."""
        unwelcomed = (_c.id == person) & _c.welcomed_at.is_(None)
        return await self._count(sa.update(people).where(unwelcomed).values(welcomed_at=now)) == 1


def why_not(person: PersonId) -> sa.ScalarSelect[str]:
    """Why somebody cannot be written to, in words; empty when they can."""
    words = sa.case(
        (ACTIVE, ""), (_c.suspended_why != "", _c.suspended_why), (_c.guest, GUEST), else_=sa.literal(NEVER_MET)
    )
    return sa.select(words).where(_c.id == person).scalar_subquery()


def _unreached(row: Row) -> tuple[Person, str, datetime | None]:
    if row["address"] is not None and row["suspended_at"] is None:
        return person_of(row), f"{GAVE_UP}: {row['why']}", row["since"]
    unmet = GUEST if row["guest"] else NEVER_MET
    tried = f" ({row['outcome']})" if row["outcome"] and row["address"] is None else ""
    return person_of(row), (row["suspended_why"] or unmet) + tried, row["suspended_at"]


def owns_something(*, asked: bool = False) -> sa.ColumnElement[bool]:
    """Answers for something open, by name or by a post; with `asked` for something that is not kept for a go-live."""
    still: sa.ColumnElement[bool] = pledges.c.finished_at.is_(None)
    if asked:
        still &= sa.not_(sa.exists().where(directorates.c.id == pledges.c.directorate_id, directorates.c.waits))
    owned = sa.exists().where(pledge_owners.c.pledge == pledges.c.number, still)
    named = owned.where(pledge_owners.c.person_id == _c.id)
    held = owned.where(pledge_owners.c.post_id == posts.c.id, posts.c.holder_id == _c.id)
    jointly = owned.where(pledge_owners.c.post_id == joint_seats.c.post_id, joint_seats.c.person_id == _c.id)
    vacant = owned.where(pledge_owners.c.post_id == posts.c.id, posts.c.holder_id.is_(None))
    deputised = vacant.where(post_places.c.post_id == posts.c.id, post_places.c.deputy == deputies.c.id)
    instead = deputised.where(deputies.c.holder_id == _c.id)
    return sa.or_(named, held, jointly, instead)


def _missing() -> sa.ColumnElement[bool]:
    """Answers for something open, and is not reached."""
    return UNREACHED & owns_something()
