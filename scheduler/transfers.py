"""Transfers: on their day services are another body's. Safe at any time, any number of times, and late if need be."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import datetime

from pledges.policy import Policy
from pledges.transfers import Transfer, TransferId
from storage.db import Database, Tx

log = logging.getLogger(__name__)
TRANSFER = "transfer"


async def transfer(db: Database, policy: Policy, now: datetime) -> list[TransferId]:
    """Do what was to be done by today; each in a transaction of its own, so that one that fails stops no other.

    What could not be done on its day counts from that day all the same.
    """
    async with db.read() as tx:
        waiting = await tx.transfers.come(policy.today(now))
    return [each for each in waiting if await _one(db, each, now)]


async def _one(db: Database, waiting: TransferId, now: datetime) -> bool:
    try:
        async with db.begin() as tx:
            found = await tx.transfers.get(waiting, for_update=True)
            if found.begun or found.taken_back:
                return False
            await _move(tx, found, now)
    except Exception:
        log.exception("a transfer failed", extra={"transfer": waiting})
        return False
    return True


async def _move(tx: Tx, found: Transfer, now: datetime) -> None:
    """Move what is not finished, whoever its owner is; the asking goes on as it was."""
    pledges = await tx.transfers.pledges_of(found.services, found.to.id)
    posts = await tx.transfers.posts_of(found.services, found.to.id)
    for each in pledges:
        before = await tx.register.get(each.ref, for_update=True)
        after = replace(before, directorate=found.to)
        await tx.register.save(before, after, door=TRANSFER, by=found.by, now=now, since=found.since)
    await tx.transfers.move_posts(posts, found.to.id)
    await tx.transfers.begun(found.id, len(pledges), len(posts), now)
