"""A worker wakes, works one pass at a time, survives what a pass raises, and stops only when a pass is over."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable
from datetime import timedelta

import pytest

from scheduler.ticker import Ticker
from scheduler.worker import Worker


class Work:
    """Passes to count, fail and hold up."""

    def __init__(self, results: Iterable[bool | Exception] = ()) -> None:
        self.results = list(results)
        self.begun = asyncio.Semaphore(0)
        self.may_end = asyncio.Event()
        self.may_end.set()
        self.ended = 0

    async def __call__(self) -> bool:
        self.begun.release()
        await self.may_end.wait()
        self.ended += 1
        result = self.results.pop(0) if self.results else False
        if isinstance(result, Exception):
            raise result
        return result


async def test_a_pass_runs_when_the_worker_is_woken() -> None:
    work = Work()
    worker = Worker("test", work)
    worker.start()
    worker.wake()
    await work.begun.acquire()
    await worker.stop()
    assert work.ended == 1


async def test_a_pass_with_more_to_do_is_followed_by_another_at_once() -> None:
    work = Work([True, True, False])
    worker = Worker("test", work)
    worker.start()
    worker.wake()
    for _ in range(3):
        await work.begun.acquire()
    await worker.stop()
    assert work.ended == 3


async def test_waking_during_a_pass_brings_one_more_however_often() -> None:
    work = Work()
    work.may_end.clear()
    worker = Worker("test", work)
    worker.start()
    worker.wake()
    await work.begun.acquire()
    worker.wake()
    worker.wake()
    work.may_end.set()
    await work.begun.acquire()
    await worker.stop()
    assert work.ended == 2


async def test_a_pass_that_fails_is_logged_and_the_next_one_runs(caplog: pytest.LogCaptureFixture) -> None:
    work = Work([RuntimeError("the database went away")])
    worker = Worker("plan", work)
    worker.start()
    worker.wake()
    await work.begun.acquire()
    worker.wake()
    await work.begun.acquire()
    await worker.stop()
    assert work.ended == 2
    [failure] = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert failure.exc_info
    assert failure.__dict__["worker"] == "plan"


async def test_stopping_waits_for_the_pass_under_way_and_begins_no_other() -> None:
    work = Work([True])
    work.may_end.clear()
    worker = Worker("test", work)
    worker.start()
    worker.wake()
    await work.begun.acquire()
    stopping = asyncio.create_task(worker.stop())
    await asyncio.wait([stopping], timeout=0.05)
    assert not stopping.done()
    work.may_end.set()
    await stopping
    assert work.ended == 1


async def test_a_worker_that_was_never_started_stops_at_once() -> None:
    async with asyncio.timeout(5):
        await Worker("test", work := Work()).stop()
    assert work.ended == 0


async def test_ticks_wake_on_the_loop_itself_and_end_with_the_ticker() -> None:
    ticks: asyncio.Queue[asyncio.Task[None] | None] = asyncio.Queue()
    ticker = Ticker([(timedelta(milliseconds=5), lambda: ticks.put_nowait(asyncio.current_task()))])
    ticker.start()
    async with asyncio.timeout(5):
        first, second = await ticks.get(), await ticks.get()
    ticker.stop()
    assert first is not None
    assert second is not None


async def test_stopping_the_ticker_does_not_end_a_pass_that_it_woke() -> None:
    work = Work()
    work.may_end.clear()
    worker = Worker("test", work)
    worker.start()
    ticker = Ticker([(timedelta(milliseconds=5), worker.wake)])
    ticker.start()
    async with asyncio.timeout(5):
        await work.begun.acquire()
    ticker.stop()
    work.may_end.set()
    await worker.stop()
    assert work.ended == 1
