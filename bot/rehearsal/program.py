"""The whole program, started and ended at will over one database, with an invented clock and a Teams of our own."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack
from datetime import datetime, timedelta

from bot.main import CLOCKWORK, build
from bot.rehearsal.teams import FakeTeams
from bot.running import listening
from bot.settings import Settings
from scheduler.clockwork import Clockwork, Pulse

_SELDOM = timedelta(hours=1)  # in real time: whoever moves the clock ticks by hand
_BY_HAND = Pulse(plan=_SELDOM, deliver=_SELDOM, tidy=_SELDOM, hands=1)


class Program:
    """Each start builds everything anew, and each stop ends it as the real one ends: nothing is kept in memory."""

    def __init__(self, settings: Settings, clock: Callable[[], datetime], teams: FakeTeams) -> None:
        self._settings, self._clock, self._teams = settings, clock, teams
        self._running = AsyncExitStack()
        self._clockwork: Clockwork | None = None
        self.starts = 0

    async def start(self) -> None:
        app = build(self._settings, self._clock, _BY_HAND, paced=False)
        port = await self._running.enter_async_context(listening(app, self._settings.host, 0))
        self._teams.bot_url = f"http://{self._settings.host}:{port}/api/messages"
        self._clockwork = app[CLOCKWORK]
        self.starts += 1

    async def stop(self) -> None:
        """End it: what is on the wire is finished, the database is closed."""
        self._clockwork = None
        await self._running.aclose()

    async def restart(self, in_work: float = 0.0) -> None:
        """Stop and start anew. With `in_work` it is stopped once more so many seconds later, in the midst of it."""
        await self.stop()
        if in_work:
            await self.start()
            await asyncio.sleep(in_work)
            await self.stop()
        await self.start()

    async def tick(self) -> None:
        """What the clockwork does at this moment, done when this returns: a batch now and then leaves some behind."""
        assert self._clockwork, "the program runs"
        sent = len(self._teams.connector.requests)
        self._clockwork.tick()
        await self._clockwork.rests()
        while sent < len(self._teams.connector.requests):
            sent = len(self._teams.connector.requests)
            self._clockwork.hurry()
            await self._clockwork.rests()
