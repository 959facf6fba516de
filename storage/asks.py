"""Asks: one question to one person about one pledge, and how it went."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from pledges.messages import PersonId
from storage.addresses import why_not
from storage.ledger import asks
from storage.store import Row, Store
from storage.trail import Trail

GIVEN, BY_HAND = "new", "by hand"
_TOLD_APART = 16  # hexadecimal figures; the rung has room for 24 characters
_c = asks.c
_open = _c.answered_at.is_(None) & (_c.excused == "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """`message` is the key in the outbox of the message that carries the question; `excused` says why it is off."""

    id: int
    pledge: int
    person: PersonId
    rung: str
    message: str
    asked_on: date
    reached_at: datetime | None
    answered_at: datetime | None
    excused: str


class Asks(Store):
    def __init__(self, conn: AsyncConnection, trail: Trail | None = None) -> None:
        super().__init__(conn)
        self._trail = trail or Trail()

    async def put(
        self,
        pledge: int,
        person: PersonId,
        rung: str,
        for_due: date | None,
        message: str,
        asked_on: date,
        meant_for: date | None = None,
    ) -> bool:
        """Note a question once for a pledge, person, rung, deadline and day; return whether it was new.

        The day counts, because a pledge that is opened again is asked about anew. Why it cannot
        be delivered yet, if so, is noted with it, and the day that it was meant for, where that was another.
        """
        due = for_due.isoformat() if for_due else ""
        told = {"pledge": pledge, "person_id": person, "rung": rung, "for_due": due, "meant_for": meant_for}
        waits = "" if message.startswith(f"{BY_HAND}:") else why_not(person)
        return await self._insert_once(asks, message=message, asked_on=asked_on, undelivered=waits, **told)

    async def put_given(
        self, pledge: int, person: PersonId, for_due: date | None, message: str, asked_on: date
    ) -> bool:
        """Note that somebody was given a pledge and is asked whether it is theirs; return whether it was new.

        The message counts too: given away and back on one day, they are asked anew.
        """
        change = sha256(message.encode()).hexdigest()[:_TOLD_APART]
        return await self.put(pledge, person, f"{GIVEN}:{change}", for_due, message, asked_on)

    async def of_message(self, key: str) -> list[Ask]:
        """The questions that a message carries, in the order in which they were put."""
        return [_made(row) for row in await self._rows(sa.select(asks).where(_c.message == key).order_by(_c.id))]

    async def of_messages(self, keys: Collection[str]) -> list[Ask]:
        """The questions that some messages carry, in the order in which they were put."""
        query = sa.select(asks).where(_c.message.in_(tuple(keys))).order_by(_c.id)
        return [_made(row) for row in await self._rows(query)]

    async def move(self, from_key: str, to_key: str) -> None:
        """Have the open questions of a message ride on the one that takes its place."""
        await self._conn.execute(sa.update(asks).where(_c.message == from_key, _open).values(message=to_key))

    async def reached(self, key: str, at: datetime) -> list[int]:
        """Note that a message arrived, the first time counts; return the pledges it first arrived about now."""
        first = sa.update(asks).where(_c.message == key, _c.reached_at.is_(None)).values(reached_at=at)
        return [row["pledge"] for row in await self._rows(first.returning(_c.pledge))]

    async def all_reached(self, keys: Collection[str], at: datetime) -> None:
        """reached() for many messages, in one statement."""
        first = sa.update(asks).where(_c.message.in_(tuple(keys)), _c.reached_at.is_(None))
        await self._conn.execute(first.values(reached_at=at))

    async def undelivered(self, key: str, why: str, at: datetime) -> None:
        """Note why a message has not arrived, with each question that it carries."""
        waiting = (_c.message == key) & _c.reached_at.is_(None)
        await self._conn.execute(sa.update(asks).where(waiting).values(undelivered=why, undelivered_at=at))

    async def answered(
        self, pledge: int, at: datetime, people: Collection[PersonId] | None = None, *, reply: str = ""
    ) -> list[Ask]:
        """Settle all open questions about a pledge, or those to some people; return them.

        `reply` says what came back if that is no update.
        """
        theirs = sa.true() if people is None else _c.person_id.in_(sorted(people))
        settled = sa.update(asks).where(_c.pledge == pledge, _open, theirs).values(answered_at=at, reply=reply)
        rows = await self._rows(settled.returning(asks))
        self._trail.settled.extend(row["id"] for row in rows)
        return [_made(row) for row in rows]

    async def open_about(self, pledges: Iterable[int]) -> list[Ask]:
        """The open questions about some pledges, in the order in which they were put."""
        query = sa.select(asks).where(_open, _c.pledge.in_(sorted(set(pledges)))).order_by(_c.id)
        return [_made(row) for row in await self._rows(query)]

    async def unanswered(self, person: PersonId) -> list[str]:
        """The references of the pledges that a person was asked about last, and has not answered for, in order."""
        theirs = _open & (_c.person_id == person)
        last = sa.select(sa.func.max(_c.asked_on)).where(theirs).scalar_subquery()
        query = sa.select(_c.pledge).where(theirs, _c.asked_on == last).order_by(_c.id)
        return list(dict.fromkeys(f"CP-{row['pledge']}" for row in await self._rows(query)))

    async def take_back(self, pledges: Iterable[int], person: PersonId, why: str) -> list[str]:
        """Take back the open questions to a person about some pledges; return the messages that carry them."""
        theirs = _open & (_c.person_id == person) & _c.pledge.in_(sorted(set(pledges)))
        rows = await self._rows(sa.update(asks).where(theirs).values(excused=why).returning(_c.id, _c.message))
        self._trail.settled.extend(row["id"] for row in rows)
        return sorted({row["message"] for row in rows})

    async def excuse_about(self, pledge: int, why: str) -> list[Ask]:
        """Take back all open questions about a pledge; return them."""
        off = sa.update(asks).where(_c.pledge == pledge, _open).values(excused=why)
        rows = await self._rows(off.returning(asks))
        self._trail.settled.extend(row["id"] for row in rows)
        return [_made(row) for row in rows]

    async def excuse(self, key: str, why: str) -> None:
        """Take back the open questions of a message."""
        await self._conn.execute(sa.update(asks).where(_c.message == key, _open).values(excused=why))

    async def put_again(self, ids: Iterable[int]) -> None:
        """Have questions be open again that were settled or taken back."""
        again = sa.update(asks).where(_c.id.in_(sorted(set(ids)))).values(answered_at=None, excused="", reply="")
        await self._conn.execute(again)


def _made(row: Row) -> Ask:
    same = {name: row[name] for name in ("id", "pledge", "rung", "message", "asked_on", "reached_at", "answered_at")}
    return Ask(person=PersonId(row["person_id"]), excused=row["excused"], **same)
