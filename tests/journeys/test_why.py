"""`why` tells the last question and the next one, with what kept each from its day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from pledges.calendar import WorkingDays
from tests.journeys.town import ADMIN, Town

ADELE = "Adele Vance"
FRIDAY = date(2026, 11, 20)  # ten working days before CP-1 is due


async def why(town: Town, name: str = ADELE) -> str:
    return town.sees(name, await town.says(name, "why CP-1"))


async def test_what_is_told_of_the_next_question_comes_true_and_is_told_of_the_last_one(staffed: Town) -> None:
    assert "Nobody has been asked about it yet." in await why(staffed)
    assert "Next question: Friday 20 November 2026 (10 working days before)." in await why(staffed)
    await staffed.works("2026-11-20 09:30")
    seen = await why(staffed)
    assert "Last asked on Friday 20 November 2026 (10 working days before)." in seen
    assert "Next question: Wednesday 2 December 2026 (2 working days before)." in seen


async def test_away_is_told_as_why_it_was_not_asked_on_its_day_before_and_after(staffed: Town) -> None:
    await staffed.says(ADELE, "away 19-24 November")
    sentence = "Not asked on Friday 20 November: away until Tuesday 24 November and the weekend"
    assert f"{sentence}; that comes on Wednesday 25 November." in await why(staffed, ADMIN)
    for day in ("2026-11-20", "2026-11-24"):
        await staffed.works(f"{day} 09:30")
    assert "Nobody has been asked about it yet." in await why(staffed, ADMIN)
    await staffed.works("2026-11-25 09:30")
    seen = await why(staffed, ADMIN)
    assert "Last asked on Wednesday 25 November 2026" in seen
    assert f"{sentence}; asked on Wednesday 25 November." in seen


async def test_an_answer_is_told_as_why_a_question_is_needless(staffed: Town) -> None:
    await staffed.works("2026-11-18 09:30")
    await staffed.says(ADELE, "update CP-1 on track")
    seen = await why(staffed)
    assert "Not asked on Friday 20 November (10 working days before): answered on Wednesday 18 November." in seen
    assert "Next question: Wednesday 2 December 2026" in seen


async def test_a_pause_and_a_question_that_has_not_arrived_are_told(staffed: Town) -> None:
    await staffed.teams.uninstalls(staffed.people[ADELE])
    await staffed.works("2026-11-20 09:30")
    assert "It has not arrived yet" in await why(staffed, ADMIN)
    await staffed.says(ADMIN, "pause all")
    assert "Everything is paused: nobody is asked until an admin types “resume”." in await why(staffed, ADMIN)


async def test_a_bank_holiday_is_told_by_its_name(staffed: Town) -> None:
    closed = WorkingDays(frozenset({date(2026, 12, 10)}), {date(2026, 12, 10): "Founders' Day"})
    staffed.db.policy = replace(staffed.council.policy, days=closed)
    staffed.council = replace(staffed.council, policy=staffed.db.policy)
    for day in ("2026-11-20", "2026-12-02", "2026-12-04"):
        await staffed.works(f"{day} 09:30")
    sentence = "Not asked on Thursday 10 December: Founders' Day"
    assert f"{sentence}; that comes on Friday 11 December." in await why(staffed)
    await staffed.works("2026-12-10 09:30")
    await staffed.works("2026-12-11 09:30")
    assert f"{sentence}; asked on Friday 11 December." in await why(staffed)
