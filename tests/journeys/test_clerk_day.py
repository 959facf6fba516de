"""The admins' day: one card, kept up to date in its place, and a new message only when something is wrong."""

from __future__ import annotations

import pytest

from bot.clock import moment_of
from bot.rehearsal.teams_world import Message
from scheduler.clerk_day import refresh
from tests.journeys.town import ADMIN, LONDON, Town

ADELE = "Adele Vance"


async def passes(town: Town, *times: str) -> None:
    """What the clockwork does at some moments, the admins' day included."""
    for at in times:
        await town.works(at)
        await refresh(town.db, town.council.policy, town.clock(), town.council.admins)
        await town.works()


def days(town: Town) -> list[Message]:
    return [m for m in town.chat(ADMIN) if "keep this card up to date" in town.sees(ADMIN, m)]


async def test_one_card_is_drawn_anew_through_the_day_and_bears_the_time(staffed: Town) -> None:
    await passes(staffed, "2026-11-20 09:31")
    [card] = days(staffed)
    assert "As at 09:31" in staffed.sees(ADMIN, card)
    await staffed.presses(ADELE, "On track")
    await passes(staffed, "2026-11-20 09:40", "2026-11-20 10:05", "2026-11-20 16:50", "2026-11-20 18:00")
    assert days(staffed) == [card]
    assert card.updates == 2
    assert "As at 16:50" in staffed.sees(ADMIN, card)
    assert "1\nasked\n1\narrived\n1\nanswered" in staffed.sees(ADMIN, card)
    assert "No message failed today" in staffed.sees(ADMIN, card)


async def test_the_next_days_are_drawn_on_the_same_card_but_not_on_days_off(staffed: Town) -> None:
    await passes(staffed, "2026-11-20 09:31", "2026-11-21 11:00", "2026-11-23 09:31")
    [card] = days(staffed)
    assert card.updates == 1
    assert "Today, Monday 23 November" in staffed.sees(ADMIN, card)


async def test_two_copies_put_and_draw_it_once(staffed: Town) -> None:
    await passes(staffed, "2026-11-20 09:31", "2026-11-20 09:31", "2026-11-20 10:00", "2026-11-20 10:01")
    [card] = days(staffed)
    assert card.updates == 1


async def test_an_admin_who_has_just_met_the_bot_is_left_alone_that_day(town: Town) -> None:
    await passes(town, "2026-11-02 10:00")
    assert days(town) == []


async def test_something_new_that_is_wrong_is_a_new_message_and_the_same_is_not(staffed: Town) -> None:
    await passes(staffed, "2026-11-19 09:31")
    staffed.teams.blocks(staffed.people[ADELE])
    await passes(staffed, "2026-11-20 09:31", "2026-11-20 09:32", "2026-11-20 15:00")
    assert len(days(staffed)) == 2
    seen = staffed.sees(ADMIN, days(staffed)[-1])
    assert "Not reached: 1 person" in seen
    assert "**Adele Vance** blocked the bot" in seen
    assert "something is wrong" in days(staffed)[-1].summary


async def test_what_failed_is_named_with_why(staffed: Town) -> None:
    await passes(staffed, "2026-11-19 09:31")
    staffed.teams.fails_with(500, code="ServiceError")
    await passes(staffed, "2026-11-20 09:31")
    seen = staffed.sees(ADMIN, days(staffed)[-1])
    assert len(days(staffed)) == 2
    assert "Failed today: 1 message" in seen
    assert "Adele Vance: Teams answered 500 ServiceError" in seen


async def test_while_all_is_paused_no_new_one_is_put(staffed: Town) -> None:
    await staffed.says(ADMIN, "pause all")
    await passes(staffed, "2026-11-20 09:31")
    assert days(staffed) == []


async def test_the_rest_is_asked_for_the_papers_in_one_message_each(staffed: Town) -> None:
    await staffed.says(ADMIN, "meeting add CPP 16 December 2026")
    for title in ("Publish the leaflet", "Agree the protocol"):
        await staffed.promises(title, "Assistant Director, Safeguarding", None)
    for ref in ("CP-1", "CP-2", "CP-3"):
        await staffed.says(ADMIN, f"due {ref} next meeting of CPP")
    await staffed.works("2026-11-24 09:31")
    staffed.clock.to(moment_of("2026-11-26 10:00", LONDON))
    await staffed.says(ADELE, "update CP-2 on track all well")
    await staffed.works()
    card = await staffed.says(ADMIN, "today")
    seen = staffed.sees(ADMIN, card)
    assert "Papers due in 12 days" in seen
    assert "1 of 3 answered" in seen
    before = len(staffed.chat(ADELE))
    answer = await staffed.presses(ADMIN, "Ask the 2", card)
    assert "2 asked today, in one message a person." in str(answer.card)
    assert "Ask the" not in str(answer.card)
    await staffed.works()
    await staffed.works("2026-11-26 10:30")
    assert len(staffed.chat(ADELE)) == before + 1
    assert "2 pledges could do with a word from you" in staffed.sees(ADELE)


async def test_whoever_had_the_days_message_is_asked_the_next_morning(staffed: Town) -> None:
    await staffed.says(ADMIN, "meeting add CPP 16 December 2026")
    await staffed.promises("Publish the leaflet", "Assistant Director, Safeguarding", None)
    await staffed.works("2026-11-20 09:31")
    await staffed.says(ADMIN, "due CP-2 next meeting of CPP")
    for day in ("2026-11-24", "2026-12-02"):
        await staffed.works(f"{day} 09:31")
    before = len(staffed.chat(ADELE))
    staffed.clock.to(moment_of("2026-12-02 10:00", LONDON))
    await staffed.presses(ADMIN, "Ask the one", await staffed.says(ADMIN, "today"))
    await staffed.works("2026-12-02 11:00")
    assert len(staffed.chat(ADELE)) == before
    await staffed.works("2026-12-03 09:31")
    assert len(staffed.chat(ADELE)) == before + 1


@pytest.mark.parametrize("who", [ADELE, "Megan Bowen"])
async def test_it_is_for_admins(staffed: Town, who: str) -> None:
    assert "Only an admin can" in (await staffed.says(who, "today")).text


async def test_its_lists_open_in_their_place(staffed: Town) -> None:
    await staffed.promises("Agree the protocol", "Assistant Director, Safeguarding", None)
    await staffed.says(ADMIN, "today")
    answer = await staffed.presses(ADMIN, "Open")
    assert "Agree the protocol" in str(answer.card)


async def test_a_card_that_somebody_deleted_is_put_anew(staffed: Town) -> None:
    await passes(staffed, "2026-11-20 09:31")
    staffed.teams.world.messages.remove(days(staffed)[0])
    await passes(staffed, "2026-11-20 10:00", "2026-11-20 10:15", "2026-11-20 10:30")
    [card] = days(staffed)
    assert card.updates == 1


async def test_a_card_that_the_outbox_has_forgotten_is_put_anew(staffed: Town) -> None:
    await passes(staffed, "2026-11-20 09:31")
    async with staffed.db.begin() as tx:
        await tx.outbox.tidy(moment_of("2026-11-21 10:00", LONDON))
    await passes(staffed, "2026-11-23 10:00")
    assert len(days(staffed)) == 2
