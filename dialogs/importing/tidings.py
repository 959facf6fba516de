"""What people hear who are given pledges by an import: one message each, whatever the number of pledges."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime
from hashlib import sha256

from pledges.messages import Outgoing, PersonId
from pledges.pledge import Pledge
from storage.db import Tx

KIND = "new"
MORE_CAME = "more pledges came with the same import"


class Tidings:
    """Grows with every transaction of an import. Whoever cannot be written to yet will hear from the ladder."""

    def __init__(self) -> None:
        self._reachable: dict[PersonId, bool] = {}
        self._fresh: defaultdict[PersonId, dict[int, Pledge]] = defaultdict(dict)
        self._told: defaultdict[PersonId, dict[int, Pledge]] = defaultdict(dict)
        self._keys: dict[PersonId, str] = {}

    async def reaches(self, tx: Tx, person: PersonId | None) -> bool:
        """Whether somebody can be written to."""
        if person is not None and person not in self._reachable:
            self._reachable[person] = await tx.people.reachable(person)
        return person is not None and self._reachable[person]

    async def give(self, tx: Tx, pledge: Pledge) -> None:
        """Note that whoever answers for a pledge now is to hear of it; where it is not live, by a first card."""
        person = pledge.lead.answers
        if person is not None and pledge.open and not pledge.live.waits and await self.reaches(tx, person):
            self._fresh[person][pledge.number] = pledge

    async def put(self, tx: Tx, now: datetime, today: date) -> None:
        """Put the messages into the outbox, each in the place of the one that an earlier transaction put."""
        for person in sorted(self._fresh):
            await self._put(tx, person, now, today)
        self._fresh.clear()

    async def _put(self, tx: Tx, person: PersonId, now: datetime, today: date) -> None:
        before, fresh = self._keys.get(person), self._fresh[person]
        if before and not await tx.outbox.drop(before, MORE_CAME, now):
            self._told[person], before = {}, None  # it is on its way: the rest goes in a message of its own
        told = self._told[person] | fresh
        key = _key(person, told)
        if before:
            await tx.asks.move(before, key)
        facts = {"refs": ",".join(told[number].ref for number in sorted(told))}
        await tx.outbox.put(Outgoing(kind=KIND, to=person, key=key, not_before=now, facts=facts), now)
        for number, pledge in sorted(fresh.items()):
            await tx.asks.put_given(number, person, pledge.deadline.due, key, today)
        self._told[person], self._keys[person] = told, key


def _key(person: PersonId, told: dict[int, Pledge]) -> str:
    """The same pledges at the same version are the same message."""
    words = ",".join(f"{number}.{told[number].version}" for number in sorted(told))
    return f"{KIND}:{person}:{sha256(words.encode()).hexdigest()[:16]}"
