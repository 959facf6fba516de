"""Desks: who may sit at them, and what was done from there."""

from __future__ import annotations

from dataclasses import replace

from pledges.acting import Act
from pledges.messages import Member
from storage.db import Database
from tests.make import NOW, a_directorate, a_post, in_register, someone


async def test_who_acts_for_a_director_does_so_wherever_and_as_long_as_that_one_directs(db: Database) -> None:
    megan, ann, joni = [await someone(db, name=name) for name in ("Megan", "Ann", "Joni")]
    for place in ("Housing", "Place"):
        await a_post(db, f"Director of {place}", megan, directorate=place, director=True)
    await a_post(db, "Head of Homes", megan, directorate="Homes")
    async with db.begin() as tx:
        assert [await tx.acting.name(megan.id, ann.id, NOW) for _ in range(2)] == [True, False]
        seats = await tx.acting.seats(ann.id)
        assert [(s.directorate.name, s.called) for s in seats] == [
            ("Housing", "Ann for the Director of Housing"),
            ("Place", "Ann for the Director of Place"),
        ]
        assert [s.own for s in await tx.acting.seats(megan.id)] == [True, True]
        assert [(d.name, d.directorates) for d in await tx.acting.delegates()] == [("Ann", ("Housing", "Place"))]
    await a_post(db, "Director of Housing", joni, directorate="Housing", director=True)
    async with db.begin() as tx:
        assert [s.directorate.name for s in await tx.acting.seats(ann.id)] == ["Place"]
        assert [d.director for d in await tx.acting.end(ann.id, None, by=joni.id, now=NOW)] == [megan.id]
        assert await tx.acting.seats(ann.id) == []
        assert await tx.acting.name(megan.id, ann.id, NOW)


async def test_whoever_was_named_before_they_were_met_acts_under_the_name_that_teams_tells(db: Database) -> None:
    megan = await someone(db)
    await a_post(db, "Director of Housing", megan, directorate="Housing", director=True)
    async with db.begin() as tx:
        first = await tx.people.add("Ann Lee", None, "aad-ann")
        second = await tx.people.add("A. Lee", "ann.lee@council.example", None)
        await tx.acting.name(megan.id, second.id, NOW)
        assert await tx.acting.seats(first.id) == []
        met = await tx.people.meet(Member("29:ann", "Ann Lee", "ann.lee@council.example", "aad-ann"))
        assert [s.name for s in await tx.acting.seats(met.id)] == ["Ann Lee"]


async def test_an_act_is_noted_once_for_its_mark_until_it_is_taken_back(db: Database) -> None:
    megan, adele = await someone(db), await someone(db)
    housing = await a_directorate(db, "Housing")
    await a_post(db, "Director of Housing", megan, directorate=housing, director=True)
    pledge = await in_register(db, directorate=housing, answers=adele.id)
    async with db.begin() as tx:
        (seat,) = await tx.acting.seats(megan.id)
        acts = [await tx.acting.put(pledge.number, Act.ASK, "2026-03-02", seat, adele.id, NOW) for _ in range(2)]
        assert acts[1] is None
        assert await tx.acting.put(pledge.number, Act.ASK, "2026-03-03", seat, adele.id, NOW)
        assert await tx.acting.knows(pledge.number, Act.ASK, "2026-03-02")
        assert acts[0]
        assert [await tx.acting.take_back(acts[0]) for _ in range(2)] == [True, False]
        assert await tx.acting.put(pledge.number, Act.ASK, "2026-03-02", replace(seat, name="Ann"), adele.id, NOW)


async def test_what_is_done_from_a_desk_is_a_link_of_the_chain_and_changes_nothing_else(db: Database) -> None:
    megan = await someone(db, name="Megan")
    pledge = await in_register(db)
    async with db.begin() as tx:
        await tx.register.get(pledge.ref, for_update=True)
        await tx.acting.tell(pledge.number, "Megan asks for an update", by=megan.id, now=NOW)
    async with db.read() as tx:
        told = (await tx.history.of(pledge.ref))[-1]
        assert (told.field, told.became, told.by, told.door) == (
            *("director", "Megan asks for an update", "Megan", "card"),
        )
        assert await tx.history.verify(pledge.ref) is None
        assert await tx.register.get(pledge.ref) == pledge
