"""Owners answer as they would answer a colleague: in a sentence."""

from __future__ import annotations

from tests.journeys.town import ADMIN, Town

ADELE = "Adele Vance"
POST = "Assistant Director, Safeguarding"
PARKING = "Offer social workers a better recruitment package"
LEAFLET = "Publish the pledge leaflet"


async def with_two(town: Town) -> None:
    await town.hires(ADMIN, ADELE)
    await town.appoints(ADELE, POST, "Children's Services")
    await town.promises(PARKING, POST, "2026-12-04")
    await town.promises(LEAFLET, POST, "2026-12-18")


async def status(town: Town, ref: str) -> tuple[str, str]:
    async with town.db.read() as tx:
        pledge = await tx.register.get(ref)
    return pledge.status.value, pledge.last.note if pledge.last else ""


async def test_a_sentence_is_recorded_and_said_back_with_a_way_to_correct_it(town: Town) -> None:
    await with_two(town)
    answer = await town.says(ADELE, "the leaflet is on track, draft goes to legal Friday")
    assert "CP-2: recorded as **on track**" in str(answer.card)
    assert await status(town, "CP-2") == ("on track", "draft goes to legal Friday")
    await town.presses(ADELE, "Change")
    await town.presses(ADELE, "At risk")
    assert (await status(town, "CP-2"))[0] == "at risk"


async def test_done_without_saying_which_asks_which_and_records_nothing_before(town: Town) -> None:
    await with_two(town)
    answer = await town.says(ADELE, "done")
    assert "Which one do you mean?" in str(answer.card)
    assert await status(town, "CP-1") == ("not started", "")
    await town.presses(ADELE, "This one")
    assert (await status(town, "CP-1"))[0] == "done"
    assert (await status(town, "CP-2"))[0] == "not started"


async def test_done_means_the_one_that_was_asked_about(town: Town) -> None:
    await with_two(town)
    await town.works("2026-11-20 10:00")
    answer = await town.says(ADELE, "done")
    assert "CP-1: recorded as **done, to be confirmed**" in str(answer.card)


async def test_a_report_without_a_word_for_how_it_goes_is_kept_and_changes_no_status(town: Town) -> None:
    await with_two(town)
    text = "met the designer about the leaflet, CP-2 text is with the printers"
    answer = await town.says(ADELE, text)
    assert "Kept as your note" in str(answer.card)
    assert "It still stands as **not started**" in str(answer.card)
    assert await status(town, "CP-2") == ("not started", text)
    await town.presses(ADELE, "On track")
    assert await status(town, "CP-2") == ("on track", text)


async def test_what_is_kept_as_a_note_can_still_become_a_new_date(town: Town) -> None:
    await with_two(town)
    await town.says(ADELE, "CP-2 draft went to the printers")
    await town.presses(ADELE, "New date")
    await town.presses(ADELE, "Ask for this date", given={"date.CP-2": "2027-01-08", "why.CP-2": "printer is shut"})
    async with town.db.read() as tx:
        assert (await tx.register.get("CP-2")).extension is not None


async def test_what_sounds_like_done_and_is_not_plainly_so_is_the_note_of_the_button_pressed(town: Town) -> None:
    await with_two(town)
    answer = await town.says(ADELE, "as per my email CP-2 is complete")
    assert "How is CP-2 going?" in str(answer.card)
    assert await status(town, "CP-2") == ("not started", "")
    await town.presses(ADELE, "Done")
    assert await status(town, "CP-2") == ("done", "as per my email CP-2 is complete")


async def test_more_time_with_a_reason_waits_for_a_decision(town: Town) -> None:
    await with_two(town)
    answer = await town.says(ADELE, "CP-2 needs two more weeks, HR vacancy")
    assert "Friday 1 January 2027 is asked for" in str(answer.card)
    async with town.db.read() as tx:
        asked = (await tx.register.get("CP-2")).extension
    assert asked is not None
    assert asked.reason == "HR vacancy"


async def test_more_time_without_a_reason_opens_the_form_with_the_day_filled_in(town: Town) -> None:
    await with_two(town)
    answer = await town.says(ADELE, "push the leaflet back two weeks")
    assert "2027-01-01" in str(answer.card)
    await town.presses(ADELE, "Ask for this date", given={"date.CP-2": "2027-01-01", "why.CP-2": "printer is shut"})
    async with town.db.read() as tx:
        assert (await tx.register.get("CP-2")).extension is not None


async def test_what_is_somebody_elses_goes_to_the_admins_with_the_suggestion(town: Town) -> None:
    await with_two(town)
    await town.says(ADELE, "the leaflet is for Communications")
    await town.works()
    assert "the leaflet is for Communications" in town.sees(ADMIN)


async def test_a_childs_details_are_never_kept_however_they_come(town: Town) -> None:
    await with_two(town)
    answer = await town.says(ADELE, "the leaflet is on track, Jaydon Smith aged 9 is on its cover")
    assert answer.text.startswith("I haven't kept that")
    assert await status(town, "CP-2") == ("not started", "")


async def test_a_command_stays_a_command(town: Town) -> None:
    await with_two(town)
    assert "recorded as at risk" in (await town.says(ADELE, "update CP-1 at risk waiting for HR")).text
    assert "Your pledges" in str((await town.says(ADELE, "mine")).card)
    assert "CP-2: recorded as **blocked**" in str((await town.says(ADELE, "CP-2 is stuck")).card)


async def test_what_is_no_answer_at_all_is_met_with_help(town: Town) -> None:
    await with_two(town)
    assert "help" in (await town.says(ADELE, "banana")).text


async def test_what_is_longer_than_an_answer_is_refused_with_a_sentence(town: Town) -> None:
    await with_two(town)
    answer = await town.says(ADELE, "the leaflet is done. " + "We met and met again. " * 120)
    assert "longer than the 2,000 characters" in answer.text
    assert (await status(town, "CP-2"))[0] != "done"
