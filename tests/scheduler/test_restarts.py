"""PostgreSQL restarted under the bot's feet: a server of the test's own dies as in a power cut, and comes back."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from storage.migrate import upgrade
from tests import postgres
from tests.clock import Clock
from tests.scheduler.office import Colleague, Office, opened
from tests.soak.soak import Arrivals

HERE = [path for path in (postgres.programs(),) if path]  # a server that somebody else named is not ours to restart


@dataclass(frozen=True, slots=True)
class Housed:
    """An office with a database server of its own."""

    office: Office
    server: postgres.Server

    async def owes(self, count: int) -> list[Colleague]:
        """Have a message wait for each of so many people."""
        people = [await self.office.hires(f"Owner {number}") for number in range(count)]
        for person in people:
            await self.office.puts("decided", person.id, f"to {person.id}")
        return people

    @asynccontextmanager
    async def on_the_wire(self, count: int) -> AsyncIterator[asyncio.Task[int]]:
        """A batch of which all messages have left for Teams; the block decides what happens before they arrive."""
        self.office.cable.hold_up()
        delivering = asyncio.create_task(self.office.delivers())
        for _ in range(count):
            await self.office.cable.waiting.acquire()
        yield delivering
        await delivering

    async def dies(self) -> None:
        await asyncio.to_thread(self.server.dies)

    async def comes_back(self) -> None:
        await asyncio.to_thread(self.server.starts)

    async def goes_on(self) -> None:
        """What the clockwork does once leases are over."""
        for _ in range(3):
            self.office.clock.forward(minutes=3)
            while await self.office.delivers():
                pass


@pytest.fixture(params=HERE, ids=["its own server"])
async def housed(request: pytest.FixtureRequest, tmp_path: Path, clock: Clock) -> AsyncIterator[Housed]:
    with postgres.cluster("full_page_writes=off") as server:
        url = f"{server.url}/postgres"
        await asyncio.to_thread(upgrade, url)
        async with opened(url, clock) as office:
            yield Housed(office, server)


async def test_restarted_while_a_batch_is_on_the_wire_all_of_it_is_sent_once(housed: Housed) -> None:
    people = await housed.owes(6)
    async with housed.on_the_wire(6):
        await housed.dies()
        await housed.comes_back()
        housed.office.cable.let_go()
    assert {state for state, _ in (await housed.office.states()).values()} == {"sent"}
    await housed.goes_on()
    assert [housed.office.heard(person) for person in people] == [["decided"]] * 6


async def test_away_while_teams_takes_a_batch_it_is_told_when_it_is_back_and_nothing_is_sent_twice(
    housed: Housed,
) -> None:
    people = await housed.owes(6)
    async with housed.on_the_wire(6):
        await housed.dies()
        arrivals = Arrivals()
        housed.office.teams.world.messages = arrivals
        housed.office.cable.let_go()
        await arrivals.reach(6)
        await housed.comes_back()
    assert {state for state, _ in (await housed.office.states()).values()} == {"sent"}
    await housed.goes_on()
    assert [housed.office.heard(person) for person in people] == [["decided"]] * 6


async def test_away_for_longer_than_the_lease_what_teams_took_is_sent_once_more_and_not_again(housed: Housed) -> None:
    people = await housed.owes(2)
    housed.office.cable.hold_up()
    delivering = asyncio.create_task(housed.office.delivers(lease=timedelta(seconds=1)))
    for _ in people:
        await housed.office.cable.waiting.acquire()
    await housed.dies()
    housed.office.cable.let_go()
    await delivering
    await housed.comes_back()
    await housed.goes_on()
    assert [housed.office.heard(person) for person in people] == [["decided", "decided"]] * 2
    assert {state for state, _ in (await housed.office.states()).values()} == {"sent"}


async def test_away_when_a_batch_is_to_be_claimed_nothing_happens_and_it_goes_out_afterwards(housed: Housed) -> None:
    people = await housed.owes(3)
    await housed.dies()
    with pytest.raises(OSError, match=r"refused|Connect"):
        await housed.office.delivers()
    await housed.comes_back()
    await housed.goes_on()
    assert [housed.office.heard(person) for person in people] == [["decided"]] * 3
    assert {await housed.office.tries(f"to {person.id}") for person in people} == {1}
