"""Properties: whatever admins set, only those are asked whom it lets be asked, and afterwards nobody is left out."""

from __future__ import annotations

import asyncio
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pledges.first_cards import FIRST
from pledges.messages import PersonId
from pledges.people import Directorate
from pledges.pledge import Pledge
from tests.clock import Clock
from tests.databases import KINDS, Databases
from tests.scheduler.office import Colleague, Office, london, opened

START = london("2026-03-02 08:00")
WHAT = st.sampled_from(("works", "works", "works", "restarts", "waits", "live", "planned", "add", "remove", "off"))
STEPS = st.lists(st.tuples(st.integers(30, 60 * 24 * 2), WHAT, st.integers(0, 7)), min_size=4, max_size=12)


@dataclass
class Council:
    """Two directorates, four people, a pledge for each in both; an admin who sets things."""

    office: Office
    admin: Colleague
    people: list[Colleague] = field(default_factory=list)
    parts: list[Directorate] = field(default_factory=list)
    pledges: list[Pledge] = field(default_factory=list)
    seen: int = 0

    async def steps(self, what: str, which: int) -> None:
        part, person = self.parts[which % len(self.parts)], self.people[which % len(self.people)]
        office, now = self.office, self.office.clock()
        by, policy = self.admin.id, office.policy
        match what:
            case "works":
                await office.works()
            case "restarts":
                await office.restarts()
            case _:
                async with office.db.begin() as tx:
                    match what:
                        case "waits":
                            await tx.live.stop(part.id, policy, by=by, now=now)
                        case "live" | "planned":
                            day = policy.today(now) + timedelta(days=which if what == "planned" else 0)
                            await tx.live.put(part.id, day, policy, by=by, now=now)
                        case "add":
                            await tx.live.add_pilot(person.id, by=by, now=now)
                        case "remove":
                            await tx.live.remove_pilot(person.id, by=by, now=now)
                        case _:
                            await tx.live.end_pilot(by=by, now=now)

    async def allowed(self) -> tuple[set[int], set[PersonId]]:
        """The pledges that may be asked about at this moment, and the people who may be asked."""
        async with self.office.db.read() as tx:
            live = {directorate.id: live for directorate, live in await tx.live.all()}
            pilot = await tx.live.pilot()
        asked = {part.id for part in self.parts if not live[part.id].waits}
        numbers = {p.number for p in self.pledges if p.directorate and p.directorate.id in asked}
        return numbers, set(pilot) or {person.id for person in self.people}

    async def new_asks(self) -> list[tuple[int, PersonId, str]]:
        async with self.office.db.read() as tx:
            found = [ask for p in self.pledges for ask in await tx.asks.open_about([p.number]) if ask.id > self.seen]
        self.seen = max([self.seen, *(ask.id for ask in found)])
        return [(ask.pledge, ask.person, ask.rung) for ask in found]


async def settled(office: Office) -> Council:
    admin = await office.hires("Lynne Robbins")
    council = Council(office=office, admin=admin)
    council.people = [await office.hires(f"Colleague {n}") for n in range(4)]
    async with office.db.begin() as tx:
        council.parts = [await tx.people.put_directorate(name) for name in ("Housing", "Place")]
    today = office.policy.today(office.clock())
    for n, person in enumerate(council.people):
        for part in council.parts:
            due = today + timedelta(days=4 * n - 3)
            council.pledges.append(await office.promises(person, due, to=part))
    return council


async def lives_through(databases: Databases, kind: str, steps: list[tuple[int, str, int]]) -> None:
    with tempfile.TemporaryDirectory() as place:
        async with databases.fresh(kind, Path(place)) as url, opened(url, Clock(START)) as office:
            council = await settled(office)
            for minutes, what, which in steps:
                office.clock.forward(minutes=minutes)
                await council.steps(what, which)
                numbers, people = await council.allowed()
                for number, person, _ in await council.new_asks():
                    assert number in numbers
                    assert person in people
            await ends(council)


async def ends(council: Council) -> None:
    """Everything goes live for everybody: each is asked about each pledge, and once whether it is right."""
    council.office.clock.forward(minutes=60 * 24)  # going live twice on one day is going live once
    await council.steps("off", 0)
    for which in range(len(council.parts)):
        await council.steps("waits", which)
        await council.steps("live", which)
    await council.new_asks()
    office = council.office
    await office.works_daily(str((office.clock() + timedelta(days=5)).date()), at="10:00")
    firsts = Counter(number for number, _, rung in await council.new_asks() if rung == FIRST)
    assert firsts == Counter({pledge.number: 1 for pledge in council.pledges})


@pytest.mark.parametrize("kind", KINDS)
def test_only_those_are_asked_who_may_be_and_in_the_end_everybody_is(kind: str, databases: Databases) -> None:
    @settings(
        max_examples=15 if kind == "sqlite" else 5,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
        database=None,
    )
    @given(STEPS)
    def holds(steps: list[tuple[int, str, int]]) -> None:
        asyncio.run(lives_through(databases, kind, steps))

    holds()
