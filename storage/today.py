"""What a day brought: what was asked, what arrived, what came back, and what went wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from storage.ledger import asks, channels, outbox
from storage.store import Store
from storage.tables import people

SHOWN = 7

_c, _o = asks.c, outbox.c
_dead = _o.state == "dead"


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """A message that was given up: for whom it was, and why."""

    to: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Questions asked, arrived and answered; and how many messages failed, with the newest of them."""

    asked: int = 0
    arrived: int = 0
    answered: int = 0
    failed: int = 0
    failures: Sequence[Failed] = ()


class Today(Store):
    async def figures(self, day: date, since: datetime) -> Figures:
        """Those of a day that began at `since`."""
        return Figures(
            asked=await self._count_of(_c.asked_on == day),
            arrived=await self._count_of(_c.reached_at >= since),
            answered=await self._count_of(_c.answered_at >= since),
            failed=int(await self._conn.scalar(sa.select(sa.func.count()).where(_dead, _o.settled_at >= since)) or 0),
            failures=await self._failures(since),
        )

    async def last_failure(self, since: datetime) -> int:
        """The number of the newest message that was given up since a moment; 0 when there is none."""
        return int(await self._conn.scalar(sa.select(sa.func.max(_o.id)).where(_dead, _o.settled_at >= since)) or 0)

    async def why_dropped(self, key: str) -> str:
        """Why a message was dropped; empty when it was not, or that was forgotten."""
        return str(await self._conn.scalar(sa.select(_o.outcome).where(_o.key == key, _o.state == "dropped")) or "")

    async def _count_of(self, which: sa.ColumnElement[bool]) -> int:
        return int(await self._conn.scalar(sa.select(sa.func.count()).select_from(asks).where(which)) or 0)

    async def _failures(self, since: datetime) -> list[Failed]:
        to = sa.func.coalesce(people.c.name, channels.c.name, "").label("to")
        query = (
            sa.select(to, _o.outcome.label("why"))
            .select_from(outbox)
            .outerjoin(people, people.c.id == _o.person_id)
            .outerjoin(channels, channels.c.id == _o.channel_id)
            .where(_dead, _o.settled_at >= since)
            .order_by(_o.id.desc())
            .limit(SHOWN)
        )
        return [Failed(**row) for row in await self._rows(query)]
