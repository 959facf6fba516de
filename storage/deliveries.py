"""The outbox as whoever runs the program sees it: what is in it, and what was given up tried once more."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from storage.ledger import channels, outbox
from storage.recipients import recipient_of, state_for
from storage.store import Store
from storage.tables import people

_c = outbox.c


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A message as the command line shows it; `to` is the recipient in words."""

    id: int
    key: str
    kind: str
    to: str
    state: str
    attempts: int
    not_before: datetime
    outcome: str


class Deliveries(Store):
    async def listed(self, states: Collection[str], limit: int = 100) -> list[Listed]:
        """What is in these states, for the command line; the most recent first."""
        where = sa.func.coalesce(people.c.name, channels.c.name).label("to")
        query = sa.select(_c.id, _c.key, _c.kind, where, _c.state, _c.attempts, _c.not_before, _c.outcome)
        joined = query.outerjoin(people, people.c.id == _c.person_id).outerjoin(
            channels, channels.c.id == _c.channel_id
        )
        found = joined.where(_c.state.in_(tuple(states))).order_by(_c.id.desc()).limit(limit)
        return [Listed(**row) for row in await self._rows(found)]

    async def again(self, id: int, now: datetime) -> bool:
        """Have a message that is dead or was dropped sent after all, however late. False for any other."""
        given_up = (_c.id == id) & _c.state.in_(("dead", "dropped"))
        row = await self._row(sa.select(_c.person_id, _c.channel_id).where(given_up).with_for_update())
        if row is None:
            return False
        state = (await self._conn.execute(state_for(recipient_of(row)))).scalar_one()
        anew = {"until": None, "settled_at": None, "attempts": 0, "day": None, "carried_by": None}
        values = {"state": state, "not_before": now, **anew}
        return await self._count(sa.update(outbox).where(given_up).values(values)) == 1
