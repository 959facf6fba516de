"""A week with the bot started anew each time, as after a night: what was said and linked before is still there."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio

from bot.clock import moment_of
from bot.opening import migrated
from bot.rehearsal.people import CONTACT, TENANT, YOU, playground_config
from bot.rehearsal.playground import Playground
from bot.rehearsal.stage import fill, sample, settings_of
from tests.e2e.album import Album
from tests.e2e.client import CHANNEL, Client, Window
from tests.e2e.programs import free_port, pledgekeeper

pytestmark = pytest.mark.asyncio(loop_scope="session")
DIGEST = "Children's Services: this week's pledges"


@dataclass(frozen=True, slots=True)
class Council:
    """A register that outlives the bot, and a Playground that waits for it."""

    database_url: str
    port: int
    playground: Playground

    def at(self, time: str) -> AbstractAsyncContextManager[str]:
        """Run the bot within the block, from this time on. Whatever is due by then is sent at once."""
        given = {
            "DATABASE_URL": self.database_url,
            "PORT": str(self.port),
            "TENANT_ID": TENANT,
            "ADMINS": YOU.upn,
            "CONTACT": CONTACT,
        }
        env = {f"PLEDGEKEEPER_{name}": value for name, value in given.items()}
        return pledgekeeper("serve", "--at", time, until="ready", env=env)


@pytest_asyncio.fixture(loop_scope="session")
async def council(tmp_path: Path) -> AsyncIterator[Council]:
    settings = settings_of(tmp_path, free_port())
    await asyncio.to_thread(migrated, settings)
    await fill(settings, moment_of("2023-11-27T09:29", settings.timezone), sample())
    playground = Playground(tmp_path / "playground", free_port(), playground_config())
    yield Council(settings.database_url, settings.port, playground)
    await playground.stop()


async def test_a_week_from_the_first_question_to_the_second_digest(
    council: Council, window: Window, album: Album
) -> None:
    async with council.at("2023-11-27T09:30:05"):
        await council.playground.start(f"http://127.0.0.1:{council.port}/api/messages")
        teams = await Client.at(council.playground.url, await window())
        several = teams.card("5 pledges could do with a word from you")
        await several.answer("No change for those not late")
        await teams.open(CHANNEL)
        await teams.post("link Children's Services")
        await teams.card("Post the digest of Children's Services here?").answer("Link it")
    async with council.at("2023-11-27T11:00:05"):
        first = teams.card(DIGEST, teams.thread("As at Monday 27 November 2023, 11:00."))
        await first.shows("This is the first digest here")
    async with council.at("2023-11-28T09:30:05"):
        await teams.open("Personal Chat")
        await teams.card("For you to see to this week").shows("Owner to be confirmed")
    async with council.at("2023-12-01T10:00:05"):  # with the last call before Monday's digest
        nudge = teams.card("Monday’s digest will name 2 pledges of yours")
        await nudge.shows("Hold the development event with partners")
        await nudge.shows("Due Tuesday 5 December")
        await album.keep("nudge", nudge)
        await nudge.answer("No change for those not late")
        await nudge.shows("✓ CP-50: recorded as on track. Next question:")
        await album.keep("nudge-answered", nudge)
    async with council.at("2023-12-04T11:00:05"):
        await teams.open(CHANNEL)
        second = teams.card(DIGEST, teams.thread("As at Monday 4 December 2023, 11:00."))
        await second.shows("last week 0 late")
        await second.shows("Newly late")
        await album.keep("digest", second)
    await teams.leave()
