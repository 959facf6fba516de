"""Committees and meetings as they are kept, and the pledges that hang on them."""

from __future__ import annotations

import asyncio
from datetime import date

import pytest
import sqlalchemy as sa
from alembic import command
from sqlalchemy.exc import IntegrityError

from pledges.meetings import Meeting, hang
from pledges.pledge import Deadline, When
from storage import migrate
from storage.db import Database, engines
from tests.make import a_pledge, a_source, in_register

WEDNESDAY, NEXT = date(2026, 12, 9), date(2026, 12, 16)
PAPERS = date(2026, 12, 1)


async def a_meeting(db: Database, held_on: date = WEDNESDAY, name: str = "Corporate Parenting Panel") -> Meeting:
    async with db.begin() as tx:
        committee = await tx.meetings.put_committee(name, "CPP" if name.startswith("Corp") else "")
        meeting = await tx.meetings.add(committee.id, held_on, min(held_on, PAPERS), theme="Housing")
        assert meeting is not None
        return meeting


async def test_a_committee_is_known_by_either_name_and_entered_once(db: Database) -> None:
    async with db.begin() as tx:
        first = await tx.meetings.put_committee("Corporate Parenting Panel", "CPP")
        assert await tx.meetings.put_committee("corporate  parenting panel") == first
        assert await tx.meetings.put_committee("CPP", "CPP") == first


async def test_a_committee_has_one_meeting_a_day_but_for_cancelled_ones(db: Database) -> None:
    meeting = await a_meeting(db)
    async with db.begin() as tx:
        assert await tx.meetings.add(meeting.committee.id, WEDNESDAY, PAPERS) is None
        assert (await tx.meetings.cancel(meeting.id)).cancelled
        assert await tx.meetings.add(meeting.committee.id, WEDNESDAY, PAPERS) is not None


async def test_the_diary_holds_what_is_to_come_and_not_cancelled_earliest_first(db: Database) -> None:
    later, sooner, off = await a_meeting(db, NEXT), await a_meeting(db), await a_meeting(db, date(2026, 12, 10))
    async with db.begin() as tx:
        await tx.meetings.cancel(off.id)
        diary = await tx.meetings.diary(WEDNESDAY, kept=True)
        assert [m.id for m in diary.meetings] == [sooner.id, later.id]
        assert [c.short for c in diary.committees] == ["CPP"]
        assert (await tx.meetings.diary(NEXT)).meetings == [later]


async def test_papers_are_never_due_after_the_meeting(db: Database) -> None:
    meeting = await a_meeting(db)
    with pytest.raises(IntegrityError):
        async with db.begin() as tx:
            await tx.meetings.move(meeting.id, WEDNESDAY, NEXT)


async def test_a_deadline_keeps_its_kind_its_start_and_its_meeting_with_the_papers_as_they_are_due_now(
    db: Database,
) -> None:
    meeting = await a_meeting(db)
    hung = await in_register(db, a_pledge(deadline=hang(Deadline(words="next meeting"), meeting)))
    window = Deadline(words="Dec", kind=When.WINDOW, starts=date(2026, 12, 1), due=date(2026, 12, 31))
    windowed = await in_register(db, a_pledge(deadline=window))
    async with db.begin() as tx:
        assert (await tx.register.get(hung.ref)).deadline == hung.deadline
        assert (await tx.register.get(windowed.ref)).deadline == windowed.deadline
        await tx.meetings.move(meeting.id, WEDNESDAY, date(2026, 11, 24))
        assert (await tx.register.get(hung.ref)).deadline.papers_due == date(2026, 11, 24)
        await tx.meetings.cancel(meeting.id)
        assert (await tx.register.get(hung.ref)).deadline.papers_due is None


async def test_what_hangs_on_a_meeting_is_found_and_nothing_else(db: Database) -> None:
    meeting, other = await a_meeting(db), await a_meeting(db, NEXT)
    here = await in_register(db, a_pledge(deadline=hang(Deadline(), meeting)))
    await in_register(db, a_pledge(deadline=hang(Deadline(), other)))
    await in_register(db, due=WEDNESDAY)
    async with db.read() as tx:
        assert [p.ref for p in await tx.register.of_meeting(meeting.id)] == [here.ref]


async def test_what_is_open_without_a_day_is_listed_but_not_what_is_asked_about_in_rounds(db: Database) -> None:
    kinds = (When.NONE, When.MEETING, When.REVIEW, When.RECURRING, When.START)
    made = {
        kind: await in_register(
            db, a_pledge(deadline=Deadline(kind=kind, starts=WEDNESDAY if kind is When.START else None))
        )
        for kind in kinds
    }
    await in_register(db)
    async with db.read() as tx:
        found = {p.ref for p in await tx.register.undated()}
    assert found == {made[kind].ref for kind in (When.NONE, When.MEETING, When.START)}


@pytest.mark.parametrize(
    "wrong",
    [
        Deadline(kind=When.WINDOW, due=WEDNESDAY),
        Deadline(kind=When.REVIEW, due=WEDNESDAY),
        Deadline(kind=When.UNCLEAR),
    ],
)
async def test_a_deadline_that_contradicts_itself_is_refused(db: Database, wrong: Deadline) -> None:
    with pytest.raises(IntegrityError):
        await in_register(db, a_pledge(deadline=wrong))


async def test_the_open_pledges_of_a_committee_are_found_by_how_papers_name_it(db: Database) -> None:
    here = await in_register(db, a_pledge(sources=(a_source(committee="Corporate Parenting Panel"),)))
    await in_register(db, a_pledge(sources=(a_source(committee="Cabinet"),)))
    async with db.read() as tx:
        assert sorted(await tx.register.committees()) == ["Cabinet", "Corporate Parenting Panel"]
        assert [p.ref for p in await tx.register.of_committees(["Corporate Parenting Panel"])] == [here.ref]


def _up_to(conn: sa.Connection, revision: str) -> None:
    config = migrate._config()
    config.attributes["connection"] = conn
    command.upgrade(config, revision)


async def test_pledges_entered_before_there_were_meetings_are_kept_with_all_that_refers_to_them(
    bare_database_url: str,
) -> None:
    writer, _ = engines(bare_database_url)
    async with writer.begin() as conn:
        await conn.run_sync(_up_to, "0001")
        for number, due in ((1, "'2026-12-09'"), (2, "null")):
            await conn.execute(
                sa.text(
                    "insert into pledges (number, title, kind, status, publication, accepted, seal, due)"
                    f" values ({number}, 'Report', 'promise', 'on track', 'internal', true, '', {due})"
                )
            )
            await conn.execute(
                sa.text(
                    "insert into pledge_owners (pledge, position, lead, kind, title)"
                    f" values ({number}, 0, true, 'TBC', 'nobody yet')"
                )
            )
    await writer.dispose()
    await asyncio.to_thread(migrate.upgrade, bare_database_url)
    db = Database(bare_database_url)
    async with db.read() as tx:
        dated, undated = await tx.register.of_numbers([1, 2])
        assert (dated.deadline.kind, dated.deadline.due) == (When.DATE, WEDNESDAY)
        assert (undated.deadline.kind, undated.lead.title) == (When.NONE, "nobody yet")
    await db.close()
