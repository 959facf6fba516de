"""Done is proposed, shown, closed, taken back: and whoever answers for it hears each step."""

from __future__ import annotations

from datetime import date

import pytest

from pledges.pledge import Status
from tests.journeys.town import ADMIN, Town, words_of

ADELE, MEGAN = "Adele Vance", "Megan Bowen"
SAFEGUARDING = "Assistant Director, Safeguarding"
SHOWN = {"evidence.CP-1": "The programme is in the plan", "impact.CP-1": "Nine of ten say they know whom to ask"}


async def test_after_done_what_changed_for_children_is_asked_once_on_the_same_card(staffed: Town) -> None:
    await staffed.works("2026-11-20 10:00")
    answer = await staffed.presses(ADELE, "Done")
    assert "what changed for children?" in words_of(answer.card)
    assert "Add a note" in words_of(answer.card)
    kept = await staffed.presses(ADELE, "Keep it", given=SHOWN)
    assert "✓ CP-1: what you showed is kept. Thank you." in words_of(kept.card)
    assert "what changed for children?" not in words_of(kept.card)
    pledge = await staffed.pledge("CP-1")
    assert (pledge.evidence, pledge.impact) == tuple(SHOWN.values())
    before = len(staffed.chat(ADELE))
    for day in ("2026-11-27", "2026-12-04", "2026-12-10"):
        await staffed.works(f"{day} 10:00")
    assert len(staffed.chat(ADELE)) == before


async def test_done_that_is_typed_is_answered_with_the_question_and_a_childs_details_are_given_back(
    staffed: Town,
) -> None:
    answer = await staffed.says(ADELE, "done CP-1 the Panel agreed it")
    assert "recorded as **done, to be confirmed**" in staffed.sees(ADELE, answer)
    given = {"evidence.CP-1": "", "impact.CP-1": "Her NHS number is 943 476 5919"}
    again = await staffed.presses(ADELE, "Keep it", answer, given=given)
    assert "personal details" in words_of(again.card)
    assert (await staffed.pledge("CP-1")).impact == ""
    empty = await staffed.presses(ADELE, "Keep it", answer, given={"evidence.CP-1": "", "impact.CP-1": " "})
    assert "Please write what shows that it is done" in words_of(empty.card)


async def test_an_owner_whose_pledge_the_clerk_ticks_is_asked_on_a_card_of_their_own(staffed: Town) -> None:
    await staffed.says(ADMIN, "meeting add Corporate Parenting Panel (CPP) 9 December 2026")
    await staffed.says(ADMIN, "meeting CPP")
    await staffed.presses(ADMIN, "Done")
    await staffed.works()
    assert "Said to be done at CPP" in staffed.sees(ADELE)
    await staffed.presses(ADELE, "Keep it", given=SHOWN)
    assert (await staffed.pledge("CP-1")).impact == SHOWN["impact.CP-1"]


@pytest.mark.parametrize("what", ["evidence", "impact"])
async def test_what_shows_it_is_told_by_typing_too_and_what_was_there_stays_in_the_history(
    staffed: Town, what: str
) -> None:
    form = await staffed.says(ADELE, f"{what} CP-1")
    assert "Keep it" in staffed.sees(ADELE, form)
    assert f"the {what} is kept." in (await staffed.says(ADELE, f"{what} CP-1 the first word")).text
    assert "takes the place" in (await staffed.says(ADELE, f"{what} CP-1 the second word")).text
    assert getattr(await staffed.pledge("CP-1"), what) == "the second word"
    assert "the first word" in staffed.sees(ADMIN, await staffed.says(ADMIN, "history CP-1"))
    stopped = await staffed.says(ADELE, f"{what} CP-1 NHS number 943 476 5919")
    assert "personal details" in staffed.sees(ADELE, stopped)
    await staffed.says(ADMIN, "withdraw CP-1 entered twice")
    refused = await staffed.says(ADELE, f"{what} CP-1 a third word")
    assert "CP-1 is withdrawn, so nothing is to be shown for it." in staffed.sees(ADELE, refused)


async def test_what_is_not_ones_own_is_not_ones_own_to_show(staffed: Town) -> None:
    await staffed.hires("Isaiah Langer")
    said = await staffed.says("Isaiah Langer", "impact CP-1 all is well")
    assert "belongs to Assistant Director, Safeguarding" in said.text


