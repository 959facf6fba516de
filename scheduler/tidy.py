"""Housekeeping: messages settled long ago are forgotten, and a new rhythm is taken up."""

from __future__ import annotations

import hashlib
import logging
from datetime import datetime, timedelta

from pledges.policy import Policy
from pledges.rounds import Ahead
from storage.db import Database

log = logging.getLogger(__name__)

KEPT = timedelta(days=90)
TURNS_KEPT = timedelta(days=1)
POLICY = "policy"


async def tidy(db: Database, now: datetime) -> None:
    """Forget messages, presses and proposals settled 90 days ago, and sheets that nobody confirmed in time.

    What is held for a channel that does not come back ends. What `undo` needs is forgotten after a day. What was asked
    and answered is kept.
    """
    async with db.begin() as tx:
        await tx.outbox.end_held(now)
        gone = await tx.outbox.tidy(now - KEPT) + await tx.presses.tidy(now - KEPT)
        gone += await tx.journal.tidy(now - TURNS_KEPT)
        gone += await tx.proposals.tidy(now - KEPT) + await tx.sheets.tidy(now)
    log.info("tidied", extra={"deleted": gone})


async def take_up(db: Database, policy: Policy, now: datetime) -> bool:
    """Compute anew when each pledge is next asked about, where the rhythm or the diary of meetings has changed."""
    async with db.read() as tx:
        policy = await tx.rules.policy(policy)
        rhythm = rhythm_of(policy, await tx.meetings.papers())
        if await tx.switches.get(POLICY) == rhythm:
            return False
    async with db.begin() as tx:
        if await tx.switches.get(POLICY) == rhythm:
            return False
        stamped = await tx.register.restamp(now)
        await tx.switches.set(POLICY, rhythm, by=None, now=now)
    log.info("a new rhythm was taken up", extra={"pledges": stamped})
    return True


def rhythm_of(policy: Policy, papers: Ahead = ()) -> str:
    """What decides on which day somebody is asked, as a short mark: equal rhythms give equal marks."""
    holidays = sorted(day.isoformat() for day in policy.days.holidays)
    rounds = (policy.late_weekday, policy.review_every, policy.recurs_every)
    panel = (policy.panel_before, [(committee.name, committee.short, day.isoformat()) for committee, day in papers])
    parts = (policy.ladder, rounds, policy.new_waits, policy.zone.key, holidays, panel)
    return hashlib.sha256(repr(parts).encode()).hexdigest()
