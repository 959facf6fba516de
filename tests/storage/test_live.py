"""Going live: who is asked at all, kept with who said so and when."""

from __future__ import annotations

from datetime import timedelta

from pledges.live import Live
from pledges.messages import Member
from pledges.policy import Policy
from storage.db import Database
from tests.make import NOW, TODAY, a_directorate, an_owner, in_register, someone

POLICY = Policy()


async def test_a_directorate_goes_live_once_and_says_since_when(db: Database) -> None:
    housing, lynne = await a_directorate(db, "Housing"), await someone(db)
    for new in (True, False):
        async with db.begin() as tx:
            assert await tx.live.put(housing.id, TODAY, POLICY, by=lynne.id, now=NOW) is new
    async with db.read() as tx:
        assert await tx.live.of(housing.id) == Live(since=TODAY)
        assert [(step.what, step.by, step.about) for step in await tx.live.steps(9)] == [
            ("live", lynne.name, "Housing")
        ]


async def test_a_day_to_come_is_waited_for_and_can_be_moved_and_taken_back(db: Database) -> None:
    housing, lynne = await a_directorate(db, "Housing"), await someone(db)
    later = TODAY + timedelta(days=7)
    async with db.begin() as tx:
        await tx.live.put(housing.id, later, POLICY, by=lynne.id, now=NOW)
        assert await tx.live.of(housing.id) == Live(waits=True, since=later)
        assert await tx.live.come(TODAY) == []
        assert not await tx.live.begin(housing.id, POLICY, NOW)
        assert await tx.live.put(housing.id, later + timedelta(days=7), POLICY, by=lynne.id, now=NOW)
        assert await tx.live.come(later) == []
        assert await tx.live.stop(housing.id, POLICY, by=lynne.id, now=NOW)
        assert not await tx.live.stop(housing.id, POLICY, by=lynne.id, now=NOW)
        assert await tx.live.of(housing.id) == Live(waits=True)


async def test_what_is_open_waits_for_its_first_card_and_what_is_elsewhere_stays(db: Database) -> None:
    housing, place, asha = await a_directorate(db, "Housing"), await a_directorate(db, "Place"), await someone(db)
    theirs = await in_register(db, directorate=housing, answers=asha.id)
    other = await in_register(db, directorate=place, answers=asha.id)
    async with db.begin() as tx:
        await tx.live.stop(housing.id, POLICY, by=asha.id, now=NOW)
        assert theirs.number not in {p.number for p in await tx.register.due(TODAY + timedelta(days=400))}
        await tx.live.put(housing.id, TODAY, POLICY, by=asha.id, now=NOW)
        assert [p.number for p in await tx.register.due(TODAY)] == [theirs.number]
        assert await tx.register.get(other.ref) == other
        assert (await tx.register.get(theirs.ref)).asking.first_on == TODAY


async def test_nobody_is_installed_for_who_would_not_be_asked(db: Database) -> None:
    housing = await a_directorate(db, "Housing")
    asha, bryn = await someone(db, reachable=False), await someone(db, reachable=False)
    await in_register(db, directorate=housing, answers=asha.id)
    await in_register(db, owners=(an_owner(answers=bryn.id),))
    async with db.begin() as tx:
        assert [p.id for p in await tx.installs.waiting(TODAY, 9)] == [asha.id, bryn.id]
        await tx.live.stop(housing.id, POLICY, by=asha.id, now=NOW)
        assert [p.id for p in await tx.installs.waiting(TODAY, 9)] == [bryn.id]
        await tx.live.add_pilot(asha.id, by=bryn.id, now=NOW)
        assert await tx.installs.waiting(TODAY, 9) == []


async def test_whoever_stood_in_the_register_twice_is_on_the_list_once(db: Database) -> None:
    async with db.begin() as tx:
        first = await tx.people.add("Asha Vale", None, "aad-asha")
        second = await tx.people.add("A. Vale", "asha.vale@council.example", None)
        await tx.live.add_pilot(first.id, by=first.id, now=NOW)
        await tx.live.add_pilot(second.id, by=first.id, now=NOW)
    async with db.begin() as tx:
        met = await tx.people.meet(Member("29:asha", "Asha Vale", "asha.vale@council.example", "aad-asha"))
        assert await tx.live.pilot() == {met.id}


async def test_who_paused_everything_is_known(db: Database) -> None:
    lynne = await someone(db)
    async with db.begin() as tx:
        assert await tx.live.paused() is None
        await tx.switches.set("paused", "yes", by=lynne.id, now=NOW)
        paused = await tx.live.paused()
    assert paused is not None
    assert (paused.by, paused.at) == (lynne.name, NOW)
