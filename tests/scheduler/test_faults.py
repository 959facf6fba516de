"""Faults on the way to Teams, and under our own feet: nothing is lost, and nothing is sent twice without a reason.

Over real HTTP, on real databases. The short faults that one answer of Teams tells are in test_failures.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import asyncpg
import pytest
import sqlalchemy as sa

from pledges.messages import Address
from scheduler.line import Line
from storage.db import Database
from tests.clock import Clock
from tests.databases import KINDS, Databases
from tests.scheduler.cable import NOWHERE, address_in
from tests.scheduler.office import Colleague, Office, opened

SOON = timedelta(seconds=0.2)  # a lease, of which three quarters are left for the wire


@pytest.fixture
async def asha(office: Office) -> Colleague:
    return await office.hires("Asha Verrall")


@pytest.fixture(params=[kind for kind in KINDS if kind == "postgres"])
async def on_a_server(
    request: pytest.FixtureRequest, databases: Databases, tmp_path: Path, clock: Clock
) -> AsyncIterator[Office]:
    async with databases.fresh(request.param, tmp_path) as url, opened(url, clock) as office:
        yield office


@pytest.fixture
async def on_a_disk(databases: Databases, tmp_path: Path, clock: Clock) -> AsyncIterator[Office]:
    async with databases.fresh("sqlite", tmp_path) as url, opened(url, clock) as office:
        yield office


@asynccontextmanager
async def a_server_that_says_nothing() -> AsyncIterator[str]:
    """Its URL: whoever connects is taken in, and never hears a word."""
    held = list[asyncio.StreamWriter]()

    async def take_in(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        held.append(writer)

    server = await asyncio.start_server(take_in, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/teams/"
        for writer in held:
            writer.close()


async def moves(office: Office, who: Colleague, url: str) -> None:
    """Have the register believe that somebody's chat is served elsewhere."""
    here = address_in(office.teams, who.teams)
    there = here.replace(office.teams.service_url, url) if url else here
    async with office.db.begin() as tx:
        await tx.people.remember(who.id, Address(there), office.clock())


async def sends_late(office: Office, minutes: float = 1) -> None:
    office.clock.forward(minutes=minutes)
    while await office.delivers():
        pass


async def test_what_teams_took_and_did_not_say_so_in_time_is_sent_once_more_and_not_again(
    office: Office, asha: Colleague
) -> None:
    await office.puts("decided", asha.id, "a")
    office.teams.dawdles(0.4)
    await office.delivers(lease=SOON)
    office.teams.dawdles(0)
    assert (await office.states())["a"][0] == "ready"
    await sends_late(office)
    await sends_late(office, minutes=600)
    assert office.heard(asha) == ["decided", "decided"]
    assert (await office.states())["a"][0] == "sent"


async def test_what_teams_took_as_the_connection_broke_is_sent_once_more_and_not_again(
    office: Office, asha: Colleague
) -> None:
    await office.puts("decided", asha.id, "a")
    office.teams.loses_connection(after=True)
    await office.delivers()
    await sends_late(office)
    await sends_late(office, minutes=600)
    assert office.heard(asha) == ["decided", "decided"]


async def test_a_redraw_that_teams_took_and_did_not_say_so_leaves_one_card(office: Office, asha: Colleague) -> None:
    await office.puts("decided", asha.id, "a", facts={"what": "one"})
    await office.delivers()
    at = await office.stands_at("a")
    await office.puts("decided", asha.id, "b", facts={"what": "two"}, target=at)
    office.teams.loses_connection(after=True)
    await office.delivers()
    await sends_late(office)
    assert office.heard(asha) == ["decided two"]


async def test_a_connection_that_is_open_and_silent_holds_up_nobody_else_and_is_given_up_in_time(
    office: Office, asha: Colleague
) -> None:
    bel = await office.hires("Bel Okoro")
    async with a_server_that_says_nothing() as url, asyncio.timeout(5):
        await moves(office, asha, url)
        await office.puts("decided", asha.id, "a")
        await office.puts("decided", bel.id, "b")
        await office.delivers(lease=SOON * 4)
    assert (office.heard(asha), office.heard(bel)) == ([], ["decided"])
    assert (await office.states())["a"] == ("ready", "Teams did not answer in time")
    await moves(office, asha, "")
    await sends_late(office)
    assert office.heard(asha) == ["decided"]


async def test_a_host_whose_name_cannot_be_looked_up_holds_up_nobody_else_and_is_tried_again(
    office: Office, asha: Colleague
) -> None:
    bel = await office.hires("Bel Okoro")
    await moves(office, asha, f"https://{NOWHERE}/teams/")
    await office.puts("decided", asha.id, "a")
    await office.puts("decided", bel.id, "b")
    await office.delivers()
    assert (office.heard(asha), office.heard(bel)) == ([], ["decided"])
    assert (await office.states())["a"][0] == "ready"
    await moves(office, asha, "")
    await sends_late(office)
    assert office.heard(asha) == ["decided"]


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ('{"error": {"code": "ConversationBlockedByUser", "message": "words"}}', "403 ConversationBlockedByUser"),
        (
            '{"errorCode": 209, "message": "{\\"subCode\\":\\"MessageWritesBlocked\\",\\"details\\":\\"words\\"}"}',
            "403 MessageWritesBlocked",
        ),
        ('{"errorCode": 209, "message": "Words without a code."}', "403"),
        ("<h1>Forbidden</h1>", "403"),
    ],
)
async def test_each_shape_of_a_403_holds_what_is_for_that_person_and_says_why(
    office: Office, asha: Colleague, body: str, why: str
) -> None:
    await office.puts("decided", asha.id, "a")
    office.teams.fails_with(403, body=body)
    await office.delivers()
    state, told = (await office.states())["a"]
    assert state == "held"
    assert told.endswith(f"(Teams answered {why})")
    assert not await office.reaches(asha)
    await office.installs(asha)
    await office.delivers()
    assert office.heard(asha) == ["decided"]


