"""Put what has come due into the outbox. Safe at any time, any number of times, and in several copies at once."""

from __future__ import annotations

import logging
from datetime import datetime

from pledges.policy import Policy
from scheduler import by_hand, clerk, corporate, digests, escalation, first_cards, lost_channels, notes, nudges
from scheduler.planned import Planned
from scheduler.recurring import open_times
from scheduler.seats import seat
from scheduler.tidy import take_up
from scheduler.transfers import transfer
from storage.db import Database, Tx

__all__ = ["Planned", "plan", "preview"]

log = logging.getLogger(__name__)
PAUSED = "paused"
PUT = {
    nudges.NUDGE: nudges.put,
    first_cards.FIRST: first_cards.put,
    digests.DIGEST: digests.put,
    corporate.CORPORATE: corporate.put,
    clerk.CLERK_WEEK: clerk.put,
    notes.NOTE: notes.put,
}
NOBODY: frozenset[str] = frozenset()


async def preview(tx: Tx, policy: Policy, now: datetime, admins: frozenset[str] = NOBODY) -> list[Planned]:
    """What would be put at this moment, nudges first. Writes nothing. Nothing is due while everything is paused.

    `admins` are those named in settings; those made by chat come on top.
    """
    if await tx.switches.get(PAUSED) is not None:
        return []
    policy = await tx.rules.policy(policy)
    weekly = [
        *await digests.due(tx, policy, now),
        *await lost_channels.due(tx, policy, now, admins),
        *await corporate.due(tx, policy, now),
        *await notes.due(tx, policy, now),
        *await clerk.due(tx, policy, now, admins),
    ]
    asks = [
        *await first_cards.due(tx, policy, now),
        *await nudges.due(tx, policy, now),
        *await by_hand.due(tx, policy, now),
    ]
    return [*asks, *await escalation.due(tx, policy, now, admins), *weekly]


async def plan(db: Database, council_policy: Policy, now: datetime, admins: frozenset[str] = NOBODY) -> list[Planned]:
    """Put what is due and return it; before that, what begins today: hand-overs, transfers, going live.

    What admins have set about the rhythm holds from here on. First what is due is found anew, if the rhythm or the
    Panel's diary is not what it was.

    Each recipient has a transaction of their own. One for whom it fails is logged and stops no other: they are due
    again at the next pass.
    """
    async with db.read() as tx:
        policy = await tx.rules.policy(council_policy)
    await take_up(db, policy, now)
    await seat(db, policy, now, admins)
    await transfer(db, policy, now)
    await open_times(db, policy, now)
    await first_cards.start(db, policy, now)
    async with db.read() as tx:
        due = await preview(tx, policy, now, admins)
    return [planned for planned in due if await _put(db, planned, policy, now, admins)]


async def _put(db: Database, planned: Planned, policy: Policy, now: datetime, admins: frozenset[str]) -> bool:
    try:
        if planned.kind == by_hand.BY_HAND:
            return await by_hand.put(db, planned, policy, now, admins)
        if planned.kind in escalation.KINDS.values():
            return await escalation.put(db, planned, policy, now, admins)
        if planned.kind in lost_channels.KINDS:
            return await lost_channels.put(db, planned, policy, now, admins)
        return await PUT[planned.kind](db, planned, policy, now)
    except Exception:
        log.exception("planning failed", extra={"key": planned.key})
        return False
