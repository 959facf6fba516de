"""Who was asked and has not answered, page by page, and for whom."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from pledges.errors import OldCard
from pledges.messages import PersonId
from pledges.people import Standing
from pledges.pledge import Status
from storage.addresses import NEVER_MET
from storage.db import Database
from storage.lists import SIZE
from storage.silence import BY_HAND, ON_ITS_WAY
from tests.make import NOW, TODAY, a_directorate, in_register, someone

ADMIN = Standing(person=PersonId(1), admin=True)


async def test_questions_about_one_pledge_are_one_line_with_the_first_day_and_how_often(db: Database) -> None:
    asha = await someone(db)
    pledge = await in_register(db, answers=asha.id)
    async with db.begin() as tx:
        for n, rung in enumerate(("10", "2", "0")):
            day = TODAY - timedelta(days=12 - 4 * n)
            await tx.asks.put(pledge.number, asha.id, rung, None, f"key {rung}", day)
        await tx.asks.reached("key 10", NOW)
        [silent] = (await tx.silence.page(ADMIN)).rows
        assert (silent.name, silent.ref, silent.since, silent.times) == (
            asha.name,
            pledge.ref,
            TODAY - timedelta(days=12),
            3,
        )
        assert silent.why == ""
        await tx.asks.answered(pledge.number, NOW)
        assert (await tx.silence.page(ADMIN)).rows == ()


async def test_it_says_why_nothing_has_arrived(db: Database) -> None:
    met, unmet, left, by_hand = [await someone(db, reachable=n != 1) for n in range(4)]
    async with db.begin() as tx:
        await tx.people.suspend(left.id, "blocked the bot", NOW)
        await tx.by_hand.begin(by_hand.id, met.id, TODAY)
    for who in (met, unmet, left, by_hand):
        pledge = await in_register(db, answers=who.id)
        async with db.begin() as tx:
            await tx.asks.put(pledge.number, who.id, "2", None, f"key {who.id}", TODAY)
    async with db.read() as tx:
        rows = (await tx.silence.page(ADMIN)).rows
    assert [row.why for row in rows] == [ON_ITS_WAY, NEVER_MET, "blocked the bot", BY_HAND]


async def test_a_director_sees_the_directorate_and_nobody_what_is_finished(db: Database) -> None:
    asha, housing, place = await someone(db), await a_directorate(db, "Housing"), await a_directorate(db, "Place")
    made = [await in_register(db, answers=asha.id, directorate=each) for each in (housing, place, housing)]
    async with db.begin() as tx:
        for pledge in made:
            await tx.asks.put(pledge.number, asha.id, "2", None, f"key {pledge.number}", TODAY)
        withdrawn = replace(made[2], status=Status.WITHDRAWN)
        await tx.register.save(made[2], withdrawn, door="test", by=None, now=NOW)
        director = Standing(person=PersonId(7), directs=frozenset({housing.id}))
        assert [row.ref for row in (await tx.silence.page(director)).rows] == ["CP-1"]
        assert [row.ref for row in (await tx.silence.page(ADMIN)).rows] == ["CP-1", "CP-2"]
        assert (await tx.silence.page(Standing(person=asha.id))).rows == ()


async def test_pages_turn_both_ways_and_one_that_has_gone_is_answered_with_the_nearest(db: Database) -> None:
    asha = await someone(db)
    count = 2 * SIZE + 3
    for number in range(1, count + 1):
        await in_register(db, answers=asha.id)
        async with db.begin() as tx:
            await tx.asks.put(number, asha.id, "2", None, f"key {number}", TODAY - timedelta(days=number // 2))
    async with db.begin() as tx:
        first = await tx.silence.page(ADMIN)
        second = await tx.silence.page(ADMIN, first.on)
        third = await tx.silence.page(ADMIN, second.on)
        assert [(p.number, p.pages, p.total) for p in (first, second, third)] == [(n, 3, count) for n in (1, 2, 3)]
        assert len({row.ref for page in (first, second, third) for row in page.rows}) == count
        assert await tx.silence.page(ADMIN, third.back) == second
        assert await tx.silence.page(ADMIN, second.back) == first
        for row in (*second.rows, *third.rows):
            await tx.asks.answered(row.pledge, NOW)
        assert (await tx.silence.page(ADMIN, second.on)).rows == first.rows
        with pytest.raises(OldCard):
            await tx.silence.page(ADMIN, "after nobody")
