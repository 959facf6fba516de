"""Monday morning in the chat: what an owner sees, and every answer an owner can give."""

from __future__ import annotations

import re

import pytest
import pytest_asyncio
from playwright.async_api import expect

from tests.e2e.album import Album
from tests.e2e.client import Card, Client

pytestmark = pytest.mark.asyncio(loop_scope="session")
NOTE = "What is happening?"


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def chat(teams: Client) -> Client:
    await teams.open("Personal Chat")
    return teams


@pytest.fixture
def nudge(chat: Client) -> Card:
    return chat.card(re.compile("could do with a word from you|Thank you: that is all for now"))


async def test_the_welcome_comes_at_once_and_the_question_of_the_day_by_itself(
    chat: Client, nudge: Card, album: Album
) -> None:
    welcome = chat.card("Hello, I'm Pledgekeeper")
    await welcome.shows("Rowan Pettifer, corporate parenting officer runs me")
    await welcome.shows("Never describe a child")
    await album.keep("welcome", welcome)
    await nudge.shows("Write a model for ward councillors' visits to children's homes")
    await nudge.shows("Due Wednesday 29 November")
    await album.keep("several", nudge)


async def test_the_welcome_takes_an_objection_and_opens_the_list(chat: Client) -> None:
    welcome = chat.card("Hello, I'm Pledgekeeper")
    await welcome.press("That's wrong")
    await welcome.fill("What is wrong?", "Respite is led by another service now")
    await welcome.answer("Tell the admins")
    await welcome.shows("✓ Thank you: the admins have been told.")


async def test_an_answer_is_one_press_and_another_press_changes_it(nudge: Card, album: Album) -> None:
    row = nudge.row("Tell the Panel how many young people")
    await row.press("Answer")
    await row.shows("minute 94")
    await row.answer("On track")
    await row.shows("✓ CP-15: recorded as on track. Next question:")
    await album.keep("several-answered", nudge)
    await row.press("Change")
    await row.answer("Done")
    await row.shows("✓ CP-15: recorded as done, to be confirmed. No more questions")


async def test_a_note_that_describes_a_child_is_given_back_to_be_mended(nudge: Card, album: Album) -> None:
    row = nudge.row("Hold the development event")
    await row.press("Answer")
    await row.answer("At risk")
    await row.shows("✓ CP-50: recorded as at risk")
    await row.press("Add a note")
    await row.fill(NOTE, "Jayden Smith, aged 14, wants to speak")
    await row.press("Keep the note")
    await row.shows("personal details (a name with an age")
    await expect(row.at.get_by_label(NOTE)).to_have_value("Jayden Smith, aged 14, wants to speak")
    await album.keep("note-given-back", nudge)
    await row.fill(NOTE, "A young person wants to speak")
    await row.answer("Keep the note")
    await nudge.client.say("show CP-50")
    await nudge.client.card("What was said").shows("at risk – A young person wants to speak")


async def test_past_its_date_a_pledge_is_stuck_for_a_reason_or_gets_a_new_date_for_one(nudge: Card) -> None:
    row = nudge.row("Write a model for ward councillors")
    await row.press("Answer")
    await row.press("Stuck")
    await row.press("Record as blocked")
    await row.shows("Please write a word about it")
    await row.fill(NOTE, "Two homes have not answered")
    await row.answer("Record as blocked")
    await row.shows("✓ CP-23: recorded as blocked")
    await row.press("Change")
    await row.press("New date")
    await row.press("Back")
    await row.press("Change")
    await row.press("New date")
    await row.fill("New date", "2023-12-15")
    await row.press("Ask for this date")
    await row.shows("Please say why more time is needed")
    await row.fill("Why is more time needed?", "Two homes answer by then")
    await row.answer("Ask for this date")
    await row.shows("Friday 15 December is asked for; no questions until that is decided")


async def test_what_is_not_mine_is_handed_back(nudge: Card) -> None:
    row = nudge.row("Set up a way for ward councillors")
    await row.press("Answer")
    await row.press("More")
    await row.press("Not mine")
    await row.fill("Whose is it?", "Head of Fostering")
    await row.answer("Tell the admin")
    await row.shows("✓ CP-24: the admin will find whose it is")