async def test_done_without_impact_is_seen_in_show_and_lists_until_it_is_shown(staffed: Town) -> None:
    await staffed.says(ADELE, "done CP-1 the Panel agreed it")
    assert "Impact\nnot yet shown" in staffed.sees(ADELE, await staffed.says(ADELE, "show CP-1"))
    assert "done, to be confirmed, impact not yet shown" in staffed.sees(ADELE, await staffed.says(ADELE, "mine"))
    for who in (ADMIN, MEGAN, ADELE):
        listed = staffed.sees(who, await staffed.says(who, "list no impact"))
        assert "1 done, impact not yet shown" in listed
    listed_card = await staffed.says(ADMIN, "list no impact")
    form = await staffed.presses(ADMIN, "Show it", listed_card)
    assert "What changed for children?" in words_of(form.card)
    given = {"ref": "CP-1", "words": "Nine of ten say they know whom to ask"}
    await staffed.presses(ADMIN, "Keep it", listed_card, given=given)
    listed = staffed.sees(ADMIN, await staffed.says(ADMIN, "list no impact"))
    assert "For everything that is done and that you may read" in listed


async def test_a_stranger_sees_nothing_of_what_lacks_impact(staffed: Town) -> None:
    await staffed.says(ADELE, "done CP-1")
    await staffed.hires("Isaiah Langer")
    listed = staffed.sees("Isaiah Langer", await staffed.says("Isaiah Langer", "list no impact"))
    assert "For everything that is done and that you may read" in listed


async def test_owners_hear_once_that_their_pledge_is_closed_and_are_asked_only_if_nobody_asked(staffed: Town) -> None:
    await staffed.says(ADELE, "done CP-1")
    before = len(staffed.chat(ADELE))
    await staffed.says(ADMIN, "close CP-1")
    await staffed.works()
    assert len(staffed.chat(ADELE)) == before + 1
    assert "CP-1 is closed: accepted as done." in staffed.sees(ADELE)
    assert "what changed for children" not in staffed.sees(ADELE)
    ref = await staffed.promises("Publish the leaflet", SAFEGUARDING, "2026-12-04")
    await staffed.says(ADMIN, f"close {ref}")
    await staffed.works_next_morning()
    assert "what changed for children" in staffed.sees(ADELE)
    given = {f"evidence.{ref}": "", f"impact.{ref}": "They say so"}
    await staffed.presses(ADELE, "Keep it", given=given)
    assert (await staffed.pledge(ref)).impact == "They say so"


async def test_a_withdrawn_pledge_is_told_to_its_owner_with_the_reason(staffed: Town) -> None:
    await staffed.says(ADMIN, "withdraw CP-1 entered twice")
    await staffed.works()
    assert "CP-1 is withdrawn: nothing more is asked of you." in staffed.sees(ADELE)
    assert "“entered twice”" in staffed.sees(ADELE)


async def test_reopening_is_told_and_seen(staffed: Town) -> None:
    await staffed.says(ADMIN, "close CP-1")
    said = await staffed.says(ADMIN, "reopen CP-1")
    assert "CP-1 is open again. Due Friday 4 December." in said.text
    await staffed.works()
    assert "CP-1 is open again." in staffed.sees(ADELE)
    assert "Reopened on\nMonday 2 November 2026" in staffed.sees(ADELE, await staffed.says(ADELE, "show CP-1"))
    assert "not started (reopened)" in staffed.sees(ADELE, await staffed.says(ADELE, "mine"))


async def test_what_is_reopened_after_its_meeting_is_due_at_the_next_one(staffed: Town) -> None:
    await staffed.says(ADMIN, "meeting add Corporate Parenting Panel (CPP) 9 December 2026")
    await staffed.says(ADMIN, f"assign Report progress to {SAFEGUARDING} by the next meeting of CPP")
    await staffed.says(ADMIN, "close CP-2")
    await staffed.works("2026-12-10 10:00")
    said = await staffed.says(ADMIN, "reopen CP-2")
    assert "No date yet" in said.text
    assert "Report progress" in staffed.sees(ADMIN, await staffed.says(ADMIN, "list no date"))
    await staffed.says(ADMIN, "meeting add CPP 13 January 2027")
    assert (await staffed.pledge("CP-2")).deadline.due == date(2027, 1, 13)
    await staffed.says(ADMIN, "close CP-2")
    await staffed.works("2027-01-14 10:00")
    await staffed.says(ADMIN, "meeting add CPP 10 February 2027")
    said = await staffed.says(ADMIN, "reopen CP-2")
    assert "Due Wednesday 10 February" in said.text
    assert (await staffed.pledge("CP-2")).status is Status.NOT_STARTED


async def test_a_meeting_on_a_day_off_is_entered_with_a_warning(staffed: Town) -> None:
    said = await staffed.says(ADMIN, "meeting add CPP 5 December 2026")
    assert "Mind: Saturday 5 December 2026 is at a weekend. Was another day meant?" in said.text


async def test_a_pledge_is_closed_by_a_minute_that_is_typed_with_it(staffed: Town) -> None:
    await staffed.says(ADELE, "done CP-1 the Panel agreed it")
    assert "CP-1 is closed" in (await staffed.says(ADMIN, "close CP-1 minute 104")).text
    closed = await staffed.pledge("CP-1")
    assert closed.last is not None
    assert (closed.status, closed.last.note) == (Status.CLOSED, "minute 104")
