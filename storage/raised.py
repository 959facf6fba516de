"""What young people raised, and the pledges that answer it."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime

import sqlalchemy as sa

from pledges.messages import PersonId
from pledges.raising import Raised
from storage.source_tables import merges, raised, raised_pledges
from storage.store import Row, Store
from storage.tables import people

_c, _l = raised.c, raised_pledges.c
_known = (
    sa.select(raised, people.c.name)
    .join(people, people.c.id == _c.approved_by)
    .order_by(_c.raised_on.desc(), _c.id.desc())
)
_stands = sa.and_(merges.c.pledge == _l.pledge, merges.c.undone_at.is_(None))
_answered = (
    sa.select(_l.raised_id, sa.func.coalesce(merges.c.kept, _l.pledge).label("number"))
    .distinct()
    .outerjoin(merges, _stands)
    .order_by(sa.text("number"))
)


class RaisedBook(Store):
    """A pledge that was merged stands for the one that was kept."""

    async def put(
        self,
        raised_on: date,
        theme: str,
        words: str,
        *,
        approved_by: PersonId,
        approved_on: date,
        by: PersonId,
        now: datetime,
    ) -> tuple[Raised, bool]:
        """Enter what was raised, unless the same words of the same day are there; and whether it was new."""
        same = await self._made((_c.raised_on == raised_on) & (_c.words == words))
        if same:
            return same[0], False
        told = {"raised_on": raised_on, "theme": theme, "words": words}
        approved = {"approved_by": approved_by, "approved_on": approved_on, "by_id": by, "at": now}
        row = (await self._rows(sa.insert(raised).values(told | approved).returning(_c.id)))[0]
        return (await self._made(_c.id == row["id"]))[0], True

    async def get(self, id: int) -> Raised | None:
        """What was raised under this number, if anything was."""
        return next(iter(await self._made(_c.id == id)), None)

    async def all(self) -> list[Raised]:
        """All that was raised, the newest first."""
        return await self._made(sa.true())

    async def of_pledge(self, pledge: int) -> list[Raised]:
        """What a pledge answers, or what is merged into it."""
        here = sa.select(_l.raised_id).where(_l.pledge == pledge)
        inside = sa.select(_l.raised_id).join(merges, _stands).where(merges.c.kept == pledge)
        return await self._made(_c.id.in_(here.union(inside)))

    async def link(self, id: int, pledge: int, by: PersonId, now: datetime) -> bool:
        """Note that a pledge answers what was raised; return whether that was new."""
        return await self._insert_once(raised_pledges, raised_id=id, pledge=pledge, by_id=by, at=now)

    async def unlink(self, id: int, pledge: int) -> bool:
        """Note that a pledge does not answer it after all; return whether it did."""
        return await self._count(sa.delete(raised_pledges).where(_l.raised_id == id, _l.pledge == pledge)) > 0

    async def _made(self, which: sa.ColumnElement[bool]) -> list[Raised]:
        rows = await self._rows(_known.where(which))
        if not rows:
            return []
        answered = defaultdict[int, list[int]](list)
        for row in await self._rows(_answered.where(_l.raised_id.in_(sa.select(_c.id).where(which)))):
            answered[row["raised_id"]].append(row["number"])
        return [_raised(row, answered[row["id"]]) for row in rows]


def _raised(row: Row, pledges: list[int]) -> Raised:
    same = {name: row[name] for name in ("id", "raised_on", "theme", "words", "approved_on")}
    return Raised(**same, approved_by=row["name"], pledges=tuple(pledges))
