"""Digests are planned: once for each channel, directorate and week, when they are wanted, and late if need be."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from datetime import date

import pytest

from pledges.lost import Lost
from pledges.pledge import Status
from scheduler.plan import plan as plan_with
from scheduler.plan import preview
from storage.db import Database
from tests.scheduler.office import Feed, Office, london


@pytest.fixture
async def feed(office: Office) -> Feed:
    """A channel linked on Monday 2 March, of a directorate without pledges."""
    return await office.links("Children", await office.hires("Asha Verrall"))


async def test_the_digest_is_posted_on_monday_at_eleven_and_only_once(office: Office, feed: Feed) -> None:
    await office.works_at("2026-03-02 10:59")
    assert office.heard(feed) == []
    await office.works_at("2026-03-02 11:00", "2026-03-02 11:01", "2026-03-02 16:00", "2026-03-03 11:00")
    assert office.heard(feed) == ["The week 2026-W10: 0 late of 0"]


async def test_every_week_brings_one(office: Office, feed: Feed) -> None:
    await office.works_daily("2026-03-23", at="11:00")
    assert office.days_of(feed) == ["2026-03-03", "2026-03-09", "2026-03-16", "2026-03-23"]


async def test_a_channel_linked_midweek_starts_next_week(office: Office, feed: Feed) -> None:
    asha = await office.hires("Asha Verrall")
    await office.works_at("2026-03-02 11:00", "2026-03-03 09:00")
    late_comer = await office.links("Housing", asha)
    await office.works_daily("2026-03-09", at="11:30")
    assert office.days_of(late_comer) == ["2026-03-09"]


async def test_two_channels_of_one_directorate_get_one_each(office: Office) -> None:
    asha = await office.hires("Asha Verrall")
    feeds = [await office.links(name, asha, directorate="Children") for name in ("Leaders", "Everyone")]
    await office.works_at("2026-03-02 11:00", "2026-03-02 12:00")
    assert [len(office.heard(feed)) for feed in feeds] == [1, 1]


async def test_two_copies_that_plan_at_once_post_once(office: Office, feed: Feed, database_url: str) -> None:
    office.clock.to(london("2026-03-02 11:00"))
    other = Database(database_url)
    await asyncio.gather(office.plans(), plan_with(other, office.policy, office.clock()))
    await other.close()
    await office.works()
    assert len(office.heard(feed)) == 1


async def test_the_same_week_says_the_same_and_the_next_knows_what_it_said(office: Office) -> None:
    asha = await office.hires("Asha Verrall")
    feed = await office.links("Children", asha)
    await office.promises(asha, date(2026, 2, 20), to=feed.directorate)
    await office.works_at("2026-03-02 10:00", "2026-03-02 11:00")
    assert office.heard(feed) == ["The week 2026-W10: 0 late of 1"]
    await office.works_daily("2026-03-09", at="11:00")
    assert office.heard(feed)[1] == "The week 2026-W11: 1 late of 1"
    async with office.db.read() as tx:
        second = await tx.digests.get(feed.id, feed.directorate.id, "2026-W11")
    assert second
    assert second.before
    assert (second.before.late, second.counts.newly_late) == (0, 1)


async def test_what_was_done_since_the_last_digest_is_in_the_next(office: Office) -> None:
    asha = await office.hires("Asha Verrall")
    feed = await office.links("Children", asha)
    await office.promises(asha, date(2026, 6, 1), to=feed.directorate)
    await office.works_at("2026-03-02 11:00")
    await office.answers(asha, "CP-1", Status.DONE)
    await office.works_at("2026-03-09 11:00")
    async with office.db.read() as tx:
        digest = await tx.digests.get(feed.id, feed.directorate.id, "2026-W11")
    assert digest
    assert [line.ref for line in digest.done] == ["CP-1"]


async def test_a_lost_channel_gets_none(office: Office, feed: Feed) -> None:
    async with office.db.begin() as tx:
        await tx.channels.lost(feed.id, Lost.ARCHIVED, office.clock())
    await office.works_at("2026-03-02 11:00")
    assert await office.states() == {}


async def test_an_unlinked_channel_gets_none(office: Office, feed: Feed) -> None:
    async with office.db.begin() as tx:
        await tx.channels.unlink(feed.id)
    await office.works_at("2026-03-02 11:00")
    assert await office.states() == {}


async def test_no_digest_is_planned_while_everything_is_paused(office: Office, feed: Feed) -> None:
    await office.pauses()
    await office.works_at("2026-03-02 11:00")
    assert await office.states() == {}
    await office.resumes()
    await office.works_at("2026-03-02 11:30")
    assert office.heard(feed) == ["The week 2026-W10: 0 late of 0"]


async def test_a_directorate_whose_digest_fails_stops_no_other(
    office: Office, feed: Feed, caplog: pytest.LogCaptureFixture
) -> None:
    asha = await office.hires("Asha Verrall")
    broken = await office.links("Housing", asha)
    pledge = await office.promises(asha, date(2026, 2, 20), to=broken.directorate)
    async with office.db.begin() as tx:  # nothing comes after the last of all days, and the rule for late asks
        asking = replace(pledge.asking, reached_on=date.max)
        await tx.register.note_asking(replace(pledge, asking=asking), office.clock())
    await office.works_at("2026-03-02 11:00")
    assert (len(office.heard(feed)), office.heard(broken)) == (1, [])
    [failure] = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert failure.__dict__["key"] == f"digest:{broken.id}:{broken.directorate.id}:2026-W10"


async def test_a_preview_of_a_digest_says_which_week_and_that_it_is_late(office: Office, feed: Feed) -> None:
    async with office.db.read() as tx:
        [prompt] = await preview(tx, office.policy, london("2026-03-02 11:00"))
        [late] = await preview(tx, office.policy, london("2026-03-02 13:00"))
    assert prompt.why == "the digest of 2026-W10 for Children"
    assert late.why == "the digest of 2026-W10 for Children, posted late"
    assert late.to == feed.id
