"""The steps of escalation that were taken: whom each asked, whether that arrived, and what came back."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from pledges.escalation import Step
from pledges.messages import PersonId
from pledges.people import DirectorateId, PostId
from storage.chain import Through
from storage.escalation_tables import escalating, escalations
from storage.ledger import asks
from storage.store import Row, Store
from storage.tables import people, pledges, posts
from storage.told import tell

ESCALATION = "escalation"  # what history calls it
LATE = "late:%"  # the weekly rungs
OVER = "answered"

_c, _a, _p = escalations.c, asks.c, pledges.c
_open = _c.settled_at.is_(None)
# Spelled out, because a partial index serves only a query that says the same in so many words.
_UNANSWERED = _a.answered_at.is_(None) & (_a.excused == sa.literal_column("''"))
_named = sa.select(escalations, people.c.name).outerjoin(people, people.c.id == _c.person_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A step that was taken: it asked `person`, named `name`, for the `post`. `by` is whoever replied to it."""

    pledge: int
    for_due: str
    since: date
    step: Step
    owner: PersonId
    person: PersonId | None
    post: str
    message: str
    put_on: date
    id: int = 0
    name: str = ""
    reached_at: datetime | None = None
    undelivered: str = ""
    undelivered_at: datetime | None = None
    settled_at: datetime | None = None
    reply: str = ""
    by: PersonId | None = None


class Escalations(Store):
    async def candidates(self, after: int, today: date) -> list[int]:
        """The pledges whose owners have left so many weekly questions open, where escalation is on.

        Not those about which a step was taken today.
        """
        newest = sa.select(sa.func.max(escalating.c.id)).group_by(escalating.c.directorate_id)
        where = sa.select(escalating.c.directorate_id).where(escalating.c.id.in_(newest), escalating.c.is_on)
        taken = sa.exists().where(_c.pledge == _a.pledge, _c.put_on == today)
        query = (
            sa.select(_a.pledge)
            .join(pledges, _p.number == _a.pledge)
            .where(_UNANSWERED, _a.reached_at.is_not(None), _a.rung.like(LATE))
            .where(_p.finished_at.is_(None), _p.wanted.is_(None), _p.due < today, _p.directorate_id.in_(where), ~taken)
            .group_by(_a.pledge)
            .having(sa.func.count(_a.message.distinct()) >= after)
        )
        return sorted(row["pledge"] for row in await self._rows(query))

    async def asked(self, pledge: int, person: PersonId, for_due: date) -> list[tuple[date, datetime]]:
        """When weekly questions about a deadline were put to somebody and arrived, and are open; one each message."""
        first = sa.func.min
        query = (
            sa.select(first(_a.asked_on).label("asked_on"), first(_a.reached_at).label("reached_at"))
            .where(_a.pledge == pledge, _a.person_id == person, _a.for_due == for_due.isoformat())
            .where(_UNANSWERED, _a.reached_at.is_not(None), _a.rung.like(LATE))
            .group_by(_a.message)
        )
        return sorted((row["asked_on"], row["reached_at"]) for row in await self._rows(query))

    async def of(self, numbers: Iterable[int]) -> list[Taken]:
        """The steps about some pledges, in the order in which they were taken."""
        these = _c.pledge.in_(sorted(set(numbers)))
        return [_made(row) for row in await self._rows(_named.where(these).order_by(_c.pledge, _c.id))]

    async def of_message(self, key: str) -> list[Taken]:
        """The steps that a message carries."""
        return [_made(row) for row in await self._rows(_named.where(_c.message == key).order_by(_c.pledge, _c.id))]

    async def put(self, step: Taken) -> bool:
        """Note a step, once for a silence; return whether it was new."""
        same = ("pledge", "for_due", "since", "step", "post", "message", "put_on")
        row = {name: getattr(step, name) for name in same}
        return await self._insert_once(escalations, owner_id=step.owner, person_id=step.person, **row)

    async def reached(self, keys: Collection[str], at: datetime) -> None:
        """Note that messages arrived; the first time counts."""
        first = sa.update(escalations).where(_c.message.in_(sorted(keys)), _c.reached_at.is_(None), _open)
        await self._conn.execute(first.values(reached_at=at))

    async def undelivered(self, key: str, why: str, at: datetime) -> None:
        """Note why a message has not arrived."""
        waiting = (_c.message == key) & _c.reached_at.is_(None)
        await self._conn.execute(sa.update(escalations).where(waiting).values(undelivered=why, undelivered_at=at))

    async def settle(
        self, numbers: Collection[int], at: datetime, reply: str = OVER, by: PersonId | None = None
    ) -> list[Taken]:
        """Settle all open steps about some pledges; return them. `by` is whoever replied: asking begins anew then."""
        return await self._settle(_c.pledge.in_(sorted(numbers)), at, reply, by)

    async def settle_in(self, directorate: DirectorateId, at: datetime, reply: str, by: PersonId) -> list[Taken]:
        """Settle all open steps about the pledges of a directorate; return them."""
        here = sa.select(_p.number).where(_p.directorate_id == directorate)
        return await self._settle(_c.pledge.in_(here), at, reply, by)

    async def left(self, numbers: Collection[int], owner: PersonId, at: datetime, why: str) -> list[Taken]:
        """Settle the open steps about some pledges that were taken because of one owner, who has left; return them."""
        return await self._settle(_c.pledge.in_(sorted(numbers)) & (_c.owner_id == owner), at, why, None)

    async def _settle(
        self, which: sa.ColumnElement[bool], at: datetime, reply: str, by: PersonId | None
    ) -> list[Taken]:
        found = [_made(row) for row in await self._rows(_named.where(which, _open).order_by(_c.id))]
        if found:
            change = sa.update(escalations).where(_c.id.in_([step.id for step in found]))
            await self._conn.execute(change.values(settled_at=at, reply=reply, by_id=by))
        return found

    async def put_again(self, ids: Iterable[int]) -> None:
        """Have steps be open again that were settled."""
        again = sa.update(escalations).where(_c.id.in_(sorted(ids))).values(settled_at=None, reply="", by_id=None)
        await self._conn.execute(again)

    async def director_posts(self, directorate: DirectorateId) -> list[PostId]:
        """The director's post of a directorate; two where it has two."""
        query = sa.select(posts.c.id).where(posts.c.directorate_id == directorate, posts.c.director)
        return [PostId(row["id"]) for row in await self._rows(query.order_by(posts.c.id))]

    async def tell(self, pledge: int, words: str, *, door: str, by: PersonId | None, now: datetime) -> None:
        """Tell the history of a pledge, which is locked, what happened; the pledge itself stays as it is."""
        await tell(self._conn, pledge, ESCALATION, words, Through(door=door, by=by, at=now))


def _made(row: Row) -> Taken:
    return Taken(
        owner=PersonId(row["owner_id"]),
        person=row["person_id"],
        name=row["name"] or "",
        by=row["by_id"],
        **{name: row[name] for name in _SAME},
    )


_SAME = (
    *("id", "pledge", "for_due", "since", "step", "post", "message", "put_on", "reached_at", "settled_at"),
    *("undelivered", "undelivered_at", "reply"),
)
