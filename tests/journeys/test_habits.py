"""People say on which weekdays they are asked, and are held to it."""

from __future__ import annotations

from tests.journeys.town import Town

ADELE = "Adele Vance"


async def test_off_fridays_brings_the_question_forward_and_it_comes_once(staffed: Town) -> None:
    said = await staffed.says(ADELE, "off Fridays")
    assert "You are not asked on Fridays" in said.text
    silent = len(staffed.chat(ADELE))
    await staffed.works("2026-11-18 09:30")
    assert len(staffed.chat(ADELE)) == silent
    await staffed.works("2026-11-19 09:30")
    assert "Build a training programme" in staffed.sees(ADELE)
    await staffed.works("2026-11-20 09:30")
    await staffed.works("2026-11-23 09:30")
    assert len(staffed.chat(ADELE)) == silent + 1


async def test_the_day_that_is_promised_is_the_day_that_suits(staffed: Town) -> None:
    await staffed.says(ADELE, "off Wednesdays")
    await staffed.works("2026-11-20 09:30")
    answer = await staffed.presses(ADELE, "On track")
    assert "Next question: Tuesday 1 December" in str(answer.card)
    before = len(staffed.chat(ADELE))
    await staffed.works("2026-12-01 09:30")
    assert len(staffed.chat(ADELE)) == before + 1


async def test_weekly_waits_for_the_weekday_and_is_taken_back_by_words(staffed: Town) -> None:
    assert "on Tuesdays only" in (await staffed.says(ADELE, "weekly Tuesdays")).text
    await staffed.works("2026-11-17 09:30")
    assert "Build a training programme" in staffed.sees(ADELE)
    assert "on any working day" in (await staffed.says(ADELE, "weekly off")).text
    assert "Which days don't you work?" in (await staffed.says(ADELE, "off sometimes")).text
    assert "At least 2 days" in (await staffed.says(ADELE, "off Mondays, Tuesdays, Wednesdays and Thursdays")).text
