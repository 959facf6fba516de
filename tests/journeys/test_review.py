"""Minutes become pledges after a person has read them: pasted or dropped, reviewed, entered, and taken back."""

from __future__ import annotations

import asyncio
import io
from dataclasses import replace
from datetime import date

import docx
import pytest

from bot.rehearsal.teams_world import Message
from pledges.pledge import Kind, Pledge, Status
from tests.journeys.sheets import dropped
from tests.journeys.town import ADMIN, Town

PAPER = """DRAFT MINUTES
Corporate Parenting Panel
Minutes of the meeting held on Wednesday 28 October 2026

Present: Councillor R. Okafor (Chair)

14. Homes for care leavers
The Panel heard about homes for care leavers.
Action: Head of Housing to write to each care leaver about council tax by 30 November 2026.

15. Training
RESOLVED that
(a) the Assistant Director, Safeguarding, publish a programme for foster carers by 18 December 2026;
(b) the report be noted.

16. Young people
Action: Assistant Director, Safeguarding to ask Jayden, born 3 May 2012, of 4 Elm Street by 30 November 2026.

Date of next meeting: 16 December 2026
"""
SAFEGUARDING = "Assistant Director, Safeguarding"


async def pasted(town: Town, paper: str = PAPER, who: str = ADMIN) -> Message:
    return await town.says(who, f"minutes\n{paper}")


async def finished(town: Town, card: Message, who: str = ADMIN) -> str:
    """Everything that is ticked, entered; what the card says then."""
    await town.presses(who, "Finish …", card)
    await town.presses(who, "Enter them", card)
    return town.sees(who, card)


async def entered(town: Town) -> list[Pledge]:
    """What was entered beside the pledge that the town has."""
    async with town.db.read() as tx:
        return [pledge async for pledge in tx.register.all() if pledge.number > 1]


async def test_pasted_minutes_become_pledges_through_the_card(staffed: Town) -> None:
    card = await pasted(staffed)
    shown = staffed.sees(ADMIN, card)
    assert "Minutes: 3 proposals" in shown
    assert "Draft minutes" in shown
    assert "Assistant Director, Safeguarding · Due Friday 18 December" in shown
    assert "Head of Housing (not in the register: nobody is asked)" in shown
    assert not await entered(staffed), "nothing is entered before it is said"

    await staffed.presses(ADMIN, "Finish …", card)
    assert "2 new, 0 merged, 0 updates, 1 left out" in staffed.sees(ADMIN, card)
    await staffed.presses(ADMIN, "Enter them", card)
    assert "✓ Entered: 2 new" in staffed.sees(ADMIN, card)
    first, second = await entered(staffed)
    assert (first.kind, second.kind) == (Kind.ACTION_POINT, Kind.RESOLUTION)
    assert (first.deadline.due, second.deadline.due) == (date(2026, 11, 30), date(2026, 12, 18))
    source = second.sources[0]
    assert (source.document, source.committee, source.held_on, source.minute[:2]) == (
        "Minutes (draft minutes)",
        "Corporate Parenting Panel",
        date(2026, 10, 28),
        "15",
    )
    assert "publish a programme for foster carers" in source.words

    await staffed.works("2026-11-02 10:40")
    assert "publish a programme for foster carers" in staffed.sees("Adele Vance")


async def test_a_sentence_that_is_its_title_but_for_a_capital_is_shown_once(staffed: Town) -> None:
    card = await pasted(staffed, "14. Offices\n\nAction Point: that Members be shown round the new office.\n")
    shown = staffed.sees(ADMIN, card)
    assert "That Members be shown round the new office" in shown
    assert "In the paper" not in shown


async def test_a_paper_that_lost_its_lines_on_the_way_is_said_to_have(staffed: Town) -> None:
    card = await pasted(staffed, PAPER * 3)
    assert "one long line" not in staffed.sees(ADMIN, card)
    card = await pasted(staffed, " ".join((PAPER * 3).split()))
    assert "one long line" in staffed.sees(ADMIN, card)
    assert "one long line" in (await pasted(staffed, "The Panel heard about homes. " * 60)).text


async def test_a_child_in_a_paper_is_held_back_and_kept_nowhere(staffed: Town) -> None:
    card = await pasted(staffed)
    shown = staffed.sees(ADMIN, card)
    assert "Held back" in shown
    assert "Jayden" not in shown
    await staffed.presses(ADMIN, "Write it", card)
    child = {"title": "Ask Jayden, born 3 May 2012, about his review", "owner": SAFEGUARDING, "due": "30 November"}
    await staffed.presses(ADMIN, "Keep it", card, given=child)
    assert "personal details" in staffed.sees(ADMIN, card)
    await staffed.presses(ADMIN, "Keep it", card, given=child | {"title": "Ask about reviews", "publication": "public"})
    assert "3 new" in await finished(staffed, card)
    assert [p.title for p in await entered(staffed)][-1] == "Ask about reviews"


