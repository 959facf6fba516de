"""What is left undone while the bot or Teams is down is done afterwards, once; and the calendar has no holes."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date

import pytest

from pledges.calendar import WorkingDays
from pledges.policy import Policy
from tests.clock import Clock
from tests.scheduler.office import Office, opened

EASTER = (date(2026, 4, 3), date(2026, 4, 6))


@pytest.fixture
async def easter_office(database_url: str, clock: Clock) -> AsyncIterator[Office]:
    """An office that keeps Good Friday and Easter Monday."""
    policy = Policy(days=WorkingDays(frozenset(EASTER)))
    async with opened(database_url, clock, policy) as office:
        yield office


async def test_a_monday_down_from_eight_to_one_still_brings_one_digest_a_channel(office: Office) -> None:
    asha = await office.hires("Asha Verrall")
    feeds = [await office.links(name, asha) for name in ("Children", "Housing")]
    await office.works_at("2026-03-09 07:59", "2026-03-09 13:00", "2026-03-09 13:01", "2026-03-09 16:00")
    await office.works_daily("2026-03-13")
    for feed in feeds:
        assert office.heard(feed) == ["The week 2026-W11, late: 0 late of 0"]
        assert office.days_of(feed) == ["2026-03-09"]


async def test_a_monday_down_all_day_brings_the_digest_on_tuesday_saying_so(office: Office) -> None:
    feed = await office.links("Children", await office.hires("Asha Verrall"))
    await office.works_at("2026-03-09 07:59", "2026-03-10 08:00", "2026-03-10 11:00", "2026-03-11 11:00")
    assert office.heard(feed) == ["The week 2026-W11, late: 0 late of 0"]
    assert office.days_of(feed) == ["2026-03-10"]


async def test_an_hour_is_not_yet_late(office: Office) -> None:
    feed = await office.links("Children", await office.hires("Asha Verrall"))
    await office.works_at("2026-03-09 12:00")
    assert office.heard(feed) == ["The week 2026-W11: 0 late of 0"]


async def test_a_week_down_past_friday_afternoon_is_not_told_any_more(office: Office) -> None:
    feed = await office.links("Children", await office.hires("Asha Verrall"))
    await office.works_at("2026-03-08 20:00", "2026-03-13 17:00", "2026-03-14 11:00", "2026-03-16 11:00")
    assert office.heard(feed) == ["The week 2026-W12: 0 late of 0"]


async def test_a_digest_that_teams_would_not_take_by_friday_afternoon_is_dropped(office: Office) -> None:
    feed = await office.links("Children", await office.hires("Asha Verrall"))
    office.cable.cut()
    await office.works_at("2026-03-09 11:00")
    office.cable.mend()
    await office.works_at("2026-03-13 17:00")
    assert office.heard(feed) == []
    assert (await office.states())[f"digest:{feed.id}:{feed.directorate.id}:2026-W11"] == (
        "dropped",
        "too late to be worth sending",
    )


async def test_down_for_26_hours_across_a_rung_the_rung_goes_out_once(office: Office) -> None:
    asha = await office.hires("Asha Verrall")
    await office.promises(asha, date(2026, 3, 27))
    await office.works_daily("2026-03-24")
    await office.works_at("2026-03-25 09:00", "2026-03-26 11:00", "2026-03-26 11:01", "2026-03-26 16:00")
    await office.works_daily("2026-03-27")
    assert office.days_of(asha) == ["2026-03-13", "2026-03-26", "2026-03-27"]
    async with office.db.read() as tx:
        [ask] = await tx.asks.of_message(f"nudge:{asha.id}:2026-03-26")
    assert ask.rung == "2"


async def test_down_across_several_rungs_only_the_most_urgent_is_sent_however_late(office: Office) -> None:
    asha = await office.hires("Asha Verrall")
    await office.promises(asha, date(2026, 3, 27))
    await office.works_at("2026-03-12 10:00", "2026-03-30 10:00")
    await office.works_daily("2026-04-01")
    async with office.db.read() as tx:
        [ask] = await tx.asks.of_message(f"nudge:{asha.id}:2026-03-30")
    assert office.days_of(asha) == ["2026-03-30"]
    assert ask.rung == "0"


async def test_teams_down_across_several_rungs_leaves_one_message_to_send(office: Office) -> None:
    asha = await office.hires("Asha Verrall")
    await office.promises(asha, date(2026, 3, 27))
    office.cable.cut()
    await office.works_daily("2026-03-27")
    office.cable.mend()
    await office.works_at("2026-03-27 16:50")
    assert office.heard(asha) == ["How is it going with CP-1?"]
    await office.works_daily("2026-04-01")
    assert office.days_of(asha) == ["2026-03-27"]


async def test_both_clock_changes_keep_half_past_nine_and_eleven(office: Office) -> None:
    asha = await office.hires("Asha Verrall")
    feed = await office.links("Children", asha)
    for monday in ("2026-03-30", "2026-10-26"):  # the Mondays after the clocks went forward and back
        await office.promises(asha, date.fromisoformat(monday))
        await office.works_at(f"{monday} 09:29")
        said, posted = len(office.heard(asha)), len(office.heard(feed))
        await office.works_at(f"{monday} 09:30", f"{monday} 10:59")
        assert (len(office.heard(asha)), len(office.heard(feed))) == (said + 1, posted)
        await office.works_at(f"{monday} 11:00")
        assert office.heard(feed)[posted:] == [f"The week {date.fromisoformat(monday):%G-W%V}: 0 late of 0"]
        await office.changes(f"CP-{said + 1}", lambda p: replace(p, deadline=replace(p.deadline, due=None)))


async def test_a_bank_holiday_monday_moves_the_digest_and_the_nudges_to_tuesday(easter_office: Office) -> None:
    office = easter_office
    asha = await office.hires("Asha Verrall")
    feed = await office.links("Children", asha)
    await office.promises(asha, date(2026, 4, 7))
    await office.works_daily("2026-04-03")  # 2 working days before Tuesday is the Wednesday before Good Friday
    assert office.days_of(asha) == ["2026-03-20", "2026-04-01"]
    posted = len(office.heard(feed))
    await office.works_at("2026-04-06 11:00", "2026-04-07 10:59")
    assert office.days_of(asha)[2:] == ["2026-04-07"]
    assert len(office.heard(feed)) == posted
    await office.works_at("2026-04-07 11:00", "2026-04-07 12:00")
    assert office.heard(feed)[posted:] == ["The week 2026-W15: 0 late of 0"]


async def test_the_29th_of_february_is_a_day_like_others(office: Office) -> None:
    asha = await office.hires("Asha Verrall")
    await office.promises(asha, date(2028, 2, 29))
    await office.works_at("2028-02-14 10:00")
    await office.works_daily("2028-03-01")
    assert office.days_of(asha) == ["2028-02-15", "2028-02-25", "2028-02-29"]
