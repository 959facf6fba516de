"""The whole program as a web application, over real HTTP, with the fake Teams on the other side."""

from __future__ import annotations

import asyncio
import io
import json
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from bot import logs
from bot.clock import utc_now
from bot.health import Health
from bot.main import build
from bot.rehearsal.teams import TENANT, FakeTeams
from bot.running import listening
from bot.settings import PREFIX, Settings
from bot.web import serve
from pledges.errors import OperatorError
from pledges.policy import Policy
from scheduler.clockwork import Clockwork
from storage.db import Database
from tests.bot.stand import APP_ID, SECRET, teams_for
from tests.clock import Clock


def production(teams: FakeTeams, database_url: str, **more: str) -> Settings:
    """Settings as a council has them, but for where Microsoft is."""
    given = {
        "ENVIRONMENT": "production",
        "DATABASE_URL": database_url,
        "APP_ID": APP_ID,
        "APP_PASSWORD": SECRET,
        "TENANT_ID": TENANT,
        "ADMINS": "lynne.robbins@council.example",
        "CONTACT": "Lynne Robbins",
        "SERVICE_URL_HOSTS": "127.0.0.1",
        "OPENID_METADATA_URL": teams.openid_metadata_url,
        "LOGIN_URL": teams.login_url,
        **more,
    }
    return Settings.read({PREFIX + name: value for name, value in given.items()})


@pytest.fixture
async def teams() -> AsyncIterator[FakeTeams]:
    async with FakeTeams(clock=utc_now, app_id=APP_ID, app_password=SECRET) as teams:
        yield teams


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@asynccontextmanager
async def running(settings: Settings, teams: FakeTeams) -> AsyncIterator[str]:
    """The program on a free port; the fake Teams knows where. Gives its address."""
    async with listening(build(settings), "127.0.0.1", 0) as port:
        teams.bot_url = f"http://127.0.0.1:{port}/api/messages"
        yield f"http://127.0.0.1:{port}"


async def test_a_person_who_installs_the_bot_is_welcomed(teams: FakeTeams, database_url: str) -> None:
    async with running(production(teams, database_url), teams):
        adele = teams.hires("Adele Vance")
        answers = await teams.installs(adele)
        assert [answer.status for answer in answers] == [202, 202]
        (welcome,) = teams.seen_by(adele)
        assert "Lynne Robbins" in json.dumps(welcome.card)


async def test_the_admin_of_the_settings_is_one(teams: FakeTeams, database_url: str) -> None:
    async with running(production(teams, database_url), teams):
        lynne, adele = teams.hires("Lynne Robbins"), teams.hires("Adele Vance")
        for person in (lynne, adele):
            await teams.installs(person)
            await teams.says(person, "pause all")
        assert teams.seen_by(adele)[-1].text.startswith("Only an admin can")
        assert not teams.seen_by(lynne)[-1].text.startswith("Only an admin can")


async def test_another_tenant_is_refused(teams: FakeTeams, database_url: str) -> None:
    elsewhere = "99999999-9999-4999-8999-999999999999"
    async with running(production(teams, database_url, TENANT_ID=elsewhere, LOGIN_URL=teams.login_url), teams):
        stranger = teams.hires("Sam Stranger")
        await teams.installs(stranger)
        assert not [message for message in teams.seen_by(stranger) if message.card]


async def test_who_is_not_teams_is_turned_away(teams: FakeTeams, database_url: str) -> None:
    async with running(production(teams, database_url), teams):
        stranger = teams.hires("Sam Stranger")
        answer = await teams.posts(teams.activity(stranger) | {"type": "message", "text": "hello"}, token="")
        assert answer.status == 401


async def test_a_running_program_is_alive_and_answers_whoever_looks(
    teams: FakeTeams, database_url: str, http: aiohttp.ClientSession
) -> None:
    async with running(production(teams, database_url), teams) as url:
        async with http.get(f"{url}/healthz") as alive:
            assert (alive.status, await alive.json()) == (200, {"alive": True})
        async with http.get(f"{url}/api/messages") as got, http.head(f"{url}/api/messages") as head:
            assert (got.status, head.status) == (200, 200)


async def test_a_program_that_stopped_can_be_started_again(
    teams: FakeTeams, database_url: str, http: aiohttp.ClientSession
) -> None:
    for name in ("Adele Vance", "Megan Bowen"):
        async with running(production(teams, database_url), teams):
            person = teams.hires(name)
            await teams.installs(person)
            assert len(teams.seen_by(person)) == 1


async def test_a_database_that_was_never_migrated_keeps_the_program_from_starting(
    teams: FakeTeams, bare_database_url: str
) -> None:
    with pytest.raises(Exception, match=r"no such table|does not exist"):
        async with running(production(teams, bare_database_url), teams):
            pass


async def test_a_port_that_is_taken_is_said(teams: FakeTeams, database_url: str) -> None:
    async with running(production(teams, database_url), teams) as url:
        port = int(url.rpartition(":")[2])
        with pytest.raises(OperatorError, match=f"Port {port} on 127.0.0.1 is taken"):
            async with listening(web.Application(), "127.0.0.1", port):
                pass


async def test_an_address_of_another_machine_cannot_be_listened_on() -> None:
    with pytest.raises(OperatorError, match=r"Port 1 on 192\.0\.2\.1 cannot be listened on"):
        async with listening(web.Application(), "192.0.2.1", 1):
            pass


