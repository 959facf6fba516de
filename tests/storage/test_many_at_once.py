"""Many pledges entered at once are entered as one by one."""

from dataclasses import replace

import pytest

from pledges.errors import ChangedMeanwhile
from pledges.pledge import Owner, OwnerKind, Pledge, Status
from storage.db import Database
from tests.make import NOW, a_pledge, a_post, a_source, an_update, in_register, someone


async def _enter(db: Database, *pledges: Pledge) -> list[Pledge]:
    async with db.begin() as tx:
        return await tx.register.add_all(pledges, door="import", by=None, now=NOW)


async def _told(db: Database, ref: str) -> list[tuple[str, str | None, str | None]]:
    async with db.read() as tx:
        assert await tx.history.verify(ref) is None
        return [(told.field, told.before, told.after) for told in await tx.history.of(ref)]


async def test_what_is_entered_among_many_is_what_is_entered_alone(db: Database) -> None:
    sam = await someone(db)
    post = await a_post(db, "Head of Housing", sam)
    rich = a_pledge(
        owners=(
            Owner(kind=OwnerKind.POST, title=post.title, post=post.id, words="Housing"),
            Owner(kind=OwnerKind.BODY, title="The Panel", lead=False),
        ),
        sources=(a_source(), a_source(minute="15")),
        last=an_update(status=Status.AT_RISK),
        status=Status.AT_RISK,
    )
    alone = await in_register(db, rich)
    _, among, _ = await _enter(db, a_pledge(owners=(), sources=()), rich, a_pledge())
    assert among == replace(alone, number=among.number)
    assert among.lead.answers == sam.id
    async with db.read() as tx:
        assert await tx.register.get(among.ref) == among
        assert await tx.register.updates(among.ref) == await tx.register.updates(alone.ref)
        due = [pledge.number for pledge in await tx.register.due(alone.deadline.due or NOW.date())]
    assert {alone.number, among.number} <= set(due)
    assert await _told(db, among.ref) == await _told(db, alone.ref)


async def test_numbers_that_are_given_are_kept_and_the_others_come_after_all_of_them(db: Database) -> None:
    await in_register(db, number=3)
    entered = await _enter(db, a_pledge(), a_pledge(number=9), a_pledge(number=2), a_pledge())
    assert [pledge.number for pledge in entered] == [10, 9, 2, 11]
    assert (await in_register(db)).number == 12


async def test_when_one_number_is_taken_nothing_is_entered(db: Database) -> None:
    await in_register(db, number=3)
    with pytest.raises(ChangedMeanwhile, match="CP-3"):
        await _enter(db, a_pledge(number=2), a_pledge(number=3))
    async with db.read() as tx:
        assert [pledge.number async for pledge in tx.register.all()] == [3]


async def test_entering_none_is_nothing(db: Database) -> None:
    assert await _enter(db) == []
