"""Digests: which channels are owed the week's, and what it says, kept as it was said."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import cast

from pledges.digest import Digest, Slot
from pledges.digest_hours import NOTHING_OWN
from pledges.digest_pages import pages
from pledges.for_public import for_public
from pledges.messages import ChannelId, Outgoing
from pledges.policy import Policy
from scheduler.planned import Planned
from storage.channels import Linked
from storage.db import Database, Tx
from storage.week import as_it_stands

DIGEST = "digest"
PROMPT = timedelta(hours=1)


def key_of(linked: Linked, week: str) -> str:
    """Once for each channel, directorate and ISO week, whatever happens."""
    return f"{DIGEST}:{linked.id}:{linked.directorate.id}:{week}"


async def due(tx: Tx, policy: Policy, now: datetime) -> list[Planned]:
    """The digests that are due now and were not put yet, for channels that can be written to."""
    return [
        _planned(linked, slot, now)
        for linked, slot in await owed(tx, policy, now)
        if not linked.gone and not await tx.digests.knows(linked.id, linked.directorate.id, slot.week)
    ]


async def owed(tx: Tx, policy: Policy, now: datetime) -> list[tuple[Linked, Slot]]:
    """The links to which a digest of this week belongs by now, put or not, also where the channel is gone.

    While there is a pilot, of what an admin had go live alone.
    """
    pilot, rules = bool(await tx.live.pilot()), await tx.digest_rules.all()
    told = [linked for linked in await tx.channels.linked() if is_told(linked, pilot=pilot)]
    slots = [rules.get(c.directorate.id, NOTHING_OWN).due(has_begun(c), policy, now) for c in told]
    return [(linked, slot) for linked, slot in zip(told, slots, strict=True) if slot]


async def put(db: Database, planned: Planned, policy: Policy, now: datetime) -> bool:
    """Keep the week's figures and put the post, or neither. False when another copy did so, or the link is gone."""
    async with db.begin() as tx:
        linked = await tx.channels.get(cast("ChannelId", planned.to))
        slot = await slot_of_link(tx, linked, policy, now) if linked and not linked.gone else None
        told = await snapshot(tx, linked, slot.week, policy, now) if linked and slot else None
        if not linked or not slot or not told:
            return False
        shown = pages(for_public(told) if linked.public else told)
        for post in _posts(linked, slot, len(shown), now):
            await tx.outbox.put(post, now)
        return True


def _posts(linked: Linked, slot: Slot, count: int, now: datetime) -> Iterator[Outgoing]:
    """The post, and what does not fit it as replies in its thread, each under the one before."""
    facts = {"week": slot.week, "directorate": str(linked.directorate.id)}
    facts |= {"late": "yes"} if _is_late(slot, now) else {}
    key = before = key_of(linked, slot.week)
    yield Outgoing(kind=DIGEST, to=linked.id, key=key, not_before=slot.at, until=slot.until, facts=facts)
    for number in range(2, count + 1):
        reply = f"{key}:{number}"
        told = facts | {"page": str(number)}
        yield Outgoing(
            kind=DIGEST, to=linked.id, key=reply, not_before=slot.at, until=slot.until, facts=told, under=before
        )
        before = reply


async def snapshot(tx: Tx, linked: Linked, week: str, policy: Policy, now: datetime) -> Digest | None:
    """The figures of a week, kept; None where they were kept before."""
    before = await tx.digests.before(linked.id, linked.directorate.id, week)
    digest = await as_it_stands(tx, linked.directorate.id, linked.live, before, policy, now)
    return digest if await tx.digests.put(linked.id, linked.directorate.id, week, digest, now) else None


def is_told(linked: Linked, *, pilot: bool) -> bool:
    """Whether a channel gets digests; while there is a pilot, only of what an admin had go live."""
    return not linked.live.waits and (linked.live.began or not pilot)


async def slot_of_link(tx: Tx, linked: Linked, policy: Policy, now: datetime) -> Slot | None:
    """The slot that is due, whether the channel is there or gone."""
    return (await tx.digest_rules.of(linked.directorate.id)).due(has_begun(linked), policy, now)


def has_begun(linked: Linked) -> date:
    """Since when a channel gets digests: a directorate that went live later begins as if it had been linked then."""
    return max(linked.linked_on, linked.live.since or linked.linked_on)


def _is_late(slot: Slot, now: datetime) -> bool:
    return now > slot.at + PROMPT


def _planned(linked: Linked, slot: Slot, now: datetime) -> Planned:
    late = ", posted late" if _is_late(slot, now) else ""
    return Planned(
        kind=DIGEST,
        to=linked.id,
        key=key_of(linked, slot.week),
        about=(linked.directorate.name,),
        why=f"the digest of {slot.week} for {linked.directorate.name}{late}",
    )
