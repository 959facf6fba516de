"""Digests: which channels are owed the week's, and what it says, kept as it was said."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import cast

from pledges.digest import WEEK, Slot, summarise
from pledges.digest_hours import NOTHING_OWN, Own
from pledges.messages import ChannelId, Outgoing
from pledges.policy import Policy
from pledges.starting import begin
from scheduler.planned import Planned
from storage.channels import Linked
from storage.db import Database, Tx

DIGEST = "digest"
PROMPT = timedelta(hours=1)


def key_of(linked: Linked, week: str) -> str:
    """Once for each channel, directorate and ISO week, whatever happens."""
    return f"{DIGEST}:{linked.id}:{linked.directorate.id}:{week}"


async def due(tx: Tx, policy: Policy, now: datetime) -> list[Planned]:
    """The digests that are due now and were not put yet; while there is a pilot, of what an admin had go live alone."""
    pilot, rules = bool(await tx.live.pilot()), await tx.digest_rules.all()
    return [
        _planned(linked, slot, now)
        for linked in await tx.channels.linked()
        if _is_told(linked, pilot=pilot)
        and (slot := _slot(linked, rules.get(linked.directorate.id, NOTHING_OWN), policy, now))
        and await tx.digests.get(linked.id, linked.directorate.id, slot.week) is None
    ]


async def put(db: Database, planned: Planned, policy: Policy, now: datetime) -> bool:
    """Keep the week's figures and put the post, or neither. False when another copy did so, or the link is gone."""
    async with db.begin() as tx:
        linked = await tx.channels.get(cast("ChannelId", planned.to))
        own = await tx.digest_rules.of(linked.directorate.id) if linked else NOTHING_OWN
        slot = _slot(linked, own, policy, now) if linked else None
        if not linked or not slot or not await _snapshot(tx, linked, slot.week, policy, now):
            return False
        facts = {"week": slot.week, "directorate": str(linked.directorate.id)}
        late = {"late": "yes"} if _is_late(slot, now) else {}
        key = key_of(linked, slot.week)
        return await tx.outbox.put(
            Outgoing(kind=DIGEST, to=linked.id, key=key, not_before=slot.at, until=slot.until, facts=facts | late), now
        )


async def _snapshot(tx: Tx, linked: Linked, week: str, policy: Policy, now: datetime) -> bool:
    before = await tx.digests.before(linked.id, linked.directorate.id, week)
    since = before.as_at if before else now - WEEK
    led = await tx.register.of_directorate(linked.directorate.id, since)
    helping = await tx.register.helped_by(linked.directorate.id)
    first = linked.live.since if linked.live.began else None
    if first and (before is None or policy.today(before.as_at) < first):
        digest = begin(led, policy, now, first, helping)
    else:
        digest = summarise(led, policy, now, before, helping)
    return await tx.digests.put(linked.id, linked.directorate.id, week, digest, now)


def _is_told(linked: Linked, *, pilot: bool) -> bool:
    return not linked.live.waits and (linked.live.began or not pilot)


def _slot(linked: Linked, own: Own, policy: Policy, now: datetime) -> Slot | None:
    """The slot that is due; a directorate that went live since begins as a channel does that was linked then."""
    since = max(linked.linked_on, linked.live.since or linked.linked_on)
    return None if linked.gone else own.due(since, policy, now)


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
