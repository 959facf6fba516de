"""The register keeps pledges as they are, and finds them without reading more than it must."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pledges.errors import ChangedMeanwhile, UnknownPledge
from pledges.messages import PersonId
from pledges.pledge import (
    OPEN,
    Asking,
    Deadline,
    Extension,
    Kind,
    Owner,
    OwnerKind,
    Pledge,
    Publication,
    Source,
    Status,
    Update,
)
from storage.db import Database
from tests.make import NOW, TODAY, a_directorate, a_pledge, a_post, an_owner, an_update, in_register, someone

TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=40)
DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31))
MOMENTS = st.datetimes(datetime(2015, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))


def owners(asha: PersonId) -> st.SearchStrategy[tuple[Owner, ...]]:
    kinds = st.sampled_from([OwnerKind.PERSON, OwnerKind.BODY, OwnerKind.TBC])
    made = st.builds(
        Owner, kind=kinds, title=TEXT, lead=st.just(False), words=TEXT, answers=st.sampled_from([None, asha])
    )
    leading = made.map(lambda owner: replace(owner, lead=True))
    return st.tuples(leading, st.lists(made, max_size=3)).map(lambda pair: (pair[0], *pair[1]))


def pledges(asha: PersonId) -> st.SearchStrategy[Pledge]:
    """Any pledge that is not in the register yet."""
    by, maybe = st.sampled_from([None, asha]), st.none() | DAYS
    said = st.builds(Update, at=MOMENTS, by=by, status=st.sampled_from(Status), note=TEXT)
    wanted = st.builds(Extension, wanted=DAYS, reason=TEXT, by=st.just(asha), at=MOMENTS)
    asking = st.builds(
        Asking,
        rung=st.sampled_from(["", "10", "2", "0", "late"]),
        asked_on=maybe,
        answered_on=maybe,
        reached_on=maybe,
        told_on=maybe,
    )
    return st.builds(
        Pledge,
        number=st.just(0),
        title=TEXT,
        kind=st.sampled_from(Kind),
        theme=TEXT,
        priority=TEXT,
        status=st.sampled_from(Status),
        publication=st.sampled_from(Publication),
        service=TEXT,
        owners=owners(asha),
        sources=st.lists(
            st.builds(Source, document=TEXT, committee=TEXT, held_on=maybe, minute=TEXT, words=TEXT), max_size=3
        ).map(tuple),
        deadline=st.builds(Deadline, words=TEXT, rule=TEXT, due=maybe, original=maybe),
        extension=st.none() | wanted,
        asking=asking,
        last=st.none() | said,
    )


async def a_save(db: Database, before: Pledge, by: PersonId | None = None, now: datetime = NOW, **but: Any) -> Pledge:
    async with db.begin() as tx:
        return await tx.register.save(before, replace(before, **but), door="command", by=by, now=now)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
async def test_any_pledge_comes_back_as_it_was_entered_and_as_it_was_saved(db: Database, data: st.DataObject) -> None:
    asha = (await someone(db)).id
    entered = await in_register(db, data.draw(pledges(asha)))
    async with db.read() as tx:
        assert await tx.register.get(entered.ref) == entered
    drawn = data.draw(pledges(asha))
    now_so = replace(drawn, number=entered.number, last=drawn.last or entered.last)
    async with db.begin() as tx:
        saved = await tx.register.save(entered, now_so, door="command", by=asha, now=NOW)
    async with db.read() as tx:
        assert await tx.register.get(entered.ref) == saved
        assert await tx.history.verify(entered.ref) is None
    assert replace(saved, version=0) == now_so


@pytest.mark.parametrize("ref", ["CP-1", "cp 1", "1", " cp1 ", "CP–1"])
async def test_a_reference_is_understood_as_people_say_it(db: Database, ref: str) -> None:
    pledge = await in_register(db)
    async with db.read() as tx:
        assert await tx.register.get(ref) == pledge


@pytest.mark.parametrize("ref", ["CP-2", "", "CP", "one", "1.5", "CP-1; drop table pledges", "9" * 30])
async def test_what_is_no_pledge_is_said_to_be_unknown(db: Database, ref: str) -> None:
    await in_register(db)
    async with db.read() as tx:
        with pytest.raises(UnknownPledge):
            await tx.register.get(ref)


async def test_numbers_go_up_and_one_that_was_given_is_never_given_again(db: Database) -> None:
    numbers = [(await in_register(db, number=number)).number for number in (0, 0, 40, 7, 0)]
    assert numbers == [1, 2, 40, 7, 41]


async def test_a_number_that_is_taken_is_refused_in_words(db: Database) -> None:
    pledge = await in_register(db)
    with pytest.raises(ChangedMeanwhile, match="CP-1 was changed"):
        await in_register(db, number=pledge.number)


async def test_pledges_that_are_added_at_once_get_different_numbers(database_url: str) -> None:
    copies = [Database(database_url) for _ in range(4)]
    added = await asyncio.gather(*(in_register(copy) for copy in copies for _ in range(5)))
    assert sorted(p.number for p in added) == list(range(1, 21))
    for copy in copies:
        await copy.close()


async def test_saving_over_what_somebody_else_has_saved_is_refused_and_writes_nothing(db: Database) -> None:
    read = await in_register(db)
    mine = await a_save(db, read, title="Mine")
    with pytest.raises(ChangedMeanwhile):
        await a_save(db, read, title="Theirs", last=an_update(), owners=(an_owner(title="Them"),))
    async with db.read() as tx:
        assert await tx.register.get(read.ref) == mine
        assert [told.after for told in await tx.history.of(read.ref)][-1] == "Mine"


async def test_no_answer_is_lost_when_many_come_at_once(database_url: str) -> None:
    """Each reads the last answer under its lock and counts on from it."""
    copies = [Database(database_url) for _ in range(8)]
    pledge = await in_register(copies[0], last=an_update(note="0"))

    async def answer(db: Database, nth: int) -> None:
        async with db.begin() as tx:
            before = await tx.register.get(pledge.ref, for_update=True)
            assert before.last
            last = an_update(at=NOW + timedelta(seconds=nth), note=str(int(before.last.note) + 1))
            await tx.register.save(before, replace(before, last=last), door="card", by=None, now=NOW)

    await asyncio.gather(*(answer(copy, nth) for copy in copies for nth in range(10)))
    async with copies[0].read() as tx:
        after = await tx.register.get(pledge.ref)
        assert after.last
        assert (after.last.note, after.version) == ("80", pledge.version + 80)
        assert len(await tx.register.updates(pledge.ref)) == 81
        assert await tx.history.verify(pledge.ref) is None
    for copy in copies:
        await copy.close()


async def test_updates_are_told_newest_first_and_a_save_without_one_adds_none(db: Database) -> None:
    pledge = await in_register(db)
    first, second = an_update(note="one"), an_update(note="two", at=NOW - timedelta(days=1))
    pledge = await a_save(db, pledge, last=first)
    pledge = await a_save(db, pledge, title="Another title")
    await a_save(db, pledge, last=second)
    async with db.read() as tx:
        assert await tx.register.updates(pledge.ref) == [second, first]


async def test_who_answers_for_a_post_is_whoever_holds_it_today(db: Database) -> None:
    asha, bryn = await someone(db), await someone(db)
    post = await a_post(db, "Virtual School Head", asha)
    pledge = await in_register(db, owners=(an_owner(post=post.id),))
    assert pledge.lead.answers == asha.id
    await a_post(db, "virtual  school head", bryn)
    async with db.read() as tx:
        assert (await tx.register.get(pledge.ref)).lead.answers == bryn.id
        assert [p.ref for p in await tx.register.of_person(bryn.id)] == [pledge.ref]
        assert await tx.register.of_person(asha.id) == []


async def test_a_new_holder_is_asked_afresh_from_the_first_rung_that_is_open(db: Database) -> None:
    """The former holder was asked and had answered; none of that is the new one's."""
    asha, bryn = await someone(db), await someone(db)
    post = await a_post(db, "Virtual School Head", asha)
    due = TODAY + timedelta(days=3)
    told = Asking(rung="2", asked_on=TODAY, answered_on=TODAY, reached_on=TODAY)
    pledge = await in_register(db, owners=(an_owner(post=post.id),), due=due, asking=told)
    async with db.read() as tx:
        assert await tx.register.due(TODAY) == []
    await a_post(db, "Virtual School Head", bryn)
    async with db.read() as tx:
        assert [(p.ref, p.asking) for p in await tx.register.due(TODAY)] == [(pledge.ref, Asking(accepted=False))]


