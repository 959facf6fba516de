"""The council's digest: which channels are owed the week's, and what it says, kept as it was said."""

from __future__ import annotations

from datetime import datetime
from typing import cast

from pledges.digest import Slot, due_slot
from pledges.messages import ChannelId, Outgoing
from pledges.policy import Policy
from scheduler.digests import PROMPT
from scheduler.planned import Planned
from storage.corporate import CorporateChannel
from storage.db import Database, Tx

CORPORATE = "corporate"


def key_of(channel: ChannelId, week: str) -> str:
    """Once for each channel and ISO week, whatever happens."""
    return f"{CORPORATE}:{channel}:{week}"


async def due(tx: Tx, policy: Policy, now: datetime) -> list[Planned]:
    """The digests that are due now and were not put yet; none while a pilot is on and no directorate is live.

    They come after the directorates' own in what a pass puts, so that nobody reads there first how they stand.
    """
    if await tx.live.pilot() and not any(part.live.began for part in await tx.corporate.parts()):
        return []
    return [
        _planned(channel, slot, now)
        for channel in await tx.corporate.linked()
        if (slot := _slot(channel, policy, now)) and not await tx.corporate.knows(channel.id, slot.week)
    ]


async def put(db: Database, planned: Planned, policy: Policy, now: datetime) -> bool:
    """Keep the week's figures and put the post, or neither. False when another copy did so, or the link is gone."""
    async with db.begin() as tx:
        channel = await tx.corporate.channel(cast("ChannelId", planned.to))
        slot = _slot(channel, policy, now) if channel else None
        if not channel or not slot:
            return False
        digest = await tx.corporate.summed_up(channel.id, slot.week, policy, now)
        if not await tx.corporate.put(channel.id, slot.week, digest, now):
            return False
        facts = {"week": slot.week} | ({"late": "yes"} if _is_late(slot, now) else {})
        key = key_of(channel.id, slot.week)
        return await tx.outbox.put(
            Outgoing(kind=CORPORATE, to=channel.id, key=key, not_before=slot.at, until=slot.until, facts=facts), now
        )


def _slot(channel: CorporateChannel, policy: Policy, now: datetime) -> Slot | None:
    return None if channel.gone else due_slot(channel.linked_on, policy, now)


def _is_late(slot: Slot, now: datetime) -> bool:
    return now > slot.at + PROMPT


def _planned(channel: CorporateChannel, slot: Slot, now: datetime) -> Planned:
    late = ", posted late" if _is_late(slot, now) else ""
    return Planned(
        kind=CORPORATE,
        to=channel.id,
        key=key_of(channel.id, slot.week),
        about=("the whole council",),
        why=f"the digest of {slot.week} for the whole council{late}",
    )
