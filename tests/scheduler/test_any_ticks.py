"""Properties: whatever happens, whenever the clockwork ticks, nobody is asked twice and nothing is forgotten."""

from __future__ import annotations

import asyncio
import contextlib
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pledges.messages import PersonId
from pledges.people import Directorate
from pledges.pledge import Status
from tests.clock import Clock
from tests.databases import KINDS, Databases
from tests.scheduler.office import Colleague, Office, london, opened

START = london("2026-03-02 08:00")
CALM = timedelta(days=4)
MINUTES = st.integers(1, 60 * 24 * 3) | st.integers(1, 90)
HAPPENINGS = (
    *(("works",) * 4),
    *("plans", "delivers", "dies", "restarts"),
    *("cut", "mended", "answered", "closed", "given", "installed", "blocked", "new pledge", "told", "told"),
)


@dataclass(frozen=True, slots=True)
class Event:
    """So many minutes later, something happens to a person or a pledge that `which` picks."""

    after: int
    what: str
    which: int


@dataclass
class Life:
    """An office to which things happen, one after the other."""

    office: Office
    people: list[Colleague] = field(default_factory=list)
    refs: list[str] = field(default_factory=list)
    part: Directorate | None = None  # whose digest goes to a channel, so that there are last calls

    async def happens(self, event: Event) -> None:
        office = self.office
        office.clock.forward(minutes=event.after)
        match event.what:
            case "works" | "plans" | "delivers":
                await getattr(office, event.what)()
            case "dies":
                await self._dies()
            case "restarts":
                await office.restarts()
            case "cut":
                office.cable.cut()
            case "mended":
                office.cable.mend()
            case _:
                await self._somebody_does(event)

    async def calms_down(self) -> None:
        """Everybody is back, and some working days pass in peace."""
        self.office.cable.mend()
        for person in self.people:
            await self.office.installs(person)
        await self.office.works_daily(str((self.office.clock() + CALM).date()), at="10:00")

    async def _somebody_does(self, event: Event) -> None:
        person, office = self.people[event.which % len(self.people)], self.office
        match event.what:
            case "installed":
                await office.installs(person)
            case "told":
                await office.puts("decided", person.id, f"told at {office.clock()} {event.which}", alone=False)
            case "blocked":
                office.teams.blocks(person.teams)
            case "new pledge":
                due = office.policy.today(office.clock()) + timedelta(days=event.which)
                self.refs.append((await office.promises(person, due, to=self.part)).ref)
            case _:
                await self._changes(event, person)

    async def _changes(self, event: Event, person: Colleague) -> None:
        pledge = await self.office.pledge(self.refs[event.which % len(self.refs)])
        owner = next(each for each in self.people if each.id == pledge.lead.answers)
        if not pledge.open:
            return
        match event.what:
            case "answered":
                await self.office.answers(owner, pledge.ref, Status.AT_RISK)
            case "closed":
                await self.office.answers(owner, pledge.ref, Status.DONE)
            case "given":
                await self.office.gives(pledge.ref, person)

    async def _dies(self) -> None:
        """The process is killed while its messages are about to leave."""
        self.office.cable.hold_up()
        delivering = asyncio.create_task(self.office.delivers())
        reached = asyncio.create_task(self.office.cable.waiting.acquire())
        await asyncio.wait([delivering, reached], return_when=asyncio.FIRST_COMPLETED)
        for task in (delivering, reached):
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
        self.office.cable.let_go()
        await self.office.restarts()


async def live(url: str, dues: list[tuple[int, int]], events: list[Event]) -> None:
    clock = Clock(START)
    async with opened(url, clock) as office:
        life = Life(office)
        life.people = [
            await life.office.hires(name, installed=name != "Cai Rees") for name in ("Asha Verrall", "Cai Rees")
        ]
        life.part = (await office.links("Children", life.people[0])).directorate
        for who, days in dues:
            due = START.date() + timedelta(days=days)
            life.refs.append((await office.promises(life.people[who], due, to=life.part)).ref)
        for event in events:
            await life.happens(event)
        await life.calms_down()
        await check(life)


async def check(life: Life) -> None:
    office = life.office
    before = (await office.states(), {person.id: office.heard(person) for person in life.people})
    for _ in range(2):
        await office.works()
    after = (await office.states(), {person.id: office.heard(person) for person in life.people})
    assert after == before, "more ticks change nothing"
    for person in life.people:
        days = Counter(office.days_of(person))
        assert set(days.values()) <= {1}, "one message a person a day, of whatever kind"
        assert all(office.policy.may_nudge(message.sent) for message in office.teams.seen_by(person.teams))
        await check_asks(
            office, person.id, Counter(" ".join(office.heard(person)).replace(",", "").replace("?", "").split())
        )


async def check_asks(office: Office, person: PersonId, mentioned: Counter[str]) -> None:
    """Each question of the ledger went out once at most; none that still stands was forgotten."""
    states = await office.states()
    assert {state for state, _ in states.values()} <= {"sent", "dropped"}, "nothing is left behind, nothing died"
    async with office.db.read() as tx:
        asks = [ask for key in states for ask in await tx.asks.of_message(key) if ask.person == person]
        pledges = {p.number: p for p in await tx.register.of_numbers({ask.pledge for ask in asks})}
    asked = Counter(f"CP-{ask.pledge}" for ask in asks)
    assert all(mentioned[ref] <= asked[ref] for ref in mentioned if ref.startswith("CP-")), "each rung once"
    for ask in asks:
        pledge = pledges[ask.pledge]
        if ask.answered_at is None and pledge.open and pledge.lead.answers == person:
            assert ask.reached_at, f"{ask} was forgotten"
    for pledge in pledges.values():
        if pledge.lead.answers == person and pledge.asking.asked_on and pledge.open and not pledge.asking.answered_on:
            assert pledge.asking.reached_on


events = st.lists(st.builds(Event, MINUTES, st.sampled_from(HAPPENINGS), st.integers(0, 12)), max_size=40)
promises = st.lists(st.tuples(st.integers(0, 1), st.integers(-10, 30)), min_size=1, max_size=5)


@pytest.mark.parametrize("kind", KINDS)
def test_nobody_is_asked_twice_and_nothing_is_forgotten(kind: str, databases: Databases) -> None:
    @settings(
        max_examples=30 if kind == "sqlite" else 10,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
        database=None,
    )
    @given(promises, events)
    def holds(dues: list[tuple[int, int]], happenings: list[Event]) -> None:
        async def run() -> None:
            with tempfile.TemporaryDirectory() as folder:
                async with databases.fresh(kind, Path(folder)) as url:
                    await live(url, dues, happenings)

        asyncio.run(run())

    holds()
