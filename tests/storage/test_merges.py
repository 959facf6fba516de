"""What is merged into what, as it is kept; and likely duplicates, found by the words of their titles."""

from __future__ import annotations

from dataclasses import replace
from time import perf_counter

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from pledges.alike import keys
from pledges.merging import Merge, Pair, merge, unmerge
from pledges.pledge import Status
from storage.db import Database, engines
from storage.schema import metadata
from tests.make import NOW, a_pledge, a_source, an_owner, in_register, someone

PACKAGE = "Attractive recruitment package incl. car parking"


async def merged(db: Database) -> tuple[Pair, Pair, Merge]:
    """Two pledges before and after, with what is kept of it."""
    admin = await someone(db)
    kept = await in_register(db, a_pledge())
    other = await in_register(db, a_pledge(sources=(a_source(minute="R4"),), owners=(an_owner(title="HR"),)))
    after, done = merge(Pair(kept, other), NOW)
    async with db.begin() as tx:
        await tx.merges.put(done, admin.id)
        one = await tx.register.save(kept, after.kept, door="command", by=admin.id, now=NOW)
        two = await tx.register.save(other, after.other, door="command", by=admin.id, now=NOW)
    return Pair(kept, other), Pair(one, two), done


async def test_a_merged_pledge_says_into_which_and_is_not_open(db: Database) -> None:
    _, after, done = await merged(db)
    async with db.read() as tx:
        read = [await tx.register.get(ref) for ref in ("CP-1", "CP-2")]
        assert read == [after.kept, after.other]
        assert read[1].merged_into == 1
        assert await tx.merges.of(2) == done
        assert await tx.merges.inside(1) == [done]
        assert [p.ref for p in await tx.register.without_owner()] == ["CP-1"]
        assert {t.became for t in await tx.history.of("CP-2") if t.field == "merged into"} == {"CP-1"}


async def test_what_is_unmerged_stands_in_the_register_as_it_did_and_can_be_merged_again(db: Database) -> None:
    before, after, done = await merged(db)
    apart = unmerge(after, done)
    admin = await someone(db)
    async with db.begin() as tx:
        for was, now in ((after.kept, apart.kept), (after.other, apart.other)):
            await tx.register.save(was, now, door="command", by=admin.id, now=NOW)
    async with db.begin() as tx:
        assert await tx.merges.of(2) is None
        for ref, was in (("CP-1", before.kept), ("CP-2", before.other)):
            now = await tx.register.get(ref)
            assert (now.sources, now.owners, now.status, now.merged_into) == (was.sources, was.owners, was.status, None)
            assert await tx.history.verify(ref) is None
        again = await tx.register.get("CP-2")
        merged_again = replace(again, status=Status.WITHDRAWN, merged_into=1)
        await tx.register.save(again, merged_again, door="undo", by=None, now=NOW)
        assert await tx.merges.of(2) == done
        assert await tx.register.get("CP-2") == replace(merged_again, version=again.version + 1)


async def test_a_pledge_is_merged_into_one_other_only(db: Database) -> None:
    _, _, done = await merged(db)
    admin = await someone(db)
    with pytest.raises(IntegrityError):
        async with db.begin() as tx:
            await tx.merges.put(done, admin.id)


async def test_a_likely_duplicate_is_found_by_its_words_under_its_newest_title(db: Database) -> None:
    await in_register(db, a_pledge(title="Publish the leaflet"))
    found = await in_register(db, a_pledge(title="A package"))
    async with db.begin() as tx:
        assert await tx.titles.near(PACKAGE) == [2]
        named = replace(found, title="Another leaflet")
        await tx.register.save(found, named, door="import", by=None, now=NOW)
        assert await tx.titles.near(PACKAGE) == []
        assert await tx.titles.near("leaflet") == [2, 1]
        assert await tx.titles.near("") == []


async def test_likely_duplicates_are_found_at_once_among_very_many(database_url: str) -> None:
    writer, _ = engines(database_url)
    topics = "housing education health transport leisure savings mentoring fostering respite tuition".split()
    titles = [f"Offer {topics[n % 10]} and {topics[n // 10 % 10]} advice in area {n % 997}" for n in range(20_000)]
    usual = {"kind": "promise", "status": "on track", "publication": "internal", "accepted": True, "seal": ""}
    rows = [usual | {"number": n, "title": title} for n, title in enumerate([*titles, PACKAGE], 1)]
    said = [{"word": w, "pledge": row["number"]} for row in rows for w in dict.fromkeys(keys(str(row["title"])))]
    async with writer.begin() as conn:
        await conn.execute(sa.insert(metadata.tables["pledges"]), rows)
        await conn.execute(sa.insert(metadata.tables["title_words"]), said)
    await writer.dispose()
    db = Database(database_url)
    async with db.read() as tx:
        begun = perf_counter()
        assert (await tx.titles.near("A recruitment package with car parking"))[0] == len(rows)
        near = await tx.titles.near("Offer housing and education advice in area 12")
        assert perf_counter() - begun < 0.5
        assert "area 12" in str(rows[near[0] - 1]["title"])
    await db.close()