async def test_undo_takes_the_whole_import_back_and_it_can_be_entered_again(staffed: Town) -> None:
    card = await pasted(staffed)
    await finished(staffed, card)
    told = (await staffed.says(ADMIN, "undo")).text
    assert "under review again" in told
    assert {p.status for p in await entered(staffed)} == {Status.WITHDRAWN}
    listed = await staffed.says(ADMIN, "minutes")
    assert "2 ticked" in staffed.sees(ADMIN, listed)
    await staffed.presses(ADMIN, "Take up", listed)
    assert "✓ Entered: 2 new" in await finished(staffed, listed)
    assert [p.status for p in await entered(staffed)].count(Status.NOT_STARTED) == 2


async def test_the_same_paper_again_is_known_and_entered_once(staffed: Town) -> None:
    card = await pasted(staffed)
    await staffed.presses(ADMIN, "Finish …", card)
    old = replace(card, answers=dict(card.answers))
    await staffed.presses(ADMIN, "Enter them", card)
    await staffed.presses(ADMIN, "Enter them", old)
    assert len(await entered(staffed)) == 2
    again = staffed.sees(ADMIN, await pasted(staffed, PAPER.replace("\n\n", "\n \n")))
    assert "brought in before" in again
    assert f"By {ADMIN}" in again


async def test_another_admin_takes_it_up_and_the_second_press_hears_of_the_first(staffed: Town) -> None:
    await staffed.says(ADMIN, "admin Megan Bowen")
    card = await pasted(staffed)
    listed = await staffed.says("Megan Bowen", "minutes")
    await staffed.presses("Megan Bowen", "Take up", listed)
    await staffed.presses("Megan Bowen", "Not an action", listed)
    await staffed.presses(ADMIN, "Not an action", card)
    assert "Megan Bowen has left this out meanwhile (row 1)" in staffed.sees(ADMIN, card)
    assert "✓ Entered: 1 new" in await finished(staffed, listed, "Megan Bowen")
    await staffed.presses(ADMIN, "Finish …", card)
    assert "By Megan Bowen" in staffed.sees(ADMIN, card)


async def test_a_likely_duplicate_is_merged_and_gets_the_paper_as_a_source(staffed: Town) -> None:
    await staffed.promises("Publish a programme for foster carers", SAFEGUARDING, "2026-12-18")
    card = await pasted(staffed)
    assert "Looks like CP-2" in staffed.sees(ADMIN, card)
    await staffed.presses(ADMIN, "Merge into CP-2", card)
    assert "1 new, 1 merged, 0 updates, 1 left out" in await finished(staffed, card)
    assert [source.document for source in (await staffed.pledge("CP-2")).sources] == [
        "Panel minutes",
        "Minutes (draft minutes)",
    ]
    await staffed.says(ADMIN, "undo")
    assert len((await staffed.pledge("CP-2")).sources) == 1


async def test_what_a_paper_says_of_earlier_actions_is_noted_when_it_is_ticked(staffed: Town) -> None:
    paper = PAPER.replace(
        "14. Homes",
        "3. Actions from the previous meeting\n"
        "| Action | Owner | Status |\n|---|---|---|\n"
        "| Build a training programme | Assistant Director, Safeguarding | Two schools have agreed |\n\n14. Homes",
    )
    card = await pasted(staffed, paper)
    assert "The paper says: “Two schools have agreed”" in staffed.sees(ADMIN, card)
    await staffed.presses(ADMIN, "Note it", card)
    await staffed.says(ADMIN, "close CP-1")
    assert "0 updates, 2 left out" in await finished(staffed, card), "what was closed meanwhile stays as it is"
    await staffed.says(ADMIN, "undo")
    await staffed.says(ADMIN, "reopen CP-1")
    listed = await staffed.says(ADMIN, "minutes")
    await staffed.presses(ADMIN, "Take up", listed)
    assert "1 update" in await finished(staffed, listed)
    last = (await staffed.pledge("CP-1")).last
    assert last
    assert last.note == "Two schools have agreed (draft minutes of Wednesday 28 October 2026)"


async def test_an_edited_row_is_entered_in_the_admins_words_and_keeps_its_quote(staffed: Town) -> None:
    card = await pasted(staffed)
    await staffed.presses(ADMIN, "Edit", card)
    words = {"title": "Write about council tax", "owner": SAFEGUARDING, "due": "27 November", "publication": "public"}
    await staffed.presses(ADMIN, "Keep it", card, given=words)
    await finished(staffed, card)
    first = (await entered(staffed))[0]
    assert (first.title, first.lead.title, first.deadline.due) == (
        "Write about council tax",
        SAFEGUARDING,
        date(2026, 11, 27),
    )
    assert first.sources[0].words.startswith("Head of Housing to write")


