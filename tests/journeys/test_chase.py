"""The chase log: what was asked, whether it arrived and what came back, in words an inspector can read."""

from __future__ import annotations

import pytest

from dialogs.chasing import rows_of
from tests.journeys.town import ADMIN, Town

ADELE, MEGAN = "Adele Vance", "Megan Bowen"


async def rows(town: Town) -> list[dict[str, str]]:
    """The log as the export has it."""
    async with town.db.read() as tx:
        log = [one async for one in tx.chase.all()]
    return rows_of(log, town.council.policy.zone, town.council.policy.today(town.clock()))


async def working_days(town: Town, *days: str) -> None:
    for day in days:
        await town.works(f"{day} 09:31")


async def test_a_silent_owners_month_reads_as_the_policy_says(staffed: Town) -> None:
    days = [f"2026-11-{day:02}" for day in range(16, 31)] + [f"2026-12-{day:02}" for day in range(1, 19)]
    await working_days(staffed, *days)
    log = await rows(staffed)
    assert [(row["Asked on"], row["About"]) for row in log] == [
        ("2026-11-20", "10 working days before, for Friday 4 December 2026"),
        ("2026-12-02", "2 working days before, for Friday 4 December 2026"),
        ("2026-12-04", "on the day, for Friday 4 December 2026"),
        ("2026-12-10", "weekly, past its date, for Friday 4 December 2026"),
        ("2026-12-17", "weekly, past its date, for Friday 4 December 2026"),
    ]
    assert {row["Of whom"] for row in log} == {ADELE}
    assert [row["Arrived"] for row in log] == [f"{row['Asked on']} 09:31" for row in log]
    silence = [row["What came back"] for row in log]
    assert silence == [f"no reply for {days} days" for days in (28, 16, 14, 8)] + ["no reply for 1 day"]


async def test_the_card_says_to_whom_when_how_it_arrived_and_what_came_back(staffed: Town) -> None:
    await staffed.works("2026-11-20 09:30")
    await staffed.presses(ADELE, "At risk")
    await staffed.presses(ADELE, "Keep the note", given={"note.CP-1.words": "HR has a vacancy"})
    await staffed.works("2026-12-02 09:31")
    seen = staffed.sees(ADMIN, await staffed.says(ADMIN, "chase CP-1"))
    assert "CP-1: asked 2 times" in seen
    assert "2 arrived, 1 answered" in seen
    assert "Adele Vance, Assistant Director, Safeguarding" in seen
    assert "Delivered Friday 20 November 2026, 09:30" in seen
    assert "What came back: at risk – HR has a vacancy, Friday 20 November 2026, 09:30" in seen
    assert "What came back: no reply yet" in seen


async def test_what_has_not_arrived_says_why_and_keeps_saying_so_when_it_does(town: Town) -> None:
    await town.hires(ADELE, install=False)
    await town.appoints(ADELE, "Head of Housing", "Housing")
    await town.promises("Report on homes", "Head of Housing", "2026-12-04")
    await town.works("2026-11-20 09:30")
    [row] = await rows(town)
    assert (row["Arrived"], row["Why not"]) == ("", "has not installed the bot yet")
    assert row["What came back"] == "nothing, since it has not arrived"
    await town.teams.installs(town.people[ADELE])
    await town.works("2026-11-20 11:00")
    seen = town.sees(ADMIN, await town.says(ADMIN, "chase CP-1"))
    assert "Delivered Friday 20 November 2026, 11:00; until then: has not installed the bot yet" in seen


async def test_the_log_outlives_the_outbox(staffed: Town) -> None:
    staffed.teams.blocks(staffed.people[ADELE])
    await staffed.works("2026-11-20 09:30")
    before = await rows(staffed)
    async with staffed.db.begin() as tx:
        await tx.outbox.tidy(staffed.clock())
        await tx.outbox.drop("nudge:3:2026-11-20", "for this test", staffed.clock())
        await tx.outbox.tidy(staffed.clock())
    assert "blocked" in before[0]["Why not"].casefold()
    assert await rows(staffed) == before


async def test_what_was_asked_by_hand_and_what_is_taken_back_say_so(staffed: Town) -> None:
    await staffed.hires("Isaiah Langer")
    await staffed.appoints("Isaiah Langer", "Head of Learning", "Children's Services")
    await staffed.says(ADMIN, "by hand Adele Vance")
    await staffed.works("2026-11-20 09:30")
    assert [row["How"] for row in await rows(staffed)] == ["by hand"]
    await staffed.presses(ADMIN, "Sent")
    assert "Sent by hand Friday 20 November" in staffed.sees(ADMIN, await staffed.says(ADMIN, "chase CP-1"))
    await staffed.says(ADMIN, "reassign CP-1 to Head of Learning")
    first, new = await rows(staffed)
    assert first["What came back"] == "taken back: given to Head of Learning"
    assert (new["Of whom"], new["About"].partition(",")[0]) == ("Isaiah Langer", "is it theirs?")


async def test_a_new_date_and_not_mine_are_what_came_back(staffed: Town) -> None:
    await staffed.works("2026-11-20 09:30")
    await staffed.presses(ADELE, "New date")
    asked = {"date.CP-1": "2026-12-18", "why.CP-1": "HR has a vacancy"}
    await staffed.presses(ADELE, "Ask for this date", given=asked)
    [row] = await rows(staffed)
    assert row["What came back"] == "asked for Friday 18 December 2026 as a new date"
    assert row["When"] == "2026-11-20 09:30"


@pytest.mark.parametrize("who", [ADELE, "Isaiah Langer"])
async def test_it_is_for_admins_and_the_directorates_director_alone(staffed: Town, who: str) -> None:
    await staffed.hires("Isaiah Langer")
    await staffed.appoints("Isaiah Langer", "Director of Place", "Place", director=True)
    await staffed.works("2026-11-20 09:30")
    assert "CP-1: asked once" not in staffed.sees(who, await staffed.says(who, "chase CP-1"))
    assert "Only" in (await staffed.says(who, "chase CP-1")).text
    assert "Only an admin can" in (await staffed.says(who, "export chase")).text
    assert "CP-1: asked 1 time" in staffed.sees(MEGAN, await staffed.says(MEGAN, "chase CP-1"))


async def test_a_long_chase_turns_its_pages(staffed: Town) -> None:
    thursdays = ("10", "17", "24", "31")
    await working_days(staffed, "2026-11-20", "2026-12-02", "2026-12-04", *(f"2026-12-{day}" for day in thursdays))
    first = staffed.sees(ADMIN, await staffed.says(ADMIN, "chase CP-1"))
    assert "CP-1: asked 7 times" in first
    answer = await staffed.presses(ADMIN, "Older ones")
    assert "Friday 20 November 2026" in str(answer.card)
    assert "Thursday 31 December" not in str(answer.card)


async def test_an_admin_gets_the_whole_log_as_a_sheet(staffed: Town) -> None:
    await staffed.works("2026-11-20 09:30")
    offer = await staffed.says(ADMIN, "export chase")
    assert "1 question" in offer.activity["attachments"][0]["content"]["description"]
    await staffed.teams.answers_offer(staffed.people[ADMIN], offer)
    sheet = staffed.teams.onedrive.files["chase-2026-11-20.csv"].decode("utf-8-sig")
    assert sheet.startswith("Reference,Pledge,Asked on,Of whom,About,How,Arrived,Why not,What came back,When")
    assert "Adele Vance" in sheet
