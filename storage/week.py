"""How a directorate stands, for a digest: read in a few statements, whatever the size of the register."""

from __future__ import annotations

from datetime import datetime

from pledges.digest import WEEK, Before, Digest, summarise
from pledges.live import Live
from pledges.people import DirectorateId
from pledges.policy import Policy
from pledges.starting import begin
from storage.db import Tx


async def as_it_stands(
    tx: Tx, directorate: DirectorateId, live: Live, before: Before | None, policy: Policy, now: datetime
) -> Digest:
    """What a digest of a directorate says now. The first after it went live is its starting position."""
    led = await tx.register.of_directorate(directorate, before.as_at if before else now - WEEK)
    helping = await tx.register.helped_by(directorate)
    directors = [person.id for person in await tx.people.directors(directorate)]
    first = live.since if live.began else None
    if first and (before is None or policy.today(before.as_at) < first):
        return begin(led, policy, now, first, helping, directors)
    return summarise(led, policy, now, before, helping, directors)
