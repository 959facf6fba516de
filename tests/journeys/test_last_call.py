"""The last call: on the working day before, at 10:00, owners read in private what the digest will say."""

from __future__ import annotations

import pytest

from bot.clock import moment_of
from bot.rehearsal.teams_world import Room
from pledges.pledge import Status
from tests.journeys.town import ADMIN, LONDON, Town, words_of

ADELE, ISAIAH = "Adele Vance", "Isaiah Langer"
POST = "Assistant Director, Safeguarding"
SAYS = "Monday’s digest will"


@pytest.fixture
async def linked(staffed: Town) -> Town:
    """The directorate has a channel; Adele was asked on Friday 4 December, the day itself, and has said nothing."""
    await room_of(staffed, "Children's Services")
    await staffed.works("2026-11-20 09:30")
    await staffed.works("2026-12-04 09:30")
    return staffed


async def room_of(town: Town, directorate: str) -> Room:
    room = town.teams.opens_channel(directorate, team="Corporate Parenting")
    await town.teams.installs(town.people[ADMIN], to=room)
    asked = await town.says(ADMIN, f"link {directorate}", to=room)
    await town.presses(ADMIN, "Link it", asked)
    await town.works()
    return room


def days(town: Town, name: str) -> list[str]:
    """When somebody was written to."""
    return [f"{message.sent.astimezone(LONDON):%d %b %H:%M}" for message in town.chat(name)]


def row_of(town: Town, room: Room) -> list[str]:
    """What the newest digest says about CP-1."""
    lines = words_of(town.teams.seen_in(room)[-1].card).split("\n")
    place = next(i for i, line in enumerate(lines) if line.startswith("CP-1 "))
    return lines[place : place + 2]


async def test_the_owner_reads_on_friday_at_ten_the_very_words_of_mondays_digest(staffed: Town) -> None:
    room = await room_of(staffed, "Children's Services")
    await staffed.works("2026-11-20 09:30")
    await staffed.says(ADELE, "update CP-1 at risk, the trainer left")
    for at in ("12-04 09:30", "12-04 09:59"):
        await staffed.works(f"2026-{at}")
    assert days(staffed, ADELE)[-1] != "04 Dec 09:30"
    await staffed.works("2026-12-04 10:00")
    assert days(staffed, ADELE)[-1] == "04 Dec 10:00"
    seen = staffed.sees(ADELE)
    assert SAYS in seen
    assert "Done" in seen
    await staffed.works("2026-12-07 11:00")
    row = row_of(staffed, room)
    assert all(line in seen.split("\n") for line in row), (row, seen)
    assert "3 days ago" in row[1]
    assert "the trainer left" in row[1]


async def test_what_is_due_that_morning_waits_and_comes_as_one_card(linked: Town) -> None:
    linked.clock.to(moment_of("2026-12-10 17:30", LONDON))
    await linked.says(ADMIN, f"assign Open a drop-in to {POST} by 31 March 2027")
    asked = await linked.promises("Publish the leaflet", POST, "2026-12-11")
    await linked.works("2026-12-11 09:30")
    assert "11 Dec 09:30" not in days(linked, ADELE)
    await linked.works("2026-12-11 10:00")
    assert [day for day in days(linked, ADELE) if day.startswith("11 Dec")] == ["11 Dec 10:00"]
    seen = linked.sees(ADELE)
    for words in (SAYS, "Build a training programme", "Open a drop-in", "Publish the leaflet"):
        assert words in seen
    await linked.presses(ADELE, "Done")
    assert Status.DONE in {(await linked.pledge("CP-1")).status, (await linked.pledge(asked)).status}


async def test_an_answer_since_the_last_digest_needs_no_call(linked: Town) -> None:
    await linked.works("2026-12-07 11:00")
    await linked.says(ADELE, "update CP-1 at risk, the trainer left")
    before = len(linked.chat(ADELE))
    await linked.works("2026-12-11 10:00")
    assert len(linked.chat(ADELE)) == before
    await linked.works("2026-12-18 10:00")
    assert SAYS in linked.sees(ADELE)


async def test_an_answer_before_ten_takes_the_pledge_out_of_the_call(linked: Town) -> None:
    await linked.works("2026-12-11 09:30")
    before = len(linked.chat(ADELE))
    await linked.says(ADELE, "done CP-1")
    await linked.works("2026-12-11 10:00")
    assert all(SAYS not in linked.sees(ADELE, message) for message in linked.chat(ADELE)[before:])


async def test_the_cover_is_called_in_the_place_of_who_is_away(linked: Town) -> None:
    await linked.hires(ISAIAH)
    await linked.says(ADELE, f"away 10-12 December, cover {ISAIAH}")
    heard = len(linked.chat(ADELE))
    await linked.works("2026-12-11 10:00")
    assert len(linked.chat(ADELE)) == heard
    assert SAYS in linked.sees(ISAIAH)


async def test_who_does_not_work_on_fridays_is_called_on_thursday(linked: Town) -> None:
    await linked.says(ADELE, "off Fridays")
    await linked.works("2026-12-10 10:00")
    assert SAYS in linked.sees(ADELE)
    heard = len(linked.chat(ADELE))
    await linked.works("2026-12-11 10:00")
    assert len(linked.chat(ADELE)) == heard


async def test_without_a_channel_or_while_all_is_paused_nobody_is_called(staffed: Town) -> None:
    await staffed.works("2026-12-04 10:00")
    assert SAYS not in staffed.sees(ADELE)
    room = await room_of(staffed, "Children's Services")
    await staffed.says(ADMIN, "pause")
    await staffed.works("2026-12-11 10:00")
    assert SAYS not in staffed.sees(ADELE)
    await staffed.says(ADMIN, "resume")
    await staffed.says(ADMIN, "unlink", to=room)
    await staffed.works("2026-12-18 10:00")
    assert SAYS not in staffed.sees(ADELE)


async def test_the_call_keeps_to_the_directorates_own_day_and_rests_with_its_digest(linked: Town) -> None:
    await linked.says(ADMIN, "digest Children's Services on Thursdays at 2pm")
    await linked.works("2026-12-09 10:00")
    assert "Thursday’s digest will say:" in linked.sees(ADELE)
    assert "It comes on Thursday 10 December at 14:00." in linked.sees(ADELE)
    await linked.says(ADMIN, "digest pause Children's Services until 18 December")
    heard = len(linked.chat(ADELE))
    await linked.works("2026-12-16 10:00")
    assert len(linked.chat(ADELE)) == heard


async def test_a_call_is_asked_about_once_and_told_by_why(linked: Town) -> None:
    await linked.works("2026-12-11 10:00")
    before = len(linked.chat(ADELE))
    await linked.works("2026-12-11 11:00")
    await linked.works("2026-12-14 09:30")
    assert len(linked.chat(ADELE)) == before
    why = linked.sees(ADMIN, await linked.says(ADMIN, "why CP-1"))
    assert "Last asked on Friday 11 December 2026 (the last call before the digest)." in why


async def test_a_call_that_waits_promises_no_digest_that_is_paused_meanwhile(linked: Town) -> None:
    await linked.works("2026-12-11 09:30")
    await linked.says(ADMIN, "digest pause Children's Services until 18 December")
    before = len(linked.chat(ADELE))
    await linked.works("2026-12-11 10:00")
    assert len(linked.chat(ADELE)) == before + 1
    assert SAYS not in words_of(linked.chat(ADELE)[-1].card)
    assert "CP-1" in words_of(linked.chat(ADELE)[-1].card)
