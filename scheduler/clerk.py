"""The admins' week: one card on its first working day, while there is something for them to see to."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from pledges.calendar import week_of
from pledges.messages import Outgoing, PersonId
from pledges.people import Standing
from pledges.policy import Policy
from scheduler.planned import Planned
from storage import listed
from storage.db import Database, Tx
from storage.lists import Asked

CLERK_WEEK = "clerk week"


def key_of(person: PersonId, day: date) -> str:
    """Once for each admin and ISO week, whatever happens."""
    return f"{CLERK_WEEK}:{person}:{week_of(day)}"


async def due(tx: Tx, policy: Policy, now: datetime, admins: frozenset[str]) -> list[Planned]:
    """The cards that are due now: on the first working day of a week, caught up on the second, in working hours."""
    today = policy.today(now)
    if not policy.may_nudge(now) or today > _second(policy, today):
        return []
    waiting = [a for a in await tx.people.admins(admins) if not await tx.outbox.knows(key_of(a.id, today))]
    asked = Asked(standing=Standing(person=waiting[0].id, admin=True), today=today, policy=policy) if waiting else None
    what = await _what(tx, asked) if asked else ""
    return [
        Planned(kind=CLERK_WEEK, to=a.id, key=key_of(a.id, today), about=(week_of(today),), why=what)
        for a in waiting
        if what
    ]


async def put(db: Database, planned: Planned, policy: Policy, now: datetime) -> bool:
    """Put one card. False when another copy did so."""
    _, ends = policy.nudge_hours(_friday(policy.today(now)))
    async with db.begin() as tx:
        message = Outgoing(kind=CLERK_WEEK, to=planned.to, key=planned.key, not_before=now, until=ends)
        return await tx.outbox.put(message, now)


def _second(policy: Policy, day: date) -> date:
    """The second working day of a week: after it the card that was missed is not worth catching up on."""
    return policy.days.forward(policy.days.on_or_after(day - timedelta(days=day.weekday())), 1)


def _friday(day: date) -> date:
    return day + timedelta(days=4 - day.weekday())


async def _what(tx: Tx, asked: Asked) -> str:
    """What there is to see to, counted by the database; empty when there is nothing."""
    found = {
        "to be confirmed": await tx.lists.count([listed.to_be_confirmed], asked),
        "vacant": await tx.lists.count([listed.vacant], asked),
        "not reached": await tx.people.count_not_reachable(),
        "about to lapse": len(await tx.plans.lapsing(asked.today)),
    }
    what = ", ".join(f"{count} {name}" for name, count in found.items() if count)
    return f"the week's list for the admins: {what}" if what else ""
