"""Posts are kept up: one edit for what has changed, whatever the number of copies, and none that nobody needs."""

from __future__ import annotations

import asyncio
from datetime import date

import pytest

from pledges.pledge import Status
from scheduler.living import keep_up
from storage.db import Database
from tests.scheduler.office import Colleague, Feed, Office, london


@pytest.fixture
async def asha(office: Office) -> Colleague:
    return await office.hires("Asha Verrall")


@pytest.fixture
async def feed(office: Office, asha: Colleague) -> Feed:
    """A channel with Monday's digest, in which CP-1 is due soon; CP-1 is answered at 11:05."""
    feed = await office.links("Children", asha)
    await office.promises(asha, date(2026, 3, 6), to=feed.directorate)
    await office.works_at("2026-03-02 11:00")
    office.clock.to(london("2026-03-02 11:05"))
    await office.answers(asha, "CP-1", Status.AT_RISK)
    return feed


async def keeps_up(office: Office, *times: str) -> None:
    for time in times:
        office.clock.to(london(time))
        await keep_up(office.db, office.clock())
        await office.works()


def edits(office: Office, feed: Feed) -> list[int]:
    return [message.updates for message in office.teams.seen_in(feed.teams)]


async def test_two_copies_that_look_at_once_edit_once_and_none_while_all_is_paused(
    office: Office, feed: Feed, database_url: str
) -> None:
    await office.pauses()
    await keeps_up(office, "2026-03-02 11:12")
    assert edits(office, feed) == [0]
    await office.resumes()
    office.clock.to(london("2026-03-02 11:15"))
    copies = [Database(database_url) for _ in range(3)]
    await asyncio.gather(*(keep_up(copy, office.clock()) for copy in copies))
    for copy in copies:
        await copy.close()
    await office.works()
    await keeps_up(office, "2026-03-02 11:16", "2026-03-02 11:40")
    assert edits(office, feed) == [1]


async def test_what_is_taken_back_and_said_again_is_drawn_each_time(
    office: Office, feed: Feed, asha: Colleague
) -> None:
    for time, status in (("11:20", Status.ON_TRACK), ("11:40", Status.AT_RISK), ("12:00", Status.ON_TRACK)):
        await keeps_up(office, f"2026-03-02 {time}")
        await office.answers(asha, "CP-1", status)
    await keeps_up(office, "2026-03-02 12:20", "2026-03-02 12:40")
    assert edits(office, feed) == [4]


async def test_while_teams_is_down_one_edit_waits_and_says_all_of_it(
    office: Office, feed: Feed, asha: Colleague
) -> None:
    office.teams.fails_with(503, times=3)
    for minute in (20, 31, 42):
        await keeps_up(office, f"2026-03-02 11:{minute}")
        await office.answers(asha, "CP-1", Status.ON_TRACK if minute == 31 else Status.AT_RISK)
    waiting = [key for key, (state, _) in (await office.states()).items() if ":now:" in key and state == "ready"]
    assert len(waiting) == 1
    await keeps_up(office, "2026-03-02 14:00", "2026-03-02 16:00", "2026-03-02 16:30")
    assert edits(office, feed) == [1]


async def test_a_post_that_somebody_deleted_is_not_put_again(office: Office, feed: Feed) -> None:
    office.teams.world.messages.clear()
    await keeps_up(office, "2026-03-02 11:20", "2026-03-02 12:20", "2026-03-02 13:20")
    assert edits(office, feed) == []
    edit = next(state for key, state in (await office.states()).items() if ":now:" in key)
    assert edit == ("dropped", "the card is gone")


async def test_an_edit_that_died_is_tried_again_though_nothing_has_changed_since(office: Office, feed: Feed) -> None:
    office.teams.fails_with(400, method="PUT")
    await keeps_up(office, "2026-03-02 11:20", "2026-03-02 11:22")
    assert edits(office, feed) == [0]
    await keeps_up(office, "2026-03-02 11:31", "2026-03-02 11:50", "2026-03-02 13:00")
    assert edits(office, feed) == [1]
    tried = [state for key, (state, _) in (await office.states()).items() if ":now:" in key]
    assert sorted(tried) == ["dead", "sent"]


async def test_an_edit_that_dies_again_and_again_is_given_up(office: Office, feed: Feed, asha: Colleague) -> None:
    office.teams.fails_with(400, times=20, method="PUT")
    for hour in range(12, 18):
        await keeps_up(office, f"2026-03-02 {hour}:00", f"2026-03-02 {hour}:30")
    assert [state for key, (state, _) in (await office.states()).items() if ":now:" in key] == ["dead"] * 4
    await office.answers(asha, "CP-1", Status.ON_TRACK)
    await keeps_up(office, "2026-03-02 18:00")
    assert len([key for key in await office.states() if ":now:" in key]) == 5, "what is new is tried once"
