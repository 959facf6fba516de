"""People who are asked by hand: an admin writes to them by their own means, and records what they say."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa

from pledges.messages import PersonId
from storage.schema import metadata, refers
from storage.store import Store

by_hand = sa.Table(
    "by_hand",
    metadata,
    refers("person_id", "people.id", primary_key=True),
    refers("by_id", "people.id", nullable=False),
    sa.Column("since", sa.Date, nullable=False),
)


class ByHand(Store):
    async def people(self) -> frozenset[PersonId]:
        """Everybody who is asked by hand."""
        rows = await self._rows(sa.select(by_hand.c.person_id))
        return frozenset(PersonId(row["person_id"]) for row in rows)

    async def begin(self, person: PersonId, by: PersonId, on: date) -> bool:
        """Ask somebody by hand from now on; False when that is so already."""
        return await self._insert_once(by_hand, person_id=person, by_id=by, since=on)

    async def end(self, person: PersonId) -> bool:
        """Ask somebody in Teams again; False when they were not asked by hand."""
        return await self._count(sa.delete(by_hand).where(by_hand.c.person_id == person)) == 1
