"""More time: asked for, decided by whoever may, counted, and told."""

from __future__ import annotations

from datetime import date

import pytest

from pledges.pledge import Deadline
from tests.journeys.town import ADMIN, Town, words_of

ADELE, MEGAN, ISAIAH = "Adele Vance", "Megan Bowen", "Isaiah Langer"
SAFEGUARDING = "Assistant Director, Safeguarding"
CHILDREN = "Children's Services"
ASK = "extend CP-1 to 18 December because HR has a vacancy"


async def the_panels(town: Town) -> str:
    """A pledge whose date stands in the Panel's own minutes."""
    day = date(2026, 12, 9)
    deadline = Deadline(words="by 9 December", due=day, original=day, by_panel=True)
    return await town.promises("Report to the Panel", SAFEGUARDING, None, deadline=deadline)


async def test_a_director_decides_about_a_date_that_its_owner_asks_to_move(staffed: Town) -> None:
    said = await staffed.says(ADELE, ASK)
    assert "CP-1: Friday 18 December is asked for. It waits for the director of Children's Services" in said.text
    admins = len(staffed.chat(ADMIN))
    await staffed.works()
    assert len(staffed.chat(ADMIN)) == admins
    assert "HR has a vacancy" in staffed.sees(MEGAN)
    await staffed.presses(MEGAN, "Agree")
    await staffed.works()
    assert "The new date is agreed" in staffed.sees(ADELE)
    assert "Due Friday 18 December (1st extension, +14 days, first due Friday 4 December)" in staffed.sees(ADELE)
    deadline = (await staffed.pledge("CP-1")).deadline
    assert (deadline.due, deadline.original, deadline.extensions) == (date(2026, 12, 18), date(2026, 12, 4), 1)
    why = staffed.sees(ADELE, await staffed.says(ADELE, "why CP-1"))
    assert "decided by Megan Bowen on Monday 2 November 2026: HR has a vacancy" in why


async def test_a_director_says_no_with_a_reason_that_the_owner_is_told_once(staffed: Town) -> None:
    await staffed.says(ADELE, ASK)
    await staffed.works()
    card = staffed.chat(MEGAN)[-1]
    await staffed.presses(MEGAN, "Say no", card)
    again = await staffed.presses(MEGAN, "Say no", card, given={"decide.CP-1.why": " "})
    assert "Please say why" in words_of(again.card)
    stopped = await staffed.presses(MEGAN, "Say no", card, given={"decide.CP-1.why": "NHS number 943 476 5919"})
    assert "personal details" in words_of(stopped.card)
    before = len(staffed.chat(ADELE))
    told = await staffed.presses(MEGAN, "Say no", card, given={"decide.CP-1.why": "The Panel expects it this month"})
    assert "✓ CP-1: settled." in words_of(told.card)
    await staffed.works()
    assert len(staffed.chat(ADELE)) == before + 1
    assert "The Panel expects it this month" in staffed.sees(ADELE)
    pledge = await staffed.pledge("CP-1")
    assert (pledge.extension, pledge.deadline.due, pledge.deadline.extensions) == (None, date(2026, 12, 4), 0)
    assert "The Panel expects it this month" in staffed.sees(ADMIN, await staffed.says(ADMIN, "history CP-1"))


async def test_another_date_can_be_agreed_than_was_asked_for(staffed: Town) -> None:
    await staffed.says(ADELE, ASK)
    await staffed.works()
    card = staffed.chat(MEGAN)[-1]
    await staffed.presses(MEGAN, "Another date", card)
    late = await staffed.presses(MEGAN, "Agree this date", card, given={"decide.CP-1.date": "2026-11-01"})
    assert "is not still to come" in words_of(late.card)
    await staffed.presses(MEGAN, "Agree this date", card, given={"decide.CP-1.date": "2026-12-11"})
    assert (await staffed.pledge("CP-1")).deadline.due == date(2026, 12, 11)


