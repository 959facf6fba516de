"""Who is away, and who is asked in their place, from day to day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from pledges.absences import Absence, stand_ins
from pledges.messages import PersonId
from storage.schema import metadata, refers
from storage.store import Row, Store
from storage.types import UtcDateTime

absences = sa.Table(
    "absences",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    refers("person_id", "people.id", nullable=False, index=True),
    sa.Column("since", sa.Date, nullable=False),
    sa.Column("until", sa.Date, nullable=False, index=True),
    refers("cover_id", "people.id"),
    sa.Column("put_at", UtcDateTime, nullable=False),
    sa.CheckConstraint("since <= until", name="in_order"),
    sa.CheckConstraint("cover_id is null or cover_id <> person_id", name="covered_by_another"),
)
_c = absences.c


class Absences(Store):
    def __init__(self, conn: AsyncConnection) -> None:
        super().__init__(conn)
        self._on = dict[date, list[Absence]]()  # in this transaction: a card asks more than once

    async def put(self, absence: Absence, now: datetime) -> None:
        """Keep that somebody is away."""
        self._on.clear()
        row = {"person_id": absence.person, "since": absence.since, "until": absence.until, "cover_id": absence.cover}
        await self._conn.execute(sa.insert(absences).values(put_at=now, **row))

    async def to_come(self, today: date) -> list[Absence]:
        """Who is away on this day or later, by their first day."""
        query = sa.select(absences).where(_c.until >= today).order_by(_c.since, _c.id)
        return [_made(row) for row in await self._rows(query)]

    async def on(self, day: date) -> list[Absence]:
        """Who is away on a day."""
        if day not in self._on:
            query = sa.select(absences).where(_c.since <= day, _c.until >= day).order_by(_c.id)
            self._on[day] = [_made(row) for row in await self._rows(query)]
        return [*self._on[day]]

    async def stand_ins(self, day: date) -> Mapping[PersonId, PersonId | None]:
        """Of those who are away on a day, who is asked in their place."""
        return stand_ins(await self.on(day))

    async def end(self, person: PersonId, today: date) -> list[Absence]:
        """Have somebody be there from this day on; return what that ends: what had not begun is forgotten."""
        self._on.clear()
        ended = [absence for absence in await self.to_come(today) if absence.person == person]
        theirs = (_c.person_id == person) & (_c.until >= today)
        await self._conn.execute(sa.delete(absences).where(theirs, _c.since >= today))
        await self._conn.execute(sa.update(absences).where(theirs).values(until=today - timedelta(days=1)))
        return ended


def _made(row: Row) -> Absence:
    cover = None if row["cover_id"] is None else PersonId(row["cover_id"])
    return Absence(person=PersonId(row["person_id"]), since=row["since"], until=row["until"], cover=cover)