async def test_a_post_that_falls_vacant_has_nobody_to_be_asked(db: Database) -> None:
    asha = await someone(db)
    post = await a_post(db, "Virtual School Head", asha)
    await in_register(db, owners=(an_owner(post=post.id),), due=TODAY)
    await a_post(db, "Virtual School Head", None)
    async with db.read() as tx:
        assert await tx.register.due(TODAY) == []


async def test_writing_a_post_again_with_the_same_holder_leaves_the_asking_alone(db: Database) -> None:
    asha = await someone(db)
    post = await a_post(db, "Virtual School Head", asha)
    pledge = await in_register(db, owners=(an_owner(post=post.id),), asking=Asking(rung="10", asked_on=TODAY))
    await a_post(db, "VIRTUAL SCHOOL HEAD", asha)
    async with db.read() as tx:
        assert await tx.register.get(pledge.ref) == pledge


async def test_a_supporting_post_does_not_start_the_asking_anew(db: Database) -> None:
    asha, bryn = await someone(db), await someone(db)
    post = await a_post(db, "Designated Nurse", asha)
    owned = (an_owner(answers=asha.id), an_owner(post=post.id, lead=False, title="Designated Nurse"))
    pledge = await in_register(db, owners=owned, asking=Asking(rung="10", asked_on=TODAY))
    await a_post(db, "Designated Nurse", bryn)
    async with db.read() as tx:
        assert (await tx.register.get(pledge.ref)).asking == pledge.asking


