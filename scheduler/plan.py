"""Put what has come due into the outbox. Safe at any time, any number of times, and in several copies at once."""

from __future__ import annotations

import logging
from datetime import datetime

from pledges.policy import Policy
from scheduler import digests, nudges
from scheduler.planned import Planned
from storage.db import Database, Tx

__all__ = ["Planned", "plan", "preview"]

log = logging.getLogger(__name__)
PAUSED = "paused"


async def preview(tx: Tx, policy: Policy, now: datetime) -> list[Planned]:
    """What would be put at this moment, nudges first. Writes nothing. Nothing is due while everything is paused."""
    if await tx.switches.get(PAUSED) is not None:
        return []
    return [*await nudges.due(tx, policy, now), *await digests.due(tx, policy, now)]


async def plan(db: Database, council_policy: Policy, now: datetime) -> list[Planned]:
    """Put what is due, one transaction for each recipient, and return what was put.

    A recipient for whom it fails is logged and stops no other: they are due again at the next pass.
    """
    async with db.read() as tx:
        due = await preview(tx, council_policy, now)
    return [planned for planned in due if await _put(db, planned, council_policy, now)]


async def _put(db: Database, planned: Planned, policy: Policy, now: datetime) -> bool:
    put = nudges.put if planned.kind == nudges.NUDGE else digests.put
    try:
        return await put(db, planned, policy, now)
    except Exception:
        log.exception("planning failed", extra={"key": planned.key})
        return False
