"""Everything the clock starts, wound up and stopped together."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from pledges.messages import Transport
from pledges.policy import Policy
from scheduler.clerk_day import refresh
from scheduler.deliver import BATCH, LEASE, NOT_PLANNED, deliver
from scheduler.drawing import Render
from scheduler.installing import Installer, install
from scheduler.line import Line
from scheduler.living import keep_up
from scheduler.plan import NOBODY, plan
from scheduler.tempo import ANSWERS, THE_REST, Tempo
from scheduler.ticker import Ticker
from scheduler.tidy import take_up, tidy
from scheduler.worker import Worker
from storage.db import Database
from storage.lanes import Lane

HANDS = 4  # that carry what is not an answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Pulse:
    """How often each worker is woken, and how much is sent at a time. A lease is a copy's time to send a batch.

    `hands` carry what is not an answer.
    """

    plan: timedelta = timedelta(minutes=1)
    deliver: timedelta = timedelta(seconds=3)
    tidy: timedelta = timedelta(hours=1)
    lease: timedelta = LEASE
    batch: int = BATCH
    hands: int = HANDS


class Clockwork:
    """Nothing is remembered here: what is due stands in rows, so a restart, a missed tick or a second copy is harmless.

    `jitter` gives numbers from 0 to 1; `admins` are those named in settings; without a `tempo` nothing is paced.
    Answers have a worker of their own, and the rest has several: while one waits for Teams, others go on. `line` says
    whether Teams takes our credentials, `planned_at` when planning last came round.
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
        tempo: Tempo | None = None,
        installer: Installer | None = None,
    ) -> None:
        self.line = Line()
        self.planned_at: datetime | None = None
        self._db, self._render, self._transport, self._clock = db, render, transport, clock
        self._policy, self._jitter, self._pulse, self._admins = policy, jitter, pulse or Pulse(), admins
        self._tempo, self._installer = tempo, installer
        tidier, planner = Worker("tidy", self._tidy), Worker("plan", self._plan)
        fitter = Worker("install", self._install)
        lanes = (ANSWERS, *[THE_REST] * self._pulse.hands)
        self._deliverers = [Worker("deliver", partial(self._deliver, lane)) for lane in lanes]
        self._workers = (tidier, planner, fitter, *self._deliverers)
        every = (
            (self._pulse.tidy, tidier.wake),
            (self._pulse.plan, planner.wake),
            (self._pulse.plan, fitter.wake),
            (self._pulse.deliver, self.hurry),
        )
        self._ticker = Ticker(every)

    async def start(self) -> None:
        """Take up the rhythm that is set now, then work off what came due while nothing ran."""
        if self._tempo:
            self._tempo.start()
        await take_up(self._db, self._policy, self._clock())
        for worker in self._workers:
            worker.start()
            worker.wake()
        self._ticker.start()

    async def stop(self) -> None:
        """Begin nothing new, let go of what has no turn yet, and wait for what is on the wire."""
        self._ticker.stop()
        if self._tempo:
            self._tempo.stop()
        await asyncio.gather(*(worker.stop() for worker in self._workers))

    def tick(self) -> None:
        """Wake everybody, as the next ticks would: for whoever moves the clock by hand."""
        for worker in self._workers:
            worker.wake()

    async def rests(self) -> None:
        """Return when nobody has anything to do."""
        for worker in self._workers:  # the planner comes before those who deliver what it has put
            await worker.rests()

    def hurry(self) -> None:
        """Deliver now: somebody has just put a message into the outbox."""
        for worker in self._deliverers:
            worker.wake()

    async def _plan(self) -> bool:
        now = self._clock()
        await plan(self._db, self._policy, now, self._admins)
        await refresh(self._db, self._policy, now, self._admins)
        await keep_up(self._db, now)
        self.planned_at = now
        self.hurry()
        return False

    async def _deliver(self, lane: Lane) -> bool:
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
            tempo=self._tempo,
            lane=lane,
            planned_at=self.planned_at or NOT_PLANNED,
        )
        return sent >= (self._tempo.at_a_time(self._pulse.batch) if self._tempo else self._pulse.batch)

    async def _install(self) -> bool:
        if self._installer:
            await install(self._db, self._installer, self._clock, self._policy, self._admins)
        return False  # at the next tick, not at once: that is its pace

    async def _tidy(self) -> bool:
        await tidy(self._db, self._clock())
        return False
