"""How fast messages leave: one pace for all copies of the program, and one for each conversation, kept from the start.

Teams publishes its limits for estimation only, so this keeps well under them: 50 requests a second for a bot and
tenant, and in one conversation 7 in a second, 8 in two, 60 in thirty and 1,800 in an hour.
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
from scheduler.digests import DIGEST
from scheduler.nudges import NUDGE
from storage.db import Tx
from storage.lanes import Lane
from storage.outbox import Claimed
from storage.pace import Booked

LATER = {NUDGE: 1, FIRST: 1, BY_HAND: 1, CLERK_WEEK: 2, DIGEST: 2}
ALL = Lane(later=LATER, turns=(0, 1, 2))
ANSWERS = Lane(later=LATER, turns=(0,))
THE_REST = Lane(later=LATER, turns=(1, 2))

SPAN = 0.5  # seconds of slots that are booked at a time: what is claimed later can still go before the rest
EVERY, AT_ONCE = 2.1, 5  # seconds between the messages of a conversation, and how many need not keep them
PATIENCE = 1.0  # seconds that a claimed message waits for its conversation; one that has to wait longer is let go
FAR = 60.0  # seconds; no queue is so long, whatever the clock says


@dataclass(frozen=True, slots=True)
class Slot:
    """In how many seconds a message may leave; `busy` when it is its conversation that makes it wait too long."""

    wait: float
    busy: bool = False


AT_ANY_TIME = Slot(0.0)


class Tempo:
    """`rate` is in requests a second, over all copies; `owed` tells how many this one made without a slot.

    That is since it was last asked: they are paid for with the next slots.
    """

    def __init__(self, rate: float, owed: Callable[[], int]) -> None:
        self.rate, self._owed = rate, owed
        self._stopping = asyncio.Event()

    def at_a_time(self, most: int) -> int:
        """How many messages to claim in one go."""
        return max(1, min(most, ceil(self.rate * SPAN)))

    async def book(self, tx: Tx, items: Sequence[Claimed], lane: Lane) -> list[Slot]:
        """The slots of these messages. Answers have a queue of their own, half as fast, and the rest makes room."""
        if not items:
            return []
        gap = 1 / self.rate
        far = FAR * (1 + gap)
        booked = await tx.pace.book("everything", gap * (len(items) + self._owed()), far)
        if lane is ANSWERS:
            gap *= 2
            booked = await tx.pace.book("answers", gap * len(items), far)
        times = [booked.begins + gap * place for place in range(len(items))]
        return await _in_conversations(tx, items, times, booked, far)

    async def one_more(self, tx: Tx) -> float:
        """In how many seconds there is one more slot, for a message that could not use its own."""
        gap = 1 / self.rate
        booked = await tx.pace.book("everything", gap, FAR * (1 + gap))
        return booked.begins - booked.now

    async def wait(self, seconds: float) -> bool:
        """Wait for a slot. False when the program stops before it comes."""
        if seconds <= 0:
            return not self._stopping.is_set()
        try:
            async with asyncio.timeout(seconds):
                await self._stopping.wait()
        except TimeoutError:
            return True
        return False

    def start(self) -> None:
        self._stopping.clear()

    def stop(self) -> None:
        """Let nobody wait for a slot any more."""
        self._stopping.set()


async def _in_conversations(
    tx: Tx, items: Sequence[Claimed], times: Sequence[float], booked: Booked, far: float
) -> list[Slot]:
    """The slots again, so that no conversation gets too much. The row of the whole queue is locked, so we are alone."""
    known = await tx.pace.free_at({_name(item.to) for item in items})
    free = {name: at for name, at in known.items() if at <= booked.now + far}
    kept, slots = dict[str, float](), list[Slot]()
    for item, time in zip(items, times, strict=True):
        name = _name(item.to)
        until = free.get(name, 0.0)
        begins = max(time, until - EVERY * (AT_ONCE - 1))
        free[name] = max(begins, until) + EVERY
        if not (busy := begins - time > PATIENCE):
            kept[name] = free[name]
        slots.append(Slot(begins - booked.now, busy))
    await tx.pace.keep(kept)
    return slots


def _name(to: Recipient) -> str:
    return f"person {to}" if isinstance(to, int) else f"channel {to}"
