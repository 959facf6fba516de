"""Admins who move, cancel and hang things on meetings at the same moment: each is answered, nothing is half done."""

from __future__ import annotations

import asyncio
from datetime import date

from tests.journeys.town import ADMIN, Town

SAFEGUARDING = "Assistant Director, Safeguarding"


async def _at_once(town: Town, *commands: str) -> list[str]:
    """Type all of them at the same moment; return what was answered, in the order in which it came."""
    before = len(town.teams.world.messages)
    answers = await asyncio.gather(*(town.teams.says(town.people[ADMIN], each) for each in commands))
    assert {each.status for each in answers} <= {200, 201, 202}
    said = [m.text or town.sees(ADMIN, m) for m in town.teams.world.messages[before:]]
    assert len(said) == len(commands)
    return said


async def _enters(town: Town, *days: str) -> None:
    for day in days:
        await town.says(ADMIN, f"meeting add Corporate Parenting Panel (CPP) {day} papers due 27 November 2026")
    for number in range(3):
        await town.says(ADMIN, f"assign Report number {number} to {SAFEGUARDING} by the next meeting of CPP")


async def test_one_meeting_moved_by_several_at_once_is_moved_once_and_the_others_are_told(
    staffed: Town,
) -> None:
    await _enters(staffed, "9 December 2026")
    said = await _at_once(staffed, *(f"meeting move CPP 9 December to {day} December" for day in range(14, 19)))
    moved = [each for each in said if each.startswith("Moved from Wednesday 9 December 2026.")]
    assert len(moved) == 1
    assert all("CPP has no meeting on Wednesday 9 December" in each for each in said if each not in moved)
    async with staffed.db.read() as tx:
        [meeting] = (await tx.meetings.diary()).meetings
        assert [p.deadline.due for p in await tx.register.of_meeting(meeting.id)] == [meeting.held_on] * 3


async def test_meetings_are_moved_and_cancelled_while_dates_are_set_and_everybody_is_answered(staffed: Town) -> None:
    await _enters(staffed, "9 December 2026", "16 December 2026", "23 December 2026")
    for move, back in (("9 December", "10 December"), ("10 December", "9 December")):
        said = await _at_once(
            staffed,
            f"meeting move CPP {move} to {back}",
            *(f"due CP-{number} next meeting of CPP minute 7" for number in (4, 3, 2)),
            f"meeting move CPP {move} to {back}",
            *(f"due CP-{number} next meeting of CPP minute 7" for number in (2, 3, 4)),
        )
        assert not [each for each in said if "reference" in each]
        assert len([each for each in said if "Due " in each]) == 6
    said = await _at_once(
        staffed,
        "meeting cancel CPP 16 December",
        "due CP-3 next meeting of CPP minute 7",
        "meeting cancel CPP 9 December",
        "due CP-2 next meeting of CPP minute 7",
    )
    assert len([each for each in said if "is cancelled" in each]) == 2
    days = [(await staffed.pledge(f"CP-{number}")).deadline.due for number in (2, 3, 4)]
    assert days == [date(2026, 12, 23)] * 3