# what is ready, and what is not


@asynccontextmanager
async def watched(db: Database, clock: Clock) -> AsyncIterator[tuple[Clockwork, Callable[[], Awaitable[Any]]]]:
    """A clockwork whose health is served, and how to ask for it: the status, and the reasons by part."""
    async with FakeTeams(clock=clock) as teams, teams_for(teams, clock) as door, aiohttp.ClientSession() as http:
        clockwork = Clockwork(db, _nothing, door, clock, policy=Policy(), jitter=lambda: 0.0)
        health = Health(db=db, clockwork=clockwork, clock=clock)
        async with listening(serve(_refuse, health.troubles), "127.0.0.1", 0) as port:

            async def ready() -> tuple[int, dict[str, str]]:
                async with http.get(f"http://127.0.0.1:{port}/readyz") as answer:
                    body = await answer.json()
                    assert body["ready"] == (answer.status == 200)
                    return answer.status, body["reasons"]

            yield clockwork, ready


async def _nothing(*_: object, **__: object) -> Any:
    raise AssertionError("there is nothing to draw")


async def _refuse(_: web.Request) -> web.Response:
    raise RuntimeError("Jamie, 14, has moved again")


async def test_it_is_ready_while_planning_comes_round(db: Database, clock: Clock) -> None:
    async with watched(db, clock) as (clockwork, ready):
        clockwork.planned_at = clock()
        assert await ready() == (200, {})
        clock.forward(minutes=2)
        assert await ready() == (200, {})


async def test_it_is_not_ready_when_nothing_is_planned_any_more(db: Database, clock: Clock) -> None:
    async with watched(db, clock) as (clockwork, ready):
        assert (await ready())[1] == {"clockwork": "Nothing has been planned for some minutes."}
        clockwork.planned_at = clock()
        clock.forward(minutes=4)
        assert (await ready())[0] == 503


async def test_it_is_not_ready_while_teams_does_not_take_its_credentials(db: Database, clock: Clock) -> None:
    async with watched(db, clock) as (clockwork, ready):
        clockwork.planned_at = clock()
        clockwork.line.close(clock())
        status, reasons = await ready()
        assert (status, list(reasons)) == (503, ["line"])
        clockwork.line.open()
        assert await ready() == (200, {})


async def test_it_is_not_ready_on_a_database_that_is_not_up_to_date(bare_database_url: str, clock: Clock) -> None:
    db = Database(bare_database_url)
    async with watched(db, clock) as (clockwork, ready):
        clockwork.planned_at = clock()
        assert await ready() == (503, {"database": "The database is not up to date. Run: pledgekeeper migrate"})
    await db.close()


async def test_it_is_not_ready_without_its_database(clock: Clock) -> None:
    db = Database("postgresql+asyncpg://nobody@127.0.0.1:1/nothing")
    async with watched(db, clock) as (clockwork, ready):
        clockwork.planned_at = clock()
        assert await ready() == (503, {"database": "The database could not be read."})
    await db.close()


async def test_it_becomes_ready_by_itself(teams: FakeTeams, database_url: str, http: aiohttp.ClientSession) -> None:
    async with running(production(teams, database_url), teams) as url, asyncio.timeout(20):
        while True:
            async with http.get(f"{url}/readyz") as answer:
                if answer.status == 200:
                    break
                assert list((await answer.json())["reasons"]) == ["clockwork"]


# requests


@asynccontextmanager
async def quiet() -> AsyncIterator[str]:
    """Routes with nothing behind them but a failure. Gives their address."""
    async with listening(serve(_refuse, _well), "127.0.0.1", 0) as port:
        yield f"http://127.0.0.1:{port}"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    root, before = logging.getLogger(), logging.getLogger().handlers[:]
    level, written = root.level, io.StringIO()
    logs.set_up(written)
    yield written
    logging.captureWarnings(False)
    root.handlers[:] = before
    root.setLevel(level)


async def test_a_failure_tells_nobody_outside_what_it_was(log: io.StringIO, http: aiohttp.ClientSession) -> None:
    async with quiet() as url, http.post(f"{url}/api/messages", json={}) as answer:
        body = await answer.json()
        assert (answer.status, body["request"]) == (500, answer.headers["X-Request-ID"])
        assert "Jamie" not in json.dumps(body)
    (line,) = [json.loads(line) for line in log.getvalue().splitlines()]
    assert (line["request"], line["error"]) == (body["request"], "RuntimeError")
    assert "Jamie" not in log.getvalue()


@pytest.mark.parametrize(("given", "kept"), [("abc-123", True), ("a b", False), ("x" * 65, False), ("ü", False)])
async def test_a_request_keeps_its_own_id_when_it_is_one(http: aiohttp.ClientSession, given: str, kept: bool) -> None:
    async with quiet() as url, http.get(f"{url}/healthz", headers={"X-Request-ID": given}) as answer:
        assert (answer.headers["X-Request-ID"] == given) is kept


async def test_what_is_not_there_has_an_id_too(http: aiohttp.ClientSession) -> None:
    async with quiet() as url, http.get(f"{url}/nowhere") as answer:
        assert answer.status == 404
        assert answer.headers["X-Request-ID"]


async def _well() -> dict[str, str]:
    return {}
