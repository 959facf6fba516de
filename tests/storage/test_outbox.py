"""A message is put once, claimed by one, and settled by whoever holds its lease."""

from __future__ import annotations

import asyncio
import random
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from pledges.messages import Address, ChannelId, Outgoing, PersonId, Target
from storage.db import Database, engines
from storage.deliveries import Listed
from storage.outbox import Claimed, Waiting
from tests.make import NOW, a_channel, a_message, someone

LEASE = timedelta(minutes=2)
LATER = NOW + timedelta(minutes=1)
AFTER = NOW + LEASE
HERE = Target(Address("chat"), "activity-1")


async def put(db: Database, to: int | str, **but: Any) -> Outgoing:
    message = a_message(to, **but)
    async with db.begin() as tx:
        assert await tx.outbox.put(message, NOW)
    return message


async def claim(db: Database, limit: int = 10, now: Any = NOW) -> list[Claimed]:
    async with db.begin() as tx:
        return await tx.outbox.claim(limit, now, LEASE)


async def state_of(db: Database, message: Outgoing) -> tuple[str, str, int]:
    async with db.read() as tx:
        rows = await tx.deliveries.listed(["ready", "held", "sent", "dropped", "dead"])
    return next((row.state, row.outcome, row.attempts) for row in rows if row.key == message.key)


async def test_a_message_is_put_once_under_its_key(db: Database) -> None:
    asha = await someone(db)
    async with db.begin() as tx:
        assert await tx.outbox.put(a_message(asha.id, key="k"), NOW)
        assert not await tx.outbox.put(a_message(asha.id, key="k", kind="other"), NOW)
        assert [row.kind for row in await tx.deliveries.listed(["ready"])] == ["nudge"]


async def test_a_message_put_in_many_copies_at_once_is_put_by_one(database_url: str) -> None:
    copies = [Database(database_url) for _ in range(8)]
    asha = await someone(copies[0])

    async def put_it(db: Database) -> bool:
        async with db.begin() as tx:
            return await tx.outbox.put(a_message(asha.id, key="k"), NOW)

    assert sorted(await asyncio.gather(*map(put_it, copies))) == [False] * 7 + [True]
    for copy in copies:
        await copy.close()


@pytest.mark.parametrize("to", [PersonId(99), ChannelId("19:nowhere")])
async def test_a_message_for_nobody_is_an_error_and_not_lost_silently(db: Database, to: int | str) -> None:
    async with db.begin() as tx:
        with pytest.raises(LookupError, match="nobody has met"):
            await tx.outbox.put(a_message(to), NOW)


async def test_a_claim_tells_all_that_was_put(db: Database) -> None:
    asha, channel = await someone(db), await a_channel(db)
    nudge = await put(db, asha.id, facts={"ref": "CP-1", "words": "“é”"}, until=AFTER)
    redraw = await put(db, channel, kind="digest", target=HERE, not_before=NOW - timedelta(hours=1))
    first, second = await claim(db)
    assert (first.key, first.kind, first.to, first.target, first.until) == (redraw.key, "digest", channel, HERE, None)
    assert (second.key, second.to, second.facts, second.target) == (nudge.key, asha.id, nudge.facts, None)
    assert (second.until, second.attempts) == (AFTER, 1)


async def test_a_message_is_not_claimed_before_its_time_and_the_oldest_comes_first(db: Database) -> None:
    asha = await someone(db)
    young = await put(db, asha.id)
    old = await put(db, asha.id, not_before=NOW - timedelta(days=1))
    await put(db, asha.id, not_before=LATER)
    assert [item.key for item in await claim(db, limit=1)] == [old.key]
    assert [item.key for item in await claim(db)] == [young.key]
    assert await claim(db) == []


async def test_a_message_is_claimed_again_only_when_its_lease_has_ended(db: Database) -> None:
    asha = await someone(db)
    await put(db, asha.id)
    [first] = await claim(db)
    assert await claim(db, now=AFTER - timedelta(seconds=1)) == []
    [second] = await claim(db, now=AFTER)
    assert (second.id, second.attempts) == (first.id, 2)
    assert second.claim != first.claim


async def test_eight_claimers_at_once_take_each_message_once(database_url: str) -> None:
    copies = [Database(database_url) for _ in range(8)]
    asha = await someone(copies[0])
    async with copies[0].begin() as tx:
        for _ in range(400):
            await tx.outbox.put(a_message(asha.id), NOW)

    async def work(db: Database, limit: int) -> list[int]:
        taken: list[int] = []
        while batch := await claim(db, limit):
            taken += [item.id for item in batch]
        return taken

    taken = await asyncio.gather(*(work(copy, limit) for limit, copy in enumerate(copies, 3)))
    ids = [id for each in taken for id in each]
    assert len(ids) == len(set(ids)) == 400
    for copy in copies:
        await copy.close()


