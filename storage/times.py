"""The times of what comes again and again, and what follows so long after another pledge."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from pledges.meetings import Diary
from pledges.messages import PersonId
from pledges.pledge import Pledge, When
from pledges.recurring import missing, rhythm
from storage.pledge_rows import load
from storage.register import Register
from storage.tables import pledges
from storage.ties import ties

_c = pledges.c
_recurring = _c.finished_at.is_(None) & _c.due.is_(None) & (_c.deadline_kind == When.RECURRING)


class Times:
    """What is read and opened of recurring pledges; `register` writes it."""

    def __init__(self, conn: AsyncConnection, register: Register) -> None:
        self._conn, self._register = conn, register

    async def of(self, number: int) -> list[Pledge]:
        """The times of a recurring pledge, soonest first."""
        found = await load(self._conn, _c.number.in_(sa.select(ties.c.pledge).where(ties.c.parent == number)))
        return sorted(found, key=lambda p: (p.deadline.due or date.max, p.number))

    async def recurring(self, today: date | None = None) -> list[Pledge]:
        """What is open and comes in a rhythm; with `today`, what has no time open that is still to come."""
        which = _recurring if today is None else _recurring & sa.not_(_coming(today))
        return [p for p in await load(self._conn, which) if rhythm(p.deadline)]

    async def open(self, ref: str, diary: Diary, *, door: str, by: PersonId | None, now: datetime) -> list[Pledge]:
        """Open the times of a recurring pledge that are to be opened by now; return them. None is opened twice."""
        parent = await self._register.get(ref, for_update=True)
        today = self._register.today(now)
        new = missing(parent, await self.of(parent.number), diary, today)
        return [await self._register.add(time, door=door, by=by, now=now) for time in new]


def _coming(today: date) -> sa.ColumnElement[bool]:
    time = sa.alias(pledges, "time")
    one = (ties.c.parent == _c.number) & (time.c.number == ties.c.pledge)
    return sa.exists().where(one, time.c.finished_at.is_(None), time.c.due >= today)