async def test_what_is_due_is_found_by_its_next_day_in_order_of_person_and_date(db: Database) -> None:
    asha, bryn = await someone(db), await someone(db)
    for answers, days in ((bryn, 0), (asha, 1), (asha, 0), (asha, 90), (None, 0)):
        await in_register(db, answers=answers and answers.id, due=TODAY + timedelta(days=days))
    async with db.read() as tx:
        assert [p.number for p in await tx.register.due(TODAY)] == [3, 2, 1]


async def test_what_was_asked_today_is_not_due_again_today(db: Database) -> None:
    pledge = await in_register(db, answers=(await someone(db)).id, due=TODAY)
    async with db.begin() as tx:
        [found] = await tx.register.due(TODAY)
        await tx.register.note_asking(replace(found, asking=Asking(rung="0", asked_on=TODAY)), NOW)
        assert await tx.register.due(TODAY) == []
    async with db.read() as tx:
        after = await tx.register.get(pledge.ref)
        assert after == replace(pledge, asking=Asking(rung="0", asked_on=TODAY))
        assert {told.door for told in await tx.history.of(pledge.ref)} == {"import"}


async def test_noting_that_somebody_was_asked_does_not_undo_an_answer_given_meanwhile(db: Database) -> None:
    read = await in_register(db, answers=(await someone(db)).id, due=TODAY)
    answered = replace(read.asking, answered_on=TODAY, reached_on=TODAY)
    saved = await a_save(db, read, asking=answered, last=an_update())
    async with db.begin() as tx:
        await tx.register.note_asking(replace(read, asking=replace(read.asking, rung="0", asked_on=TODAY)), NOW)
    async with db.read() as tx:
        assert await tx.register.get(read.ref) == saved


async def test_asking_and_reaching_noted_from_two_copies_are_both_kept(db: Database) -> None:
    read = await in_register(db, answers=(await someone(db)).id, due=TODAY)
    async with db.begin() as tx:
        await tx.register.note_asking(replace(read, asking=replace(read.asking, reached_on=TODAY)), NOW)
        await tx.register.note_asking(replace(read, asking=replace(read.asking, rung="0", asked_on=TODAY)), NOW)
    async with db.read() as tx:
        asking = (await tx.register.get(read.ref)).asking
    assert asking == Asking(rung="0", asked_on=TODAY, reached_on=TODAY)


async def test_many_are_noted_at_once(db: Database) -> None:
    asha = (await someone(db)).id
    read = [await in_register(db, answers=asha, due=TODAY) for _ in range(3)]
    async with db.begin() as tx:
        await tx.register.note_all([replace(p, asking=Asking(rung="0", asked_on=TODAY)) for p in read], NOW)
        await tx.register.note_all([], NOW)
        assert await tx.register.due(TODAY) == []