async def test_the_next_meeting_is_that_of_the_diary_and_the_pledge_hangs_on_it(staffed: Town) -> None:
    await staffed.says(ADMIN, "meeting add Corporate Parenting Panel 9 December 2026")
    paper = "Larkshire County Council\n" + PAPER.replace("by 18 December 2026", "by the next meeting")
    card = await pasted(staffed, paper)
    assert "Corporate Parenting Panel · Wednesday 28 October" in staffed.sees(ADMIN, card)
    assert "Due Wednesday 9 December" in staffed.sees(ADMIN, card)
    await finished(staffed, card)
    deadline = (await entered(staffed))[1].deadline
    assert (deadline.due, deadline.meeting is not None) == (date(2026, 12, 9), True)


async def test_the_meeting_of_a_paper_can_be_put_right(staffed: Town) -> None:
    card = await pasted(staffed)
    await staffed.presses(ADMIN, "Keep", card, given={"committee": "Children's Scrutiny", "day": "2026-10-27"})
    assert "Children's Scrutiny · Tuesday 27 October" in staffed.sees(ADMIN, card)


async def test_a_dropped_text_is_a_paper_unless_it_is_a_sheet(staffed: Town) -> None:
    card = await dropped(staffed, "panel_october.txt", PAPER.encode())
    assert "panel october: 3 proposals" in staffed.sees(ADMIN, card)
    sheet = await dropped(staffed, "rows.txt", b"Title\tDeadline\nOffer a drop-in\t2027-03-31\n")
    assert "1 new" in staffed.sees(ADMIN, sheet)


async def test_minutes_are_dropped_as_a_word_document_and_what_cannot_be_read_is_said(staffed: Town) -> None:
    paper = docx.Document()
    for line in PAPER.splitlines():
        paper.add_paragraph(line)
    written = io.BytesIO()
    paper.save(written)
    assert "october: 3 proposals" in staffed.sees(ADMIN, await dropped(staffed, "october.docx", written.getvalue()))
    assert "broken.pdf" in (await dropped(staffed, "broken.pdf", b"%PDF-1.7 and no more")).text


@pytest.mark.parametrize("paper", ["Minutes of a meeting\nThe report was noted.", "please"])
async def test_a_paper_without_actions_says_what_was_looked_for(staffed: Town, paper: str) -> None:
    answer = await pasted(staffed, paper)
    assert "I found nothing in that paper" in answer.text
    assert "assign" in answer.text


async def test_only_admins_review_and_minutes_alone_says_how(staffed: Town) -> None:
    assert "Only an admin" in (await pasted(staffed, who="Adele Vance")).text
    assert "No paper is under review" in staffed.sees(ADMIN, await staffed.says(ADMIN, "minutes"))


async def test_two_admins_who_enter_at_once_double_nothing(staffed: Town) -> None:
    await staffed.says(ADMIN, "admin Megan Bowen")
    card = await pasted(staffed)
    listed = await staffed.says("Megan Bowen", "minutes")
    await staffed.presses("Megan Bowen", "Take up", listed)
    for who, shown in ((ADMIN, card), ("Megan Bowen", listed)):
        await staffed.presses(who, "Finish …", shown)
    await asyncio.gather(
        staffed.presses(ADMIN, "Enter them", card), staffed.presses("Megan Bowen", "Enter them", listed)
    )
    assert len(await entered(staffed)) == 2
    assert "✓ Entered: 2 new" in staffed.sees(ADMIN, card)
    assert "✓ Entered: 2 new" in staffed.sees("Megan Bowen", listed)


async def test_many_proposals_are_paged_and_owners_hear_of_all_in_one_message(staffed: Town) -> None:
    limbs = "\n".join(
        f"Action: Assistant Director, Safeguarding to visit the {town} office by 18 December 2026."
        for town in ("Ashby", "Brinton", "Colney", "Denholm", "Eastry", "Farley")
    )
    card = await pasted(staffed, PAPER.partition("14. Homes")[0] + "14. Visits\n" + limbs)
    assert "Page 1 of 2" in staffed.sees(ADMIN, card)
    await staffed.presses(ADMIN, "Not an action", card)
    await staffed.presses(ADMIN, "More", card)
    assert "Farley" in staffed.sees(ADMIN, card)
    assert "✓ Entered: 5 new, 0 merged, 0 updates, 1 left out" in await finished(staffed, card)
    await staffed.works("2026-11-02 10:40")
    assert len([m for m in staffed.chat("Adele Vance") if "Farley" in staffed.sees("Adele Vance", m)]) == 1


async def test_promises_in_the_running_text_come_last_and_a_page_of_them_is_accepted_at_once(staffed: Town) -> None:
    told = "Officers will look into bus passes.\n\nOfficers will look into summer jobs at the depot."
    card = await pasted(
        staffed, PAPER.partition("16. Young")[0].replace("The Panel heard about homes for care leavers.", told)
    )
    shown = staffed.sees(ADMIN, card)
    assert shown.index("○ Not ticked") > shown.index("✓ Ticked")
    await staffed.presses(ADMIN, "Accept all on this page", card)
    assert "○ Not ticked" not in staffed.sees(ADMIN, card)
