"""First cards: once a directorate is live, whoever leads something there is asked whether it is still right."""

from __future__ import annotations

import logging
from datetime import date, datetime
from typing import cast

from pledges.first_cards import FIRST
from pledges.messages import Outgoing, PersonId, Recipient
from pledges.nudging import ask
from pledges.policy import Policy
from scheduler.nudges import Steering, by_person, planned
from scheduler.planned import Planned
from storage.db import Database, Tx

__all__ = ["FIRST", "due", "put", "start"]

log = logging.getLogger(__name__)


def key_of(person: Recipient, day: date) -> str:
    """One a day for each person, with all that is to be confirmed."""
    return f"{FIRST}:{person}:{day.isoformat()}"


async def start(db: Database, policy: Policy, now: datetime) -> None:
    """Have those directorates go live whose day has come. Safe at any time, any number of times.

    One for which it fails is logged, stops no other, and is tried at the next pass.
    """
    async with db.read() as tx:
        waiting = await tx.live.come(policy.today(now))
    for directorate in waiting:
        try:
            async with db.begin() as tx:
                await tx.live.begin(directorate, policy, now)
        except Exception:
            log.exception("a directorate could not go live", extra={"directorate": directorate})


async def due(tx: Tx, policy: Policy, now: datetime) -> list[Planned]:
    """The first cards that are due now, in the hours for nudges; none for those who are asked by hand."""
    if not policy.may_nudge(now):
        return []
    today, by_hand = policy.today(now), await tx.by_hand.people()
    near = await tx.live.awaiting_first(today)
    found = by_person(near, policy, today, await Steering.read(tx, policy, today)) if near else {}
    return [
        planned(FIRST, person, key_of(person, today), first)
        for person, asked in found.items()
        if person not in by_hand
        and (first := [pair for pair in asked if pair[1].rung == FIRST])
        and not await tx.days.written(person, today)
    ]


async def put(db: Database, due: Planned, policy: Policy, now: datetime) -> bool:
    """Put somebody's first card, about all of it or nothing. False when another copy did so."""
    person, today = cast("PersonId", due.to), policy.today(now)
    key, (begins, _) = key_of(person, today), policy.nudge_hours(today)
    async with db.begin() as tx:
        pledges = [await tx.register.get(ref, for_update=True) for ref in due.about]
        asked = by_person(pledges, policy, today, await Steering.read(tx, policy, today))[person]
        first = [(pledge, question) for pledge, question in asked if question.rung == FIRST]
        for pledge, question in first:
            await tx.asks.put(pledge.number, person, FIRST, pledge.deadline.due, key, today)
            await tx.register.note_asking(ask(pledge, question, today, question.of), now)
        return bool(first) and await tx.outbox.put(Outgoing(kind=FIRST, to=person, key=key, not_before=begins), now)
