"""One message a person a day: what goes to somebody unasked is folded into the message of that day.

The first of what waits becomes that message, and carries the others. That there is one a day is a unique index.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from pledges.messages import Facts, PersonId
from pledges.policy import Policy
from storage.ledger import SENDABLE, outbox
from storage.pilot import LEFT_OUT
from storage.recipients import PART, READY
from storage.store import Row, Store
from storage.tables import people

_c = outbox.c
_lead, _other = outbox.alias("lead"), outbox.alias("other")
# Asks first, in this order; what only tells comes behind.
_MOST_URGENT = (
    *("nudge", "director asks", "director writes", "first", "hand over", "new"),
    *("decision", "escalation warning", "escalation"),
)

# What may be put for a set hour of a day: a nudge with a last call, and the director's note.
_AT_AN_HOUR = ("nudge", "note")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A message that stands in a chat, alone or as a part of another."""

    key: str
    kind: str
    facts: Facts


class Days(Store):
    async def fold(self, limit: int, policy: Policy, now: datetime) -> None:
        """Make messages of the day of what waits for up to `limit` people; outside the hours it waits for the next.

        What comes when a person's message of the day is sent waits for the next working morning.
        """
        today = policy.today(now)
        loose = _loose(today, now, policy.nudge_hours(today)[1])
        if not policy.may_nudge(now):
            await self._wait(loose, policy.next_morning(now))
            return
        everybody = await self._locked(loose, limit)
        if not everybody:
            return
        leads = await self._leads(everybody, today)
        waiting: dict[int, list[Row]] = defaultdict(list)
        for row in await self._rows(sa.select(outbox).where(loose, _c.person_id.in_(everybody))):
            waiting[row["person_id"]].append(row)
        for person, rows in sorted(waiting.items()):
            await self._one(leads.get(person), sorted(rows, key=_urgency), policy, now)

    async def _locked(self, loose: sa.ColumnElement[bool], limit: int) -> list[int]:
        """Some people for whom something waits, whom no other copy is seeing to at this moment."""
        first = sa.select(_c.person_id).where(loose).order_by(_c.not_before, _c.id).limit(limit)
        query = sa.select(people.c.id).where(people.c.id.in_(first))
        return [row["id"] for row in await self._rows(query.with_for_update(skip_locked=True))]

    async def _leads(self, persons: Sequence[int], today: date) -> dict[int, Row]:
        ours = _c.person_id.in_(persons) & (_c.day == today) & sa.text(SENDABLE)
        return {row["person_id"]: row for row in await self._rows(sa.select(outbox).where(ours))}

    async def _one(self, lead: Row | None, rows: Sequence[Row], policy: Policy, now: datetime) -> None:
        if lead and lead["settled_at"]:
            await self._wait(_c.id.in_([row["id"] for row in rows]), policy.next_morning(now))
        elif lead is None:
            await self._carry(rows[1:], rows[0]["id"])
            first = sa.update(outbox).where(_c.id == rows[0]["id"])
            await self._count(first.values(day=policy.today(now), carried_by=None))
        elif not _on_the_wire(lead, now):
            await self._carry(rows, lead["id"])

    async def _carry(self, rows: Sequence[Row], lead: int) -> None:
        ids = [row["id"] for row in rows]
        if ids:
            await self._count(sa.update(outbox).where(_c.id.in_(ids)).values(carried_by=lead, day=None))

    async def _wait(self, which: sa.ColumnElement[bool], until: datetime) -> None:
        await self._count(sa.update(outbox).where(which).values(not_before=until, day=None, carried_by=None))

    async def let_go(self, lead: int, claim: str) -> None:
        """Have the parts of a message that were not sent with it wait for the next one."""
        mine = (_c.carried_by == lead) & (_c.claim == claim)
        await self._count(sa.update(outbox).where(mine).values(claim=None, claimed_until=None))

    async def written(self, person: PersonId, day: date) -> bool:
        """Whether somebody's message of a day has gone, or is on its way this moment."""
        gone = sa.or_(_c.settled_at.is_not(None), _c.claim.is_not(None))
        query = sa.select(_c.id).where(_c.person_id == person, _c.day == day, sa.text(SENDABLE), gone)
        return await self._conn.scalar(query) is not None

    async def standing(self, person: PersonId, message: str) -> list[Part]:
        """The parts of a message that stands in somebody's chat, in order; one for a message that is alone."""
        here = (_c.stands_message == message) & (_c.person_id == person) & _c.redraw_address.is_(None)
        rows = sorted(await self._rows(sa.select(outbox).where(here)), key=lambda r: (r["day"] is None, _urgency(r)))
        return [Part(key=row["key"], kind=row["kind"], facts=row["facts"]) for row in rows]

    async def say_again(self, key: str, kind: str, facts: Facts) -> None:
        """Keep what a part of a message says from now on, for whenever another part of it is drawn anew."""
        await self._count(sa.update(outbox).where(_c.key == key).values(kind=kind, facts=dict(facts)))


async def take_parts(conn: AsyncConnection, leads: Sequence[Row], until: datetime) -> dict[int, list[Row]]:
    """Claim what these claimed messages carry, under the same claim, until the lease ends; by the id of the message."""
    parts: dict[int, list[Row]] = defaultdict(list)
    if leads:
        carried = _c.carried_by.in_([row["id"] for row in leads]) & READY
        take = sa.update(outbox).where(carried).values(claim=leads[0]["claim"], claimed_until=until).returning(outbox)
        for row in sorted((await conn.execute(take)).mappings(), key=_urgency):
            parts[row["carried_by"]].append(row)
    return parts


def _loose(today: date, now: datetime, ends: datetime) -> sa.ColumnElement[bool]:
    """What waits for somebody and is neither today's message nor carried by it."""
    carried = sa.exists().where(_lead.c.id == _c.carried_by, _lead.c.day == today, _lead.c.settled_at.is_(None))
    free = sa.or_(_c.claimed_until.is_(None), _c.claimed_until <= now)
    not_todays = sa.or_(_c.day.is_(None), _c.day != today)
    begun = READY & (_c.not_before <= now) & PART & free & not_todays
    return begun & sa.not_(carried) & sa.not_(LEFT_OUT) & sa.not_(_later(now, ends))


def _later(now: datetime, ends: datetime) -> sa.ColumnElement[bool]:
    """Whether something is to reach them at a set hour later this day: the day's message waits for it."""
    waits = (_other.c.person_id == _c.person_id) & (_other.c.state == "ready") & _other.c.settled_at.is_(None)
    hour = (_other.c.not_before > now) & (_other.c.not_before < ends) & _other.c.day.is_(None)
    new = _other.c.redraw_address.is_(None) & sa.not_(_other.c.alone) & _other.c.kind.in_(_AT_AN_HOUR)
    return sa.exists().where(waits, hour, new)


def _on_the_wire(lead: Row, now: datetime) -> bool:
    return lead["claimed_until"] is not None and lead["claimed_until"] > now


def _urgency(row: Row) -> tuple[int, datetime, int]:
    kind = row["kind"]
    place = _MOST_URGENT.index(kind) if kind in _MOST_URGENT else len(_MOST_URGENT)
    return place, row["not_before"], row["id"]
