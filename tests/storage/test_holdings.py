"""Who holds a post is kept row by row; who answers for it follows on the day."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from pledges.holding import Holding, Manner
from pledges.messages import PersonId
from pledges.people import Post, PostId
from storage.db import Database, engines
from storage.holdings import holdings
from storage.posts import Seated
from tests.make import NOW, TODAY, a_post, an_owner, in_register, someone

TOMORROW = TODAY + timedelta(days=1)


async def held(db: Database, post: Post) -> list[Holding]:
    async with db.read() as tx:
        return await tx.holdings.of(post.id)


async def given_to(db: Database, post: Post, person: PersonId | None, **but: object) -> None:
    manner = Manner.SUBSTANTIVE if person else Manner.VACANT
    new = Holding(person=person, manner=manner, **{"since": TODAY} | but)  # type: ignore[arg-type]
    async with db.begin() as tx:
        await tx.people.hand_over(post.id, new, by=None, now=NOW)


async def seated(db: Database, post: Post, on: object = TODAY) -> Seated | None:
    async with db.begin() as tx:
        return await tx.people.seat(post.id, on)  # type: ignore[arg-type]


async def test_a_post_that_is_entered_has_been_held_as_long_as_anyone_knows(db: Database) -> None:
    asha = await someone(db)
    assert await held(db, await a_post(db, "Head of Housing", asha)) == [Holding(person=asha.id)]
    assert await held(db, await a_post(db, "Head of Learning")) == []


async def test_a_new_holder_from_a_sheet_holds_it_from_that_day(db: Database) -> None:
    asha, bryn = await someone(db), await someone(db)
    await a_post(db, "Head of Housing", asha)
    post = await a_post(db, "Head of Housing", bryn, on=TODAY)
    assert await held(db, post) == [
        Holding(person=asha.id, until=TODAY - timedelta(days=1)),
        Holding(person=bryn.id, since=TODAY),
    ]
    assert await seated(db, post) is None


async def test_who_answers_changes_on_the_day_and_once(db: Database) -> None:
    asha, bryn = await someone(db), await someone(db)
    post = await a_post(db, "Head of Housing", asha)
    await given_to(db, post, bryn.id, since=TOMORROW)
    async with db.read() as tx:
        assert await tx.holdings.misplaced(TODAY) == []
        assert await tx.holdings.misplaced(TOMORROW) == [post.id]
    assert await seated(db, post) is None
    assert await seated(db, post, TOMORROW) == Seated(post=post.id, former=asha.id, holder=bryn.id)
    assert await seated(db, post, TOMORROW) is None
    async with db.read() as tx:
        assert (await tx.people.post_of(post.id)).holder == bryn
        assert await tx.holdings.misplaced(TOMORROW) == []


async def test_a_vacant_post_is_answered_for_by_nobody_and_its_pledges_are_listed(db: Database) -> None:
    post = await a_post(db, "Head of Housing", await someone(db))
    pledge = await in_register(db, owners=(an_owner(post=post.id),))
    await given_to(db, post, None)
    await seated(db, post)
    async with db.read() as tx:
        assert await tx.register.due(TODAY + timedelta(days=90)) == []
        assert [p.ref for p in await tx.register.vacant()] == [pledge.ref]
        assert await tx.register.without_owner() == []
        assert await tx.holdings.misplaced(TODAY) == []


async def test_what_is_led_in_words_only_is_to_be_confirmed(db: Database) -> None:
    listed = await in_register(db)
    await in_register(db, answers=(await someone(db)).id)
    nobody = await in_register(db, owners=())
    async with db.read() as tx:
        assert {p.ref for p in await tx.register.without_owner()} == {listed.ref, nobody.ref}


async def test_the_new_holder_is_asked_anew(db: Database) -> None:
    asha, bryn = await someone(db), await someone(db)
    post = await a_post(db, "Head of Housing", asha)
    pledge = await in_register(db, owners=(an_owner(post=post.id),))
    await given_to(db, post, bryn.id)
    await seated(db, post)
    async with db.read() as tx:
        found = await tx.register.get(pledge.ref)
    assert (found.lead.answers, found.asking.accepted, found.asking.told_on) == (bryn.id, False, TODAY)
    assert found.version > pledge.version


async def test_what_was_overruled_is_kept_and_stands_no_more(db: Database, database_url: str) -> None:
    asha, bryn = await someone(db), await someone(db)
    post = await a_post(db, "Head of Housing", asha)
    await given_to(db, post, bryn.id)
    assert len(await held(db, post)) == 2
    writer, _ = engines(database_url)
    async with writer.connect() as conn:
        rows = (await conn.execute(sa.select(holdings.c.stands).order_by(holdings.c.id))).scalars().all()
    await writer.dispose()
    assert rows == [False, True, True]


@pytest.mark.parametrize(
    "wrong",
    [
        {"manner": "vacant", "person_id": 1},
        {"manner": "acting"},
        {"manner": "acting", "person_id": 1, "since": TOMORROW, "until": TODAY},
        {"manner": "vacant", "joint": True},
        {"manner": "borrowed", "person_id": 1},
        {"manner": "acting", "person_id": 1, "since": TODAY},
    ],
)
async def test_the_table_refuses_what_cannot_be(db: Database, database_url: str, wrong: dict[str, object]) -> None:
    asha = await someone(db)
    post = await a_post(db, "Head of Housing", asha)
    await given_to(db, post, asha.id)
    writer, _ = engines(database_url)
    row = sa.table("holdings", *(sa.column(name) for name in ("post_id", *wrong)))
    async with writer.connect() as conn:
        with pytest.raises(sa.exc.IntegrityError):
            await conn.execute(sa.insert(row).values(post_id=post.id, **wrong))
    await writer.dispose()


async def test_a_post_has_its_place(db: Database) -> None:
    above, deputy = await a_post(db, "Strategic Director"), await a_post(db, "Deputy Director")
    post = await a_post(db, "Head of Housing")
    async with db.begin() as tx:
        await tx.people.place(post.id, "Allocations", above.id, None)
        await tx.people.place(post.id, "Housing Options", above.id, deputy.id)
        found = await tx.people.post_of(post.id)
        with pytest.raises(LookupError, match="no post 99"):
            await tx.people.post_of(PostId(99))
    assert (found.service, found.reports_to, found.deputy) == ("Housing Options", above.id, deputy.id)


async def test_two_entries_of_one_person_become_one_in_what_they_held(db: Database) -> None:
    async with db.begin() as tx:
        second = await tx.people.add("A. Vale", "asha.vale@council.example", None)
    post = await a_post(db, "Head of Housing", second)
    asha = await someone(db, upn="asha.vale@council.example", name="Asha Vale")
    assert [h.person for h in await held(db, post)] == [asha.id]
