"""Where escalation is switched on, by whom and from when; and what an admin holds back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

import sqlalchemy as sa

from pledges.messages import PersonId
from pledges.people import DirectorateId
from storage.escalation_tables import escalating, escalation_holds
from storage.store import Row, Store
from storage.tables import people

_c, _h = escalating.c, escalation_holds.c
_newest = sa.select(sa.func.max(_c.id)).group_by(_c.directorate_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """How a directorate stands: `not_before` is the first day of any step, `partners` whom to turn to about a partner.

    With `partners` nobody above its owners is asked.
    """

    directorate: DirectorateId
    is_on: bool = False
    not_before: date | None = None
    partners: str = ""
    by: PersonId | None = None
    name: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """That an admin wants nothing escalated about a pledge, and why."""

    pledge: int
    reason: str
    by: PersonId
    name: str
    at: datetime


class Escalating(Store):
    async def all(self) -> Mapping[DirectorateId, Setting]:
        """How each directorate stands of which anything was said."""
        query = sa.select(escalating, people.c.name).outerjoin(people, people.c.id == _c.by_id)
        rows = await self._rows(query.where(_c.id.in_(_newest)))
        return {setting.directorate: setting for setting in map(_made, rows)}

    async def of(self, directorate: DirectorateId) -> Setting:
        """How a directorate stands: off, until somebody says otherwise."""
        return (await self.all()).get(directorate, Setting(directorate=directorate))

    async def put(self, setting: Setting, by: PersonId | None, now: datetime) -> None:
        """Have a directorate stand so from now on. How it stood before is kept."""
        told = {"is_on": setting.is_on, "not_before": setting.not_before, "partners": setting.partners}
        row = sa.insert(escalating).values(directorate_id=setting.directorate, by_id=by, at=now, **told)
        await self._conn.execute(row)

    async def spare(
        self, directorate: DirectorateId, not_before: date | None, by: PersonId | None, now: datetime
    ) -> None:
        """Have no step be taken in a directorate before a day, whether it is on or not."""
        await self.put(replace(await self.of(directorate), not_before=not_before), by, now)

    async def hold(self, pledge: int) -> Hold | None:
        query = sa.select(escalation_holds, people.c.name).join(people, people.c.id == _h.by_id)
        row = await self._row(query.where(_h.pledge == pledge))
        if row is None:
            return None
        return Hold(pledge=pledge, reason=row["reason"], by=PersonId(row["by_id"]), name=row["name"], at=row["at"])

    async def hold_back(self, pledge: int, reason: str, by: PersonId, now: datetime) -> None:
        """Have nothing be escalated about a pledge until it is let go."""
        values = {"reason": reason, "by_id": by, "at": now}
        new = self._insert(escalation_holds).values(pledge=pledge, **values)
        await self._conn.execute(new.on_conflict_do_update(index_elements=["pledge"], set_=values))

    async def let_go(self, pledge: int) -> bool:
        """Undo hold_back. False where nothing was held."""
        return await self._count(sa.delete(escalation_holds).where(_h.pledge == pledge)) == 1


def _made(row: Row) -> Setting:
    return Setting(
        directorate=DirectorateId(row["directorate_id"]),
        is_on=row["is_on"],
        not_before=row["not_before"],
        partners=row["partners"],
        by=row["by_id"],
        name=row["name"] or "",
        at=row["at"],
    )
