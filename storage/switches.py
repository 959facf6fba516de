"""Small values that stand until they are set anew, with who set them and when."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from pledges.messages import PersonId
from storage.ledger import switches
from storage.store import Store

PAUSED = "paused"  # nothing goes out by itself


class Switches(Store):
    async def get(self, name: str) -> str | None:
        found: str | None = await self._conn.scalar(sa.select(switches.c.value).where(switches.c.name == name))
        return found

    async def set(self, name: str, value: str | None, *, by: PersonId | None, now: datetime) -> None:
        """Set a value, or take it away with None: who did so, and when, is kept."""
        values = {"value": value, "by_id": by, "at": now}
        new = self._insert(switches).values(name=name, **values)
        await self._conn.execute(new.on_conflict_do_update(index_elements=["name"], set_=values))
