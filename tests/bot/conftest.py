"""A fake Teams with somebody in it, and a bot that serves it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.rehearsal.teams import FakeTeams
from bot.rehearsal.teams_world import Person, Room
from pledges.messages import Address
from tests.bot.stand import APP_ID, SECRET, Bot, serving
from tests.clock import Clock


@pytest.fixture
async def fake(clock: Clock) -> AsyncIterator[FakeTeams]:
    async with FakeTeams(clock=clock, app_id=APP_ID, app_password=SECRET) as fake:
        yield fake


@pytest.fixture
async def bot(fake: FakeTeams, clock: Clock) -> AsyncIterator[Bot]:
    async with serving(fake, clock) as bot:
        yield bot


@pytest.fixture
def maya(fake: FakeTeams) -> Person:
    return fake.hires("Maya Lindqvist")


@pytest.fixture
def room(fake: FakeTeams) -> Room:
    return fake.opens_channel("Corporate parenting", team="Children's Services")


@pytest.fixture
async def chat(fake: FakeTeams, bot: Bot, maya: Person) -> Address:
    """The address of Maya's chat, learnt when she installed the bot."""
    await fake.installs(maya)
    return bot.heard[-1].address


@pytest.fixture
async def channel(fake: FakeTeams, bot: Bot, maya: Person, room: Room) -> Address:
    """The address of the channel, learnt when Maya added the bot to its team."""
    await fake.installs(maya, to=room)
    found = bot.heard[-1].channel
    assert found
    return found.address