@pytest.mark.parametrize("status", sorted(set(Status) - OPEN))
async def test_a_finished_pledge_is_asked_about_no_more_and_again_once_it_is_open(db: Database, status: Status) -> None:
    pledge = await in_register(db, answers=(await someone(db)).id, due=TODAY)
    finished = await a_save(db, pledge, status=status)
    async with db.read() as tx:
        assert await tx.register.due(TODAY) == []
    await a_save(db, finished, status=Status.ON_TRACK)
    async with db.read() as tx:
        assert [p.ref for p in await tx.register.due(TODAY)] == [pledge.ref]


async def test_a_person_sees_what_they_lead_and_support_that_is_open_or_to_be_confirmed(db: Database) -> None:
    asha, bryn = (await someone(db)).id, (await someone(db)).id
    post = await a_post(db, "Designated Nurse", await someone(db, name="Cai"))
    assert post.holder
    late = await in_register(db, answers=asha, due=TODAY + timedelta(days=9))
    supported = await in_register(db, owners=(an_owner(answers=bryn), an_owner(answers=asha, lead=False)), due=None)
    done = await in_register(db, answers=asha, status=Status.DONE, due=TODAY)
    await in_register(db, answers=asha, status=Status.CLOSED)
    await in_register(db, owners=(an_owner(post=post.id),))
    async with db.read() as tx:
        assert [p.number for p in await tx.register.of_person(asha)] == [done.number, late.number, supported.number]


async def test_a_directorate_sees_what_is_open_and_what_was_finished_since(db: Database) -> None:
    housing, health = await a_directorate(db, "Housing"), await a_directorate(db, "Health")
    week = NOW - timedelta(days=7)
    expected = [
        await in_register(db, directorate=housing),
        await in_register(db, directorate=housing, status=Status.DONE, last=an_update(status=Status.DONE, at=week)),
        await in_register(db, directorate=housing, status=Status.CLOSED, last=an_update(status=Status.CLOSED)),
    ]
    earlier = an_update(status=Status.CLOSED, at=week - timedelta(seconds=1))
    await in_register(db, directorate=housing, status=Status.CLOSED, last=earlier)
    await in_register(db, directorate=housing, status=Status.WITHDRAWN, last=an_update(status=Status.WITHDRAWN))
    await in_register(db, directorate=health)
    await in_register(db)
    async with db.read() as tx:
        assert await tx.register.of_directorate(housing.id, week) == expected


async def test_correcting_a_finished_pledge_does_not_make_it_finished_anew(db: Database) -> None:
    housing = await a_directorate(db, "Housing")
    pledge = await in_register(db, directorate=housing, status=Status.CLOSED)
    await a_save(db, pledge, now=NOW + timedelta(days=30), title="Spelt right")
    async with db.read() as tx:
        assert await tx.register.of_directorate(housing.id, NOW + timedelta(days=1)) == []


async def test_what_is_past_its_date_is_listed_worst_first(db: Database) -> None:
    for days in (-1, -30, 0, 5):
        await in_register(db, due=TODAY + timedelta(days=days))
    await in_register(db, due=TODAY - timedelta(days=60), status=Status.CLOSED)
    await in_register(db, due=None)
    async with db.read() as tx:
        assert [p.number for p in await tx.register.past(TODAY)] == [2, 1]


async def test_some_pledges_are_read_by_number_in_order_and_once(db: Database) -> None:
    for _ in range(4):
        await in_register(db)
    async with db.read() as tx:
        assert [p.number for p in await tx.register.of_numbers([4, 2, 2, 99])] == [2, 4]
        assert await tx.register.of_numbers([]) == []


async def test_the_whole_register_is_read_in_number_order(db: Database) -> None:
    async with db.begin() as tx:
        for number in range(1200, 0, -1):
            await tx.register.add(a_pledge(number=number, owners=(), sources=()), door="import", by=None, now=NOW)
        assert [p.number async for p in tx.register.all()] == list(range(1, 1201))


async def test_a_new_rhythm_moves_the_day_of_the_next_question(database_url: str) -> None:
    before = Database(database_url)
    pledge = await in_register(before, answers=(await someone(before)).id, due=TODAY + timedelta(days=21))
    await in_register(before, status=Status.CLOSED)
    await before.close()
    later = Database(database_url, replace(before.policy, ladder=(15, 2, 0)))
    async with later.begin() as tx:
        assert await tx.register.due(TODAY) == []
        assert await tx.register.restamp(NOW) == 1
        assert await tx.register.due(TODAY) == [pledge]
    await later.close()
