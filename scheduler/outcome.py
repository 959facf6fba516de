"""What becomes of a claimed message: decided from what happened, and written down in one place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from pledges.errors import Blocked, CardGone, ConversationGone, DeliveryError, Throttled, Unreachable
from pledges.lost import Lost
from pledges.messages import Address, Recipient, Target
from pledges.policy import Policy
from pledges.retry import next_try
from scheduler.arrivals import Sent, arrived, not_delivered
from storage.db import Tx
from storage.outbox import Claimed

BUG_TRIES = 4
BUG_WAIT = timedelta(minutes=1)
GONE = "the card is gone"
NO_ADDRESS = "there is no address for them yet"
POST_GONE = "the post that it belongs under is gone"
NO_POST = "what it belongs under was not posted"
IN_TURN = timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class Thread:
    """The thread in which a post stands."""

    post: Target


Way = Target | Thread | Address


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
        case ConversationGone() if item.under and not item.target:  # no more is known than that its thread is gone
            return Dropped(POST_GONE)
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


async def way_to(tx: Tx, item: Claimed, now: datetime) -> Way | Waits | Held | Dropped:
    """Where a message goes: to a card that it redraws, into a thread, or to an address, if that is known and good."""
    if item.target:
        return item.target
    to = item.to
    address = await (tx.people.address(to) if isinstance(to, int) else tx.channels.address(to))
    if address is None:
        return Held(NO_ADDRESS)
    return await _thread(tx, item.under, now) if item.under else address


async def _thread(tx: Tx, under: str, now: datetime) -> Thread | Waits | Dropped:
    post = await tx.outbox.standing_at(under)
    if post:
        return Thread(post)
    return Waits(now + IN_TURN) if await tx.outbox.is_coming(under) else Dropped(NO_POST)


async def settle(tx: Tx, item: Claimed, outcome: Outcome, policy: Policy, now: datetime) -> bool:
    """Write an outcome down. False when the lease was lost: another copy of the program has the message now."""
    if isinstance(outcome, Sent):
        return (await arrived(tx, [(item, outcome)], policy, now))[0]
    kept = await _settle(tx, item, outcome, now)
    if item.parts and kept:
        await tx.days.let_go(item.id, item.claim)
    return kept


async def _settle(tx: Tx, item: Claimed, outcome: Dropped | Dead | Again | Waits | Held, now: datetime) -> bool:
    match outcome:
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
    await not_delivered(tx, item, why, now)
    return True


async def _held(tx: Tx, item: Claimed, outcome: Held, now: datetime) -> bool:
    """First the address is given up, if it is no good: while there is one, a message is not held but tried again."""
    if outcome.lost:
        await _lose(tx, item.to, outcome.why, now)
    for each in (*item.parts, item):
        if not await tx.outbox.hold(each, outcome.why):
            return False
        await not_delivered(tx, each, outcome.why, now)
    return True


async def _lose(tx: Tx, to: Recipient, why: str, now: datetime) -> None:
    await (tx.people.suspend(to, why, now) if isinstance(to, int) else tx.channels.lost(to, Lost.REFUSED, now))
