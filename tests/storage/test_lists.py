"""What SQL lists is what the rules say, for registers of every sort; pages miss nothing and show nothing twice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pledges.answering import owner_for
from pledges.calendar import WorkingDays
from pledges.errors import OldCard
from pledges.holding import Holding
from pledges.lacking import lacks
from pledges.messages import PersonId
from pledges.people import Person, Standing
from pledges.pledge import (
    Asking,
    Deadline,
    Extension,
    Owner,
    OwnerKind,
    Pledge,
    Publication,
    Status,
    When,
    is_late,
    is_past,
    may_read,
)
from pledges.policy import Policy
from storage import listed
from storage.db import Database, Tx
from storage.lists import NEWEST, SIZE, SOONEST, Asked, Order, Which
from tests.make import NOW, TODAY, a_directorate, a_pledge, a_post, an_owner, in_register, someone

EASTER = WorkingDays(frozenset({date(2026, 4, 3), date(2026, 4, 6)}))
POLICY = Policy(days=EASTER)
days = st.dates(date(2026, 3, 20), date(2026, 4, 14))


@st.composite
def pledges(draw: st.DrawFn, owners: list[Owner], directorates: list[object]) -> Pledge:
    """A pledge of any sort that the register can hold."""
    due = draw(st.none() | days)
    kind = draw(st.sampled_from((When.DATE, When.MONTH))) if due else draw(st.sampled_from((When.NONE, When.REVIEW)))
    wanted = Extension(wanted=date(2026, 9, 1), reason="HR", by=PersonId(1), at=NOW)
    return a_pledge(
        title=draw(st.sampled_from(("A plan", ""))),
        status=draw(st.sampled_from(Status)),
        publication=draw(st.sampled_from(Publication)),
        owners=draw(st.sampled_from([(owner,) for owner in owners] + [()])),
        directorate=draw(st.sampled_from(directorates)),
        deadline=Deadline(kind=kind, due=due, original=due),
        extension=draw(st.sampled_from((None, wanted))),
        asking=Asking(reached_on=draw(st.none() | days)),
    )


RULES: tuple[tuple[Which, Callable[[Pledge, date], bool]], ...] = (
    (listed.is_open, lambda p, today: p.open),
    (listed.late, lambda p, today: is_late(p, POLICY, today)),
    (listed.overdue, lambda p, today: is_past(p, today)),
    (listed.missing, lambda p, today: p.open and bool(lacks(p))),
    (listed.waiting, lambda p, today: p.open and p.extension is not None),
    (listed.done, lambda p, today: p.status is Status.DONE),
    (listed.closed, lambda p, today: not p.open and p.status is not Status.DONE),
)


@given(data=st.data())
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
async def test_a_list_holds_what_its_rule_says_and_the_reader_may_read(db: Database, data: st.DataObject) -> None:
    """Above all: what the list calls late is what is_late calls late, on whatever day and around any holiday."""
    asha, bryn = await someone(db), await someone(db)
    housing, place = await a_directorate(db, "Housing"), await a_directorate(db, "Place")
    post = await a_post(db, "Head of Housing", asha)
    held = Owner(kind=OwnerKind.POST, title=post.title, post=post.id, answers=asha.id)
    tbc = Owner(kind=OwnerKind.TBC, title="to be confirmed")
    owners = [held, tbc, an_owner(answers=bryn.id), an_owner()]
    new = data.draw(st.lists(pledges(owners, [None, housing, place]), min_size=5, max_size=25))
    async with db.begin() as tx:
        before = [p.number async for p in tx.register.all()]
        await tx.register.add_all(new, door="import", by=None, now=NOW)
    today = data.draw(days)
    async with db.read() as tx:
        everything = [p async for p in tx.register.all()]
        for standing in (
            Standing(person=bryn.id, admin=True),
            Standing(person=asha.id),
            Standing(person=bryn.id, directs=frozenset({housing.id})),
        ):
            asked = Asked(standing=standing, today=today, policy=POLICY)
            for which, rule in RULES:
                expected = {p.number for p in everything if rule(p, today) and may_read(standing, p)}
                order = NEWEST if which in (listed.done, listed.closed) else SOONEST
                assert await _all(tx, which, asked, order) == expected
    assert len(everything) == len(before) + len(new)


Told = Callable[[Pledge, PersonId], bool]
THEIRS: tuple[tuple[tuple[Which, ...], Told], ...] = (
    ((listed.everything,), lambda p, person: may_read(Standing(person=person), p)),
    ((listed.mine,), lambda p, person: _live(p) and any(person in o.asked for o in p.owners)),
    ((listed.mine, listed.led_by_others), lambda p, person: _live(p) and _helps(p, person)),
)


def _live(pledge: Pledge) -> bool:
    return pledge.open or pledge.status is Status.DONE


def _helps(pledge: Pledge, person: PersonId) -> bool:
    owner = owner_for(pledge, person)
    return any(person in o.asked for o in pledge.owners) and owner is not None and not owner.lead


@pytest.fixture
async def seats(db: Database) -> tuple[list[Person], list[Owner]]:
    """Posts that are held, held jointly, deputised for, and vacant with a deputy; and two people named themselves."""
    asha, bel, cai, dee = [await someone(db, reachable=n % 2 == 0) for n in range(4)]
    housing, deputy = await a_post(db, "Head of Housing", asha), await a_post(db, "Deputy", cai)
    estates, parks = await a_post(db, "Head of Estates"), await a_post(db, "Head of Parks")
    async with db.begin() as tx:
        await tx.people.hand_over(housing.id, Holding(person=bel.id, since=TODAY, joint=True), by=None, now=NOW)
        await tx.people.seat(housing.id, TODAY)
        for post in (housing, estates):
            await tx.people.place(post.id, "", None, deputy.id)
    owners = [Owner(kind=OwnerKind.POST, title=p.title, post=p.id) for p in (housing, deputy, estates, parks)]
    return [asha, bel, cai, dee], [*owners, an_owner(answers=bel.id), an_owner(answers=dee.id), an_owner()]


@given(data=st.data())
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
async def test_lists_know_joint_holders_and_deputies_as_the_rules_do(
    db: Database, seats: tuple[list[Person], list[Owner]], data: st.DataObject
) -> None:
    people, owners = seats
    drawn = st.lists(st.sampled_from(owners), min_size=1, max_size=3)
    new = [
        replace(p, owners=tuple(replace(o, lead=n == 0) for n, o in enumerate(data.draw(drawn))))
        for p in data.draw(st.lists(pledges(owners, [None]), min_size=3, max_size=12))
    ]
    async with db.begin() as tx:
        await tx.register.add_all(new, door="import", by=None, now=NOW)
    async with db.read() as tx:
        everything = [p async for p in tx.register.all()]
        for person in people:
            asked = Asked(standing=Standing(person=person.id), today=TODAY, policy=POLICY)
            for which, rule in THEIRS:
                assert await tx.lists.count(which, asked) == sum(rule(p, person.id) for p in everything)
        unmet = {person.id for person, _, _ in await tx.people.not_reachable()}
        answer = {p.number: {person for o in p.owners for person in o.asked} for p in everything if p.open}
        every = Asked(standing=Standing(person=people[0].id, admin=True), today=TODAY, policy=POLICY)
        assert await _all(tx, listed.not_reached, every, SOONEST) == {n for n, some in answer.items() if some & unmet}
        missing = {person.id for person in people[1::2]}
        assert unmet == {person for some in answer.values() for person in some if person in missing}


async def _all(tx: Tx, which: Which, asked: Asked, order: Order) -> set[int]:
    page, found, total = await tx.lists.page([which], asked, order), list[int](), 0
    while True:
        assert page.before == len(found)
        found += [p.number for p in page.pledges]
        total = page.total
        if not page.on:
            break
        page = await tx.lists.page([which], asked, order, page.on)
    assert len(found) == len(set(found)) == total
    return set(found)


ADMIN = Standing(person=PersonId(1), admin=True)
ASKED = Asked(standing=ADMIN, today=TODAY, policy=Policy())


async def test_pages_turn_forwards_and_backwards_and_say_where_they_are(db: Database) -> None:
    for number in range(2 * SIZE + 3):
        await in_register(db, due=None if number < 5 else TODAY + timedelta(days=number // 2))
    async with db.read() as tx:
        first = await tx.lists.page([listed.is_open], ASKED)
        second = await tx.lists.page([listed.is_open], ASKED, at=first.on)
        third = await tx.lists.page([listed.is_open], ASKED, at=second.on)
        back = await tx.lists.page([listed.is_open], ASKED, at=third.back)
        start = await tx.lists.page([listed.is_open], ASKED, at=back.back)
    assert [(p.number, p.pages, p.total) for p in (first, second, third)] == [(1, 3, 23), (2, 3, 23), (3, 3, 23)]
    assert (first.back, third.on) == ("", "")
    assert [p.deadline.due for p in third.pledges] == [None] * 3
    assert (back, start) == (second, first)


async def test_a_page_that_has_gone_is_answered_with_the_nearest(db: Database) -> None:
    made = [await in_register(db, due=TODAY + timedelta(days=n)) for n in range(2 * SIZE)]
    async with db.read() as tx:
        first = await tx.lists.page([listed.is_open], ASKED)
        second = await tx.lists.page([listed.is_open], ASKED, at=first.on)
    async with db.begin() as tx:
        for pledge in [*made[: SIZE - 2], *made[SIZE:]]:
            await tx.register.save(pledge, replace(pledge, status=Status.WITHDRAWN), door="test", by=None, now=NOW)
        last = await tx.lists.page([listed.is_open], ASKED, at=first.on)
        start = await tx.lists.page([listed.is_open], ASKED, at=second.back)
    assert [p.number for p in last.pledges] == [p.number for p in start.pledges] == [9, 10]
    assert (last.number, last.pages, last.total) == (1, 1, 2)


async def test_what_is_finished_comes_newest_first(db: Database) -> None:
    made = [await in_register(db) for _ in range(SIZE + 2)]
    async with db.begin() as tx:
        for n, pledge in enumerate(made):
            done = replace(pledge, status=Status.CLOSED)
            await tx.register.save(pledge, done, door="test", by=None, now=NOW + timedelta(hours=n))
        first = await tx.lists.page([listed.closed], ASKED, NEWEST)
        second = await tx.lists.page([listed.closed], ASKED, NEWEST, first.on)
    assert [p.number for p in (*first.pledges, *second.pledges)] == [*range(SIZE + 2, 0, -1)]


@pytest.mark.parametrize("at", ["nonsense", "after tomorrow 3", "after 2026-03-01 x"])
async def test_a_cursor_that_nobody_wrote_is_an_old_card(db: Database, at: str) -> None:
    async with db.read() as tx:
        with pytest.raises(OldCard):
            await tx.lists.page([listed.is_open], ASKED, at=at)


async def test_themes_services_papers_and_owners_in_words_are_each_named_once(db: Database) -> None:
    for theme in ("Housing", "Education", "", "Housing"):
        await in_register(db, theme=theme, service=theme.upper(), owners=(an_owner(title="Officers"),))
    async with db.read() as tx:
        assert await tx.lists.themes() == ["Education", "Housing"]
        assert await tx.lists.services() == ["EDUCATION", "HOUSING"]
        assert await tx.lists.papers() == [("Improvement Plan", "Corporate Parenting Panel", date(2025, 12, 1))]
        assert await tx.lists.owners_in_words() == ["Officers"]
        assert await tx.lists.count([listed.of_theme("Housing")], ASKED) == 2
