"""From the clock to the card, from the answer to the register and the next question."""

from __future__ import annotations

import pytest

from pledges.pledge import Status
from tests.journeys.town import ADMIN, Town

ADELE = "Adele Vance"


async def test_a_nudge_goes_out_on_its_rung_and_an_answer_is_recorded_and_said_back(staffed: Town) -> None:
    await staffed.works("2026-11-20 09:30")
    asked = staffed.sees(ADELE)
    assert "Build a training programme" in asked
    assert "Due Friday 4 December" in asked
    assert "Promised in Panel minutes" in asked
    answer = await staffed.presses(ADELE, "On track")
    pledge = await staffed.pledge("CP-1")
    assert pledge.status is Status.ON_TRACK
    assert "recorded as **on track**. Next question: Wednesday 2 December" in str(answer.card)


async def test_the_card_in_the_chat_is_redrawn_for_everyone_and_says_the_same(staffed: Town) -> None:
    await staffed.works("2026-11-20 09:30")
    answer = await staffed.presses(ADELE, "On track")
    await staffed.works()
    assert staffed.chat(ADELE)[-1].updates == 1
    assert staffed.chat(ADELE)[-1].card == answer.card


async def test_the_next_question_that_was_promised_is_kept(staffed: Town) -> None:
    await staffed.works("2026-11-20 09:30")
    await staffed.presses(ADELE, "On track")
    for day in ("2026-11-23", "2026-11-27", "2026-12-01"):
        await staffed.works(f"{day} 10:00")
    before = len(staffed.chat(ADELE))
    await staffed.works("2026-12-02 09:30")
    assert len(staffed.chat(ADELE)) == before + 1
    assert "Last word, Friday 20 November: **on track**" in staffed.sees(ADELE)


async def test_a_press_that_teams_sends_again_changes_nothing_and_gets_the_same_answer(staffed: Town) -> None:
    await staffed.works("2026-11-20 09:30")
    nudge = staffed.chat(ADELE)[-1]
    stale = nudge.card
    first = await staffed.presses(ADELE, "On track")
    nudge.answers.clear()
    nudge.activity["attachments"][0]["content"] = stale
    again = await staffed.presses(ADELE, "On track")
    assert "recorded as **on track**" in str(again.card)
    assert first.status == again.status
    async with staffed.db.read() as tx:
        assert len(await tx.register.updates("CP-1")) == 1


async def test_another_answer_from_a_stale_card_counts(staffed: Town) -> None:
    await staffed.works("2026-11-20 09:30")
    nudge = staffed.chat(ADELE)[-1]
    await staffed.presses(ADELE, "On track")
    nudge.answers.clear()
    await staffed.presses(ADELE, "At risk")
    assert (await staffed.pledge("CP-1")).status is Status.AT_RISK


async def test_an_answer_can_be_changed_and_changed_back(staffed: Town) -> None:
    await staffed.works("2026-11-20 09:30")
    for answer in ("On track", "At risk", "On track"):
        if answer != "On track" or (await staffed.pledge("CP-1")).last:
            await staffed.presses(ADELE, "Change")
        await staffed.presses(ADELE, answer)
    assert (await staffed.pledge("CP-1")).status is Status.ON_TRACK
    async with staffed.db.read() as tx:
        assert [u.status for u in await tx.register.updates("CP-1")] == [
            Status.ON_TRACK,
            Status.AT_RISK,
            Status.ON_TRACK,
        ]


async def test_a_client_without_execute_answers_by_submit_and_sees_the_card_redrawn(staffed: Town) -> None:
    await staffed.works("2026-11-20 09:30")
    await staffed.presses(ADELE, "Done", submit=True)
    assert (await staffed.pledge("CP-1")).status is Status.DONE
    assert "recorded as **done, to be confirmed**" in staffed.sees(ADELE)


async def test_done_stops_the_questions(staffed: Town) -> None:
    await staffed.works("2026-11-20 09:30")
    await staffed.presses(ADELE, "Done")
    before = len(staffed.chat(ADELE))
    for day in ("2026-12-02", "2026-12-04", "2026-12-10"):
        await staffed.works(f"{day} 10:00")
    assert len(staffed.chat(ADELE)) == before


async def test_a_note_with_a_childs_details_is_given_back_and_kept_nowhere(staffed: Town) -> None:
    await staffed.works("2026-11-20 09:30")
    await staffed.presses(ADELE, "At risk")
    note = {"note.CP-1.words": "Jaiden, 14, moved placement again"}
    answer = await staffed.presses(ADELE, "Keep the note", given=note)
    assert "personal details" in str(answer.card)
    assert note["note.CP-1.words"] in str(answer.card)
    async with staffed.db.read() as tx:
        assert all("Jaiden" not in u.note for u in await tx.register.updates("CP-1"))
    answer = await staffed.presses(ADELE, "Keep the note", given={"note.CP-1.words": "One placement moved"})
    assert (await staffed.pledge("CP-1")).last.note == "One placement moved"  # type: ignore[union-attr]


