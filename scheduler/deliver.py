"""Send what the outbox holds. At least once: a crash after Teams took a message sends that message again.

What to say is read from the register at the moment of sending, and sent outside any transaction.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from pledges.errors import ConversationGone, DeliveryError, NotAuthorised, Unreachable
from pledges.messages import Address, Drop, Rendered, Target, Transport
from pledges.policy import Policy
from scheduler.drawing import TOO_LATE, Drawn, Render, draw
from scheduler.line import MINUTE, Line
from scheduler.outcome import NO_ADDRESS, Dropped, Held, Outcome, Sent, Waits, address_of, after, after_bug, settle
from scheduler.plan import PAUSED
from storage.db import Database
from storage.outbox import Claimed

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=2)
BATCH = 50
ON_THE_WIRE = 0.75  # of the lease: by then a send has ended, one way or another


async def deliver(
    db: Database,
    render: Render,
    transport: Transport,
    clock: Callable[[], datetime],
    *,
    policy: Policy,
    jitter: Callable[[], float],
    lease: timedelta = LEASE,
    batch: int = BATCH,
    line: Line | None = None,
    planned: bool = True,
) -> int:
    """Deliver one batch, all of it at once, and return how many messages were claimed.

    Of what goes to a person unasked one message a day is made. Before the day is `planned` none is begun, so that what
    is asked that day is in it.

    `jitter` gives numbers from 0 to 1; `line` remembers from batch to batch whether our credentials are taken.
    Every row is settled by itself: whatever happens to one is logged with its id and stops no other.
    """
    line = line or Line()
    now, started = clock(), asyncio.get_running_loop().time()
    if line.is_closed(now):
        return 0
    async with db.begin() as tx:
        paused = await tx.switches.get(PAUSED) is not None
        if planned and not paused:
            await tx.days.fold(batch, policy, now)
        claimed = await tx.outbox.claim(batch, now, lease, policy.today(now))
    batch_of = _Batch(
        db=db,
        render=render,
        transport=transport,
        clock=clock,
        policy=policy,
        jitter=jitter,
        line=line,
        paused=paused,
        ends=started + lease.total_seconds() * ON_THE_WIRE,
    )
    for item, failure in zip(claimed, await batch_of.carry_all(claimed), strict=True):
        if failure is not None:
            log.error("a message could not be settled", exc_info=failure, extra={"outbox_id": item.id})
    return len(claimed)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Batch:
    """`ends` is the moment of the event loop by which everything is off the wire, before any lease runs out."""

    db: Database
    render: Render
    transport: Transport
    clock: Callable[[], datetime]
    policy: Policy
    jitter: Callable[[], float]
    line: Line
    paused: bool
    ends: float

    async def carry_all(self, items: list[Claimed]) -> list[BaseException | None]:
        return await asyncio.gather(*(self._carry(item) for item in items), return_exceptions=True)

    async def _carry(self, item: Claimed) -> None:
        try:
            outcome = self._not_now(item) or await self._deliver(item)
        except Exception as error:
            log.exception("delivery failed", extra={"outbox_id": item.id, "attempt": item.attempts})
            outcome = after_bug(error, item, self.clock())
        await self._settle(item, outcome)

    def _not_now(self, item: Claimed) -> Outcome | None:
        """What can be said without looking: too late, paused, or outside the hours for what nobody asked for."""
        now = self.clock()
        if item.until and item.until <= now:
            return Dropped(TOO_LATE)
        if self.paused and item.target is None:
            return Waits(now + MINUTE)
        if item.of_the_day and not self.policy.may_nudge(now):
            return Waits(self.policy.next_morning(now))
        return None

    async def _deliver(self, item: Claimed) -> Outcome:
        now = self.clock()
        async with self.db.read() as tx:
            where = item.target or await address_of(tx, item.to)
            drawn = await draw(item, self.render, tx, now) if where else None
        if isinstance(drawn, Drop):
            return Dropped(drawn.reason)
        return await self._send(item, where, drawn) if where and drawn else Held(NO_ADDRESS)

    async def _send(self, item: Claimed, where: Target | Address, drawn: Drawn) -> Outcome:
        try:
            async with asyncio.timeout_at(self.ends):
                at = await self._to_teams(item, where, drawn.message)
        except NotAuthorised:
            return Waits(self.line.close(self.clock()))
        except TimeoutError:
            return after(Unreachable("Teams did not answer in time"), item, self.clock(), self.jitter())
        except DeliveryError as error:
            return after(error, item, self.clock(), self.jitter())
        self.line.open()
        return Sent(at, drawn.went, drawn.dropped)

    async def _to_teams(self, item: Claimed, where: Target | Address, message: Rendered) -> Target:
        if isinstance(where, Target):
            await self.transport.update(where, message)
            return where
        try:
            return await self.transport.send(where, message)
        except ConversationGone:
            if not isinstance(item.to, int):
                raise
            return await self.transport.send(await self._reopened(item, where), message)

    async def _reopened(self, item: Claimed, gone: Address) -> Address:
        """The personal conversation made anew, kept at once: what is sent to it may fail."""
        address = await self.transport.reopen(gone)
        if isinstance(item.to, int):
            async with self.db.begin() as tx:
                await tx.people.remember(item.to, address, self.clock())
        return address

    async def _settle(self, item: Claimed, outcome: Outcome) -> None:
        try:
            kept = await self._write(item, outcome)
        except Exception:
            if not isinstance(outcome, Sent):
                raise
            log.exception("a message arrived, and what that means could not be noted", extra={"outbox_id": item.id})
            async with self.db.begin() as tx:
                kept = await tx.outbox.settle(item, "sent", "", self.clock(), outcome.at)
                for part in outcome.went if kept else ():
                    await tx.outbox.settle(part, "sent", "", self.clock(), outcome.at)
        told = {"outbox_id": item.id, "attempt": item.attempts, "outcome": type(outcome).__name__}
        log.log(logging.INFO if kept else logging.WARNING, "settled" if kept else "lease lost", extra=told)

    async def _write(self, item: Claimed, outcome: Outcome) -> bool:
        async with self.db.begin() as tx:
            return await settle(tx, item, outcome, self.policy, self.clock())
