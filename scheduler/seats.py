"""Seats: on the day of a hand-over somebody else answers for a post. Safe at any time, any number of times."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime

from pledges.messages import Outgoing, PersonId
from pledges.pledge import Pledge
from pledges.policy import Policy
from scheduler.outcome import HAND_OVER
from storage.db import Database, Tx
from storage.posts import Seated

log = logging.getLogger(__name__)

LEFT = "left"
HANDED_OVER = "handed over"


async def seat(db: Database, policy: Policy, now: datetime) -> list[Seated]:
    """Have each post answered for by whoever holds it today, and tell those who come and go.

    One transaction for each post: one for which it fails is logged, stops no other, and is tried at the next pass.
    """
    async with db.read() as tx:
        misplaced = await tx.holdings.misplaced(policy.today(now))
    seated = list[Seated]()
    for post in misplaced:
        try:
            async with db.begin() as tx:
                changed = await tx.people.seat(post, policy.today(now))
                if changed:
                    await _pass_on(tx, changed, policy, now)
                    seated.append(changed)
        except Exception:
            log.exception("a post could not be handed over", extra={"post": post})
    return seated


async def _pass_on(tx: Tx, seated: Seated, policy: Policy, now: datetime) -> None:
    """The leaver's questions are taken back; what they asked is put to the new holder with everything else."""
    pledges = await tx.register.led_by(seated.post)
    when = now if policy.may_nudge(now) else policy.next_morning(now)
    facts = {"post": str(seated.post), "refs": ",".join(p.ref for p in pledges), "former": str(seated.former or "")}
    if seated.former is not None and pledges:
        await _take_back(tx, seated.former, pledges, now)
        await _tell(tx, LEFT, seated.former, seated, facts, when, now)
    if seated.holder is not None:
        key = await _tell(tx, HAND_OVER, seated.holder, seated, facts, when, now)
        for pledge in sorted(pledges, key=lambda p: p.number):
            await tx.asks.put_given(pledge.number, seated.holder, pledge.deadline.due, key, policy.today(now))


async def _tell(
    tx: Tx, kind: str, to: PersonId, seated: Seated, facts: dict[str, str], when: datetime, now: datetime
) -> str:
    key = f"{kind}:{seated.post}:{to}:{now.isoformat()}"
    await tx.outbox.put(Outgoing(kind=kind, to=to, key=key, not_before=when, facts=facts), now)
    return key


async def _take_back(tx: Tx, person: PersonId, pledges: Sequence[Pledge], now: datetime) -> None:
    """Drop what waits to ask them about nothing else, and have the cards in their chat say whose it is now."""
    for key in await tx.asks.take_back([p.number for p in pledges], person, HANDED_OVER):
        open_still = any(a.answered_at is None and not a.excused for a in await tx.asks.of_message(key))
        sent = await tx.outbox.standing(key)
        if sent:
            facts = {"said": ""} | dict(sent.facts) | {"message": key, "part": key}
            again = f"{HANDED_OVER}:{key}:{now.isoformat()}"
            redrawn = Outgoing(kind=sent.kind, to=person, key=again, not_before=now, facts=facts, target=sent.at)
            await tx.outbox.put(redrawn, now)
        elif not open_still:
            await tx.outbox.drop(key, HANDED_OVER, now)