@pytest.mark.parametrize("state", ["sent", "dropped", "dead"])
async def test_a_settled_message_is_done_with(db: Database, state: str) -> None:
    asha = await someone(db)
    message = await put(db, asha.id)
    [item] = await claim(db)
    async with db.begin() as tx:
        assert await tx.outbox.settle(item, state, "why", NOW, HERE if state == "sent" else None)
        assert await tx.outbox.standing_at(message.key) == (HERE if state == "sent" else None)
    assert await claim(db, now=AFTER) == []
    assert await state_of(db, message) == (state, "why", 1)


async def test_whoever_has_lost_a_lease_changes_nothing(db: Database) -> None:
    asha = await someone(db)
    message = await put(db, asha.id)
    [lost] = await claim(db)
    [held] = await claim(db, now=AFTER)
    async with db.begin() as tx:
        assert not await tx.outbox.settle(lost, "sent", "", AFTER, HERE)
        assert not await tx.outbox.retry(lost, NOW, "")
        assert not await tx.outbox.unclaim(lost, NOW)
        assert not await tx.outbox.hold(lost, "")
        assert await tx.outbox.settle(held, "sent", "", AFTER, HERE)
        assert not await tx.outbox.settle(held, "dead", "twice", AFTER)
    assert await state_of(db, message) == ("sent", "", 2)


async def test_a_message_that_is_tried_again_waits_until_then_and_counts(db: Database) -> None:
    asha = await someone(db)
    message = await put(db, asha.id)
    [item] = await claim(db)
    async with db.begin() as tx:
        assert await tx.outbox.retry(item, LATER, "Teams was busy")
    assert await claim(db) == []
    assert await state_of(db, message) == ("ready", "Teams was busy", 1)
    assert [again.attempts for again in await claim(db, now=LATER)] == [2]


async def test_a_message_that_could_not_be_tried_does_not_count(db: Database) -> None:
    asha = await someone(db)
    await put(db, asha.id)
    [item] = await claim(db)
    async with db.begin() as tx:
        assert await tx.outbox.unclaim(item, LATER)
    assert await claim(db) == []
    assert [again.attempts for again in await claim(db, now=LATER)] == [1]


async def test_a_message_for_somebody_without_an_address_waits_and_goes_when_they_are_met(db: Database) -> None:
    asha = await someone(db, reachable=False)
    message = await put(db, asha.id)
    assert await claim(db, now=AFTER) == []
    assert await state_of(db, message) == ("held", "", 0)
    async with db.begin() as tx:
        await tx.people.remember(asha.id, Address("met"), NOW)
    assert [item.key for item in await claim(db)] == [message.key]


async def test_a_message_is_held_while_its_recipient_is_away(db: Database) -> None:
    asha = await someone(db)
    message = await put(db, asha.id)
    [item] = await claim(db)
    async with db.begin() as tx:
        await tx.people.suspend(asha.id, "blocked", NOW)
        assert await tx.outbox.hold(item, "blocked the bot")
    assert await state_of(db, message) == ("held", "blocked the bot", 1)
    async with db.begin() as tx:
        assert await tx.outbox.release(asha.id) == 1
    assert await state_of(db, message) == ("ready", "blocked the bot", 0)


async def test_holding_back_and_then_suspending_leaves_the_message_held(db: Database) -> None:
    asha = await someone(db)
    message = await put(db, asha.id)
    [item] = await claim(db)
    async with db.begin() as tx:
        assert await tx.outbox.hold(item, "blocked the bot")
        await tx.people.suspend(asha.id, "blocked the bot", NOW)
    assert (await state_of(db, message))[0] == "held"


async def test_a_message_is_not_held_for_somebody_who_came_back_meanwhile(db: Database) -> None:
    """Nobody would release it: the event that does so has been."""
    asha = await someone(db)
    message = await put(db, asha.id)
    [item] = await claim(db)
    async with db.begin() as tx:
        assert await tx.outbox.hold(item, "no address")
    assert (await state_of(db, message))[0] == "ready"


async def test_nobody_who_is_met_while_a_message_is_put_waits_for_it_for_ever(database_url: str) -> None:
    putting, meeting = Database(database_url), Database(database_url)
    people = [await someone(putting, reachable=False) for _ in range(40)]

    async def meet(id: PersonId) -> None:
        async with meeting.begin() as tx:
            await tx.people.remember(id, Address("met"), NOW)

    both = [work for p in people for work in (put(putting, p.id), meet(p.id))]
    random.Random(7).shuffle(both)
    await asyncio.gather(*both)
    async with putting.read() as tx:
        assert await tx.deliveries.listed(["held"]) == []
        assert len(await tx.deliveries.listed(["ready"])) == 40
    await putting.close()
    await meeting.close()


async def test_a_busy_conversation_is_left_alone_and_no_other(db: Database) -> None:
    asha, bryn = await someone(db), await someone(db)
    await put(db, asha.id)
    await put(db, asha.id, not_before=AFTER)
    other = await put(db, bryn.id)
    async with db.begin() as tx:
        assert await tx.outbox.delay(asha.id, LATER) == 1
    assert [item.key for item in await claim(db)] == [other.key]
    assert len(await claim(db, now=LATER)) == 1


