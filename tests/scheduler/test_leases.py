"""Leases: who has claimed a message sends it, in time or not at all; what goes wrong stays with that message."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta

import pytest

from pledges.messages import Drop, Rendered
from scheduler.deliver import deliver
from storage.db import Tx
from storage.outbox import Claimed
from tests.scheduler.office import Colleague, Office


@pytest.fixture
async def asha(office: Office) -> Colleague:
    return await office.hires("Asha Verrall")


@pytest.fixture
async def bel(office: Office) -> Colleague:
    return await office.hires("Bel Okoro")


async def test_one_that_another_copy_took_over_is_not_settled_again(
    office: Office, asha: Colleague, caplog: pytest.LogCaptureFixture
) -> None:
    await office.puts("decided", asha.id, "a")
    office.cable.hold_up()
    slow = asyncio.create_task(office.delivers())
    await office.cable.waiting.acquire()
    office.clock.forward(minutes=3)  # the lease is over
    other = asyncio.create_task(office.delivers())
    await office.cable.waiting.acquire()
    office.cable.let_go()
    await asyncio.gather(slow, other)
    assert (await office.states())["a"][0] == "sent"
    assert [record.message for record in caplog.records].count("lease lost") == 1


async def test_two_copies_share_the_work_and_send_nothing_twice(office: Office) -> None:
    people = [await office.hires(f"Owner {number}") for number in range(12)]
    for person in people:
        await office.puts("decided", person.id, f"to {person.id}")
    batches = await asyncio.gather(*(office.delivers(batch=5) for _ in range(4)))
    assert sum(batches) == 12
    assert [len(office.heard(person)) for person in people] == [1] * 12


async def test_a_send_ends_before_the_lease_does(office: Office, asha: Colleague) -> None:
    await office.puts("decided", asha.id, "a")
    office.cable.hold_up()
    async with asyncio.timeout(5):
        await office.delivers(lease=timedelta(seconds=0.2))
    assert (await office.states())["a"] == ("ready", "Teams did not answer in time")
    office.cable.let_go()
    office.clock.forward(minutes=1)
    await office.delivers()
    assert office.heard(asha) == ["decided"]


async def test_nothing_is_sent_inside_a_transaction(office: Office, asha: Colleague) -> None:
    await office.puts("decided", asha.id, "a")
    office.cable.hold_up()
    delivering = asyncio.create_task(office.delivers())
    await office.cable.waiting.acquire()
    async with asyncio.timeout(5):
        await office.puts("decided", asha.id, "b")  # a writer gets in while the message is on the wire
    office.cable.let_go()
    await delivering
    assert office.heard(asha) == ["decided"]


async def test_what_arrived_counts_as_sent_even_when_its_meaning_cannot_be_noted(
    office: Office, asha: Colleague, caplog: pytest.LogCaptureFixture
) -> None:
    await office.puts("new", asha.id, "a", facts={"refs": "CP-77"})  # a pledge that is not there
    await office.delivers()
    office.clock.forward(hours=1)
    await office.delivers()
    assert office.heard(asha) == ["new CP-77"]
    assert (await office.states())["a"][0] == "sent"
    assert [record.levelno for record in caplog.records].count(logging.ERROR) == 1


async def test_a_row_that_cannot_even_be_settled_stops_no_other(
    office: Office, asha: Colleague, bel: Colleague, caplog: pytest.LogCaptureFixture
) -> None:
    await office.puts("decided", asha.id, "a")
    await office.puts("decided", bel.id, "b")

    async def render(item: Claimed, *, tx: Tx, now: object) -> Rendered | Drop:
        no_text = "half a character: \ud83d"
        return Drop(no_text) if item.key == "a" else Rendered("decided", {"type": "AdaptiveCard", "version": "1.5"})

    await deliver(office.db, render, office.cable, office.clock, policy=office.policy, jitter=lambda: 0.0)
    assert office.heard(bel) == ["decided"]
    assert [record.message for record in caplog.records] == ["a message could not be settled"]
    assert await office.delivers() == 0, "it is left alone until its lease ends"
    office.clock.forward(minutes=2)
    await office.delivers()
    assert office.heard(asha) == ["decided"]
