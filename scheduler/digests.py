"""Digests: which channels are owed the week's, and what it says, kept as it was said."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import cast

from pledges.digest import Digest, Slot, due_slot
from pledges.digest_pages import pages
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
    """The digests that are due now and were not put yet; while there is a pilot, of what an admin had go live alone."""
    pilot = bool(await tx.live.pilot())
    return [
        _planned(linked, slot, now)
        for linked in await tx.channels.linked()
        if _is_told(linked, pilot=pilot)
        and (slot := _slot(linked, policy, now))
        and await tx.digests.get(linked.id, linked.directorate.id, slot.week) is None
    ]


async def put(db: Database, planned: Planned, policy: Policy, now: datetime) -> bool:
    """Keep the week's figures and put the post, or neither. False when another copy did so, or the link is gone."""
    async with db.begin() as tx:
        linked = await tx.channels.get(cast("ChannelId", planned.to))
        slot = _slot(linked, policy, now) if linked else None
        told = await _snapshot(tx, linked, slot.week, policy, now) if linked and slot else None
        if not linked or not slot or not told:
            return False
        for post in _posts(linked, slot, len(pages(told)), now):
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


async def _snapshot(tx: Tx, linked: Linked, week: str, policy: Policy, now: datetime) -> Digest | None:
    """The figures of a week, kept; None where they were kept before."""
    before = await tx.digests.before(linked.id, linked.directorate.id, week)
    digest = await as_it_stands(tx, linked.directorate.id, linked.live, before, policy, now)
    return digest if await tx.digests.put(linked.id, linked.directorate.id, week, digest, now) else None


def _is_told(linked: Linked, *, pilot: bool) -> bool:
    return not linked.live.waits and (linked.live.began or not pilot)


def _slot(linked: Linked, policy: Policy, now: datetime) -> Slot | None:
    """The slot that is due; a directorate that went live since begins as a channel does that was linked then."""
    since = max(linked.linked_on, linked.live.since or linked.linked_on)
    return None if linked.gone else due_slot(since, policy, now)


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
