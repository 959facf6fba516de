"""The admins' day: one card each, redrawn in its place; a new message only when something new is wrong."""

from __future__ import annotations

import json
import logging
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta

from pledges.messages import Outgoing, PersonId
from pledges.policy import Policy
from scheduler.outcome import GONE
from scheduler.plan import NOBODY, PAUSED
from storage.db import Database, Tx

log = logging.getLogger(__name__)

CLERK_DAY = "clerk day"
EVERY = timedelta(minutes=15)
RECENT = timedelta(days=7)
LOST = timedelta(days=1)
QUIET = timedelta(hours=2)  # between two new messages, whatever goes wrong meanwhile


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrong:
    """The number of the last message that was given up, who is not reached, and the last remark on a digest."""

    failed: int
    unreached: tuple[int, ...]
    remark: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The card that stands in an admin's chat: when it was put and drawn, and what was wrong when it was put."""

    key: str
    put: str
    drawn: str
    failed: int
    unreached: tuple[int, ...]
    remark: int = 0

    def lacks(self, wrong: Wrong) -> bool:
        """Whether something is wrong that the card did not say when it was put."""
        more = wrong.failed > self.failed or wrong.remark > self.remark
        return more or bool(set(wrong.unreached) - set(self.unreached))


async def refresh(db: Database, policy: Policy, now: datetime, admins: frozenset[str] = NOBODY) -> None:
    """Keep every admin's card up to date, in working hours. Safe at any time, any number of times.

    An admin gets the first one on the day after they met the bot. One for whom it fails is logged and stops no other.
    """
    async with db.read() as tx:
        policy = await tx.rules.policy(policy)
        if not policy.may_nudge(now):
            return
        paused = await tx.switches.get(PAUSED) is not None
        readers = [] if paused else [a.id for a in await tx.people.admins(admins) if await tx.people.reachable(a.id)]
        wrong = await _wrong(tx, now)
    for admin in readers:
        try:
            async with db.begin() as tx:
                await _keep(tx, admin, wrong, policy, now)
        except Exception:
            log.exception("an admin's day could not be kept up to date", extra={"person": admin})


async def _keep(tx: Tx, admin: PersonId, wrong: Wrong, policy: Policy, now: datetime) -> None:
    name = f"{CLERK_DAY}:{admin}"
    told = await tx.switches.get(name)
    if told is None:
        met = await tx.people.met_at(admin)
        new = met is not None and policy.today(met) < policy.today(now)
        stands = await _put(tx, admin, wrong, now, alone=False) if new else None
    else:
        before = Standing(**json.loads(told))
        loud = before.lacks(wrong) and now - datetime.fromisoformat(before.put) >= QUIET
        stands = await (_put(tx, admin, wrong, now) if loud else _redraw(tx, admin, before, wrong, now))
    if stands:
        await tx.switches.set(name, json.dumps(asdict(stands)), by=None, now=now)


async def _wrong(tx: Tx, now: datetime) -> Wrong:
    unreached = tuple(person.id for person, _, _ in await tx.people.not_reachable())
    failed, remark = await tx.today.last_failure(now - RECENT), await tx.remarks.last_open()
    return Wrong(failed=failed, unreached=unreached, remark=remark)


async def _put(tx: Tx, admin: PersonId, wrong: Wrong, now: datetime, *, alone: bool = True) -> Standing:
    """The first is a part of that day's message; that something is wrong cannot wait for the next morning's."""
    key = f"{CLERK_DAY}:{admin}:{_slot(now)}"
    await tx.outbox.put(Outgoing(kind=CLERK_DAY, to=admin, key=key, not_before=now, alone=alone), now)
    return Standing(key=key, put=now.isoformat(), drawn=now.isoformat(), **asdict(wrong))


async def _redraw(tx: Tx, admin: PersonId, before: Standing, wrong: Wrong, now: datetime) -> Standing | None:
    """Every quarter of an hour; put anew where somebody has deleted it, or the outbox has forgotten it.

    Who is reached again is news when they are not reached once more.
    """
    drawn = datetime.fromisoformat(before.drawn)
    if now - drawn < EVERY:
        return None
    sent = await tx.outbox.standing(before.key)
    if await tx.today.why_dropped(f"{before.key}:{_slot(drawn)}") == GONE or (sent is None and now - drawn > LOST):
        return await _put(tx, admin, wrong, now)
    if sent is None:
        return None
    key = f"{before.key}:{_slot(now)}"
    part = {"part": before.key}
    again = Outgoing(kind=CLERK_DAY, to=admin, key=key, not_before=now, facts=part, until=now + EVERY, target=sent.at)
    await tx.outbox.put(again, now)
    still = tuple(person for person in before.unreached if person in wrong.unreached)
    return replace(before, drawn=now.isoformat(), unreached=still)


def _slot(now: datetime) -> str:
    """The quarter of an hour: the key alone makes it one, whatever the number of copies."""
    return now.replace(minute=now.minute // 15 * 15, second=0, microsecond=0).isoformat()
