"""Installing the bot for people by Microsoft Graph: whom it was tried for, when last, and what came of it."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa

from pledges.messages import PersonId
from pledges.people import Person
from storage.addresses import owns_something
from storage.by_hand import by_hand
from storage.live_tables import IN_PILOT
from storage.person_rows import person_of
from storage.store import Store
from storage.tables import installs, people

_c, _p = installs.c, people.c


class Installs(Store):
    async def waiting(self, today: date, limit: int) -> list[Person]:
        """Who answers for something open and was never met, in Teams and no guest, for whom it was not tried today.

        Not yet those who are asked about nothing, because nothing of theirs is live, or there is a pilot without them.
        """
        named = sa.or_(_p.aad_id.is_not(None), _p.upn.is_not(None))
        tried = sa.select(_c.person_id).where(_c.tried_on >= today)
        unmet = _p.address.is_(None) & (_p.suspended_at.is_(None)) & ~_p.guest & named
        in_teams = _p.id.not_in(sa.select(by_hand.c.person_id))
        query = sa.select(people).where(unmet, in_teams, _p.id.not_in(tried), owns_something(asked=True), IN_PILOT)
        return [person_of(row) for row in await self._rows(query.order_by(_p.id).limit(limit))]

    async def begin(self, person: PersonId, today: date) -> bool:
        """Take a person's try of the day. False when another copy has it."""
        new = self._insert(installs).values(person_id=person, tried_on=today)
        again = new.on_conflict_do_update(
            index_elements=["person_id"], set_={"tried_on": today}, where=_c.tried_on < today
        )
        return await self._count(again) == 1

    async def note(self, person: PersonId, outcome: str) -> None:
        """What came of it, in words for an admin."""
        await self._conn.execute(sa.update(installs).where(_c.person_id == person).values(outcome=outcome))
