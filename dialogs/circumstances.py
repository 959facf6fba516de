"""What decides when a pledge is asked about, besides itself: read for whoever is asked about it."""

from __future__ import annotations

from datetime import date, datetime

from dialogs.own_rhythm import own
from pledges.answering import asked
from pledges.calendar import ONE_DAY
from pledges.explaining import Circumstances
from pledges.pledge import Pledge
from pledges.policy import Policy
from storage.db import Tx
from storage.switches import PAUSED


async def around(tx: Tx, pledge: Pledge, now: datetime, back_to: date) -> Circumstances:
    """How things stand; `back_to` is the first day that is to be told of."""
    usual = await tx.rules.policy()
    today = usual.today(now)
    each = {person: await own(tx, usual, person, today) for person in asked(pledge)}
    return Circumstances(
        usual=usual,
        since=await _since(tx, pledge, usual, now),
        own=each,
        absences=await tx.absences.to_come(min(back_to, today)),
        pilot=await tx.live.pilot(),
        paused=await tx.switches.get(PAUSED) is not None,
    )


async def _since(tx: Tx, pledge: Pledge, usual: Policy, now: datetime) -> date:
    """The first day on which somebody can still be asked: one message a day, in working hours."""
    today = usual.today(now)
    if not usual.may_nudge(now):
        return usual.today(usual.next_morning(now))
    written = [await tx.days.written(person, today) for person in asked(pledge)]
    return today + ONE_DAY if written and all(written) else today
