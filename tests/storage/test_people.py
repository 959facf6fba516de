"""People are met once, whatever names they are met under, and may do what their posts and the admins' list say."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from pledges.absences import Absence
from pledges.acting import Act
from pledges.afterwards import Posted
from pledges.answering import with_share
from pledges.habits import Habit
from pledges.messages import Address, Member, PersonId
from pledges.people import Person, Standing
from pledges.pledge import Share, Status
from pledges.policy import Policy
from storage.acting_tables import acts
from storage.db import Database, engines
from tests.make import NOW, TODAY, a_channel, a_directorate, a_member, a_message, a_post, an_owner, in_register, someone

NOBODY: frozenset[str] = frozenset()


async def meet(db: Database, **but: str | None) -> Person:
    async with db.begin() as tx:
        usual = {"teams_id": "29:asha", "name": "Asha Vale", "upn": "Asha.Vale@council.example", "aad_id": "aad-asha"}
        return await tx.people.meet(Member(**usual | but))  # type: ignore[arg-type]


async def test_somebody_new_is_kept_as_teams_knows_them(db: Database) -> None:
    asha = await meet(db)
    expected = Person(
        id=asha.id, name="Asha Vale", upn="asha.vale@council.example", aad_id="aad-asha", teams_id="29:asha"
    )
    async with db.read() as tx:
        assert await tx.people.get(asha.id) == asha == expected
        assert await tx.people.everyone() == [asha]


async def test_somebody_entered_by_sign_in_name_is_filled_in_when_they_are_met(db: Database) -> None:
    async with db.begin() as tx:
        entered = await tx.people.add("Vale, Asha", "ASHA.VALE@council.example", None)
    met = await meet(db)
    assert met == Person(
        id=entered.id, name="Asha Vale", upn="asha.vale@council.example", aad_id="aad-asha", teams_id="29:asha"
    )


async def test_meeting_somebody_again_keeps_what_is_known(db: Database) -> None:
    asha = await meet(db)
    assert await meet(db, upn=None, name="Asha Vale-Reed") == Person(
        id=asha.id, name="Asha Vale-Reed", upn=asha.upn, aad_id=asha.aad_id, teams_id=asha.teams_id
    )


async def test_a_guest_without_ids_is_known_by_teams_id(db: Database) -> None:
    guest = await meet(db, upn=None, aad_id=None)
    assert await meet(db, upn=None, aad_id=None) == guest
    assert (await meet(db, upn=None)).id == guest.id


async def test_a_sign_in_name_that_passed_on_belongs_to_the_newcomer_alone(db: Database) -> None:
    """Who left keeps their pledges; the newcomer does not inherit them with the name."""
    left = await meet(db)
    await in_register(db, answers=left.id)
    newcomer = await meet(db, aad_id="aad-new", teams_id="29:new")
    assert newcomer.id != left.id
    async with db.read() as tx:
        assert (await tx.people.get(left.id)).upn is None
        assert await tx.people.find(upn="asha.vale@council.example") == newcomer
        assert len(await tx.register.of_person(left.id)) == 1
        assert await tx.register.of_person(newcomer.id) == []


async def test_nobody_is_found_by_name_who_is_known_by_another_aad_id(db: Database) -> None:
    await meet(db)
    async with db.read() as tx:
        assert await tx.people.find(aad_id="aad-new", upn="asha.vale@council.example", teams_id="29:asha") is None


async def test_a_second_entry_made_by_sign_in_name_hands_over_what_it_answers_for(db: Database) -> None:
    known = await meet(db, upn=None)
    async with db.begin() as tx:
        second = await tx.people.add("A. Vale", "asha.vale@council.example", None)
    await a_post(db, "Head of Housing", second)
    pledge = await in_register(db, answers=second.id)
    assert (await meet(db)).id == known.id
    async with db.read() as tx:
        assert [p.ref for p in await tx.register.of_person(known.id)] == [pledge.ref]
        post = await tx.people.post("Head of Housing")
        assert post
        assert post.holder
        assert post.holder.id == known.id


async def test_a_second_entry_leaves_nothing_behind_that_is_asked_sent_or_allowed(db: Database) -> None:
    known = await meet(db, upn=None)
    async with db.begin() as tx:
        await tx.people.remember(known.id, Address("chat with Asha"), NOW)
        second = await tx.people.add("A. Vale", "asha.vale@council.example", None)
        await tx.people.make_admin(second.id, known.id, NOW)
        await tx.by_hand.begin(second.id, known.id, TODAY)
        await tx.outbox.put(a_message(second.id, key="waits"), NOW)
    await a_post(db, "Head of Housing", second)
    pledge = await in_register(db, owners=(an_owner(answers=second.id), an_owner(lead=False, title="The Panel")))
    async with db.begin() as tx:
        await tx.register.note_asking(with_share(pledge, Share(person=second.id, rung="2", asked_on=TODAY)), NOW)
        for rung, whose in (("2", second), ("10", second), ("10", known)):
            await tx.asks.put(pledge.number, whose.id, rung, None, f"{rung} to {whose.id}", TODAY)
    await meet(db)
    async with db.read() as tx:
        assert [person.id for person in await tx.people.admins(frozenset())] == [known.id]
        assert await tx.by_hand.people() == {known.id}
        [row] = [row for row in await tx.deliveries.listed(("ready", "held")) if row.key == "waits"]
        assert (row.state, row.to) == ("ready", "Asha Vale")
        asks = await tx.asks.open_about([pledge.number])
        assert [(ask.rung, ask.person) for ask in asks] == [("2", known.id), ("10", known.id)]
        [twice] = await tx.asks.of_message(f"10 to {second.id}")
        assert twice.excused == "asked twice, under two entries of one person"


async def test_what_a_second_entry_said_about_its_days_stays_said(db: Database) -> None:
    known = await meet(db, upn=None)
    bryn = await someone(db)
    async with db.begin() as tx:
        second = await tx.people.add("A. Vale", "asha.vale@council.example", None)
        await tx.habits.put(second.id, Habit(off=frozenset({4})))
        away = Absence(person=second.id, since=TODAY, until=TODAY, cover=known.id)
        await tx.absences.put(away, NOW)
        await tx.absences.put(replace(away, person=bryn.id, cover=second.id), NOW)
    await meet(db)
    async with db.read() as tx:
        assert await tx.habits.of(known.id) == Habit(off=frozenset({4}))
        assert await tx.absences.stand_ins(TODAY) == {known.id: None, bryn.id: None}
        assert [a.cover for a in await tx.absences.on(TODAY) if a.person == bryn.id] == [known.id]


async def test_what_a_second_entry_did_at_a_desk_and_said_of_a_digest_comes_along_once(
    db: Database, database_url: str
) -> None:
    known, megan = await meet(db, upn=None), await someone(db, name="Megan")
    housing, channel = await a_directorate(db, "Housing"), await a_channel(db)
    post = Posted(channel=channel, directorate=housing.id, week="2026-W10")
    async with db.begin() as tx:
        second = await tx.people.add("A. Vale", "asha.vale@council.example", None)
    await a_post(db, "Director of Housing", second, directorate=housing, director=True)
    pledge = await in_register(db, directorate=housing, answers=megan.id)
    async with db.begin() as tx:
        (seat,) = await tx.acting.seats(second.id)
        await tx.acting.put(pledge.number, Act.ASK, "2026-03-02", seat, megan.id, NOW)
        for who, words in ((known, "CP-1 is not ours"), (second, "CP-1 is not ours"), (second, "CP-2 is done")):
            assert await tx.remarks.put(post, words, who.id, NOW)
    await meet(db)
    async with db.read() as tx:
        assert [r.words for r in await tx.remarks.said(post, known.id)] == ["CP-1 is not ours", "CP-2 is done"]
        assert await tx.remarks.said(post, second.id) == []
    writer, reader = engines(database_url)
    async with reader.connect() as conn:
        row = (await conn.execute(sa.select(acts.c.by_id, acts.c.for_id))).one()
    assert tuple(row) == (known.id, known.id)
    await writer.dispose()
    await reader.dispose()


async def test_two_messages_of_one_day_to_two_entries_are_one_persons_after_all(db: Database) -> None:
    known, at = await meet(db, upn=None), NOW + timedelta(hours=1)
    async with db.begin() as tx:
        await tx.people.remember(known.id, Address("chat with Asha"), NOW)
        second = await tx.people.add("A. Vale", "asha.vale@council.example", None)
        await tx.people.remember(second.id, Address("another chat"), NOW)
        for key, whose in (("one", known), ("two", second)):
            await tx.outbox.put(a_message(whose.id, key=key, alone=False), NOW)
        await tx.days.fold(9, Policy(), at)
    await meet(db)
    async with db.begin() as tx:
        await tx.days.fold(9, Policy(), at)
        [message] = await tx.outbox.claim(9, at, timedelta(minutes=2), Policy().today(at))
    assert (message.key, [part.key for part in message.parts]) == ("one", ["two"])


async def test_somebody_is_found_by_the_strongest_of_their_ids(db: Database) -> None:
    asha, bryn = await someone(db), await someone(db)
    async with db.read() as tx:
        assert await tx.people.find(aad_id=asha.aad_id, teams_id=bryn.teams_id) == asha
        assert await tx.people.find(upn="PERSON@nowhere.example", teams_id=bryn.teams_id) == bryn
        assert await tx.people.find(upn=bryn.upn and bryn.upn.upper()) == bryn
        assert await tx.people.find() is None


async def test_adding_somebody_who_is_known_gives_them_back(db: Database) -> None:
    asha = await meet(db)
    async with db.begin() as tx:
        assert await tx.people.add("Somebody", asha.upn, None) == asha
        assert await tx.people.add("Somebody", None, asha.aad_id) == asha
        assert (await tx.people.add("Somebody", None, None)).id != asha.id


async def test_a_sign_in_name_of_somebody_else_cannot_be_added(db: Database) -> None:
    asha = await meet(db)
    async with db.begin() as tx:
        with pytest.raises(LookupError, match="another AAD id"):
            await tx.people.add("Somebody", asha.upn, "aad-other")


async def test_ids_are_the_same_whatever_their_case(db: Database) -> None:
    asha = await meet(db, aad_id="0F8A-ASHA")
    async with db.read() as tx:
        assert await tx.people.find(aad_id="0f8a-asha") == asha
        assert (await tx.people.standing(asha, frozenset({"0f8a-asha"}))).admin
        assert await tx.people.admins(frozenset({"0f8a-asha"})) == [asha]
    assert await meet(db, aad_id="0f8a-asha") == asha


async def test_an_id_that_nobody_has_is_an_error(db: Database) -> None:
    async with db.read() as tx:
        with pytest.raises(LookupError, match="no person 7"):
            await tx.people.get(PersonId(7))


async def test_somebody_met_in_two_copies_at_once_is_one_person(database_url: str) -> None:
    copies = [Database(database_url) for _ in range(6)]
    met = await asyncio.gather(*(meet(copy) for copy in copies))
    assert len({person.id for person in met}) == 1
    for copy in copies:
        await copy.close()


async def test_standing_comes_from_settings_from_chat_and_from_posts(db: Database) -> None:
    asha, bryn, cai = await someone(db), await someone(db), await someone(db)
    housing, health = await a_directorate(db, "Housing"), await a_directorate(db, "Health")
    await a_post(db, "Director of Housing", asha, directorate=housing, director=True)
    await a_post(db, "Director of Health", asha, directorate=health, director=True)
    await a_post(db, "Head of Allocations", bryn, directorate=housing)
    async with db.begin() as tx:
        await tx.people.make_admin(cai.id, asha.id, NOW)
        await tx.people.make_admin(cai.id, bryn.id, NOW)
        directs = frozenset({housing.id, health.id})
        named = frozenset({asha.aad_id or ""})
        assert await tx.people.standing(asha, named) == Standing(person=asha.id, admin=True, directs=directs)
        assert await tx.people.standing(bryn, NOBODY) == Standing(person=bryn.id)
        assert (await tx.people.standing(bryn, frozenset({bryn.upn or ""}))).admin
        assert await tx.people.standing(cai, NOBODY) == Standing(person=cai.id, admin=True)
        assert {a.id for a in await tx.people.admins(named)} == {asha.id, cai.id}


async def test_a_guest_without_names_is_nobody_among_the_admins(db: Database) -> None:
    guest = await meet(db, upn=None, aad_id=None)
    async with db.read() as tx:
        assert not (await tx.people.standing(guest, frozenset({""}))).admin


async def test_an_address_is_new_once_and_again_after_they_were_away(db: Database) -> None:
    asha = await someone(db, reachable=False)
    async with db.begin() as tx:
        assert not await tx.people.reachable(asha.id)
        assert await tx.people.remember(asha.id, Address("a"), NOW)
        assert not await tx.people.remember(asha.id, Address("a"), NOW)
        assert await tx.people.remember(asha.id, Address("b"), NOW)
        assert await tx.people.address(asha.id) == "b"
        await tx.people.suspend(asha.id, "blocked the bot", NOW)
        assert await tx.people.address(asha.id) is None
        assert await tx.people.remember(asha.id, Address("b"), NOW)
        assert await tx.people.address(asha.id) == "b"


async def test_what_waits_for_somebody_is_held_while_they_are_away_and_ready_when_they_are_back(db: Database) -> None:
    asha = await someone(db)
    async with db.begin() as tx:
        await tx.outbox.put(a_message(asha.id), NOW)
        await tx.people.suspend(asha.id, "took the bot out", NOW)
        await tx.outbox.put(a_message(asha.id), NOW)
        assert [(row.state, row.outcome) for row in await tx.deliveries.listed(["ready", "held"])] == [
            ("held", ""),
            ("held", "took the bot out"),
        ]
        await tx.people.remember(asha.id, Address("back"), NOW)
        assert len(await tx.deliveries.listed(["ready"])) == 2


async def test_the_welcome_is_shown_once_for_each_install(db: Database) -> None:
    asha = await someone(db)
    async with db.begin() as tx:
        assert [await tx.people.welcomed(asha.id, NOW) for _ in range(2)] == [True, False]
        await tx.people.suspend(asha.id, "took the bot out", NOW)
        assert [await tx.people.welcomed(asha.id, NOW) for _ in range(2)] == [True, False]


async def test_who_cannot_be_reached_is_told_with_why_and_since_when(db: Database) -> None:
    away, never = await someone(db, name="Away"), await someone(db, name="Never met", reachable=False)
    here, idle = await someone(db, name="Here"), await someone(db, name="Idle", reachable=False)
    post = await a_post(db, "Head of Housing", never)
    await in_register(db, answers=away.id)
    await in_register(db, owners=(an_owner(answers=here.id), an_owner(post=post.id, lead=False)))
    await in_register(db, answers=idle.id, status=Status.CLOSED)
    async with db.begin() as tx:
        await tx.people.suspend(away.id, "blocked the bot", NOW)
    async with db.read() as tx:
        assert await tx.people.not_reachable() == [
            (away, "blocked the bot", NOW),
            (never, "has not installed the bot yet", None),
        ]


async def test_a_post_is_the_same_whatever_its_case_and_spacing(db: Database) -> None:
    asha, housing = await someone(db), await a_directorate(db, "Housing")
    first = await a_post(db, "ÉLUS Lead", None)
    second = await a_post(db, "élus  lead", asha, directorate=housing)
    assert first.id == second.id
    async with db.read() as tx:
        assert await tx.people.posts() == [second]
        assert await tx.people.post(" Élus LEAD") == second
        assert await tx.people.post("Head of Housing") is None
    assert (second.holder, second.directorate) == (asha, housing)


async def test_a_directorate_is_the_same_whatever_its_case(db: Database) -> None:
    first = await a_directorate(db, "children's services")
    second = await a_directorate(db, "Children's Services")
    assert first.id == second.id
    async with db.read() as tx:
        assert await tx.people.directorates() == [second]


async def test_members_with_different_ids_are_different_people(db: Database) -> None:
    async with db.begin() as tx:
        met = [await tx.people.meet(a_member()) for _ in range(3)]
        assert len({person.id for person in met}) == 3