async def test_what_waits_is_ready_or_held_and_not_on_the_wire(db: Database) -> None:
    asha, bryn = await someone(db), await someone(db, reachable=False)
    on_the_wire = await put(db, asha.id)
    assert [item.key for item in await claim(db)] == [on_the_wire.key]
    waiting = await put(db, asha.id, not_before=LATER)
    first = await put(db, asha.id)
    await put(db, asha.id, kind="digest")
    held = await put(db, bryn.id)
    async with db.read() as tx:
        told = Waiting(key=waiting.key, facts=waiting.facts, not_before=LATER)
        assert [w.key for w in await tx.outbox.unsent("nudge", asha.id)] == [first.key, waiting.key]
        assert told in await tx.outbox.unsent("nudge", asha.id)
        assert [w.key for w in await tx.outbox.unsent("nudge", bryn.id)] == [held.key]


async def test_only_what_is_neither_settled_nor_on_the_wire_can_be_dropped(db: Database) -> None:
    asha, bryn = await someone(db), await someone(db, reachable=False)
    leased, held = await put(db, asha.id), await put(db, bryn.id)
    await claim(db)
    ready = await put(db, asha.id)
    async with db.begin() as tx:
        assert await tx.outbox.drop(ready.key, "newer", NOW)
        assert await tx.outbox.drop(held.key, "newer", NOW)
        assert not await tx.outbox.drop(ready.key, "twice", NOW)
        assert not await tx.outbox.drop(leased.key, "newer", NOW)
        assert not await tx.outbox.drop("unknown", "newer", NOW)
        assert await tx.outbox.drop(leased.key, "its claimer died", AFTER)
    assert await state_of(db, ready) == ("dropped", "newer", 0)


async def test_the_list_says_in_words_whom_a_message_is_for(db: Database) -> None:
    asha, channel = await someone(db, name="Asha Vale"), await a_channel(db, "Pledges")
    await put(db, asha.id, key="one")
    await put(db, channel, key="two", kind="digest", not_before=LATER)
    async with db.read() as tx:
        [two, one] = await tx.deliveries.listed(["ready"])
        assert [row.key for row in await tx.deliveries.listed(["ready"], limit=1)] == ["two"]
        assert await tx.deliveries.listed([]) == []
    assert (one.to, two.to) == ("Asha Vale", "Pledges")
    assert two == Listed(
        id=two.id, key="two", kind="digest", to="Pledges", state="ready", attempts=0, not_before=LATER, outcome=""
    )


@pytest.mark.parametrize("state", ["dead", "dropped"])
async def test_what_was_given_up_can_be_sent_after_all_however_late(db: Database, state: str) -> None:
    asha = await someone(db)
    await put(db, asha.id, until=LATER)
    [item] = await claim(db)
    async with db.begin() as tx:
        await tx.outbox.settle(item, state, "", NOW)
        assert await tx.deliveries.again(item.id, AFTER)
        assert not await tx.deliveries.again(item.id, AFTER)
    [again] = await claim(db, now=AFTER)
    assert (again.id, again.until, again.attempts) == (item.id, None, 1)


async def test_what_was_sent_is_never_sent_again(db: Database) -> None:
    asha = await someone(db)
    await put(db, asha.id)
    [item] = await claim(db)
    async with db.begin() as tx:
        await tx.outbox.settle(item, "sent", "", NOW, HERE)
        assert not await tx.deliveries.again(item.id, AFTER)


async def test_tidying_forgets_what_was_settled_long_ago_and_nothing_else(db: Database) -> None:
    asha = await someone(db)
    old, new, waiting = [await put(db, asha.id) for _ in range(3)]
    first, second, _ = await claim(db)
    async with db.begin() as tx:
        await tx.outbox.settle(first, "sent", "", NOW, HERE)
        await tx.outbox.settle(second, "sent", "", LATER, HERE)
        assert await tx.outbox.tidy(LATER) == 1
        assert await tx.outbox.standing_at(old.key) is None
        assert await tx.outbox.standing_at(new.key) == HERE
        assert {row.key for row in await tx.deliveries.listed(["ready", "sent"])} == {new.key, waiting.key}


BROKEN = {
    "an unknown state": "state = 'lost'",
    "settled without a time": "state = 'sent'",
    "a time without being settled": "settled_at = not_before",
    "two recipients": "channel_id = '19:general@thread.tacv2'",
    "no recipient": "person_id = null",
    "a claim without an end": "claim = 'token'",
    "a held message that is claimed": "state = 'held', claim = 'token', claimed_until = not_before",
    "half a place": "stands_message = 'activity'",
}


@pytest.mark.parametrize("what", BROKEN)
async def test_the_table_refuses_what_may_not_be(database_url: str, what: str) -> None:
    db = Database(database_url)
    await put(db, (await someone(db)).id)
    await a_channel(db)
    await db.close()
    writer, _ = engines(database_url)
    async with writer.connect() as conn:
        with pytest.raises(sa.exc.IntegrityError, match=r"ck_outbox_|CHECK"):
            await conn.execute(sa.text(f"update outbox set {BROKEN[what]}"))
    await writer.dispose()
