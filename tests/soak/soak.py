"""Kill the sending process again and again while nudges go out, and count what arrived.

Sending is at least once: what was on the wire when the process was killed may arrive twice. Nothing may be lost, and
nothing else may arrive twice.
"""

from __future__ import annotations

import asyncio
import os
import random
import sys
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from bot.clock import utc_now
from bot.rehearsal.teams import FakeTeams
from bot.rehearsal.teams_world import Message
from pledges.messages import Member, PersonId
from pledges.pledge import Deadline
from storage.db import Database, Tx
from tests.make import a_pledge
from tests.scheduler.cable import APP, SECRET, address_in
from tests.scheduler.office import london

PROJECT = Path(__file__).resolve().parent.parent.parent
MORNING, DUE = london("2026-03-13 10:00"), date(2026, 3, 27)  # the first rung: ten working days before
OFTEN = 0.2  # seconds between the ticks of the sending process
PATIENCE = 120.0  # seconds without the arrival that was waited for: then something is stuck
Say = Callable[[str], None]


class Stuck(Exception):
    """Nothing arrives any more; holds the last words of the sending process."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """`rate` is in requests a second, `lease` in seconds, and `slow` the seconds that Teams takes over each request."""

    nudges: int = 1000
    kills: int = 20
    rate: float = 25
    lease: float = 4
    batch: int = 20
    slow: float = 0.1
    seed: int = 0

    def marks(self) -> Iterator[int]:
        """After how many arrivals the process is killed: about evenly, and not quite."""
        chance, part = random.Random(self.seed), self.nudges / (self.kills + 1)
        for number in range(1, self.kills + 1):
            yield max(1, round(part * (number - chance.random() / 2)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """`doubtful` counts what was in flight at the kills; `unexplained`, what arrived again without having been."""

    nudges: int
    kills: int
    arrived: int
    lost: int
    twice: int
    doubtful: int
    unexplained: int
    seconds: float

    @property
    def good(self) -> bool:
        return not self.lost and not self.unexplained and self.twice <= self.doubtful

    def __str__(self) -> str:
        return (
            f"{self.nudges:,} nudges, {self.kills} kills, {self.seconds:.0f} s: {self.arrived:,} messages arrived, "
            f"{self.lost} lost, {self.twice} sent again of {self.doubtful} in flight at the kills, "
            f"{self.unexplained} sent again for no reason"
        )


class Arrivals(list[Message]):
    """The messages of the fake Teams, which can be waited for."""

    def __init__(self) -> None:
        super().__init__()
        self._more = asyncio.Event()

    def append(self, message: Message) -> None:
        super().append(message)
        self._more.set()

    async def reach(self, count: int, patience: float = PATIENCE) -> None:
        async with asyncio.timeout(patience):
            while len(self) < count:
                self._more.clear()
                await self._more.wait()


async def soak(url: str, load: Load, folder: Path, say: Say) -> Figures:
    """Run on a database that is up to date and empty; `folder` takes the log of the sending process."""
    async with FakeTeams(clock=utc_now, app_id=APP, app_password=SECRET) as teams:
        teams.world.messages = arrivals = Arrivals()
        say(f"{load.nudges:,} owners are met and promise something")
        keys = await seed(url, teams, load)
        teams.is_slow(load.slow)
        ahead, began = MORNING - utc_now(), utc_now()
        doubtful = Counter[str]()
        for number, mark in enumerate(load.marks(), 1):
            async with sender(url, teams, load, ahead, folder) as process:
                await arrivals.reach(mark)
                process.kill()
            doubtful.update(await in_flight(url))
            say(f"kill {number} of {load.kills}, after {len(arrivals):,} messages")
        async with sender(url, teams, load, ahead, folder):
            await everything_sent(url, load.nudges)
        return figures(load, Counter(keys[m.conversation] for m in arrivals), doubtful, utc_now() - began)


def figures(load: Load, arrived: Counter[str], doubtful: Counter[str], took: timedelta) -> Figures:
    again = {key: times - 1 for key, times in arrived.items()}
    return Figures(
        nudges=load.nudges,
        kills=load.kills,
        arrived=arrived.total(),
        lost=load.nudges - len(arrived),
        twice=sum(again.values()),
        doubtful=doubtful.total(),
        unexplained=sum(max(0, times - doubtful[key]) for key, times in again.items()),
        seconds=took.total_seconds(),
    )


async def seed(url: str, teams: FakeTeams, load: Load) -> dict[str, str]:
    """Meet the owners and enter their pledges. Give the key of each one's nudge by their chat."""
    keys = {}
    async with opened(url) as db, db.begin() as tx:
        for number in range(load.nudges):
            owner = teams.hires(f"Owner {number}")
            teams.world.reached.add(owner.chat)
            member = Member(owner.teams_id, owner.name, owner.upn, owner.aad_id)
            person = (await tx.people.meet(member)).id
            await tx.people.remember(person, address_in(teams, owner), MORNING)
            await promise(tx, person)
            keys[owner.chat] = f"nudge:{person}:{MORNING.date()}"
    return keys


async def promise(tx: Tx, person: PersonId) -> None:
    deadline = Deadline(words="by Friday 27 March", due=DUE, original=DUE)
    await tx.register.add(a_pledge(answers=person, deadline=deadline), door="soak", by=None, now=MORNING)


@asynccontextmanager
async def sender(
    url: str, teams: FakeTeams, load: Load, ahead: timedelta, folder: Path, every: float = OFTEN
) -> AsyncIterator[asyncio.subprocess.Process]:
    """The sending process, which is gone after the block: in good order, unless it was killed."""
    log = folder / "sender.log"
    options = {"ahead": ahead.total_seconds(), "lease": load.lease, "batch": load.batch, "every": every}
    with log.open("w") as said:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", "tests.soak.sender", *(f"--{name}={value}" for name, value in options.items())),
            cwd=PROJECT,
            env=environment(url, teams, load),
            stdin=asyncio.subprocess.PIPE,
            stdout=said,
            stderr=said,
        )
    try:
        yield process
    except TimeoutError:
        raise Stuck(log.read_text()[-4000:]) from None
    finally:
        if process.stdin:
            process.stdin.close()
        await process.wait()


def environment(url: str, teams: FakeTeams, load: Load) -> dict[str, str]:
    settings = {
        "DATABASE_URL": url,
        "APP_ID": APP,
        "APP_PASSWORD": SECRET,
        "TENANT_ID": teams.tenant,
        "SERVICE_URL_HOSTS": "127.0.0.1",
        "OPENID_METADATA_URL": teams.openid_metadata_url,
        "LOGIN_URL": teams.login_url,
        "CONNECTOR_RATE": str(load.rate),
    }
    others = {name: value for name, value in os.environ.items() if not name.startswith("PLEDGEKEEPER_")}
    return others | {f"PLEDGEKEEPER_{name}": value for name, value in settings.items()}


async def in_flight(url: str) -> list[str]:
    """What was claimed and not settled by the process that was killed."""
    async with opened(url) as db, db.read() as tx:
        return [row.key for row in await tx.deliveries.listed(("ready",), 1_000_000) if row.attempts]


async def everything_sent(url: str, nudges: int) -> None:
    async with opened(url) as db, asyncio.timeout(PATIENCE):
        while True:
            async with db.read() as tx:
                if len(await tx.deliveries.listed(("sent",), 1_000_000)) == nudges:
                    return
            await asyncio.sleep(0.1)  # another process is at work: there is nothing to wait on


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[Database]:
    """Opened anew each time, as by a process that finds what a killed one left."""
    db = Database(url)
    try:
        yield db
    finally:
        await db.close()