async def test_what_has_not_changed_is_said_in_one_press(nudge: Card, album: Album) -> None:
    await nudge.answer("No change for those not late")
    await nudge.row("Ask young people how they would design").shows("✓ CP-17: recorded as on track")
    await album.keep("several-all-answered", nudge)


async def test_my_pledges_are_listed_and_answered_in_the_list(chat: Client, album: Album) -> None:
    await chat.say("mine")
    mine = chat.card("Your pledges")
    row = mine.row("Extend direct messaging with young people")
    await row.press("Open")
    await row.answer("On track")
    await row.shows("✓ CP-26: recorded as on track")
    await album.keep("mine", mine)


async def test_a_list_is_filtered_and_one_of_it_opened_and_answered_in_its_place(chat: Client, album: Album) -> None:
    await chat.say("list all theme Data and reporting")
    found = chat.card("Narrowed to theme Data and reporting")
    await album.keep("list", found)
    await found.press("Filter")
    await found.choose("Status", "at risk")
    await found.press("Show these")
    narrowed = chat.card(re.compile("Narrowed to .*at risk"))
    await narrowed.press("Open")
    opened = chat.card("says everything about it.")
    await album.keep("list-opened", opened)
    await opened.press("Back to the list")
    await chat.card(re.compile("Narrowed to .*at risk")).shows("1 open")


async def test_more_time_is_given_in_one_line_and_taken_back_by_another(chat: Client) -> None:
    await chat.say("extend CP-28 to 29 January because two of the cards are late")
    await chat.reads("CP-28: Due Monday 29 January 2024 (1st extension")
    await chat.say("undo")
    await chat.reads("Taken back: “extend”. CP-28 is due Wednesday 29 November again.")


async def test_two_pledges_are_merged_and_made_two_again(chat: Client, album: Album) -> None:
    await chat.say("merge CP-27 into CP-28")
    asked = chat.card("Are CP-27 and CP-28 one promise?")
    await album.keep("merge", asked)
    await asked.answer("Merge CP-27 into CP-28")
    await chat.card("CP-27 is merged into CP-28").shows("“unmerge CP-27” puts both back")
    await chat.say("undo")
    await chat.reads("Taken back: “merge”")


async def test_a_pledge_is_shown_with_its_source_and_its_story(chat: Client, album: Album) -> None:
    await chat.say("show CP-15")
    shown = chat.card("how many young people in Bradford fell into this category")
    await shown.shows("no date in the paper; set later to 27 November 2023")
    await album.keep("show", shown)


async def test_an_update_is_one_line(chat: Client) -> None:
    await chat.say("update CP-26 at risk waiting for a second phone")
    await chat.reads("CP-26: recorded as at risk with your note. Next question: Wednesday 17 January 2024.")


async def test_help_lists_what_can_be_said(chat: Client, album: Album) -> None:
    await chat.say("help")
    told = chat.card("What I can do")
    await told.shows("update CP-42 at risk waiting for HR")
    await told.press("For admins")
    await told.shows("assign Publish the pledge leaflet to Adele Vance by 31 January")
    await album.keep("help", told)


async def test_unknown_words_are_answered_with_what_was_perhaps_meant(chat: Client) -> None:
    await chat.say("hepl")
    await chat.reads("I don't know “hepl”. Did you mean “help”?")


async def test_a_pledge_is_assigned_in_one_line(chat: Client) -> None:
    await chat.say("assign Publish the pledge leaflet to Adele Vance by 31 January")
    await chat.reads("“Publish the pledge leaflet” is with Assistant Director, Improvement and Partnerships. Due Wed")


async def test_what_an_assignment_lacks_is_asked_for_by_a_form(chat: Client, album: Album) -> None:
    await chat.say("assign")
    form = chat.card("Assign a pledge")
    await form.fill("What is to be done?", "Ask schools about lunch clubs")
    await form.fill("Who leads it?", "Lynne Robbins")
    await form.fill("By when?", "in 3 weeks")
    await album.keep("assign", form)
    await form.press("Assign it")
    await chat.reads("“Ask schools about lunch clubs” is with Chief Executive, Children and Families Trust")


async def test_a_pledge_is_given_to_somebody_else(chat: Client) -> None:
    await chat.say("reassign CP-2 to Megan Bowen")
    await chat.reads("CP-2 is now with Strategic Director, Children's Services.")
