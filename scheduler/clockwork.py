"""Everything the clock starts, wound up and stopped together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from pledges.messages import Transport
from pledges.policy import Policy
from scheduler.deliver import BATCH, LEASE, deliver
from scheduler.drawing import Render
from scheduler.line import Line
from scheduler.plan import NOBODY, plan
from scheduler.ticker import Ticker
from scheduler.tidy import take_up, tidy
from scheduler.worker import Worker
from storage.db import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class Pulse:
    """How often each worker is woken, and how much is sent at a time. A lease is a copy's time to send a batch."""

    plan: timedelta = timedelta(minutes=1)
    deliver: timedelta = timedelta(seconds=3)
    tidy: timedelta = timedelta(hours=1)
    lease: timedelta = LEASE
    batch: int = BATCH


class Clockwork:
    """Nothing is remembered here: what is due stands in rows, so a restart, a missed tick or a second copy is harmless.

    `jitter` gives numbers from 0 to 1; `admins` are those named in settings. `line` says whether Teams takes our
    credentials, `planned_at` when planning last came round.
    """

    def __init__(
        self,
        db: Database,
        render: Render,
        transport: Transport,
        clock: Callable[[], datetime],
        *,
        policy: Policy,
        jitter: Callable[[], float],
        admins: frozenset[str] = NOBODY,
        pulse: Pulse | None = None,
    ) -> None:
        self.line = Line()
        self.planned_at: datetime | None = None
        self._db, self._render, self._transport, self._clock = db, render, transport, clock
        self._policy, self._jitter, self._pulse, self._admins = policy, jitter, pulse or Pulse(), admins
        self._tidier, self._planner, self._deliverer = self._workers = (
            Worker("tidy", self._tidy),
            Worker("plan", self._plan),
            Worker("deliver", self._deliver),
        )
        every = (self._pulse.tidy, self._pulse.plan, self._pulse.deliver)
        self._ticker = Ticker((each, worker.wake) for each, worker in zip(every, self._workers, strict=True))

    async def start(self) -> None:
        """Take up the rhythm that is set now, then work off what came due while nothing ran."""
        await take_up(self._db, self._policy, self._clock())
        for worker in self._workers:
            worker.start()
            worker.wake()
        self._ticker.start()

    async def stop(self) -> None:
        """Begin nothing new, and wait for what is on the wire."""
        self._ticker.stop()
        for worker in self._workers:
            await worker.stop()

    def hurry(self) -> None:
        """Deliver now: somebody has just put a message into the outbox."""
        self._deliverer.wake()

    async def _plan(self) -> bool:
        now = self._clock()
        await plan(self._db, self._policy, now, self._admins)
        self.planned_at = now
        self._deliverer.wake()
        return False

    async def _deliver(self) -> bool:
        now = self._clock()
        sent = await deliver(
            self._db,
            self._render,
            self._transport,
            self._clock,
            policy=self._policy,
            jitter=self._jitter,
            lease=self._pulse.lease,
            batch=self._pulse.batch,
            line=self.line,
            planned=self.planned_at is not None and self.planned_at >= self._policy.opened(now),
        )
        return sent >= self._pulse.batch

    async def _tidy(self) -> bool:
        await tidy(self._db, self._clock())
        return False
