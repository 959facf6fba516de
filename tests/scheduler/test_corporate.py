"""The council's digest is planned: once for each channel and week, and not before anybody is asked."""

from __future__ import annotations

import asyncio

import pytest

from pledges.lost import Lost
from scheduler.corporate import CORPORATE
from scheduler.plan import plan as plan_with
from scheduler.plan import preview
from storage.db import Database
from tests.scheduler.office import Feed, Office, london


@pytest.fixture
async def leaders(office: Office) -> Feed:
    """A channel that gets the whole council's digest since Monday 2 March."""
    asha = await office.hires("Asha Verrall")
    feed = await office.links("Leadership", asha)
    async with office.db.begin() as tx:
        await tx.channels.unlink(feed.id)
        await tx.corporate.link(feed.id, by=asha.id, on=office.policy.today(office.clock()))
    return feed


async def test_it_is_posted_once_a_week_and_by_one_of_two_copies(
    office: Office, leaders: Feed, database_url: str
) -> None:
    await office.works_at("2026-03-02 10:59")
    assert office.heard(leaders) == []
    office.clock.to(london("2026-03-02 11:00"))
    other = Database(database_url)
    await asyncio.gather(office.plans(), plan_with(other, office.policy, office.clock()))
    await other.close()
    await office.works()
    await office.works_at("2026-03-02 16:00", "2026-03-09 11:00", "2026-03-09 11:01")
    assert office.heard(leaders) == [CORPORATE, CORPORATE]
    assert office.days_of(leaders) == ["2026-03-02", "2026-03-09"]


async def test_a_preview_says_which_week_and_that_it_is_late(office: Office, leaders: Feed) -> None:
    async with office.db.read() as tx:
        [prompt] = await preview(tx, office.policy, london("2026-03-02 11:00"))
        [late] = await preview(tx, office.policy, london("2026-03-02 13:00"))
    assert prompt.why == "the digest of 2026-W10 for the whole council"
    assert late.why == "the digest of 2026-W10 for the whole council, posted late"


async def test_a_lost_channel_gets_none_and_a_pilot_is_over_before_leadership_reads_of_it(
    office: Office, leaders: Feed
) -> None:
    asha = await office.hires("Asha Verrall")
    async with office.db.begin() as tx:
        await tx.live.add_pilot(asha.id, by=asha.id, now=office.clock())
    await office.works_at("2026-03-02 11:00")
    assert office.heard(leaders) == []
    async with office.db.begin() as tx:
        await tx.live.end_pilot(by=asha.id, now=office.clock())
        await tx.channels.lost(leaders.id, Lost.ARCHIVED, office.clock())
    await office.works_at("2026-03-02 12:00")
    assert await office.states() == {}
