"""How fast messages leave: one pace for all copies of the program, and one for each conversation, kept from the start.

Teams publishes its limits for estimation only, so this keeps well under them: 50 requests a second for a bot and
tenant, and in one conversation 7 in a second, 8 in two, 60 in thirty and 1,800 in an hour.

Two queues keep the whole: one counts what may leave at the rate, and is not lost by whoever is late; the other keeps
apart what does leave, so that what is regained is no crowd.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil

from pledges.first_cards import FIRST
from pledges.messages import Recipient
from scheduler.by_hand import BY_HAND
from scheduler.clerk import CLERK_WEEK
from scheduler.corporate import CORPORATE
from scheduler.digests import DIGEST
from scheduler.notes import NOTE
from scheduler.nudges import NUDGE
from scheduler.together import Together
from storage.db import Database, Tx
from storage.lanes import Lane
from storage.outbox import Claimed
from storage.pace import Booked

LATER = {NUDGE: 1, FIRST: 1, BY_HAND: 1, CLERK_WEEK: 2, NOTE: 2, DIGEST: 2, CORPORATE: 2}
ALL = Lane(later=LATER, turns=(0, 1, 2))
ANSWERS = Lane(later=LATER, turns=(0,))
THE_REST = Lane(later=LATER, turns=(1, 2))

SPAN = 0.5  # seconds of slots that are booked at a time: what is claimed later can still go before the rest
BEHIND = 5.0  # seconds of slots that nobody booked in time, and that are still there to book
CATCH_UP = 1.1  # times the rate: no faster does anything leave while slots are regained
EARLY = 0.5  # seconds before its slot at which a message is drawn, so that the slot finds it ready
LAPSES = 0.1  # seconds after which a slot that was not used is gone: all that is late at once would be a crowd
EVERY, AT_ONCE = 2.1, 5  # seconds between the messages of a conversation, and how many need not keep them
PATIENCE = 1.0  # seconds that a claimed message waits for its conversation; one that has to wait longer is let go
FAR = 60.0  # seconds; no queue is so long, whatever the clock says
_RATE, _APART, _ANSWERS = "everything", "apart", "answers"


@dataclass(frozen=True, slots=True)
class Slot:
    """The moment of the event loop at which a message may leave.

    `busy` when it is its conversation that makes it wait too long.
    """

    at: float
    busy: bool = False


AT_ANY_TIME = Slot(0.0)


class Tempo:
    """`rate` is in requests a second, over all copies; `owed` tells how many this one made without a slot.

    That is since it was last asked: they are paid for with the next slots.
    """

    def __init__(self, rate: float, owed: Callable[[], int]) -> None:
        self.rate, self._owed = rate, owed
        self._gap, self._apart = 1 / rate, 1 / (rate * CATCH_UP)
        self._far = FAR * (1 + self._gap)
        self._stopping = asyncio.Event()
        self._late = Together[Database, float](self._others)

    def at_a_time(self, most: int) -> int:
        """How many messages to claim in one go."""
        return max(1, min(most, ceil(self.rate * SPAN)))

    async def book(self, tx: Tx, items: Sequence[Claimed], lane: Lane) -> list[Slot]:
        """The slots of these messages. Answers have a queue of their own, half as fast, and the rest makes room."""
        if not items:
            return []
        many = len(items) + self._owed()
        booked, here = await self._take(tx, self._gap * many)
        free = await _free(tx, [_APART, *{_name(item.to) for item in items}], booked, self._far)
        apart = max(booked.now, free.get(_APART, 0.0))
        if lane is ANSWERS:
            begins = (await tx.pace.book(_ANSWERS, 2 * self._gap * len(items), self._far)).begins
            times = [begins + 2 * self._gap * place for place in range(len(items))]
            apart += self._apart * many
        else:
            due = (booked.begins + self._gap * place for place in range(len(items)))
            times = [max(time, apart + self._apart * place) for place, time in enumerate(due)]
            apart = times[-1] + self._apart * (1 + many - len(items))
        found, kept = _in_conversations(items, times, free)
        await tx.pace.keep({**kept, _APART: apart})
        return [Slot(slot.at - here, slot.busy) for slot in found]

    async def another(self, db: Database) -> float:
        """When there is another slot for a message that could not use its own, and need not be counted once more."""
        return await self._late.ask(db)

    async def _others(self, late: Sequence[Database]) -> list[float | BaseException]:
        """Slots behind those that were given, for all that are late at once."""
        async with late[0].begin() as tx:
            booked, here = await self._take(tx, 0.0)
            first = max(booked.now, (await _free(tx, [_APART], booked, self._far)).get(_APART, 0.0))
            await tx.pace.keep({_APART: first + self._apart * len(late)})
        return [first - here + self._apart * place for place in range(len(late))]

    async def _take(self, tx: Tx, seconds: float) -> tuple[Booked, float]:
        """Lock the whole queue and take so much of it; and by how much the event loop's time is behind that clock."""
        booked = await tx.pace.book(_RATE, seconds, self._far, BEHIND)
        return booked, booked.now - asyncio.get_running_loop().time()

    async def wait(self, at: float) -> bool:
        """Wait for a moment of the event loop. False when the program stops before it comes."""
        if at <= asyncio.get_running_loop().time():
            return not self._stopping.is_set()
        try:
            async with asyncio.timeout_at(at):
                await self._stopping.wait()
        except TimeoutError:
            return True
        return False

    def start(self) -> None:
        self._stopping.clear()

    def stop(self) -> None:
        """Let nobody wait for a slot any more."""
        self._stopping.set()


async def _free(tx: Tx, names: Sequence[str], booked: Booked, far: float) -> dict[str, float]:
    """When these queues are free. The row of the whole one is locked, so we are alone with them."""
    known = await tx.pace.free_at(names)
    return {name: at for name, at in known.items() if at <= booked.now + far}


def _in_conversations(
    items: Sequence[Claimed], times: Sequence[float], free: dict[str, float]
) -> tuple[list[Slot], dict[str, float]]:
    """The slots, so that no conversation gets too much, and when each conversation is free again."""
    kept, slots = dict[str, float](), list[Slot]()
    for item, time in zip(items, times, strict=True):
        name = _name(item.to)
        until = free.get(name, 0.0)
        begins = max(time, until - EVERY * (AT_ONCE - 1))
        free[name] = max(begins, until) + EVERY
        if not (busy := begins - time > PATIENCE):
            kept[name] = free[name]
        slots.append(Slot(begins, busy))
    return slots, kept


def _name(to: Recipient) -> str:
    return f"person {to}" if isinstance(to, int) else f"channel {to}"
