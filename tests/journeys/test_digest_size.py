"""A digest of thousands: never above what Teams takes, never silent, and what has no room is counted."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.rehearsal.digest_posts import MOST, read, size_of
from pledges.history import START
from pledges.pledge import Asking, Deadline, Owner, OwnerKind, Pledge, Status, Update
from storage import said, tables
from storage.db import Database, engines
from storage.owners import rows_of
from storage.pledge_rows import columns
from tests.clock import Clock
from tests.databases import Databases
from tests.journeys.test_digest import linked
from tests.journeys.town import Town, a_town
from tests.make import NOW

CHILDREN, MANY = "Children's Services", 5_000
MONDAY = date(2026, 12, 7)
LONG = "Naïve 🏡 *homes* for every young person, wherever they live (and_whenever) – “as agreed”, #1 👩‍👧‍👦 " * 4


@pytest.fixture
async def crowded(databases: Databases, tmp_path: Path, clock: Clock) -> AsyncIterator[Town]:
    """A directorate in which thousands are late, each with a long title and a long last word."""
    async with databases.fresh("sqlite", tmp_path) as url:
        db = Database(url)
        async with a_town(db, clock) as town:
            here = await town.directorate(CHILDREN)
            late = [
                Pledge(
                    number=number,
                    title=f"{number} {LONG}",
                    status=Status.AT_RISK,
                    directorate=here,
                    owners=(Owner(kind=OwnerKind.BODY, title=f"The Board of {LONG}"),),
                    deadline=Deadline(due=(day := MONDAY - timedelta(days=1 + number % 300)), original=day),
                    asking=Asking(reached_on=date(2026, 11, 2)),
                    last=Update(at=NOW, by=None, status=Status.AT_RISK, note=LONG[:140]),
                )
                for number in range(1, MANY + 1)
            ]
            await entered(url, late)
            yield town
        await db.close()


async def entered(url: str, pledges: Sequence[Pledge]) -> None:
    """In the register, without a history: that would take as long again as all the rest."""
    writer, _ = engines(url)
    row = {"version": 1, "updates": 1, "links": 0, "seal": START, "next_ask_on": None, "finished_at": None}
    async with writer.begin() as conn:
        await conn.execute(sa.insert(tables.pledges), [columns(p) | row | {"number": p.number} for p in pledges])
        owned = [each for p in pledges for each in rows_of(p.number, p.owners)]
        await conn.execute(sa.insert(tables.pledge_owners), owned)
        await conn.execute(sa.insert(tables.updates), [said.row_of(p.number, 1, p.last) for p in pledges if p.last])
    await writer.dispose()


async def test_five_thousand_late_pledges_are_told_in_a_thread_of_messages_that_teams_takes(crowded: Town) -> None:
    room = await linked(crowded)
    await crowded.works("2026-12-07 11:00")
    for _ in range(10):
        crowded.clock.forward(seconds=6)  # each reply waits for what it stands under
        await crowded.works()
    posts = [each for each in crowded.teams.seen_in(room) if each.summary.startswith(f"{CHILDREN}: ")]
    assert len(posts) > 1
    assert {each.conversation for each in posts} == {posts[0].conversation}
    assert max(map(size_of, posts)) < MOST
    told, rows, left = read(posts)
    newly, still = told["newly"], told["still"]
    assert newly + still == MANY
    assert f"{newly:,} newly late, {still:,} still late" in posts[0].summary
    assert len(rows["newly"]) + left.get("newly", 0) == newly
    assert len(rows["still"]) + left.get("still", 0) == still
    assert len({*rows["newly"], *rows["still"]}) == len(rows["newly"]) + len(rows["still"]) > 50
