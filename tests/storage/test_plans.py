"""Plans, their themes and champions, what stands under them, and what becomes of it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from pledges.plans import Championing, Plan, PlanId, PlanKind, Role, Stage, Stated, Theme, ThemeId
from pledges.pledge import Status
from pledges.succession import Decision, Fate
from pledges.transfers import TransferId
from storage.db import Database, Tx
from tests.make import NOW, TODAY, a_directorate, a_member, a_pledge, a_post, an_owner, in_register, someone
from tests.storage.conftest import overheard
from tests.storage.test_reading_little import crowd, plan_of


async def a_plan(db: Database, name: str = "Improvement Plan", **but: Any) -> Plan:
    async with db.begin() as tx:
        made = await tx.plans.add(name, **but)
    assert made
    return made


async def a_theme(db: Database, plan: Plan, name: str = "Housing", number: int = 1) -> Theme:
    async with db.begin() as tx:
        made = await tx.plans.put_theme(plan.id, number, name)
    assert made
    return made


async def theme_of(db: Database, number: int) -> ThemeId | None:
    async with db.read() as tx:
        place = await tx.plans.place_of(number)
    return place.theme.id if place else None


async def test_a_plan_is_known_by_name_and_version_whatever_the_case(db: Database) -> None:
    first = await a_plan(db, starts=TODAY, ends=TODAY)
    async with db.begin() as tx:
        assert await tx.plans.add("improvement  PLAN") is None
        second = await tx.plans.add("Improvement Plan", version=2, kind=PlanKind.STRATEGY, within=first.id)
    async with db.read() as tx:
        assert await tx.plans.all() == [second, first]
        with pytest.raises(LookupError):
            await tx.plans.get(PlanId(99))


async def test_what_was_noted_about_a_plan_stays_in_its_order(db: Database) -> None:
    plan, asha = await a_plan(db), await someone(db)
    consulted = Stated(stage=Stage.CONSULTED, words="CPP", on=TODAY, by=asha.id)
    signed = Stated(stage=Stage.SIGNED_OFF, words="Board", on=TODAY)
    async with db.begin() as tx:
        await tx.plans.state(plan.id, consulted, NOW)
        assert (await tx.plans.state(plan.id, signed, NOW)).stated == (consulted, signed)


async def test_a_theme_has_a_number_and_a_name_of_its_own(db: Database) -> None:
    plan = await a_plan(db)
    theme = await a_theme(db, plan)
    async with db.begin() as tx:
        assert await tx.plans.put_theme(plan.id, 5, " housing") == theme
        assert await tx.plans.put_theme(plan.id, 1, "Health") is None
        written = await tx.plans.write_theme(theme.id, known="Much", done="", to_do="More")
    async with db.read() as tx:
        assert await tx.plans.themes(plan.id) == [written]
        assert (await tx.plans.at(theme.id)).called == "Improvement Plan: 1. Housing"


async def test_a_pledge_stands_under_the_theme_that_its_words_name_and_follows_them(db: Database) -> None:
    plan = await a_plan(db)
    housing, health = await a_theme(db, plan), await a_theme(db, plan, "Health", 2)
    one = await in_register(db, theme="HOUSING")
    async with db.begin() as tx:
        await tx.register.add_all([a_pledge(theme=t) for t in ("health", "", "Parks")], door="import", by=None, now=NOW)
    assert [await theme_of(db, n) for n in range(1, 5)] == [housing.id, health.id, None, None]
    async with db.begin() as tx:
        moved = await tx.register.save(one, replace(one, theme="Health"), door="test", by=None, now=NOW)
        await tx.register.save(moved, moved, door="test", by=None, now=NOW, under=housing.id)
        told = [(t.field, t.was, t.became) for t in (await tx.history.of("CP-1"))[-2:]]
    assert await theme_of(db, 1) == housing.id
    assert told == [
        ("plan", "Improvement Plan: 1. Housing", "Improvement Plan: 2. Health"),
        ("plan", "Improvement Plan: 2. Health", "Improvement Plan: 1. Housing"),
    ]
    async with db.read() as tx:
        assert await tx.history.verify("CP-1") is None
        assert await tx.plans.placed([housing.id, health.id]) == {1: housing.id, 2: health.id}


async def test_pledges_that_name_a_theme_wait_for_it(db: Database) -> None:
    await in_register(db, theme="Housing")
    await in_register(db, theme="Health")
    theme = await a_theme(db, await a_plan(db))
    async with db.read() as tx:
        assert await tx.plans.waiting_for(theme) == [1]


async def test_champions_are_kept_in_the_order_they_were_noted(db: Database) -> None:
    theme, asha = await a_theme(db, await a_plan(db)), await someone(db)
    turns = [
        Championing(theme=theme.id, role=role, person=person, since=TODAY)
        for role, person in ((Role.MEMBER, asha.id), (Role.OFFICER, None), (Role.MEMBER, None))
    ]
    async with db.begin() as tx:
        for turn in turns:
            await tx.plans.champion(turn, asha.id, NOW)
    async with db.read() as tx:
        assert await tx.plans.champions(theme.id) == turns
        assert await tx.plans.championed_by(asha.id) == [theme.id]


async def test_a_line_is_decided_once_and_a_succession_is_finished_once(db: Database) -> None:
    old, new, asha = await a_plan(db), await a_plan(db, "Next Plan"), await someone(db)
    theme, to = await a_theme(db, old), await a_theme(db, new)
    pledge = await in_register(db)
    carried, closed = Decision(fate=Fate.CARRIED, to=to.id), Decision(fate=Fate.CLOSED)
    async with db.begin() as tx:
        await tx.successions.begin(old.id, new.id, asha.id, NOW)
        for decision in (closed, carried):
            await tx.successions.decide_theme(old.id, theme.id, decision)
            await tx.successions.decide_pledge(old.id, pledge.number, decision)
        await tx.successions.begin(old.id, new.id, asha.id, NOW)
        decided = await tx.successions.decisions(old.id)
        await tx.successions.decide_pledge(old.id, pledge.number, None)
        assert (await tx.successions.decisions(old.id)).pledges == {}
    assert (decided.themes, decided.pledges) == ({theme.id: carried}, {pledge.number: carried})
    async with db.begin() as tx:
        assert [await tx.successions.finish(old.id, NOW) for _ in range(2)] == [True, False]
        assert (await tx.plans.get(old.id)).successor == new.id


async def test_a_plan_that_lapsed_is_told_of_while_something_in_it_is_open(db: Database) -> None:
    plan = await a_plan(db, ends=TODAY - timedelta(days=30))
    await a_theme(db, plan)
    async with db.read() as tx:
        assert await tx.plans.lapsing(TODAY) == []
    pledge = await in_register(db, theme="Housing")
    async with db.begin() as tx:
        assert [(p.id, notice) for p, notice in await tx.plans.lapsing(TODAY)] == [
            (plan.id, "lapsed on Saturday 31 January 2026")
        ]
        done = replace(pledge, status=Status.CLOSED)
        await tx.register.save(pledge, done, door="test", by=None, now=NOW)
        assert await tx.plans.lapsing(TODAY) == []


async def test_what_moves_is_what_is_open_in_the_services_or_led_by_their_posts(db: Database) -> None:
    children, trust, asha = await a_directorate(db), await a_directorate(db, "Trust"), await someone(db)
    post = await a_post(db, "Head of Fostering", directorate=children)
    director = await a_post(db, "Director", directorate=children, director=True)
    led = an_owner(post=post.id)
    for service, owner in (("Fostering", an_owner()), ("", led), ("Parks", led), ("", an_owner())):
        await in_register(db, service=service, directorate=children, owners=(owner,))
    await in_register(db, service="fostering ", directorate=children, status=Status.CLOSED)
    await in_register(db, service="Fostering", directorate=trust)
    async with db.begin() as tx:
        for each in (post, director):
            await tx.people.place(each.id, "fostering", None, None)
        assert [p.number for p in await tx.transfers.pledges_of(["FOSTERING"], trust.id)] == [1, 2]
        assert await tx.transfers.posts_of(["Fostering"], trust.id) == [post.id]
        made = await tx.transfers.put(["Fostering"], trust.id, TODAY, asha.id, NOW)
        assert await tx.transfers.come(TODAY - timedelta(days=1)) == []
        assert await tx.transfers.come(TODAY) == [made.id]
        await tx.transfers.begun(made.id, 2, 1, NOW)
        assert await tx.transfers.come(TODAY) == []
        assert not await tx.transfers.take_back(made.id, NOW)
        with pytest.raises(LookupError):
            await tx.transfers.get(TransferId(99))


async def test_whose_a_pledge_was_is_noted_by_the_day_from_which_it_counts(db: Database) -> None:
    children, trust = await a_directorate(db), await a_directorate(db, "Trust")
    pledge = await in_register(db, directorate=children)
    since = date(2026, 1, 1)
    async with db.begin() as tx:
        after = replace(pledge, directorate=trust)
        saved = await tx.register.save(pledge, after, door="transfer", by=None, now=NOW, since=since)
        await tx.register.save(saved, replace(saved, directorate=children), door="test", by=None, now=NOW)
        homes = (await tx.transfers.homes([1]))[1]
        assert [(h.directorate, h.since) for h in homes] == [
            (children.id, None),
            (trust.id, since),
            (children.id, TODAY),
        ]
        assert [p.number for p in await tx.transfers.ever_of(trust.id)] == [1]


async def test_directorates_and_services_without_an_open_pledge_are_found(db: Database) -> None:
    children, place = await a_directorate(db), await a_directorate(db, "Place")
    await in_register(db, service="Fostering", directorate=children)
    await in_register(db, service="Adoption", directorate=children, status=Status.CLOSED)
    await in_register(db, service="Parks", directorate=place, status=Status.DONE)
    post = await a_post(db, "Head of Homes", directorate=children)
    async with db.begin() as tx:
        await tx.people.place(post.id, "Residential", None, None)
        assert await tx.transfers.silent() == [(place, ""), (children, "Adoption"), (children, "Residential")]


USES: dict[str, Callable[[Tx], Awaitable[Any]]] = {
    "where a pledge stands": lambda tx: tx.plans.place_of(7),
    "what stands under themes": lambda tx: tx.plans.placed([ThemeId(1), ThemeId(2)]),
    "what names a theme": lambda tx: tx.plans.waiting_for(Theme(id=ThemeId(1), plan=PlanId(1), number=1, name="x")),
    "what lapses": lambda tx: tx.plans.lapsing(TODAY),
    "what moves": lambda tx: tx.transfers.pledges_of(["Fostering"]),
    "which posts move": lambda tx: tx.transfers.posts_of(["Fostering"]),
    "what comes": lambda tx: tx.transfers.come(TODAY),
    "who had it": lambda tx: tx.transfers.homes([7]),
    "gaps": lambda tx: tx.transfers.silent(),
}


async def test_each_is_found_by_an_index(database_url: str) -> None:
    await crowd(database_url)
    db = Database(database_url)
    whole = {}
    for name, use in USES.items():
        async with db.read() as tx:
            with overheard() as heard:
                await use(tx)
        lines = (await plan_of(database_url, heard)).splitlines()
        found = [line for line in lines if line.strip() in {f"SCAN {t}" for t in ("pledges", "history", "updates")}]
        if found:
            whole[name] = lines
    await db.close()
    assert whole == {}


async def test_somebody_named_by_sign_in_stays_champion_once_they_are_met(db: Database) -> None:
    theme = await a_theme(db, await a_plan(db))
    async with db.begin() as tx:
        named = await tx.people.add("asha@council.example", "asha@council.example", None)
        await tx.plans.champion(Championing(theme=theme.id, role=Role.OFFICER, person=named.id, since=TODAY), None, NOW)
    met = await someone(db, upn=None, aad_id="aad-asha")
    async with db.begin() as tx:
        again = await tx.people.meet(a_member(teams_id="29:asha", upn="asha@council.example", aad_id="aad-asha"))
        assert again.id == met.id
        assert [c.person for c in await tx.plans.champions(theme.id)] == [met.id]