async def test_a_new_date_waits_for_an_admin_who_agrees_it_and_the_owner_hears(staffed: Town) -> None:
    await staffed.teams.uninstalls(staffed.people["Megan Bowen"])
    await staffed.works("2026-11-20 09:30")
    await staffed.presses(ADELE, "New date")
    asked = {"date.CP-1": "2026-12-18", "why.CP-1": "HR has a vacancy"}
    answer = await staffed.presses(ADELE, "Ask for this date", given=asked)
    assert "Friday 18 December is asked for" in str(answer.card)
    await staffed.works()
    assert "HR has a vacancy" in staffed.sees(ADMIN)
    await staffed.presses(ADMIN, "Agree")
    await staffed.works("2026-11-23 09:30")
    pledge = await staffed.pledge("CP-1")
    assert (str(pledge.deadline.due), str(pledge.deadline.original)) == ("2026-12-18", "2026-12-04")
    assert "The new date is agreed" in staffed.sees(ADELE)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [("2026-11-19", "is not still to come"), ("", "Please choose a day"), ("never", "Please choose a day")],
)
async def test_a_new_date_that_is_none_is_asked_for_again(staffed: Town, given: str, sentence: str) -> None:
    await staffed.works("2026-11-20 09:30")
    await staffed.presses(ADELE, "New date")
    answer = await staffed.presses(ADELE, "Ask for this date", given={"date.CP-1": given, "why.CP-1": "HR"})
    assert sentence in str(answer.card)
    assert (await staffed.pledge("CP-1")).extension is None


async def test_several_pledges_come_in_one_card_and_each_answered_row_folds(staffed: Town) -> None:
    await staffed.promises("Publish the leaflet", "Assistant Director, Safeguarding", "2026-12-04")
    await staffed.promises("Agree the protocol", "Assistant Director, Safeguarding", "2026-12-04")
    before = len(staffed.chat(ADELE))
    await staffed.works("2026-11-20 09:30")
    assert len(staffed.chat(ADELE)) == before + 1
    assert "3 pledges could do with a word from you" in staffed.sees(ADELE)
    await staffed.presses(ADELE, "On track")
    assert "2 pledges could do with a word from you" in staffed.sees(ADELE)
    await staffed.presses(ADELE, "No change for those not late")
    assert "that is all for now" in staffed.sees(ADELE)
    async with staffed.db.read() as tx:
        assert len(await tx.register.updates("CP-3")) == 1


async def test_a_nudge_carries_seven_rows_and_the_rest_opens_as_a_list(staffed: Town) -> None:
    for number in range(2, 11):
        await staffed.promises(f"Promise number {number}", "Assistant Director, Safeguarding", "2026-12-04")
    await staffed.works("2026-11-20 09:30")
    answer = await staffed.presses(ADELE, "And 3 more")
    assert "Promise number 10" in str(answer.card)


async def test_what_is_late_is_said_so_with_the_buttons_for_it(staffed: Town) -> None:
    await staffed.works("2026-12-04 10:00")
    await staffed.works("2026-12-10 10:00")
    seen = staffed.sees(ADELE)
    assert "Late: was due Friday 4 December" in seen
    await staffed.presses(ADELE, "Stuck")
    await staffed.presses(ADELE, "Record as blocked", given={"note.CP-1.words": "No premises yet"})
    assert (await staffed.pledge("CP-1")).status is Status.BLOCKED


async def test_not_mine_tells_the_admin_and_nobody_is_asked_meanwhile(staffed: Town) -> None:
    await staffed.works("2026-12-02 10:00")
    await staffed.presses(ADELE, "Not mine")
    await staffed.presses(ADELE, "Tell the admin", given={"whose.CP-1": "Head of Learning"})
    await staffed.works()
    assert "They suggest: Head of Learning" in staffed.sees(ADMIN)
    before = len(staffed.chat(ADELE))
    await staffed.works("2026-12-04 10:00")
    assert len(staffed.chat(ADELE)) == before


async def test_only_those_who_may_can_answer(staffed: Town) -> None:
    await staffed.hires("Isaiah Langer")
    answer = await staffed.says("Isaiah Langer", "done CP-1")
    assert "CP-1 belongs to Assistant Director, Safeguarding" in answer.text
    assert (await staffed.pledge("CP-1")).status is Status.NOT_STARTED


async def test_what_was_finished_and_is_opened_again_is_asked_about_again(staffed: Town) -> None:
    await staffed.works("2026-11-20 09:30")
    await staffed.presses(ADELE, "Done")
    await staffed.says(ADMIN, "close CP-1")
    await staffed.says(ADMIN, "reopen CP-1")
    before = len(staffed.chat(ADELE))
    await staffed.works("2026-11-23 10:00")
    assert len(staffed.chat(ADELE)) == before + 1  # told that it is open again, and asked, in one message
    assert "How is it going?" in staffed.chat(ADELE)[-1].summary
    assert "Build a training programme" in staffed.sees(ADELE)


async def test_the_only_admin_decides_about_their_own_new_date(staffed: Town) -> None:
    await staffed.appoints(ADMIN, "Corporate Parenting Officer", "Corporate Centre")
    ref = await staffed.promises("Publish the leaflet", "Corporate Parenting Officer", "2026-12-04")
    await staffed.works("2026-11-20 09:30")
    await staffed.presses(ADMIN, "New date")
    asked = {f"date.{ref}": "2026-12-18", f"why.{ref}": "The printer is away"}
    await staffed.presses(ADMIN, "Ask for this date", given=asked)
    await staffed.works()
    await staffed.presses(ADMIN, "Agree")
    assert str((await staffed.pledge(ref)).deadline.due) == "2026-12-18"
