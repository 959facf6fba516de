"""The only file that knows APScheduler: a metronome that wakes workers. It holds no state worth keeping."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from datetime import UTC, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

EVERY_TICK = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}


class Ticker:
    """Calls each function at its interval, from `start` to `stop`. The functions must return at once."""

    def __init__(self, ticks: Iterable[tuple[timedelta, Callable[[], None]]]) -> None:
        logging.getLogger("apscheduler").setLevel(logging.WARNING)  # it would tell of every tick
        self._scheduler = AsyncIOScheduler(timezone=UTC, job_defaults=EVERY_TICK)
        for every, wake in ticks:
            self._scheduler.add_job(_on_the_loop, "interval", (wake,), seconds=every.total_seconds())

    def start(self) -> None:
        self._scheduler.start()

    def stop(self) -> None:
        """Tick no more; saying it again, or before the start, changes nothing. What was woken goes on by itself."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)


async def _on_the_loop(wake: Callable[[], None]) -> None:
    """A coroutine, because APScheduler runs plain functions in threads, where no event of asyncio may be set."""
    wake()
