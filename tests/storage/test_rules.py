"""The rhythm as admins set it: each setting a row of its own, over what the settings say."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from pledges.policy import Policy
from storage.db import Database
from storage.rules import NOTHING_SET, Kept
from tests.make import NOW, someone


async def test_what_was_set_holds_and_the_rest_is_as_the_settings_say(db: Database) -> None:
    lynne = await someone(db, name="Lynne Robbins")
    async with db.read() as tx:
        assert await tx.rules.kept() == NOTHING_SET
        assert await tx.rules.policy() == db.policy
    async with db.begin() as tx:
        kept = await tx.rules.put(replace(db.policy, snoozes=1), lynne.id, NOW)
        assert (await tx.rules.policy()).snoozes == 1
    assert kept is not None
    assert (kept.version, kept.told, kept.by) == (1, {"snoozes": "1"}, "Lynne Robbins")
    async with db.read() as tx:
        assert await tx.rules.policy(Policy(snooze_days=3)) == replace(db.policy, snoozes=1, snooze_days=3)


async def test_what_was_set_before_is_set_again_and_history_keeps_all(db: Database) -> None:
    lynne = await someone(db)
    async with db.begin() as tx:
        await tx.rules.put(replace(db.policy, snoozes=1), lynne.id, NOW)
        await tx.rules.put_back(0, lynne.id, NOW)
    async with db.read() as tx:
        assert await tx.rules.policy() == db.policy
        told = [(kept.version, kept.was["snoozes"], kept.became["snoozes"]) for kept in await tx.rules.history()]
        assert (await tx.rules.at(1)).snoozes == 1
    assert told == [(2, "1", "2"), (1, "2", "1")]


async def test_of_two_who_set_it_at_once_none_is_overwritten_unseen(db: Database) -> None:
    lynne = await someone(db)

    async def put(snoozes: int) -> Kept | None:
        async with db.begin() as tx:
            return await tx.rules.put(replace(db.policy, snoozes=snoozes), lynne.id, NOW)

    kept = [each for each in await asyncio.gather(put(1), put(3)) if each]
    async with db.read() as tx:
        history = await tx.rules.history()
    assert [each.version for each in sorted(kept, key=lambda k: k.version)] == [k.version for k in history[::-1]]
    assert history[0].became["snoozes"] == history[0].told["snoozes"]
