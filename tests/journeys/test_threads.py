"""The thread of a channel: a question is answered there, a report is asked about in private."""

from __future__ import annotations

import pytest

from bot.rehearsal.teams_world import Message, Room
from pledges.pledge import Publication, Status
from tests.journeys.town import ADMIN, Town, words_of

ADELE, SAFEGUARDING = "Adele Vance", "Assistant Director, Safeguarding"


async def linked(town: Town, *more: str) -> Room:
    room = town.teams.opens_channel("Children's Services", team="Corporate Parenting")
    await town.teams.installs(town.people[ADMIN], to=room)
    asked = await town.says(ADMIN, "link childrens services", to=room)
    await town.presses(ADMIN, "Link it", asked, given={"read": more[0]} if more else None)
    await town.works()
    return room


async def says(town: Town, name: str, text: str, room: Room, thread: str = "1700") -> Message:
    before = len(town.teams.seen_in(room))
    await town.teams.says(town.people[name], text, to=room, thread=thread)
    return town.teams.seen_in(room)[before]


@pytest.mark.parametrize("text", ["show CP-1", "CP-1?", "how is cp 1?"])
async def test_a_question_about_a_pledge_is_answered_in_its_thread_by_post(staffed: Town, text: str) -> None:
    room = await linked(staffed)
    told = await says(staffed, ADELE, text, room)
    assert told.conversation.endswith(";messageid=1700")
    assert "Build a training programme" in words_of(told.card)
    assert SAFEGUARDING in words_of(told.card)
    assert ADELE not in words_of(told.card)


async def test_a_channel_is_shown_only_what_its_readers_may_see_whoever_asks(staffed: Town) -> None:
    await staffed.promises("A secret matter", SAFEGUARDING, "2026-12-04", publication=Publication.RESTRICTED)
    await staffed.hires("Ravi Chandra")
    await staffed.appoints("Ravi Chandra", "Head of Housing", "Housing")
    await staffed.promises("Homes near friends", "Head of Housing", "2026-12-04")
    await staffed.promises("Homes for all", "Head of Housing", "2026-12-04", publication=Publication.PUBLIC)
    room = await linked(staffed)
    for ref in ("CP-2", "CP-3"):
        assert (await says(staffed, ADMIN, f"show {ref}", room)).text.startswith(f"I can't show {ref} here.")
    assert "Homes for all" in words_of((await says(staffed, ADMIN, "show CP-4", room)).card)


async def test_a_report_in_a_thread_is_recorded_when_it_is_confirmed_in_private(staffed: Town) -> None:
    room = await linked(staffed)
    told = await says(staffed, ADELE, "CP-1 is done, the leaflet is out", room)
    assert told.conversation.endswith(";messageid=1700")
    assert told.text.startswith("I have asked you in our own chat")
    assert (await staffed.pledge("CP-1")).status is Status.NOT_STARTED
    await staffed.works()
    assert "You wrote in the channel" in staffed.sees(ADELE)
    await staffed.presses(ADELE, "Yes, done")
    pledge = await staffed.pledge("CP-1")
    assert (pledge.status, pledge.last and pledge.last.note) == (Status.DONE, "the leaflet is out")


async def test_what_holds_a_childs_details_is_kept_nowhere_and_to_be_deleted(staffed: Town) -> None:
    room = await linked(staffed)
    told = await says(staffed, ADELE, "CP-1 is at risk, Jayden (born 03/04/2011) moved school", room)
    assert "Please delete your message here" in told.text
    before = len(staffed.chat(ADELE))
    await staffed.works()
    assert len(staffed.chat(ADELE)) == before


async def test_somebody_without_a_chat_is_told_where_to_report(staffed: Town) -> None:
    room = await linked(staffed)
    await staffed.hires("Ravi Chandra", install=False)
    await staffed.appoints("Ravi Chandra", "Head of Housing", "Housing")
    await staffed.promises("Homes near friends", "Head of Housing", "2026-12-04")
    assert "find me under Apps" in (await says(staffed, "Ravi Chandra", "CP-2 is on track", room)).text
