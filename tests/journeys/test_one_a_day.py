"""One message a person a day, of whatever kind: its parts are answered where they stand, and what is late waits."""

from __future__ import annotations

import pytest

from bot.clock import moment_of
from pledges.pledge import Status
from tests.journeys.town import ADMIN, LONDON, Town

ADELE, MEGAN = "Adele Vance", "Megan Bowen"
POST, TRAINING = "Assistant Director, Safeguarding", "Build a training programme"


@pytest.fixture
async def full(staffed: Town) -> Town:
    """Friday 20 November at 9:30: Adele is asked about one pledge, and hears of a new one, a decision and a post."""
    await staffed.appoints(MEGAN, "Head of Fostering", "Children's Services")
    await staffed.promises("Recruit ten carers", "Head of Fostering", "2027-03-31")
    leaflet = await staffed.promises("Publish the leaflet", POST, "2027-01-15")
    staffed.clock.to(moment_of("2026-11-19 17:30", LONDON))
    await staffed.says(ADMIN, f"extend {leaflet} to 22 January 2027 because the printer is away")
    await staffed.says(ADMIN, f"assign Open a drop-in to {POST} by 31 March 2027")
    await staffed.says(ADMIN, f'hand over "Head of Fostering" to {ADELE} from 20 November 2026')
    return staffed


def today(town: Town, name: str) -> int:
    """How many messages somebody was sent today."""
    return sum(message.sent.date() == town.clock().date() for message in town.chat(name))


async def test_a_nudge_a_new_pledge_a_decision_and_a_post_handed_over_are_one_message(full: Town) -> None:
    await full.works("2026-11-20 09:30")
    assert today(full, ADELE) == 1
    seen, summary = full.sees(ADELE), full.chat(ADELE)[-1].summary
    for words in (TRAINING, "Open a drop-in", "Recruit ten carers", "Publish the leaflet"):
        assert words in seen
    for words in ("How is it going?", "New for you: 1 pledge", "You are now Head of Fostering"):
        assert words in summary
    assert "The new date is agreed" in summary


async def test_a_press_in_one_part_redraws_that_part_and_leaves_the_others(full: Town) -> None:
    await full.works("2026-11-20 09:30")
    answer = await full.presses(ADELE, "On track")
    assert (await full.pledge("CP-1")).status is Status.ON_TRACK
    assert "recorded as **on track**" in str(answer.card)
    assert "New for you: 1 pledge" in str(answer.card)
    assert "Accept" in str(answer.card)
    await full.works()
    assert full.chat(ADELE)[-1].card == answer.card


async def test_what_was_answered_in_one_part_stays_answered_when_another_is_pressed(full: Town) -> None:
    await full.works("2026-11-20 09:30")
    await full.presses(ADELE, "On track")
    await full.works()
    answer = await full.presses(ADELE, "Accept")
    assert "You have taken this on" in str(answer.card)
    assert "recorded as **on track**" in str(answer.card)
    await full.works()
    assert full.chat(ADELE)[-1].card == answer.card
    assert today(full, ADELE) == 1


async def test_the_answer_of_somebody_else_redraws_one_part_only(full: Town) -> None:
    await full.works("2026-11-20 09:30")
    await full.says(ADMIN, "update CP-1 at risk, the trainer left")
    await full.works()
    assert f"Answered by **{ADMIN}**" in full.sees(ADELE)
    assert "New for you: 1 pledge" in full.sees(ADELE)


async def test_what_is_taken_back_says_so_in_its_part(full: Town) -> None:
    await full.works("2026-11-20 09:30")
    await full.says(ADMIN, "undo")
    await full.works()
    assert TRAINING in full.sees(ADELE)


async def test_what_comes_later_the_same_day_waits_for_the_next_working_morning(staffed: Town) -> None:
    await staffed.works("2026-11-20 09:30")
    said = await staffed.says(ADMIN, f"assign Open a drop-in to {POST} by 31 March 2027")
    assert "They hear it on Monday 23 November: they had today's message already." in staffed.sees(ADMIN, said)
    await staffed.works()
    assert "Open a drop-in" not in staffed.sees(ADELE)
    await staffed.works("2026-11-21 10:00")
    await staffed.works("2026-11-23 09:29")
    assert "Open a drop-in" not in staffed.sees(ADELE)
    await staffed.works("2026-11-23 09:30")
    assert "Open a drop-in" in staffed.sees(ADELE)


async def test_nobody_is_written_to_at_the_weekend_whatever_happened(staffed: Town) -> None:
    staffed.clock.to(moment_of("2026-11-21 10:00", LONDON))
    said = await staffed.says(ADMIN, f"assign Open a drop-in to {POST} by 31 March 2027")
    assert "They hear it on Monday 23 November." in staffed.sees(ADMIN, said)
    before = len(staffed.chat(ADELE))
    await staffed.works()
    assert len(staffed.chat(ADELE)) == before
    await staffed.works("2026-11-23 09:30")
    assert len(staffed.chat(ADELE)) == before + 1


async def test_before_the_papers_of_the_panel_every_open_pledge_is_asked_about_once(staffed: Town) -> None:
    dateless = await staffed.promises("Listen to the Children in Care Council", POST, None)
    await staffed.says(ADMIN, "meeting add CPP 15 December 2026")
    await staffed.works()  # papers are due on Monday 7 December
    before = len(staffed.chat(ADELE))
    await staffed.works("2026-11-20 09:30")
    assert dateless not in staffed.chat(ADELE)[-1].summary
    await staffed.presses(ADELE, "On track")
    await staffed.works("2026-11-23 09:30")
    assert len(staffed.chat(ADELE)) == before + 2
    assert staffed.chat(ADELE)[-1].summary.startswith(dateless)  # the other was answered on Friday
    await staffed.works("2026-11-24 09:30")
    await staffed.works("2026-12-01 09:30")
    assert len(staffed.chat(ADELE)) == before + 2


async def test_a_meeting_that_moves_takes_its_round_of_questions_along(staffed: Town) -> None:
    await staffed.promises("Listen to the Children in Care Council", POST, None)
    await staffed.says(ADMIN, "meeting add CPP 15 December 2026")
    await staffed.works()
    await staffed.says(ADMIN, "meeting move CPP 15 December to 26 January 2027")
    await staffed.works("2026-11-23 09:30")
    assert all("Children in Care Council" not in staffed.sees(ADELE, message) for message in staffed.chat(ADELE))
    await staffed.works("2027-01-04 09:30")
    assert "Children in Care Council" in staffed.sees(ADELE)
