"""A worker of our own: it does its work when woken, and stopping it waits for what is under way."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

log = logging.getLogger(__name__)


class Worker:
    """Runs `work`, one pass at a time, in a task from `start` to `stop`. True means that there is more to do at once.

    Waking it twice during a pass brings one more pass. A pass that raises is logged and the next one runs as ever.
    """

    def __init__(self, name: str, work: Callable[[], Awaitable[bool]]) -> None:
        self.name, self._work = name, work
        self._woken = asyncio.Event()
        self._resting = asyncio.Event()
        self._stopping = False
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._task = asyncio.create_task(self._run(), name=self.name)

    def wake(self) -> None:
        self._resting.clear()
        self._woken.set()

    async def rests(self) -> None:
        """Return when there is nothing to do: no pass is under way, and nobody has woken it since the last one."""
        await self._resting.wait()

    async def stop(self) -> None:
        """Finish the pass under way, begin no other, and return when it is over."""
        self._stopping = True
        self.wake()
        if self._task:
            await self._task

    async def _run(self) -> None:
        while True:
            if not self._woken.is_set():
                self._resting.set()
            await self._woken.wait()
            self._woken.clear()
            if self._stopping:
                return
            if await self._pass():
                self.wake()

    async def _pass(self) -> bool:
        try:
            return await self._work()
        except Exception:
            log.exception("a pass failed", extra={"worker": self.name})
            return False
