"""Recommendations of papers and what young people raised, with the pledges that follow or answer them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from pledges.coverage import coverage
from pledges.merging import Pair, merge, unmerge
from pledges.pledge import Status
from storage.db import Database
from tests.make import NOW, TODAY, in_register, someone

LETTER = "National Implementation Advisor, Sept 2022"


async def advised(db: Database, *refs: str) -> list[int]:
    """A letter with a recommendation under each of these numbers; their ids."""
    async with db.begin() as tx:
        paper = await tx.recommendations.put_paper(LETTER)
        return [(await tx.recommendations.put(paper.id, ref, f"Do {ref}", None, NOW)).id for ref in refs]


async def followed(db: Database) -> int:
    async with db.read() as tx:
        return coverage(await tx.recommendations.all())[0].followed


async def test_a_paper_is_entered_once_and_its_recommendations_keep_their_pledges_in_other_words(db: Database) -> None:
    (one,) = await advised(db, "1")
    await in_register(db)
    async with db.begin() as tx:
        assert (await tx.recommendations.put_paper(LETTER.upper())).name == LETTER
        assert await tx.recommendations.link(one, 1, None, NOW)
        assert not await tx.recommendations.link(one, 1, None, NOW)
        paper = await tx.recommendations.paper(f" {LETTER.lower()}")
        assert paper is not None
        again = await tx.recommendations.put(paper.id, "1", "Put better", None, NOW)
        assert (again.id, again.words, [p.ref for p in again.pledges]) == (one, "Put better", ["CP-1"])
        assert await tx.recommendations.find(paper.id, "1") == again
        assert await tx.recommendations.find(paper.id, "2") is None
        assert await tx.recommendations.of_paper(paper.id) == [again]
        assert await tx.recommendations.unlink(one, 1)
        assert not await tx.recommendations.unlink(one, 1)


async def test_a_merged_pledge_follows_as_the_one_that_was_kept_and_a_withdrawn_one_does_not(db: Database) -> None:
    one, two, _ = await advised(db, "1", "2", "3")
    admin, kept, other = await someone(db), await in_register(db), await in_register(db)
    async with db.begin() as tx:
        await tx.recommendations.link(one, 1, admin.id, NOW)
        await tx.recommendations.link(two, 2, admin.id, NOW)
    after, done = merge(Pair(kept, other), NOW)
    async with db.begin() as tx:
        await tx.merges.put(done, admin.id)
        merged = await tx.register.save(other, after.other, door="command", by=admin.id, now=NOW)
    async with db.read() as tx:
        assert [p.ref for p in (await tx.recommendations.get(two)).pledges] == ["CP-1"]
    assert await followed(db) == 2
    async with db.begin() as tx:
        apart = unmerge(Pair(after.kept, merged), done).other
        saved = await tx.register.save(merged, apart, door="command", by=admin.id, now=NOW)
        off = replace(saved, status=Status.WITHDRAWN)
        await tx.register.save(saved, off, door="command", by=admin.id, now=NOW)
    assert await followed(db) == 1


async def test_what_was_raised_is_kept_once_with_who_approved_it_and_what_answers_it(db: Database) -> None:
    admin = await someone(db, name="Lynne Robbins")
    kept, other = await in_register(db), await in_register(db)
    july = date(2021, 7, 14)
    by = {"approved_by": admin.id, "by": admin.id}
    async with db.begin() as tx:
        first, new = await tx.raised.put(july, "Housing", "Tell us", approved_on=TODAY, now=NOW, **by)
        assert new
        assert await tx.raised.put(july, "", "Tell us", approved_on=TODAY, now=NOW, **by) == (first, False)
        later, _ = await tx.raised.put(TODAY, "", "Ask us", approved_on=TODAY, now=NOW, **by)
        assert await tx.raised.link(first.id, 2, admin.id, NOW)
        assert not await tx.raised.link(first.id, 2, admin.id, NOW)
        assert [each.id for each in await tx.raised.all()] == [later.id, first.id]
        _, done = merge(Pair(kept, other), NOW)
        await tx.merges.put(done, admin.id)
        answered = await tx.raised.get(first.id)
        assert answered == replace(first, pledges=(1,))
        assert answered.approved_by == "Lynne Robbins"
        assert await tx.raised.of_pledge(1) == [answered]
        assert await tx.raised.of_pledge(3) == []
        assert await tx.raised.get(99) is None
        assert await tx.raised.unlink(first.id, 2)
        assert await tx.raised.of_pledge(1) == []