async def test_a_date_is_decided_once_and_every_other_card_says_so(staffed: Town) -> None:
    await staffed.hires(ISAIAH)
    await staffed.appoints(ISAIAH, "Strategic Director, jointly", CHILDREN, director=True)
    await staffed.says(ADELE, ASK)
    await staffed.works()
    card, other = staffed.chat(MEGAN)[-1], staffed.chat(ISAIAH)[-1]
    await staffed.presses(MEGAN, "Agree", card)
    await staffed.works()
    assert "✓ CP-1: settled. Decided by Megan Bowen" in staffed.sees(ISAIAH, other)
    assert "Agree" not in staffed.sees(ISAIAH, other)
    assert [m.summary for m in staffed.chat(ADELE)].count("CP-1: The new date is agreed.") == 1


async def test_a_card_about_a_date_that_was_set_meanwhile_says_so_and_changes_nothing(staffed: Town) -> None:
    await staffed.says(ADELE, ASK)
    await staffed.works()
    card = staffed.chat(MEGAN)[-1]
    await staffed.says(ADMIN, "due CP-1 11 December")
    answer = await staffed.presses(MEGAN, "Agree", card)
    assert "✓ CP-1: settled. Decided by Lynne Robbins" in words_of(answer.card)
    pledge = await staffed.pledge("CP-1")
    assert (pledge.deadline.due, pledge.deadline.extensions) == (date(2026, 12, 11), 1)
    await staffed.works()
    assert [m.summary for m in staffed.chat(ADELE)].count("CP-1: The new date is agreed.") == 1


async def test_nobody_decides_as_director_about_their_own_pledge(staffed: Town) -> None:
    ref = await staffed.promises("Chair the board", "Strategic Director, Children's Services", "2026-12-04")
    said = await staffed.says(MEGAN, f"extend {ref} to 18 December because the board moved")
    assert "It waits for the admins" in said.text
    await staffed.works()
    assert "the board moved" in staffed.sees(ADMIN)


async def test_the_panels_date_is_moved_by_a_minute_of_the_panel_and_by_nobody_else(staffed: Town) -> None:
    ref = await the_panels(staffed)
    refused = await staffed.says(MEGAN, f"extend {ref} to 18 December because of the vacancy")
    assert f"The Panel set the date of {ref}, so it moves only by a minute of the Panel" in refused.text
    said = await staffed.says(ADELE, f"extend {ref} to 18 December because of the vacancy")
    assert "It waits for the Panel, by a minute that an admin records" in said.text
    await staffed.works()
    assert "the vacancy" not in staffed.sees(MEGAN)
    card = staffed.chat(ADMIN)[-1]
    assert "it moves only by a minute of the Panel" in staffed.sees(ADMIN, card)
    await staffed.presses(ADMIN, "Record the minute", card)
    given = {f"decide.{ref}.date": "2026-12-18"}
    again = await staffed.presses(ADMIN, "Record the date", card, given=given)
    assert "By which minute?" in words_of(again.card)
    await staffed.presses(ADMIN, "Record the date", card, given=given | {f"decide.{ref}.minute": "104"})
    deadline = (await staffed.pledge(ref)).deadline
    assert (deadline.due, deadline.by_panel, deadline.extensions) == (date(2026, 12, 18), True, 1)
    why = staffed.sees(ADELE, await staffed.says(ADELE, f"why {ref}"))
    assert "The Panel set it: it moves only by a minute of the Panel." in why
    assert "decided by minute 104, recorded by Lynne Robbins" in why


async def test_an_admin_records_the_minute_by_typing_it_or_is_asked_for_it(staffed: Town) -> None:
    ref = await the_panels(staffed)
    form = await staffed.says(ADMIN, f"due {ref} 31 March")
    assert "By which minute?" in staffed.sees(ADMIN, form)
    given = {"ref": ref, "by": "31 March", "minute": "104"}
    done = await staffed.presses(ADMIN, "Set it", form, given=given)
    assert "Due Wednesday 31 March 2027 (1st extension, +112 days, first due Wednesday 9 December)" in done.text
    typed = await staffed.says(ADMIN, f"due {ref} 30 April minute 117")
    assert "Due Friday 30 April 2027 (2nd extension, +142 days" in typed.text
    assert "by minute 117" in (await staffed.pledge(ref)).deadline.decided


