"""What admins have set for the digest of one directorate: its hour, week by week, and its pause."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time

import sqlalchemy as sa

from pledges.digest_hours import NOTHING_OWN, Hour, Own, Pause
from pledges.messages import PersonId
from pledges.people import DirectorateId
from storage.schema import metadata, refers, together
from storage.store import Row, Store
from storage.tables import people
from storage.types import UtcDateTime

# `since` is a Monday; without `weekday` and `at` the council's own hour holds from then on.
digest_hours = sa.Table(
    "digest_hours",
    metadata,
    refers("directorate_id", "directorates.id", primary_key=True),
    sa.Column("since", sa.Date, primary_key=True),
    sa.Column("weekday", sa.Integer),
    sa.Column("at", sa.String(5)),
    together("weekday", "at"),
)

# One that is over is kept until the next: the first digest after it is one of a week that it did not touch.
digest_pauses = sa.Table(
    "digest_pauses",
    metadata,
    refers("directorate_id", "directorates.id", primary_key=True),
    sa.Column("until", sa.Date, nullable=False),
    refers("by_id", "people.id", nullable=False),
    sa.Column("at", UtcDateTime, nullable=False),
)

_h, _p = digest_hours.c, digest_pauses.c
_pauses = sa.select(digest_pauses, people.c.name.label("by")).join(people, people.c.id == _p.by_id)


class DigestRules(Store):
    async def all(self) -> Mapping[DirectorateId, Own]:
        """What was set, for every directorate for which anything was."""
        found: dict[DirectorateId, Own] = {}
        for row in await self._rows(sa.select(digest_hours).order_by(_h.since)):
            id = DirectorateId(row["directorate_id"])
            found[id] = Own(hours=(*found.get(id, NOTHING_OWN).hours, _hour(row)))
        for row in await self._rows(_pauses):
            id = DirectorateId(row["directorate_id"])
            found[id] = Own(hours=found.get(id, NOTHING_OWN).hours, pause=Pause(until=row["until"], by=row["by"]))
        return found

    async def of(self, directorate: DirectorateId) -> Own:
        """What was set for one directorate."""
        return (await self.all()).get(directorate, NOTHING_OWN)

    async def set_hours(self, directorate: DirectorateId, hours: Iterable[Hour]) -> None:
        """Have these hours in place of all others."""
        await self._conn.execute(sa.delete(digest_hours).where(_h.directorate_id == directorate))
        for hour in hours:
            at = f"{hour.at:%H:%M}" if hour.at else None
            told = {"since": hour.since, "weekday": hour.weekday, "at": at}
            await self._conn.execute(sa.insert(digest_hours).values(directorate_id=directorate, **told))

    async def pause(self, directorate: DirectorateId, until: date, *, by: PersonId, now: datetime) -> None:
        """Post no digest before a day; a day that has come ends a pause."""
        told = {"until": until, "by_id": by, "at": now}
        new = self._insert(digest_pauses).values(directorate_id=directorate, **told)
        await self._conn.execute(new.on_conflict_do_update(index_elements=["directorate_id"], set_=told))

    async def forget_pause(self, directorate: DirectorateId) -> None:
        """Have it as though it was never paused."""
        await self._conn.execute(sa.delete(digest_pauses).where(_p.directorate_id == directorate))


def _hour(row: Row) -> Hour:
    at = time.fromisoformat(row["at"]) if row["at"] else None
    return Hour(since=row["since"], weekday=row["weekday"], at=at)
