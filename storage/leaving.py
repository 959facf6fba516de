"""What was asked of somebody who is not to be asked any more: taken back, and their cards say whose it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from pledges.answering import is_still_asked
from pledges.messages import Outgoing, PersonId
from pledges.pledge import Pledge
from storage.db import Tx
from storage.escalations import OVER

HANDED_OVER = "handed over"


async def withdraw(tx: Tx, pledges: Sequence[Pledge], now: datetime) -> None:
    """Take back what was asked about these of people who are not asked about them any more."""
    known, stale = {p.number: p for p in pledges}, defaultdict[PersonId, set[int]](set)
    for ask in await tx.asks.open_about(known):
        if not is_still_asked(known[ask.pledge], ask.person):
            stale[ask.person].add(ask.pledge)
    for person, numbers in sorted(stale.items()):
        await _take_back(tx, person, numbers, now)


async def _take_back(tx: Tx, person: PersonId, pledges: set[int], now: datetime) -> None:
    """Drop what waits to ask them about nothing else, and have the cards in their chat say whose it is now."""
    for step in await tx.escalations.left(pledges, person, now, OVER):
        await _redraw(tx, step.message, now)
    for key in await tx.asks.take_back(pledges, person, HANDED_OVER):
        open_still = any(a.answered_at is None and not a.excused for a in await tx.asks.of_message(key))
        if not await _redraw(tx, key, now) and not open_still:
            await tx.outbox.drop(key, HANDED_OVER, now)


async def _redraw(tx: Tx, key: str, now: datetime) -> bool:
    """Have a message that stands in a chat be drawn anew; False where none does."""
    sent = await tx.outbox.standing(key)
    if sent:
        facts = {"said": ""} | dict(sent.facts) | {"message": key, "part": key}
        again = f"{HANDED_OVER}:{key}:{now.isoformat()}"
        redrawn = Outgoing(kind=sent.kind, to=sent.to, key=again, not_before=now, facts=facts, target=sent.at)
        await tx.outbox.put(redrawn, now)
    return sent is not None
