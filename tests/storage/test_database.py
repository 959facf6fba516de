"""Two doors: one to write, all or nothing, and one to read, that never waits."""

from __future__ import annotations

import asyncio

import pytest
import sqlalchemy as sa

from storage.db import Database
from tests.make import NOW, someone


async def test_what_a_block_wrote_is_kept_when_it_ends(db: Database) -> None:
    async with db.begin() as tx:
        await tx.switches.set("paused", "yes", by=None, now=NOW)
    async with db.read() as tx:
        assert await tx.switches.get("paused") == "yes"


async def test_nothing_is_kept_of_a_block_that_raises(db: Database) -> None:
    async def fail() -> None:
        async with db.begin() as tx:
            await tx.switches.set("paused", "yes", by=None, now=NOW)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    async with db.read() as tx:
        assert await tx.switches.get("paused") is None


async def test_a_reader_does_not_wait_for_a_writer_and_sees_nothing_half_done(db: Database) -> None:
    async with db.begin() as writing:
        await writing.switches.set("paused", "yes", by=None, now=NOW)
        async with db.read() as reading:
            assert await reading.switches.get("paused") is None


async def test_a_reader_sees_one_moment_until_it_ends(db: Database) -> None:
    async with db.read() as reading:
        assert await reading.switches.get("paused") is None
        async with db.begin() as writing:
            await writing.switches.set("paused", "yes", by=None, now=NOW)
        assert await reading.switches.get("paused") is None


async def test_the_reading_door_refuses_to_write(db: Database) -> None:
    with pytest.raises(sa.exc.DBAPIError, match=r"readonly|read-only"):
        async with db.read() as tx:
            await tx.switches.set("paused", "yes", by=None, now=NOW)


async def test_more_readers_than_connections_are_all_served(db: Database) -> None:
    await someone(db)

    async def count() -> int:
        async with db.read() as tx:
            return len(await tx.people.everyone())

    assert await asyncio.gather(*(count() for _ in range(30))) == [1] * 30


async def test_a_cancelled_block_leaves_the_door_open_for_the_next(db: Database) -> None:
    inside = asyncio.Event()

    async def stay() -> None:
        async with db.begin() as tx:
            await tx.switches.set("paused", "yes", by=None, now=NOW)
            inside.set()
            await asyncio.Event().wait()

    staying = asyncio.create_task(stay())
    await inside.wait()
    staying.cancel()
    await asyncio.wait([staying])
    async with db.begin() as tx:
        assert await tx.switches.get("paused") is None


@pytest.mark.parametrize(("pragma", "value"), [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1)])
async def test_an_answer_on_sqlite_is_on_disk_before_it_is_given(
    tmp_path_factory: pytest.TempPathFactory, pragma: str, value: object
) -> None:
    """FULL is 2: every commit is flushed."""
    from storage.db import engines

    writer, _ = engines(f"sqlite+aiosqlite:///{tmp_path_factory.mktemp('pragmas')}/a.db")
    async with writer.begin() as conn:
        assert await conn.scalar(sa.text(f"PRAGMA {pragma}")) == value
    await writer.dispose()
