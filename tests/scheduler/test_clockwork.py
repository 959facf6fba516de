"""The clockwork as a whole: it works off what is due when it starts, goes on by itself, and stops in good order."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import date, timedelta

import pytest

from scheduler.clockwork import Clockwork, Pulse
from tests.scheduler.office import Colleague, Office, london

RARELY = timedelta(hours=1)  # of real time: no test waits for a tick
QUIET = Pulse(plan=RARELY, deliver=RARELY, tidy=RARELY, batch=3)


@pytest.fixture
async def asha(office: Office) -> Colleague:
    return await office.hires("Asha Verrall")


@pytest.fixture
async def clockwork(office: Office) -> AsyncIterator[Clockwork]:
    """Not started yet."""
    made = a_clockwork(office, QUIET)
    yield made
    await made.stop()


def a_clockwork(office: Office, pulse: Pulse) -> Clockwork:
    return Clockwork(
        office.db, office.render, office.cable, office.clock, policy=office.policy, jitter=lambda: 0.0, pulse=pulse
    )


async def leaves(office: Office, messages: int) -> None:
    """Wait until so many messages have left."""
    async with asyncio.timeout(10):
        for _ in range(messages):
            await office.cable.waiting.acquire()


async def test_what_came_due_while_nothing_ran_goes_out_at_the_start(
    office: Office, clockwork: Clockwork, asha: Colleague
) -> None:
    feed = await office.links("Children", asha, date(2026, 3, 2))
    await office.promises(asha, date(2026, 3, 27))
    office.clock.to(london("2026-03-26 11:00"))
    assert clockwork.planned_at is None
    await clockwork.start()
    await leaves(office, 2)
    await clockwork.stop()
    assert (office.days_of(asha), office.days_of(feed)) == (["2026-03-26"], ["2026-03-26"])
    assert clockwork.planned_at == office.clock()


async def test_full_batches_follow_each_other_at_once(office: Office, clockwork: Clockwork, asha: Colleague) -> None:
    for number in range(8):
        await office.puts("decided", asha.id, str(number))
    await clockwork.start()
    await leaves(office, 8)
    await clockwork.stop()
    assert len(office.heard(asha)) == 8


async def test_what_somebody_is_waiting_for_goes_out_without_a_tick(
    office: Office, clockwork: Clockwork, asha: Colleague
) -> None:
    await clockwork.start()
    await office.puts("decided", asha.id, "a")
    clockwork.hurry()
    await leaves(office, 1)
    await clockwork.stop()
    assert office.heard(asha) == ["decided"]


async def test_ticks_bring_the_rest(office: Office, asha: Colleague) -> None:
    often = timedelta(milliseconds=10)
    clockwork = a_clockwork(office, Pulse(plan=often, deliver=often, tidy=often))
    await clockwork.start()
    await office.puts("decided", asha.id, "a")
    await leaves(office, 1)
    await clockwork.stop()
    assert office.heard(asha) == ["decided"]


async def test_stopping_waits_for_what_is_on_the_wire(office: Office, clockwork: Clockwork, asha: Colleague) -> None:
    await office.puts("decided", asha.id, "a")
    office.cable.hold_up()
    await clockwork.start()
    await leaves(office, 1)
    stopping = asyncio.create_task(clockwork.stop())
    await asyncio.wait([stopping], timeout=0.05)
    assert not stopping.done()
    office.cable.let_go()
    await stopping
    assert office.heard(asha) == ["decided"]
    assert (await office.states())["a"][0] == "sent"


async def test_a_start_takes_up_the_rhythm_that_is_set_now(office: Office, asha: Colleague) -> None:
    await office.promises(asha, date(2026, 3, 27))
    await office.restarts(ladder=(19, 0))  # 19 working days before the 27th is today
    office.clock.to(london("2026-03-02 10:00"))
    clockwork = a_clockwork(office, QUIET)
    await clockwork.start()
    await leaves(office, 1)
    await clockwork.stop()
    assert office.heard(asha) == ["How is it going with CP-1?"]
