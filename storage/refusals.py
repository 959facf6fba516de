"""What was refused to whom: a log for admins that keeps the newest and never grows beyond them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from storage.ledger import refusals
from storage.store import Store

KEPT = 1000

_c = refusals.c


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """`who` is an id, never a name."""

    what: str
    who: str
    at: datetime


class Refusals(Store):
    async def put(self, what: str, who: str, now: datetime) -> None:
        """Note a refusal, and forget those beyond the newest thousand."""
        await self._conn.execute(sa.insert(refusals).values(what=what, who=who, at=now))
        oldest = sa.select(_c.id).order_by(_c.id.desc()).offset(KEPT).limit(1).scalar_subquery()
        await self._conn.execute(sa.delete(refusals).where(_c.id <= oldest))

    async def newest(self, limit: int = 50) -> list[Refusal]:
        query = sa.select(_c.what, _c.who, _c.at).order_by(_c.id.desc()).limit(limit)
        return [Refusal(**row) for row in await self._rows(query)]
