"""Send a morning's nudges, and the next one's, through a Teams that keeps its limits, and see at what pace they arrive.

Each morning is planned before anything is sent, so that what is measured is sending. One process sends, or several
that share a database and with it one rate.
"""

from __future__ import annotations

import resource
from collections import Counter
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from bot import holidays
from bot.clock import utc_now
from bot.rehearsal.teams import FakeTeams
from bot.rehearsal.teams_faults import Limits
from pledges.calendar import ONE_DAY, WorkingDays
from pledges.policy import Policy
from scheduler.plan import plan
from tests.scheduler.cable import APP, SECRET
from tests.soak.soak import MORNING, Arrivals, Load, Say, opened, seed, sender

EVERY = 3.0  # seconds between the ticks of the senders, as in the program
SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Morning:
    """`rate` is what was configured and `limit` what Teams allows, both in requests a second."""

    copies: int
    nudges: int
    rate: float
    limit: int
    sent: tuple[datetime, ...]
    lost: int
    twice: int
    throttled: tuple[datetime, ...]
    work: float  # seconds of processor time that the senders took

    @property
    def pace(self) -> float:
        """Messages a second, from the first to the last."""
        return (len(self.sent) - 1) / (self.sent[-1] - self.sent[0]).total_seconds()

    @property
    def busiest(self) -> int:
        """The most that arrived within a second."""
        first, most = 0, 0
        for last, moment in enumerate(self.sent):
            while self.sent[first] <= moment - SECOND:
                first += 1
            most = max(most, last - first + 1)
        return most

    @property
    def refused(self) -> int:
        """How often Teams said 429 after the first second."""
        return sum(at > self.sent[0] + SECOND for at in self.throttled)

    @property
    def kept(self) -> bool:
        """Whether everybody heard once and Teams refused nothing: that holds on a busy machine too."""
        return not (self.lost or self.twice or self.refused)

    @property
    def good(self) -> bool:
        return self.kept and abs(self.pace / self.rate - 1) <= 0.05

    def __str__(self) -> str:
        off = self.pace / self.rate - 1
        return (
            f"{self.copies} sending, {self.nudges:,} nudges: {self.pace:.2f} a second of {self.rate:g} ({off:+.1%}), "
            f"at most {self.busiest} in a second of {self.limit}, {self.refused} refused after the first second and "
            f"{len(self.throttled) - self.refused} in it, {self.lost} lost, {self.twice} sent twice; "
            f"{self.work / self.nudges * 1000:.1f} ms of processor time for each"
        )


async def pacing(url: str, load: Load, copies: tuple[int, ...], limit: int, folder: Path, say: Say) -> list[Morning]:
    """One morning for each number of copies, on a database that is up to date and empty."""
    limits, policy = Limits(tenant=((limit, 1),)), Policy(days=WorkingDays(frozenset(holidays.around(MORNING.year))))
    async with FakeTeams(clock=utc_now, app_id=APP, app_password=SECRET, limits=limits) as teams:
        say(f"{load.nudges:,} owners are met and promise something")
        await seed(url, teams, load)
        now, mornings = MORNING - ONE_DAY, list[Morning]()
        for each in copies:
            now = await planned(url, policy, now + ONE_DAY)
            mornings.append(await sent(url, teams, load, each, limit, now - utc_now(), folder))
            say(str(mornings[-1]))
        return mornings


async def planned(url: str, policy: Policy, now: datetime) -> datetime:
    """Plan the next morning on which everybody is asked, and say when that is."""
    async with opened(url) as db:
        while not await plan(db, policy, now):
            now += ONE_DAY
    return now


async def sent(
    url: str, teams: FakeTeams, load: Load, copies: int, limit: int, ahead: timedelta, folder: Path
) -> Morning:
    teams.world.messages = arrivals = Arrivals()
    teams.throttled.clear()
    began = worked()
    async with AsyncExitStack() as stack:
        for number in range(copies):
            place = folder / str(number)
            place.mkdir(exist_ok=True)
            await stack.enter_async_context(sender(url, teams, load, ahead, place, every=EVERY))
        await arrivals.reach(load.nudges, patience=load.nudges / load.rate * 2 + 60)
    heard = Counter(message.conversation for message in arrivals)
    return Morning(
        copies=copies,
        nudges=load.nudges,
        rate=load.rate,
        limit=limit,
        sent=tuple(message.sent for message in arrivals),
        lost=load.nudges - len(heard),
        twice=heard.total() - len(heard),
        throttled=tuple(teams.throttled),
        work=worked() - began,
    )


def worked() -> float:
    """Seconds of processor time of the processes that were begun here and are gone."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime
