"""Somebody goes away: a cover is asked in their place, or the rest comes as one card afterwards."""

from __future__ import annotations

from pledges.pledge import Status
from tests.journeys.town import ADMIN, Town

ADELE, MEGAN = "Adele Vance", "Megan Bowen"
POST = "Assistant Director, Safeguarding"


async def test_a_cover_is_asked_in_their_place_and_may_answer(staffed: Town) -> None:
    said = await staffed.says(ADELE, "away 19-27 November, cover Megan Bowen")
    assert "You are away from Thursday 19 November to Friday 27 November" in said.text
    assert "Megan Bowen is asked in your place" in said.text
    await staffed.works()
    assert "You cover for Adele Vance" in staffed.sees(MEGAN)
    silent = len(staffed.chat(ADELE))
    await staffed.works("2026-11-20 09:30")
    assert len(staffed.chat(ADELE)) == silent
    asked = staffed.sees(MEGAN)
    assert (
        "In the place of Adele Vance, Assistant Director, Safeguarding, who is away until Friday 27 November" in asked
    )
    await staffed.presses(MEGAN, "At risk")
    pledge = await staffed.pledge("CP-1")
    assert pledge.status is Status.AT_RISK
    assert pledge.lead.title == POST
    assert pledge.asking.reached_on is not None


async def test_a_cover_is_told_what_was_asked_already_and_may_answer_that_too(staffed: Town) -> None:
    await staffed.works("2026-11-20 09:30")
    await staffed.says(ADELE, "away until 27 November, cover Megan Bowen")
    await staffed.works()
    told = staffed.sees(MEGAN)
    assert "Asked already, with no answer yet (1)" in told
    assert "CP-1** Build a training programme" in told
    await staffed.says(MEGAN, "CP-1 at risk, the trainer is ill")
    assert (await staffed.pledge("CP-1")).status is Status.AT_RISK


async def test_the_cover_may_not_answer_once_it_is_over(staffed: Town) -> None:
    await staffed.says(ADELE, "away 19-27 November, cover Megan Bowen")
    await staffed.works("2026-11-20 09:30")
    assert (await staffed.says(ADELE, "back")).text.startswith("Welcome back")
    await staffed.works_next_morning()
    assert "Adele Vance is not away any more" in staffed.sees(MEGAN)
    answer = await staffed.says(MEGAN, "update CP-1 on track")
    assert "belongs to Assistant Director" in answer.text


async def test_without_a_cover_the_questions_wait_and_come_as_one_card(staffed: Town) -> None:
    await staffed.promises("Agree a package", POST, "2026-12-08")
    await staffed.works("2026-11-19 12:00")
    await staffed.says(ADELE, "away until 30 November")
    silent = len(staffed.chat(ADELE))
    for day in ("2026-11-20", "2026-11-24", "2026-11-30"):
        await staffed.works(f"{day} 09:30")
    assert len(staffed.chat(ADELE)) == silent
    await staffed.works("2026-12-01 09:30")
    assert len(staffed.chat(ADELE)) == silent + 1
    assert "2 pledges could do with a word from you" in staffed.sees(ADELE)


async def test_whatever_else_is_meant_for_somebody_away_waits_too(staffed: Town) -> None:
    await staffed.says(ADELE, "away until 6 November")
    silent = len(staffed.chat(ADELE))
    await staffed.says(ADMIN, f"add Report on the placements; owner: {POST}; by: 18 December")
    await staffed.says(ADMIN, "reassign CP-1 to Megan Bowen")
    await staffed.works("2026-11-03 10:00")
    assert len(staffed.chat(ADELE)) == silent
    await staffed.works("2026-11-09 09:30")
    assert len(staffed.chat(ADELE)) > silent


async def test_days_and_covers_that_cannot_be_are_said_so(staffed: Town) -> None:
    await staffed.hires("Cai Lowe", install=False)
    await staffed.says(MEGAN, "away 24-26 November")
    refused = {
        "away 19-27 November, cover Megan Bowen": "Megan Bowen is away from Tuesday 24 November",
        "away 19-27 November, cover Adele Vance": "You can't cover for yourself",
        "away 27-19 November": "Thursday 19 November comes before Friday 27 November",
        "away 19-27 November, cover Nobody Known": "I don't know anybody called",
    }
    for typed, why in refused.items():
        assert why in staffed.sees(ADELE, await staffed.says(ADELE, typed))
    async with staffed.db.read() as tx:
        assert len(await tx.absences.to_come(staffed.council.policy.today(staffed.clock()))) == 1
    assert "not away" in (await staffed.says(ADELE, "back")).text


async def test_a_cover_who_goes_away_too_hears_whose_questions_wait(staffed: Town) -> None:
    await staffed.says(ADELE, "away 19-27 November, cover Megan Bowen")
    said = await staffed.says(MEGAN, "away until 20 November")
    assert "Type “back” to end it." in (await staffed.says(MEGAN, "undo")).text
    assert "You cover for Adele Vance: while you are both away, those questions wait." in said.text


async def test_admins_see_who_is_away_and_why_says_so(staffed: Town) -> None:
    await staffed.says(ADELE, "away until 27 November, cover Megan Bowen")
    listed = staffed.sees(ADMIN, await staffed.says(ADMIN, "list away"))
    assert "Adele Vance is away until Friday 27 November; Megan Bowen is asked instead" in listed
    why = staffed.sees(ADMIN, await staffed.says(ADMIN, "why CP-1"))
    assert "Adele Vance is away until Friday 27 November: Megan Bowen is asked in their place." in why
    assert "Only an admin can see" in (await staffed.says(MEGAN, "list away")).text
    assert "You are away until Friday 27 November" in (await staffed.says(ADELE, "away")).text


async def test_in_a_sentence_days_away_are_kept_with_their_cover(staffed: Town) -> None:
    said = await staffed.says(ADELE, "I'm on leave 19-27 November, cover Megan Bowen")
    assert "from Thursday 19 November to Friday 27 November" in said.text
    assert "Megan Bowen is asked in your place" in said.text
    await staffed.says(ADELE, "off track")
    assert (await staffed.pledge("CP-1")).status is Status.OFF_TRACK
