"""Send what the outbox holds. At least once: a crash after Teams took a message sends that message again.

What to say is read from the register at the moment of sending, and sent outside any transaction.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from pledges.absences import day_after
from pledges.errors import ConversationGone, DeliveryError, NotAuthorised, Unreachable
from pledges.messages import Address, Drop, PersonId, Rendered, Target, Transport
from pledges.policy import Policy
from scheduler.arrivals import Arrivals, Sent
from scheduler.drawing import TOO_LATE, Drawn, Render, draw
from scheduler.line import MINUTE, Line
from scheduler.outcome import Dropped, Held, Outcome, Thread, Waits, Way, after, after_bug, settle, way_to
from scheduler.plan import PAUSED
from scheduler.tempo import ALL, ANSWERS, AT_ANY_TIME, EARLY, LAPSES, Slot, Tempo
from storage.db import Database, Tx
from storage.lanes import Lane
from storage.outbox import Claimed

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=2)
BATCH = 50
ON_THE_WIRE = 0.75  # of the lease: by then a send has ended, one way or another
HEARD = 60.0  # seconds after the claim in which the register is told what arrived, however often it takes
PLANNED, NOT_PLANNED = datetime.max.replace(tzinfo=UTC), datetime.min.replace(tzinfo=UTC)


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
    tempo: Tempo | None = None,
    lane: Lane = ALL,
    planned_at: datetime = PLANNED,
) -> int:
    """Deliver one batch, each message in its slot, and return how many messages were claimed.

    Of what goes to a person unasked one message a day is made. None is begun before planning has come round since the
    hours for it began (`planned_at`), so that what is asked that day is in it.

    `jitter` gives numbers from 0 to 1; `line` remembers from batch to batch whether our credentials are taken. Without
    a `tempo` all of it goes at once. Every row is settled by itself: whatever happens to one is logged with its id and
    stops no other.
    """
    now, started, most = clock(), _seconds(), tempo.at_a_time(batch) if tempo else batch
    if (line := line or Line()).is_closed(now):
        return 0
    async with db.begin() as tx:
        policy, paused = await tx.rules.policy(policy), await tx.switches.get(PAUSED) is not None
        begin = planned_at >= policy.opened(now) and not paused
        claimed = await _claim(tx, most, lane, lease, policy, now, begin=begin)
        away = await _away(tx, policy.today(now)) if claimed else {}
        slots = await tempo.book(tx, claimed, lane) if tempo else [AT_ANY_TIME] * len(claimed)
    batch_of = _Batch(
        db=db,
        render=render,
        transport=transport,
        clock=clock,
        policy=policy,
        jitter=jitter,
        line=line,
        paused=paused,
        away=away,
        tempo=tempo,
        answers=lane is ANSWERS,
        ends=started + lease.total_seconds() * ON_THE_WIRE,
        arrivals=Arrivals(db, policy, clock, started + min(lease.total_seconds(), HEARD)),
    )
    return _tell(claimed, await batch_of.carry_all(claimed, slots))


async def _claim(
    tx: Tx, most: int, lane: Lane, lease: timedelta, policy: Policy, now: datetime, *, begin: bool
) -> list[Claimed]:
    """What is to be sent next; the messages of the day among it are made first, where they may `begin`."""
    if begin and lane is not ANSWERS:
        await tx.days.fold(most, policy, now)
    return await tx.outbox.claim(most, now, lease, policy.today(now), lane)


async def _away(tx: Tx, today: date) -> dict[PersonId, date]:
    return {absence.person: day_after(absence) for absence in await tx.absences.on(today)}


def _tell(claimed: Sequence[Claimed], failures: Sequence[BaseException | None]) -> int:
    """Log what could not be settled; return how many messages there were."""
    for item, failure in zip(claimed, failures, strict=True):
        if failure is not None:
            log.error("a message could not be settled", exc_info=failure, extra={"outbox_id": item.id})
    return len(claimed)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Batch:
    """`ends` is the moment of the event loop by which all is off the wire, which is before any lease runs out.

    `away` are those who are not to be written to, and from when they may be.
    """

    db: Database
    render: Render
    transport: Transport
    clock: Callable[[], datetime]
    policy: Policy
    jitter: Callable[[], float]
    line: Line
    paused: bool
    away: Mapping[PersonId, date]
    tempo: Tempo | None
    answers: bool
    ends: float
    arrivals: Arrivals

    async def carry_all(self, items: list[Claimed], slots: list[Slot]) -> list[BaseException | None]:
        return await asyncio.gather(*map(self._carry, items, slots), return_exceptions=True)

    async def _carry(self, item: Claimed, slot: Slot) -> None:
        try:
            outcome = self._not_now(item) or await self._in_turn(item, slot)
        except Exception as error:
            log.exception("delivery failed", extra={"outbox_id": item.id, "attempt": item.attempts})
            outcome = after_bug(error, item, self.clock())
        await self._settle(item, outcome)

    async def _in_turn(self, item: Claimed, slot: Slot) -> Outcome:
        """Wait for the slot, look again, and deliver. What has to wait too long is let go, and anybody's to claim."""
        if slot.busy or slot.at > self.ends:
            return Waits(self.clock() + timedelta(seconds=slot.at - _seconds()))
        if self.tempo and not await self.tempo.wait(slot.at - EARLY):
            return Waits(self.clock())
        return self._not_now(item) or await self._deliver(item, slot)

    def _not_now(self, item: Claimed) -> Outcome | None:
        """What can be said without looking: too late, paused, or not a moment for writing to them unasked."""
        now = self.clock()
        if item.until and item.until <= now:
            return Dropped(TOO_LATE)
        if self.paused and item.target is None:
            return Waits(now + MINUTE)
        if item.of_the_day and isinstance(item.to, int) and item.to in self.away:
            begins, _ = self.policy.nudge_hours(self.policy.days.on_or_after(self.away[item.to]))
            return Waits(begins)
        if item.of_the_day and not self.policy.may_nudge(now):
            return Waits(self.policy.next_morning(now))
        return None

    async def _deliver(self, item: Claimed, slot: Slot) -> Outcome:
        now = self.clock()
        async with self.db.read() as tx:
            where = await way_to(tx, item, now)
            if isinstance(where, Dropped | Held | Waits):
                return where
            drawn = await draw(item, self.render, tx, now)
        if isinstance(drawn, Drop):
            return Dropped(drawn.reason)
        if not await self._has_its_turn(slot):
            return Waits(self.clock())
        return await self._send(item, where, drawn)

    async def _has_its_turn(self, slot: Slot) -> bool:
        """Wait for the slot, and for another where a busy machine let it pass by. False when the program stops first.

        One who waits for an answer has waited long enough.
        """
        at = slot.at
        while self.tempo:
            if at > self.ends or not await self.tempo.wait(at):
                return False
            if self.answers or _seconds() <= at + LAPSES:
                return True
            at = await self.tempo.another(self.db)
        return True

    async def _send(self, item: Claimed, where: Way, drawn: Drawn) -> Outcome:
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

    async def _to_teams(self, item: Claimed, where: Way, message: Rendered) -> Target:
        if isinstance(where, Thread):
            return await self.transport.reply(where.post, message)
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
        if isinstance(outcome, Sent):
            kept = await self.arrivals.tell(item, outcome)
        else:
            async with self.db.begin() as tx:
                kept = await settle(tx, item, outcome, self.policy, self.clock())
        told = {"outbox_id": item.id, "attempt": item.attempts, "outcome": type(outcome).__name__}
        log.log(logging.INFO if kept else logging.WARNING, "settled" if kept else "lease lost", extra=told)


def _seconds() -> float:
    """The event loop's own time, which nobody sets."""
    return asyncio.get_running_loop().time()
