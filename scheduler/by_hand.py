"""Asked by hand: what is due for people without Teams goes to the admins, with a text that is ready to send."""

from __future__ import annotations

from datetime import date, datetime
from typing import cast

from pledges.messages import Outgoing, PersonId
from pledges.nudging import ask
from pledges.policy import Policy
from scheduler.nudges import Steering, by_person, planned, rung
from scheduler.planned import Planned
from storage.asks import BY_HAND
from storage.db import Database, Tx

__all__ = ["BY_HAND", "due", "key_of", "put"]


def key_of(person: PersonId, day: date) -> str:
    """One a day for each person who is asked by hand, whatever the number of admins who see it."""
    return f"{BY_HAND}:{person}:{day.isoformat()}"


async def due(tx: Tx, policy: Policy, now: datetime) -> list[Planned]:
    """What people without Teams are to be asked now; one card a person a day."""
    if not policy.may_nudge(now) or not (people := await tx.by_hand.people()):
        return []
    today = policy.today(now)
    steer = await Steering.read(tx, policy, today)
    found = by_person(await tx.register.due(today), policy, today, steer)
    return [
        planned(BY_HAND, person, key_of(person, today), asked)
        for person, asked in found.items()
        if person in people and not await tx.asks.of_message(key_of(person, today))
    ]


async def put(db: Database, due: Planned, policy: Policy, now: datetime, admins: frozenset[str]) -> bool:
    """Give every admin the text, once. False when another copy did so, or there is no admin to give it to.

    The person counts as reached when an admin says that it was sent, and not before.
    """
    person, today = cast("PersonId", due.to), policy.today(now)
    async with db.begin() as tx:
        pledges = [await tx.register.get(ref, for_update=True) for ref in due.about]
        asked = by_person(pledges, policy, today, await Steering.read(tx, policy, today))[person]
        readers = await tx.people.admins(admins)
        if not asked or not readers:
            return False
        for pledge, question in asked:
            due_on, meant = pledge.deadline.due, question.meant
            await tx.asks.put(pledge.number, person, rung(question, today), due_on, due.key, today, meant)
            await tx.register.note_asking(ask(pledge, question, today, question.of), now)
        for admin in readers:
            facts = {"message": due.key, "person": str(person)}
            key = f"{due.key}:{admin.id}"
            await tx.outbox.put(Outgoing(kind=BY_HAND, to=admin.id, key=key, not_before=now, facts=facts), now)
    return True
