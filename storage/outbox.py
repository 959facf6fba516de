"""Messages on their way: put, claimed, settled.

A claim is a lease: if the claimer dies, the row can be claimed again when the lease ends. Settling needs the claim's
token, so whoever has lost a lease changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import uuid4

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from pledges.messages import Address, Facts, Outgoing, Recipient, Target
from storage.days import take_parts
from storage.lanes import Lane, in_order, place
from storage.ledger import outbox
from storage.recipients import PART, READY, columns_of, recipient_of, release, state_for, unsettled
from storage.store import Row, Store
from storage.trail import Trail

_c = outbox.c
_FREE = {"claim": None, "claimed_until": None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """A message that is ours to send until its lease ends. `target` is the message that it redraws.

    `of_the_day` says that it is somebody's message of the day; `parts` are what it carries, claimed along with it. It
    is a reply to the message `under` whose key it goes.
    """

    id: int
    claim: str
    key: str
    kind: str
    to: Recipient
    facts: Facts
    attempts: int
    until: datetime | None
    target: Target | None
    parts: tuple[Claimed, ...] = ()
    of_the_day: bool = False
    under: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A message that was not sent yet."""

    key: str
    facts: Facts
    not_before: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A message that was sent, and where it stands; `redraws` says that it took the place of another."""

    kind: str
    facts: Facts
    at: Target
    to: Recipient
    redraws: bool


class Outbox(Store):
    def __init__(self, conn: AsyncConnection, trail: Trail | None = None) -> None:
        super().__init__(conn)
        self._trail = trail or Trail()

    async def put(self, message: Outgoing, now: datetime) -> bool:
        """Queue a message once; return whether it was new. It is held while its recipient cannot be written to.

        Raises LookupError for a person or a channel that nobody has met.
        """
        row, state = _row(message, now), state_for(message.to)
        given = (sa.bindparam(None, value, type_=_c[name].type) for name, value in row.items())
        queued = state.with_only_columns(*given, *state.selected_columns)
        new = self._insert(outbox).from_select([*row, "state"], queued).on_conflict_do_nothing(index_elements=["key"])
        if await self._count(new):
            self._trail.messages.append(message.key)
            return True
        if not await self.knows(message.key):
            raise LookupError(f"a {message.kind} is for somebody nobody has met: {message.to}")
        return False

    async def claim(
        self, limit: int, now: datetime, lease: timedelta, today: date | None = None, lane: Lane | None = None
    ) -> list[Claimed]:
        """Take up to `limit` messages that are due, in order; in one statement, so that nobody else has them.

        Of what goes to a person unasked only the message of the day `today` is taken, with all its parts: see Days.
        """
        free = sa.or_(_c.claimed_until.is_(None), _c.claimed_until <= now)
        due = sa.select(_c.id).where(READY, _c.not_before <= now, free, sa.not_(PART) | (_c.day == today))
        first = in_order(due, lane).limit(limit).with_for_update(skip_locked=True).cte("due")
        take = (
            sa.update(outbox)
            .where(_c.id.in_(sa.select(first.c.id)))
            .values(claim=uuid4().hex, claimed_until=now + lease, attempts=_c.attempts + 1)
            .returning(outbox)
        )
        rows = sorted(await self._rows(take), key=lambda row: place(row, lane))
        parts = await take_parts(self._conn, [row for row in rows if row["day"]], now + lease)
        return [_claimed(row, parts.get(row["id"], ())) for row in rows]

    async def settle(self, item: Claimed, state: str, outcome: str, now: datetime, at: Target | None = None) -> bool:
        """Close a message as "sent", "dropped" or "dead"; `at` is where it stands. False when the lease was lost."""
        stands = {"stands_address": at.address, "stands_message": at.message} if at else {}
        return await self._mine(item, state=state, outcome=outcome, settled_at=now, **stands)

    async def retry(self, item: Claimed, at: datetime, outcome: str) -> bool:
        """Have a message tried again at `at`. False when the lease was lost."""
        return await self._mine(item, not_before=at, outcome=outcome)

    async def unclaim(self, item: Claimed, at: datetime) -> bool:
        """Have a message tried at `at`, as if it had not been tried now. False when the lease was lost."""
        return await self._mine(item, not_before=at, attempts=_c.attempts - 1)

    async def hold(self, item: Claimed, why: str) -> bool:
        """Keep a message until its recipient can be written to: at once, if they can be by now.

        False when the lease was lost.
        """
        state = (await self._conn.execute(state_for(item.to))).scalar_one()
        return await self._mine(item, state=state, outcome=why)

    async def release(self, to: Recipient) -> int:
        """Make ready what is held for somebody; return how much that was."""
        return await release(self._conn, to)

    async def delay(self, to: Recipient, until: datetime) -> int:
        """Send nothing to somebody before `until`; return how many messages that holds up."""
        early = unsettled(to) & READY & (_c.not_before < until)
        return await self._count(sa.update(outbox).where(early).values(not_before=until))

    async def hasten(self, to: Recipient, now: datetime) -> int:
        """Send at once what was put off for somebody; return how many messages that is."""
        late = unsettled(to) & READY & (_c.not_before > now)
        return await self._count(sa.update(outbox).where(late).values(not_before=now))

    async def unsent(self, kind: str, to: Recipient, now: datetime | None = None) -> list[Waiting]:
        """What of a kind waits for somebody, ready or held, and is not on the wire; oldest first.

        With `now`, what was claimed by a copy that let its lease end waits too.
        """
        free = _c.claim.is_(None) if now is None else sa.or_(_c.claim.is_(None), _c.claimed_until <= now)
        query = sa.select(_c.key, _c.facts, _c.not_before).where(unsettled(to) & (_c.kind == kind), free)
        return [Waiting(**row) for row in await self._rows(query.order_by(_c.not_before, _c.id))]

    async def drop(self, key: str, why: str, now: datetime) -> bool:
        """Drop a message that was not sent. False when it is sent, dropped or dead already, or on the wire."""
        off_the_wire = sa.or_(_c.claimed_until.is_(None), _c.claimed_until <= now)
        mine = (_c.key == key) & _c.settled_at.is_(None) & off_the_wire
        values = {"state": "dropped", "outcome": why, "settled_at": now, **_FREE}
        return await self._count(sa.update(outbox).where(mine).values(values)) == 1

    async def standing_at(self, key: str) -> Target | None:
        """Where a message that was sent stands."""
        row = await self._row(sa.select(_c.stands_address, _c.stands_message).where(_c.key == key))
        return _target(row, "stands") if row else None

    async def knows(self, key: str) -> bool:
        """Whether a message was put, whatever became of it."""
        return await self._conn.scalar(sa.select(_c.id).where(_c.key == key)) is not None

    async def is_coming(self, key: str) -> bool:
        """Whether a message was put and is yet to be sent."""
        coming = (_c.key == key) & _c.settled_at.is_(None)
        return await self._conn.scalar(sa.select(_c.id).where(coming)) is not None

    async def standing(self, key: str) -> Sent | None:
        """A message that was sent and stands in a chat."""
        row = await self._row(sa.select(outbox).where(_c.key == key))
        at = _target(row, "stands") if row else None
        if row is None or at is None:
            return None
        redraws = _target(row, "redraw") is not None
        return Sent(kind=row["kind"], facts=row["facts"], at=at, to=recipient_of(row), redraws=redraws)

    async def in_the_air(self, key: str) -> Recipient | None:
        """Whom a new message is being sent to at this moment, if it is."""
        claimed = (_c.key == key) & _c.claim.is_not(None) & _c.redraw_address.is_(None)
        row = await self._row(sa.select(outbox).where(claimed))
        return recipient_of(row) if row else None

    async def tidy(self, before: datetime) -> int:
        """Forget what was settled before a moment; return how much that was. Its keys can then be put again."""
        return await self._count(sa.delete(outbox).where(_c.settled_at < before))

    async def _mine(self, item: Claimed, **values: object) -> bool:
        mine = (_c.id == item.id) & (_c.claim == item.claim)
        return await self._count(sa.update(outbox).where(mine).values(values | _FREE)) == 1


def _row(message: Outgoing, now: datetime) -> dict[str, object]:
    return {
        "key": message.key,
        "kind": message.kind,
        **columns_of(message.to),
        "facts": dict(message.facts),
        "put_at": now,
        "not_before": message.not_before,
        "until": message.until,
        "redraw_address": message.target.address if message.target else None,
        "redraw_message": message.target.message if message.target else None,
        "alone": message.alone,
        "under": message.under,
    }


def _claimed(row: Row, parts: Iterable[Row] = ()) -> Claimed:
    told = {name: row[name] for name in ("id", "claim", "key", "kind", "facts", "attempts", "until", "under")}
    carried = tuple(_claimed(part) for part in parts)
    todays = row["day"] is not None
    return Claimed(to=recipient_of(row), target=_target(row, "redraw"), parts=carried, of_the_day=todays, **told)


def _target(row: Row, what: str) -> Target | None:
    address, message = row[f"{what}_address"], row[f"{what}_message"]
    return None if address is None else Target(Address(address), message)