async def test_what_hangs_on_a_panel_meeting_is_the_panels(staffed: Town) -> None:
    await staffed.says(ADMIN, "meeting add Corporate Parenting Panel (CPP) 9 December 2026")
    await staffed.says(ADMIN, f"assign Report progress to {SAFEGUARDING} by the next meeting of CPP")
    assert (await staffed.pledge("CP-2")).deadline.by_panel
    await staffed.says(ADMIN, "meeting move CPP 9 December to 16 December")
    pledge = await staffed.pledge("CP-2")
    assert (pledge.deadline.by_panel, pledge.deadline.extensions) == (True, 0)
    assert "(+7 days, first due Wednesday 9 December)" in staffed.sees(ADELE, await staffed.says(ADELE, "show CP-2"))


async def test_what_waits_for_a_decision_is_listed_with_whose_it_is_and_decided_there(staffed: Town) -> None:
    ref = await the_panels(staffed)
    await staffed.says(ADELE, ASK)
    await staffed.says(ADELE, f"extend {ref} to 18 December because of the vacancy")
    mine = staffed.sees(ADELE, await staffed.says(ADELE, "list waiting"))
    assert "2 waiting for a decision" in mine
    assert "To be decided by the director of Children's Services" in mine
    assert "To be decided by the Panel, by a minute that an admin records" in mine
    listed = await staffed.says(MEGAN, "waiting")
    opened = await staffed.presses(MEGAN, "Open", listed)
    assert "asks for **Friday 18 December** (+14 days)" in words_of(opened.card)
    answer = await staffed.presses(MEGAN, "Agree", listed)
    assert "✓ CP-1: settled." in words_of(answer.card)
    back = await staffed.presses(MEGAN, "Back to the list", listed)
    assert "1 waiting for a decision" in words_of(back.card)
    await staffed.works()
    assert "The new date is agreed" in staffed.sees(ADELE)


async def test_an_extension_without_its_words_is_asked_for_by_a_form(staffed: Town) -> None:
    form = await staffed.says(ADELE, "extend CP-1")
    assert "More time for a pledge" in staffed.sees(ADELE, form)
    given = {"ref": "CP-1", "by": "1 November 2026", "why": "HR has a vacancy", "minute": ""}
    again = await staffed.presses(ADELE, "Extend it", form, given=given)
    assert "is past" in words_of(again.card)
    done = await staffed.presses(ADELE, "Extend it", form, given=given | {"by": "18 December"})
    assert "Friday 18 December is asked for" in done.text


@pytest.mark.parametrize("text", ["extend CP-1 to 18 December because I like it", "due CP-1 18 December"])
async def test_whoever_has_no_say_is_told_who_has(staffed: Town, text: str) -> None:
    await staffed.hires(ISAIAH)
    said = await staffed.says(ISAIAH, text)
    assert "Only the director of its directorate, who does not answer for it, or an admin can decide" in said.text


async def test_a_director_sets_a_date_of_the_directorate_at_once(staffed: Town) -> None:
    said = await staffed.says(MEGAN, "due CP-1 18 December")
    assert "Due Friday 18 December (1st extension, +14 days, first due Friday 4 December)" in said.text
    await staffed.works()
    assert "The new date is agreed" in staffed.sees(ADELE)


async def test_a_new_date_needs_its_owner_to_be_reached_anew_before_it_is_called_late(staffed: Town) -> None:
    await staffed.works("2026-11-20 10:00")
    assert (await staffed.pledge("CP-1")).asking.reached_on == date(2026, 11, 20)
    await staffed.says(ADMIN, "due CP-1 18 December")
    assert (await staffed.pledge("CP-1")).asking.reached_on is None


async def test_a_request_waits_for_the_admin_whom_nobody_has_met(staffed: Town) -> None:
    await staffed.teams.uninstalls(staffed.people[ADMIN])
    await staffed.teams.uninstalls(staffed.people[MEGAN])
    await staffed.says(ADELE, ASK)
    await staffed.works()
    await staffed.teams.installs(staffed.people[ADMIN])
    await staffed.works()
    assert "HR has a vacancy" in staffed.sees(ADMIN)
