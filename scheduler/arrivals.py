"""What it means that messages arrived, noted for as many as there are at once: their owners were reached."""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from pledges.absences import asked_for
from pledges.first_cards import FIRST
from pledges.messages import PersonId, Target
from pledges.nudging import reach, tell
from pledges.pledge import Pledge
from pledges.policy import Policy
from scheduler.together import Together
from storage.db import Database, Tx
from storage.outbox import Claimed

log = logging.getLogger(__name__)

PAUSE = 0.5  # seconds before the register is told again, and twice as long each time
NEW = "new"
HAND_OVER = "hand over"


@dataclass(frozen=True, slots=True)
class Sent:
    """Sent with the parts that `went` along; others were `dropped`, each with why."""

    at: Target
    went: tuple[Claimed, ...] = ()
    dropped: tuple[tuple[Claimed, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Arrival:
    """`asked` are the pledges that a message asked about, and `told` those it told their new owner of.

    With the `keys` under which it carries questions, and those for `steps` of escalation.
    """

    item: Claimed
    keys: tuple[str, ...]
    steps: tuple[str, ...]
    asked: frozenset[int]
    told: frozenset[int]

    @property
    def about(self) -> frozenset[int]:
        return self.asked | self.told


class Arrivals:
    """Tells the register what has arrived: all at once that arrived while it was being told of others.

    It is told again until the moment `until` of the event loop where it cannot be reached, because what it does not
    hear of is sent once more when the lease is over.
    """

    def __init__(self, db: Database, policy: Policy, clock: Callable[[], datetime], until: float) -> None:
        self._db, self._policy, self._clock, self._until = db, policy, clock, until
        self._together = Together(self._note)

    async def tell(self, item: Claimed, sent: Sent) -> bool:
        """False when the lease was lost: another copy of the program has the message now."""
        pause = PAUSE
        while True:
            try:
                return await self._together.ask((item, sent))
            except Exception:
                if asyncio.get_running_loop().time() + pause > self._until:
                    raise
            await asyncio.sleep(pause)
            pause *= 2

    async def _note(self, many: Sequence[tuple[Claimed, Sent]]) -> list[bool | BaseException]:
        """In one transaction. Where that fails each has one of its own, and is settled at the least."""
        try:
            async with self._db.begin() as tx:
                return [*await arrived(tx, many, self._policy, self._clock())]
        except Exception:
            log.warning("arrivals could not be noted together", exc_info=True)
        return await asyncio.gather(*(self._note_one(*each) for each in many), return_exceptions=True)

    async def _note_one(self, item: Claimed, sent: Sent) -> bool:
        try:
            async with self._db.begin() as tx:
                return (await arrived(tx, [(item, sent)], self._policy, self._clock()))[0]
        except Exception:
            log.exception("a message arrived, and what that means could not be noted", extra={"outbox_id": item.id})
        async with self._db.begin() as tx:
            return await _settle(tx, item, sent, self._clock())


async def arrived(tx: Tx, many: Sequence[tuple[Claimed, Sent]], policy: Policy, now: datetime) -> list[bool]:
    """Settle messages that were sent, and note with them what their arrival means. Pledges are locked first, in order.

    False for each whose lease was lost: another copy of the program has it now.
    """
    arrivals = await _arrivals(tx, many)
    numbers = frozenset[int]().union(*(each.about for each in arrivals))
    pledges = {p.number: p for p in await tx.register.of_numbers(numbers, for_update=True)} if numbers else {}
    if missing := numbers - pledges.keys():
        raise LookupError(f"a message told of pledges that are not there: {sorted(missing)}")
    kept = [await _settle(tx, item, sent, now) for item, sent in many]
    here = [arrival for arrival, ours in zip(arrivals, kept, strict=True) if ours]
    await tx.asks.all_reached([key for each in here for key in each.keys], now)
    await tx.escalations.reached({key for each in here for key in each.steps}, now)
    today = policy.today(now)
    strange = any(pledges[n].lead.answers != each.item.to for each in here for n in each.about)
    away = await tx.absences.stand_ins(today) if strange else {}
    await tx.register.note_all(_noted(here, pledges, away, today), now)
    return kept


async def _arrivals(tx: Tx, many: Sequence[tuple[Claimed, Sent]]) -> list[_Arrival]:
    messages = [(item, *sent.went) for item, sent in many]
    asked: dict[str, set[int]] = defaultdict(set)
    for ask in await tx.asks.of_messages([each.key for sent in messages for each in sent]):
        asked[ask.message].add(ask.pledge)
    return [
        _Arrival(
            item=sent[0],
            keys=tuple(each.key for each in sent),
            steps=tuple(carried_by(each) for each in sent),
            asked=frozenset[int]().union(*(asked[each.key] for each in sent)),
            told=frozenset(n for each in sent for n in (asked[each.key] if each.kind == FIRST else _numbers(each))),
        )
        for sent in messages
    ]


async def _settle(tx: Tx, item: Claimed, sent: Sent, now: datetime) -> bool:
    if not await tx.outbox.settle(item, "sent", "", now, sent.at):
        return False
    for part in sent.went:
        await tx.outbox.settle(part, "sent", "", now, sent.at)
    for part, why in sent.dropped:
        await tx.outbox.settle(part, "dropped", why, now)
        await not_delivered(tx, part, why, now)
    if item.parts:
        await tx.days.let_go(item.id, item.claim)
    return True


def _noted(
    here: Iterable[_Arrival],
    pledges: Mapping[int, Pledge],
    away: Mapping[PersonId, PersonId | None],
    today: date,
) -> list[Pledge]:
    """How far the asking has come with these pledges, where a message reached somebody who is to be asked."""
    noted = dict[int, Pledge]()
    for each in here:
        for number in sorted(each.about):
            pledge = noted.get(number, pledges[number])
            if any(each.item.to in (person, asked_for(person, away)) for person in pledge.lead.asked):
                pledge = reach(pledge, today) if number in each.asked else pledge
                noted[number] = tell(pledge, today) if number in each.told else pledge
    return [noted[number] for number in sorted(noted)]


def _numbers(item: Claimed) -> list[int]:
    """The pledges that a message tells their new owner about."""
    refs = item.facts.get("refs", "") if item.kind in (NEW, HAND_OVER) and item.target is None else ""
    return [int(ref.removeprefix("CP-")) for ref in refs.split(",") if ref]


async def not_delivered(tx: Tx, item: Claimed, why: str, now: datetime) -> None:
    """Note why it has not arrived, with all that it carries."""
    await tx.asks.undelivered(item.key, why, now)
    await tx.escalations.undelivered(carried_by(item), why, now)


def carried_by(item: Claimed) -> str:
    """The key under which a message carries steps of escalation: one that several get has it in its facts."""
    return item.facts.get("message", item.key)