async def test_a_storm_of_429_passes_and_everybody_hears_once(office: Office) -> None:
    people = [await office.hires(f"Owner {number}") for number in range(8)]
    for person in people:
        await office.puts("decided", person.id, f"to {person.id}")
    office.teams.fails_with(429, times=30, retry_after=5)
    for _ in range(8):
        await sends_late(office, minutes=40)
    assert [office.heard(person) for person in people] == [["decided"]] * 8


async def test_a_log_in_that_is_down_ten_minutes_costs_no_attempt_and_raises_one_alarm(
    office: Office, asha: Colleague, caplog: pytest.LogCaptureFixture
) -> None:
    await office.puts("decided", asha.id, "a")
    office.teams.login.goes_down()
    for _ in range(10):
        await sends_late(office)
    office.teams.login.comes_back()
    await sends_late(office)
    assert office.heard(asha) == ["decided"]
    assert await office.tries("a") == 1
    assert [record.levelno for record in caplog.records].count(logging.ERROR) == 1


async def test_a_clock_put_back_an_hour_does_not_keep_the_line_closed(clock: Clock) -> None:
    line = Line()
    line.close(clock())
    assert line.is_closed(clock())
    assert not line.is_closed(clock() - timedelta(hours=1))


@pytest.mark.parametrize("hours", [1, -1])
async def test_a_clock_that_jumps_an_hour_while_a_message_is_on_the_wire_counts_it_as_sent(
    office: Office, asha: Colleague, hours: int
) -> None:
    await office.puts("decided", asha.id, "a")
    office.cable.hold_up()
    delivering = asyncio.create_task(office.delivers())
    await office.cable.waiting.acquire()
    office.clock.jumps(hours=hours)
    office.cable.let_go()
    await delivering
    await sends_late(office, minutes=150)
    assert office.heard(asha) == ["decided"]
    assert (await office.states())["a"][0] == "sent"


async def test_what_a_copy_had_claimed_that_died_before_the_clock_was_put_back_is_sent_in_the_end(
    office: Office, asha: Colleague
) -> None:
    await office.puts("decided", asha.id, "a")
    async with office.db.begin() as tx:
        assert await tx.outbox.claim(1, office.clock(), timedelta(minutes=2))
    office.clock.jumps(hours=-1)
    await sends_late(office)
    assert office.heard(asha) == [], "its lease is not over"
    await sends_late(office, minutes=65)
    assert office.heard(asha) == ["decided"]


async def test_a_server_whose_connections_break_in_the_middle_of_a_batch_is_told_what_was_sent(
    on_a_server: Office,
) -> None:
    office = on_a_server
    people = [await office.hires(f"Owner {number}") for number in range(6)]
    for person in people:
        await office.puts("decided", person.id, f"to {person.id}")
    office.cable.hold_up()
    delivering = asyncio.create_task(office.delivers())
    await office.cable.waiting.acquire()
    await break_connections(office.url)
    office.cable.let_go()
    await delivering
    await sends_late(office, minutes=3)
    assert [office.heard(person) for person in people] == [["decided"]] * 6
    assert {state for state, _ in (await office.states()).values()} == {"sent"}


async def break_connections(url: str) -> None:
    """What a restart of PostgreSQL does to those that are connected."""
    admin = await asyncpg.connect(url.replace("+asyncpg", ""))
    mine = "datname = current_database() and pid <> pg_backend_pid()"
    assert await admin.fetch(f"select pg_terminate_backend(pid) from pg_stat_activity where {mine}")
    await admin.close()


async def test_a_full_disk_loses_nothing_and_sends_nothing_twice(on_a_disk: Office) -> None:
    office = on_a_disk
    asha = await office.hires("Asha Verrall")
    await office.puts("decided", asha.id, "a")
    await limit(office.db, pages=1)
    with pytest.raises(sa.exc.DBAPIError, match="full"):
        await fill(office, asha)
    kept = len(await office.states())
    await limit(office.db, pages=1_000_000)
    while await office.delivers():
        pass
    assert office.heard(asha) == ["decided"] * kept


async def test_a_disk_that_fills_up_while_a_message_is_on_the_wire_sends_the_next_ones_once_there_is_room(
    on_a_disk: Office, caplog: pytest.LogCaptureFixture
) -> None:
    office = on_a_disk
    asha, bel = await office.hires("Asha Verrall"), await office.hires("Bel Okoro")
    await office.puts("decided", asha.id, "a", facts={"what": "one"})
    office.cable.hold_up()
    delivering = asyncio.create_task(office.delivers())
    await office.cable.waiting.acquire()
    await limit(office.db, pages=1)
    office.cable.let_go()
    await delivering
    await limit(office.db, pages=1_000_000)
    await office.puts("decided", bel.id, "b")
    await sends_late(office, minutes=3)
    assert office.heard(bel) == ["decided"]
    assert {state for state, _ in (await office.states()).values()} == {"sent"}


async def fill(office: Office, who: Colleague) -> None:
    for number in range(1000):
        await office.puts("decided", who.id, f"more {number}")


async def limit(db: Database, *, pages: int) -> None:
    """Let the database grow to so many pages, or no further than it is."""
    async with db._writer.connect() as conn:
        await conn.exec_driver_sql(f"PRAGMA max_page_count={pages}")
