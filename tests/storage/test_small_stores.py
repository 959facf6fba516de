"""Presses, digests, switches and refusals."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pledges.digest import Before, Counts, Digest, Line
from pledges.pledge import Publication, Status
from storage.db import Database
from storage.refusals import KEPT, Refusal
from tests.make import NOW, a_channel, a_directorate, someone

TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=30)
DAYS = st.none() | st.dates(date(2015, 1, 1), date(2035, 12, 31))
LINES = st.lists(
    st.builds(
        Line,
        ref=TEXT,
        title=TEXT,
        owner=TEXT,
        status=st.sampled_from(Status),
        publication=st.sampled_from(Publication),
        due=DAYS,
        original=DAYS,
        note=TEXT,
        note_on=DAYS,
    ),
    max_size=3,
).map(tuple)
COUNTS = st.builds(Counts, **dict.fromkeys(("total", "newly_late", "waiting", "done", "soon"), st.integers(0, 10**6)))
DIGESTS = st.builds(
    Digest,
    as_at=st.datetimes(datetime(2015, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC)),
    counts=COUNTS,
    before=st.none() | COUNTS,
    newly=LINES,
    still=LINES,
    waiting=LINES,
    done=LINES,
    soon=LINES,
)
_numbers = count(1)
A_LINE = Line(
    ref="CP-1",
    title="A plan",
    owner="Head of Housing",
    status=Status.AT_RISK,
    publication=Publication.PUBLIC,
    due=date(2026, 2, 1),
    original=None,
)


async def test_a_press_counts_once_however_often_it_is_sent(db: Database) -> None:
    asha, bryn = await someone(db), await someone(db)
    press = ("nonce", asha.id, "answer", "digest")
    others = [("other", *press[1:]), ("nonce", bryn.id, "answer", "digest"), ("nonce", asha.id, "more", "digest")]
    async with db.begin() as tx:
        assert await tx.presses.first(*press, NOW)
        assert not await tx.presses.first(*press, NOW)
        assert not await tx.presses.first(*press, NOW + timedelta(days=1))
        assert [await tx.presses.first(*other, NOW) for other in others] == [True] * 3
        assert await tx.presses.first("nonce", asha.id, "answer", "a second, different answer", NOW)


async def test_a_press_that_is_sent_twice_at_once_counts_once(database_url: str) -> None:
    copies = [Database(database_url) for _ in range(6)]
    asha = await someone(copies[0])

    async def press(db: Database) -> bool:
        async with db.begin() as tx:
            return await tx.presses.first("nonce", asha.id, "answer", "digest", NOW)

    assert sorted(await asyncio.gather(*map(press, copies))) == [False] * 5 + [True]
    for copy in copies:
        await copy.close()


async def test_old_presses_are_forgotten(db: Database) -> None:
    asha = await someone(db)
    async with db.begin() as tx:
        await tx.presses.first("old", asha.id, "answer", "", NOW - timedelta(days=1))
        await tx.presses.first("new", asha.id, "answer", "", NOW)
        assert await tx.presses.tidy(NOW) == 1
        assert await tx.presses.first("old", asha.id, "answer", "", NOW)
        assert not await tx.presses.first("new", asha.id, "answer", "", NOW)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(digest=DIGESTS)
async def test_any_digest_is_told_again_word_for_word(db: Database, digest: Digest) -> None:
    channel, housing = await a_channel(db, id=f"19:{next(_numbers)}"), await a_directorate(db, "Housing")
    async with db.begin() as tx:
        assert await tx.digests.put(channel, housing.id, "2026-W10", digest, NOW)
        assert await tx.digests.get(channel, housing.id, "2026-W10") == digest


async def test_a_digest_is_kept_once_for_a_channel_a_directorate_and_a_week(db: Database) -> None:
    channel, housing, health = (
        await a_channel(db),
        await a_directorate(db, "Housing"),
        await a_directorate(db, "Health"),
    )
    first = Digest(as_at=NOW, counts=Counts(total=1))
    second = replace(first, counts=Counts(total=2))
    async with db.begin() as tx:
        assert await tx.digests.get(channel, housing.id, "2026-W10") is None
        assert await tx.digests.put(channel, housing.id, "2026-W10", first, NOW)
        assert not await tx.digests.put(channel, housing.id, "2026-W10", second, NOW)
        assert await tx.digests.put(channel, health.id, "2026-W10", second, NOW)
        assert await tx.digests.get(channel, housing.id, "2026-W10") == first


async def test_what_was_said_before_is_the_newest_earlier_week(db: Database) -> None:
    channel, housing = await a_channel(db), await a_directorate(db, "Housing")
    older = Digest(as_at=NOW - timedelta(days=70), counts=Counts(total=9))
    newer = Digest(as_at=NOW, counts=Counts(total=3), newly=(A_LINE,), still=(replace(A_LINE, ref="CP-2"),))
    async with db.begin() as tx:
        await tx.digests.put(channel, housing.id, "2025-W52", older, NOW)
        await tx.digests.put(channel, housing.id, "2026-W09", newer, NOW)
        expected = Before(counts=newer.counts, late=frozenset({"CP-1", "CP-2"}), as_at=NOW)
        assert await tx.digests.before(channel, housing.id, "2026-W11") == expected
        before = await tx.digests.before(channel, housing.id, "2026-W09")
        assert before == Before(counts=older.counts, late=frozenset(), as_at=older.as_at)
        assert await tx.digests.before(channel, housing.id, "2025-W52") is None


async def test_a_switch_stands_until_it_is_set_anew(db: Database) -> None:
    asha = await someone(db)
    async with db.begin() as tx:
        assert await tx.switches.get("paused") is None
        for value in ("yes", "really", None):
            await tx.switches.set("paused", value, by=asha.id, now=NOW)
            assert await tx.switches.get("paused") == value
        assert await tx.switches.get("policy") is None


async def test_refusals_are_told_newest_first(db: Database) -> None:
    async with db.begin() as tx:
        for n in range(3):
            await tx.refusals.put("NotYours", f"aad-{n}", NOW + timedelta(minutes=n))
        newest = await tx.refusals.newest(2)
    assert newest == [
        Refusal(what="NotYours", who="aad-2", at=NOW + timedelta(minutes=2)),
        Refusal(what="NotYours", who="aad-1", at=NOW + timedelta(minutes=1)),
    ]


async def test_only_the_newest_thousand_refusals_are_kept(db: Database) -> None:
    async with db.begin() as tx:
        for n in range(KEPT + 5):
            await tx.refusals.put("NotYours", f"aad-{n}", NOW)
        kept = await tx.refusals.newest(KEPT + 5)
    assert len(kept) == KEPT == 1000
    assert kept[-1].who == "aad-5"


@pytest.mark.parametrize("week", ["2026-W09", "2026-W10"])
async def test_another_channel_has_its_own_weeks(db: Database, week: str) -> None:
    here, there = await a_channel(db), await a_channel(db, id="19:there@thread.tacv2")
    housing = await a_directorate(db, "Housing")
    async with db.begin() as tx:
        await tx.digests.put(there, housing.id, "2026-W09", Digest(as_at=NOW, counts=Counts()), NOW)
        assert await tx.digests.get(here, housing.id, week) is None
        assert await tx.digests.before(here, housing.id, week) is None
