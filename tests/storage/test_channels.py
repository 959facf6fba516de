"""Channels are kept as they were last seen, and linked to the directorate whose digest they get."""

from __future__ import annotations

import pytest

from pledges.lost import Lost
from pledges.messages import Address, ChannelId
from storage.channels import Linked
from storage.db import Database
from tests.make import NOW, TODAY, a_channel, a_directorate, a_message, someone

ELSEWHERE = ChannelId("19:elsewhere@thread.tacv2")


async def test_a_channel_that_was_seen_has_an_address_and_no_link(db: Database) -> None:
    channel = await a_channel(db)
    async with db.read() as tx:
        assert await tx.channels.address(channel) == "channel 19:general@thread.tacv2"
        assert await tx.channels.get(channel) is None
        assert await tx.channels.linked() == []
        assert await tx.channels.address(ELSEWHERE) is None


async def test_a_link_names_the_directorate_until_it_is_taken_away(db: Database) -> None:
    channel, housing = await a_channel(db), await a_directorate(db, "Housing")
    asha = await someone(db)
    async with db.begin() as tx:
        await tx.channels.link(channel, housing.id, by=asha.id, on=TODAY)
        linked = Linked(
            id=channel,
            name="General",
            team="Corporate parenting",
            address=Address(f"channel {channel}"),
            directorate=housing,
            linked_on=TODAY,
            gone=False,
        )
        assert await tx.channels.linked() == [linked]
        assert await tx.channels.get(channel) == linked
        await tx.channels.unlink(channel)
        assert await tx.channels.get(channel) is None


async def test_seeing_and_renaming_a_channel_keep_its_link(db: Database) -> None:
    channel, housing = await a_channel(db), await a_directorate(db, "Housing")
    asha = await someone(db)
    async with db.begin() as tx:
        await tx.channels.link(channel, housing.id, by=asha.id, on=TODAY)
        await tx.channels.seen(channel, "General", "Corporate parenting", Address("moved"))
        await tx.channels.rename(channel, "Pledges")
        linked = await tx.channels.get(channel)
    assert linked
    assert (linked.name, linked.address, linked.directorate) == ("Pledges", "moved", housing)


async def test_a_channel_that_was_never_seen_cannot_be_linked(db: Database) -> None:
    housing, asha = await a_directorate(db, "Housing"), await someone(db)
    async with db.begin() as tx:
        with pytest.raises(LookupError, match="never seen"):
            await tx.channels.link(ELSEWHERE, housing.id, by=asha.id, on=TODAY)


async def test_what_waits_for_a_channel_is_held_while_it_is_gone_and_ready_when_it_is_back(db: Database) -> None:
    channel, housing = await a_channel(db), await a_directorate(db, "Housing")
    asha = await someone(db)
    async with db.begin() as tx:
        await tx.channels.link(channel, housing.id, by=asha.id, on=TODAY)
        await tx.outbox.put(a_message(channel), NOW)
        await tx.channels.lost(channel, Lost.ARCHIVED, NOW)
        await tx.outbox.put(a_message(channel), NOW)
        assert [row.state for row in await tx.deliveries.listed(["ready", "held"])] == ["held", "held"]
        assert await tx.channels.address(channel) is None
        assert [linked.gone for linked in await tx.channels.linked()] == [True]
        await tx.channels.seen(channel, "General", "Corporate parenting", Address(f"channel {channel}"))
        assert [row.state for row in await tx.deliveries.listed(["ready", "held"])] == ["ready", "ready"]
        assert [linked.gone for linked in await tx.channels.linked()] == [False]
