"""What becomes of a claimed message: decided from what happened, and written down in one place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from pledges.absences import asked_for
from pledges.errors import Blocked, CardGone, ConversationGone, DeliveryError, Throttled, Unreachable
from pledges.first_cards import FIRST
from pledges.messages import Address, Recipient, Target
from pledges.nudging import reach, tell
from pledges.policy import Policy
from pledges.retry import next_try
from storage.db import Tx
from storage.outbox import Claimed

NEW = "new"
HAND_OVER = "hand over"
BUG_TRIES = 4
BUG_WAIT = timedelta(minutes=1)
GONE = "the card is gone"
NO_ADDRESS = "there is no address for them yet"


@dataclass(frozen=True, slots=True)
class Sent:
    """Sent with the parts that `went` along; others were `dropped`, each with why."""

    at: Target
    went: tuple[Claimed, ...] = ()
    dropped: tuple[tuple[Claimed, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Dropped:
    why: str


@dataclass(frozen=True, slots=True)
class Dead:
    why: str


@dataclass(frozen=True, slots=True)
class Again:
    """To be tried again; `all_of_them` holds everything else for the same conversation back as long."""

    at: datetime
    why: str
    all_of_them: bool = False


@dataclass(frozen=True, slots=True)
class Waits:
    """Not to be sent yet, through no fault of its own: the attempt does not count."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Held:
    """Kept until there is an address; `lost` says that the one there was is no good any more."""

    why: str
    lost: bool = False


Outcome = Sent | Dropped | Dead | Again | Waits | Held


def after(error: DeliveryError, item: Claimed, now: datetime, jitter: float) -> Outcome:
    """What follows from a failure. NotAuthorised is not the message's own, and has been seen to before."""
    why = str(error) or type(error).__name__
    match error:
        case CardGone():
            return Dropped(GONE)
        case ConversationGone() | Blocked():
            return Held(why, lost=True)
        case Throttled() | Unreachable():
            at = next_try(error, item.attempts, now, jitter)
            return Again(at, why, isinstance(error, Throttled)) if at else Dead(f"given up: {why}")
        case _:
            return Dead(why)


def after_bug(error: Exception, item: Claimed, now: datetime) -> Outcome:
    """What follows from an error that nobody foresaw: a few more tries, since some pass, and then an admin sees it."""
    name = type(error).__name__
    return Dead(name) if item.attempts >= BUG_TRIES else Again(now + BUG_WAIT * item.attempts, name)


async def address_of(tx: Tx, to: Recipient) -> Address | None:
    """Where to write to; None while that is not known, or no good any more."""
    return await (tx.people.address(to) if isinstance(to, int) else tx.channels.address(to))


async def settle(tx: Tx, item: Claimed, outcome: Outcome, policy: Policy, now: datetime) -> bool:
    """Write an outcome down. False when the lease was lost: another copy of the program has the message now."""
    kept = await _settle(tx, item, outcome, policy, now)
    if item.parts and kept:
        await tx.days.let_go(item.id, item.claim)
    return kept


async def _settle(tx: Tx, item: Claimed, outcome: Outcome, policy: Policy, now: datetime) -> bool:
    match outcome:
        case Sent():
            return await _sent(tx, item, outcome, policy, now)
        case Dropped(why):
            return await _ended(tx, item, "dropped", why, now)
        case Dead(why):
            return await _ended(tx, item, "dead", why, now)
        case Waits(at):
            return await tx.outbox.unclaim(item, at)
        case Again(at, why, all_of_them):
            if all_of_them:  # first, so that two of one conversation take their rows in one order
                await tx.outbox.delay(item.to, at)
            return await tx.outbox.retry(item, at, why)
        case Held():
            return await _held(tx, item, outcome, now)


async def _ended(tx: Tx, item: Claimed, state: str, why: str, now: datetime) -> bool:
    """What it asked is not delivered: that is kept with each question, since the outbox forgets."""
    if not await tx.outbox.settle(item, state, why, now):
        return False
    await _not_delivered(tx, item, why, now)
    return True


async def _not_delivered(tx: Tx, item: Claimed, why: str, now: datetime) -> None:
    await tx.asks.undelivered(item.key, why, now)
    await tx.escalations.undelivered(carried_by(item), why, now)


def carried_by(item: Claimed) -> str:
    """The key under which a message carries steps of escalation: one that several get has it in its facts."""
    return item.facts.get("message", item.key)


async def _held(tx: Tx, item: Claimed, outcome: Held, now: datetime) -> bool:
    """First the address is given up, if it is no good: while there is one, a message is not held but tried again."""
    if outcome.lost:
        await (tx.people.suspend(item.to, outcome.why, now) if isinstance(item.to, int) else tx.channels.lost(item.to))
    for each in (*item.parts, item):
        if not await tx.outbox.hold(each, outcome.why):
            return False
        await _not_delivered(tx, each, outcome.why, now)
    return True


async def _sent(tx: Tx, item: Claimed, outcome: Sent, policy: Policy, now: datetime) -> bool:
    """Note with the message what its arrival means: its owner was reached. Pledges are locked first, in order."""
    messages = (item, *outcome.went)
    asks = {each.key: {ask.pledge for ask in await tx.asks.of_message(each.key)} for each in messages}
    asked = {number for some in asks.values() for number in some}
    told = {n for each in messages for n in (asks[each.key] if each.kind == FIRST else _numbers(each))}
    pledges = [await tx.register.get(f"CP-{number}", for_update=True) for number in sorted(told | asked)]
    if not await tx.outbox.settle(item, "sent", "", now, outcome.at):
        return False
    await _settle_parts(tx, outcome, now)
    for each in messages:
        await tx.asks.reached(each.key, now)
        await tx.escalations.reached(carried_by(each), now)
    today = policy.today(now)
    away = await tx.absences.stand_ins(today) if any(p.lead.answers != item.to for p in pledges) else {}
    for pledge in pledges:
        if any(item.to in (person, asked_for(person, away)) for person in pledge.lead.asked):
            arrived = reach(pledge, today) if pledge.number in asked else pledge
            await tx.register.note_asking(tell(arrived, today) if pledge.number in told else arrived, now)
    return True


async def _settle_parts(tx: Tx, outcome: Sent, now: datetime) -> None:
    for part in outcome.went:
        await tx.outbox.settle(part, "sent", "", now, outcome.at)
    for part, why in outcome.dropped:
        await tx.outbox.settle(part, "dropped", why, now)
        await _not_delivered(tx, part, why, now)


def _numbers(item: Claimed) -> list[int]:
    """The pledges that a message tells their new owner about."""
    refs = item.facts.get("refs", "") if item.kind in (NEW, HAND_OVER) and item.target is None else ""
    return [int(ref.removeprefix("CP-")) for ref in refs.split(",") if ref]
