"""What comes again and again: the next time of each is opened when the last is past or done. Safe at any time."""

from __future__ import annotations

import logging
from datetime import datetime

from pledges.pledge import Pledge
from pledges.policy import Policy
from storage.db import Database

log = logging.getLogger(__name__)
DOOR = "clock"


async def open_times(db: Database, policy: Policy, now: datetime) -> list[Pledge]:
    """Open the times that are to be opened, one transaction for each recurring pledge; return them.

    One for which it fails is logged, stops no other, and is tried at the next pass.
    """
    today = policy.today(now)
    async with db.read() as tx:
        waiting = await tx.times.recurring(today)
    opened = list[Pledge]()
    for parent in waiting:
        try:
            async with db.begin() as tx:
                diary = await tx.meetings.diary(today, kept=True)
                opened += await tx.times.open(parent.ref, diary, door=DOOR, by=None, now=now)
        except Exception:
            log.exception("a time could not be opened", extra={"pledge": parent.number})
    return opened
