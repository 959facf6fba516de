"""Who was asked and has not answered: each person and pledge once, those that wait longest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from pledges.errors import OldCard
from pledges.messages import PersonId
from pledges.people import Standing
from storage.addresses import NEVER_MET
from storage.by_hand import by_hand
from storage.ledger import asks
from storage.lists import SIZE, Turned
from storage.store import Row, Store
from storage.tables import people, pledges

BY_HAND, ON_ITS_WAY = "asked by hand, and not sent yet", "on its way"

_c = asks.c
_open = _c.answered_at.is_(None) & (_c.excused == sa.literal_column("''"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Silent:
    """Somebody who has not answered. `why` says why no question has arrived; it is empty when one has."""

    person: PersonId
    name: str
    pledge: int
    title: str
    since: date
    times: int
    why: str = ""

    @property
    def ref(self) -> str:
        return f"CP-{self.pledge}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Silences(Turned):
    rows: Sequence[Silent] = ()

    @property
    def here(self) -> int:
        return len(self.rows)


class Silence(Store):
    async def page(self, standing: Standing, at: str = "") -> Silences:
        """The open questions about what is open: an admin sees all, a director the directorate's.

        Pages turn as those of storage.lists do. Raises OldCard for a cursor that nobody wrote.
        """
        waiting = _waiting(standing)
        key = sa.tuple_(waiting.c.since, waiting.c.pledge, waiting.c.person)
        back, place = _read(at)
        rows = await self._some(waiting, (key < place if back else key > place) if place is not None else None, back)
        if back and len(rows) < SIZE:
            rows = await self._some(waiting, None, False)
        elif at and not rows:
            rows = await self._some(waiting, None, True)
        if not rows:
            return Silences()
        ahead = sa.func.count(sa.case((key < _place(rows[0]), 1)))
        counts = sa.select(sa.func.count().label("total"), ahead.label("before")).select_from(waiting)
        told = (await self._conn.execute(counts)).mappings().one()
        total, before = told["total"], told["before"]
        return Silences(
            rows=[_made(row) for row in rows],
            total=total,
            before=before,
            back=_cursor("before", rows[0]) if before else "",
            on=_cursor("after", rows[-1]) if total > before + len(rows) else "",
        )

    async def _some(self, waiting: sa.Subquery, which: sa.ColumnElement[bool] | None, back: bool) -> list[Row]:
        keys: list[Any] = [waiting.c.since, waiting.c.pledge, waiting.c.person]
        query = (
            sa.select(waiting, pledges.c.title, people, by_hand.c.since.label("by_hand"))
            .join(pledges, pledges.c.number == waiting.c.pledge)
            .join(people, people.c.id == waiting.c.person)
            .outerjoin(by_hand, by_hand.c.person_id == waiting.c.person)
            .where(sa.true() if which is None else which)
            .order_by(*(key.desc() if back else key for key in keys))
        )
        rows = await self._rows(query.limit(SIZE))
        return rows[::-1] if back else rows


def _waiting(standing: Standing) -> sa.Subquery:
    theirs = sa.true() if standing.admin else pledges.c.directorate_id.in_(sorted(standing.directs))
    return (
        sa.select(
            _c.pledge,
            _c.person_id.label("person"),
            sa.func.min(_c.asked_on).label("since"),
            sa.func.count().label("times"),
            sa.func.max(_c.reached_at).label("reached"),
        )
        .join(pledges, pledges.c.number == _c.pledge)
        .where(_open, pledges.c.finished_at.is_(None), theirs)
        .group_by(_c.pledge, _c.person_id)
        .subquery()
    )


def _made(row: Row) -> Silent:
    why = ""
    if row["reached"] is None:
        unmet = NEVER_MET if row["address"] is None else ""
        why = BY_HAND if row["by_hand"] else row["suspended_why"] or unmet or ON_ITS_WAY
    same = {name: row[name] for name in ("name", "pledge", "title", "since", "times")}
    return Silent(person=PersonId(row["person"]), why=why, **same)


def _place(row: Row) -> Any:
    return _here(row["since"], row["pledge"], row["person"])


def _here(since: date, pledge: int, person: int) -> Any:
    return sa.tuple_(sa.literal(since, sa.Date), sa.literal(pledge), sa.literal(person))


def _cursor(way: str, row: Row) -> str:
    return f"{way} {row['since'].isoformat()} {row['pledge']} {row['person']}"


def _read(at: str) -> tuple[bool, Any]:
    if not at:
        return False, None
    try:
        way, since, pledge, person = at.split(" ")
        return way == "before", _here(date.fromisoformat(since), int(pledge), int(person))
    except ValueError:
        raise OldCard from None
