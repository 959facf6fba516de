"""An owner puts a question off, sees so, and is asked again on that day."""

from __future__ import annotations

from tests.journeys.town import ADMIN, Town

ADELE = "Adele Vance"


async def test_later_on_the_card_asks_again_on_that_day_and_not_before(staffed: Town) -> None:
    await staffed.works("2026-11-20 09:30")
    opened = await staffed.presses(ADELE, "Later")
    assert "At the latest on Friday 4 December" in str(opened.card)
    answer = await staffed.presses(ADELE, "Monday")
    assert "put off. Next question: Monday 23 November" in str(answer.card)
    await staffed.works()
    assert "put off. Next question: Monday 23 November" in staffed.sees(ADELE)
    before = len(staffed.chat(ADELE))
    await staffed.works("2026-11-20 12:00")
    assert len(staffed.chat(ADELE)) == before
    await staffed.works("2026-11-23 09:30")
    assert "Build a training programme" in staffed.sees(ADELE)
    assert len(staffed.chat(ADELE)) == before + 1


async def test_a_day_too_far_off_is_given_back_with_the_last_one(staffed: Town) -> None:
    await staffed.works("2026-11-20 09:30")
    await staffed.presses(ADELE, "Later")
    answer = await staffed.presses(ADELE, "On that day", given={"later.CP-1": "2026-12-09"})
    assert "CP-1 can wait until Friday 4 December at the latest" in str(answer.card)
    assert (await staffed.pledge("CP-1")).snooze is None


async def test_typed_it_is_said_back_explained_and_taken_back(staffed: Town) -> None:
    await staffed.works("2026-11-20 09:30")
    said = await staffed.says(ADELE, "snooze CP-1 until 26 November because HR answers then")
    assert said.text == "CP-1 is put off. Next question: Thursday 26 November."
    why = staffed.sees(ADELE, await staffed.says(ADELE, "why CP-1"))
    assert "It was put off until Thursday 26 November 2026: “HR answers then”. Nothing is asked before." in why
    assert "Thursday 26 November 2026: HR answers then" in staffed.sees(
        ADMIN, await staffed.says(ADMIN, "history CP-1")
    )
    back = await staffed.says(ADELE, "undo")
    assert back.text.startswith("Taken back: “snooze”.")
    assert (await staffed.pledge("CP-1")).snooze is None


async def test_admins_see_what_is_put_off_and_others_do_not(staffed: Town) -> None:
    await staffed.works("2026-11-20 09:30")
    await staffed.says(ADELE, "snooze CP-1 until 26 November")
    listed = staffed.sees(ADMIN, await staffed.says(ADMIN, "list snoozed"))
    assert "Put off by Adele Vance until Thursday 26 November" in listed
    assert "Only an admin can see" in (await staffed.says(ADELE, "list snoozed")).text


async def test_past_its_date_a_reason_is_asked_for(staffed: Town) -> None:
    await staffed.works("2026-12-10 09:30")
    await staffed.presses(ADELE, "Later")
    refused = await staffed.presses(ADELE, "Monday")
    assert "Please say why it has to wait" in str(refused.card)
    taken = await staffed.presses(ADELE, "Monday", given={"put-off.CP-1": "The report is with legal"})
    assert "put off. Next question: Monday 14 December" in str(taken.card)


async def test_no_change_covers_neither_what_is_late_nor_what_is_put_off(staffed: Town) -> None:
    await staffed.promises("Agree a package", "Assistant Director, Safeguarding", "2026-12-17")
    await staffed.promises("Set out a timetable", "Assistant Director, Safeguarding", "2026-12-24")
    await staffed.works("2026-12-03 09:30")
    await staffed.works("2026-12-10 09:30")
    await staffed.says(ADELE, "snooze CP-3 until 14 December")
    card = next(m for m in reversed(staffed.chat(ADELE)) if "No change for those not late" in staffed.sees(ADELE, m))
    await staffed.presses(ADELE, "No change for those not late", card)
    assert (await staffed.pledge("CP-1")).last is None
    assert (await staffed.pledge("CP-3")).last is None


async def test_in_a_sentence_it_is_put_off_and_said_back(staffed: Town) -> None:
    await staffed.works("2026-11-20 09:30")
    answer = await staffed.says(ADELE, "ask me again on 26 November")
    assert "put off. Next question: Thursday 26 November" in str(answer.card)
    refused = await staffed.says(ADELE, "snooze until 9 December")
    assert "CP-1 can wait until Friday 4 December at the latest" in refused.text
