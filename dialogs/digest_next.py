"""Which channels get the digest of a directorate, and when the next one comes."""

from __future__ import annotations

from datetime import datetime

from dialogs.registry import Turn
from pledges.calendar import said_short
from pledges.digest import Slot
from pledges.digest_hours import Own
from pledges.people import Directorate, DirectorateId
from pledges.policy import Policy
from storage.channels import Linked
from storage.db import Tx


async def channels_of(tx: Tx, directorate: DirectorateId) -> list[Linked]:
    """The channels that get it, those that are gone left out."""
    return [each for each in await tx.channels.linked() if each.directorate.id == directorate and not each.gone]


async def next_slot(tx: Tx, linked: Linked, own: Own, policy: Policy, now: datetime) -> Slot:
    """The next digest that a channel gets; this week's only where it was not posted yet."""
    since = max(linked.linked_on, linked.live.since or linked.linked_on)
    slot = own.next(since, policy, now)
    told = await tx.digests.get(linked.id, linked.directorate.id, slot.week)
    return own.next(since, policy, slot.until) if told else slot


async def next_words(turn: Turn, directorate: Directorate) -> str:
    """Monday 18 January at 11:00; empty where no channel gets it."""
    linked = await channels_of(turn.tx, directorate.id)
    if not linked:
        return ""
    own, policy = await turn.tx.digest_rules.of(directorate.id), turn.council.policy
    return slot_words(await next_slot(turn.tx, linked[0], own, policy, turn.now), policy, turn.now)


def slot_words(slot: Slot, policy: Policy, now: datetime) -> str:
    """Its day and hour, in the council's zone."""
    return f"{said_short(slot.day, policy.today(now))} at {slot.at.astimezone(policy.zone):%H:%M}"
