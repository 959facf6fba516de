"""Finding pledges by words: what each says now, typed in part or with a slip, the nearest first."""

from __future__ import annotations

import importlib.util
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest
import sqlalchemy as sa

import storage.migrate
from pledges.errors import OldCard
from pledges.messages import PersonId
from pledges.people import Standing
from pledges.pledge import Pledge, Publication, Status
from pledges.policy import Policy
from storage import listed
from storage.db import Database, engines
from storage.lists import SIZE, Asked
from storage.seeking import MOST
from storage.words import pledge_words, vocabulary
from tests.make import NOW, TODAY, a_pledge, a_source, an_owner, in_register

ADMIN = Standing(person=PersonId(1), admin=True)


async def found(db: Database, words: str, standing: Standing = ADMIN) -> list[int]:
    asked = Asked(standing=standing, today=TODAY, policy=Policy())
    async with db.read() as tx:
        return [p.number for p in (await tx.seeking.page(words, [listed.everything], asked)).pledges]


async def save(db: Database, before: Pledge, after: Pledge) -> None:
    async with db.begin() as tx:
        await tx.register.save(before, after, door="test", by=None, now=NOW)


@pytest.fixture
async def three(db: Database) -> Database:
    await in_register(db, title="Agree a recruitment package for social workers", theme="Workforce")
    officers = (an_owner(title="Officers", words="officers of HR"),)
    await in_register(db, title="Café visits for foster carers", owners=officers, service="Fostering")
    cabinet = (a_source(document="Cabinet minutes", words="car parking", held_on=date(2021, 10, 27)),)
    await in_register(db, title="Set out a timetable of meetings", sources=cabinet)
    return db


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("recruitment", [1]),
        ("recruit", [1]),
        ("social recruitmnet", [1]),
        ("cafe", [2]),
        ("the officers", [2]),
        ("fostering", [2]),
        ("workforce", [1]),
        ("parking", [3]),
        ("Cabinet 27 October 2021", [3]),
        ("CP-2", [2]),
        ("3", [3]),
        ("recruitment officers", [1, 2]),
        ("xylophone", []),
        ("of the", []),
        ("x", []),
        ("CP-99", []),
    ],
)
async def test_words_find_the_pledges_that_say_them(three: Database, words: str, numbers: list[int]) -> None:
    assert sorted(await found(three, words)) == numbers


async def test_what_is_in_the_title_comes_first_and_what_is_open_before_the_rest(db: Database) -> None:
    closed = await in_register(db, title="Training for carers")
    await in_register(db, title="A leaflet", sources=(a_source(words="training for carers"),))
    await in_register(db, title="Training for carers")
    await save(db, closed, replace(closed, status=Status.CLOSED))
    assert await found(db, "training carers") == [3, 1, 2]


async def test_a_pledge_is_found_by_what_it_says_now(db: Database) -> None:
    before = await in_register(db, title="Old words")
    await save(db, before, replace(before, title="New words", owners=(an_owner(title="Head of Placements"),)))
    assert (await found(db, "old"), await found(db, "new"), await found(db, "placements")) == ([], [1], [1])


async def test_only_what_somebody_may_read_is_found(db: Database) -> None:
    await in_register(db, title="Internal training")
    await in_register(db, title="Published training", publication=Publication.PUBLIC)
    somebody = Standing(person=PersonId(7))
    assert await found(db, "training", somebody) == [2]
    assert await found(db, "CP-1", somebody) == []


async def test_what_is_found_turns_in_pages_and_at_most_so_many_are_looked_at(db: Database) -> None:
    async with db.begin() as tx:
        many = [a_pledge(title=f"Training {n}") for n in range(MOST + 5)]
        await tx.register.add_all(many, door="import", by=None, now=NOW)
    asked = Asked(standing=ADMIN, today=TODAY, policy=Policy())
    async with db.read() as tx:
        seen, at = set[int](), ""
        for number in range(1, MOST // SIZE + 1):
            page = await tx.seeking.page("training", [listed.everything], asked, at)
            assert (page.number, page.pages, page.total) == (number, MOST // SIZE, MOST)
            seen |= {p.number for p in page.pledges}
            at = page.on
        assert (len(seen), at) == (MOST, "")
        beyond = await tx.seeking.page("training", [listed.everything], asked, "5000")
        assert beyond.pledges == page.pledges
        with pytest.raises(OldCard):
            await tx.seeking.page("training", [listed.everything], asked, "-3")


def migration() -> ModuleType:
    """The migration that makes the words, whatever its number is."""
    [path] = Path(storage.migrate.HERE, "versions").glob("*_words.py")
    spec = importlib.util.spec_from_file_location("made_the_words", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


async def kept(db: Database) -> set[tuple[str, int]]:
    async with db.read() as tx:
        rows = await tx.seeking._rows(
            sa.select(vocabulary.c.word, pledge_words.c.pledge).join(
                pledge_words, pledge_words.c.word == vocabulary.c.id
            )
        )
    return {(row["word"], row["pledge"]) for row in rows}


async def test_pledges_from_before_there_were_words_are_found_after_the_migration(
    database_url: str, three: Database
) -> None:
    """It finds the same words in what is there as entering it does."""
    before = await kept(three)
    writer, _ = engines(database_url)
    async with writer.begin() as conn:
        await conn.execute(sa.delete(pledge_words))
        await conn.execute(sa.delete(vocabulary))
        await conn.run_sync(migration()._fill)
    await writer.dispose()
    assert await kept(three) == before
    assert await found(three, "cafe visits") == [2]
    await in_register(three, title="Something new")
    assert await found(three, "something") == [4]
