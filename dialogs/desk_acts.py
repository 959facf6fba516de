"""What is done at a desk to the owner of a pledge: asked for an update, thanked, written to.

All that an owner hears of it is a part of their one message of the day. Each act is in the history of the pledge.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dialogs import acting_inverses, answers, desks, holders, questions
from dialogs.changing import tell
from dialogs.pieces import nonce_of
from dialogs.registry import Draw, Response, Turn
from dialogs.when_told import when_told
from pledges import guard
from pledges.acting import RUNG, Act, Owner, Seat, not_asked
from pledges.errors import NotUnderstood, PersonalDetails
from pledges.messages import PersonId
from pledges.people import Person
from pledges.periods import period_on
from pledges.pledge import Pledge
from pledges.policy import Policy
from storage.db import Tx

ASKED, THANKED, WROTE = "director asks", "director thanks", "director writes"
WRITE = "write"  # the form
DID = "did"


async def owner_of(tx: Tx, pledge: Pledge, policy: Policy, today: date) -> Owner | None:
    """Whoever answers for a pledge, with all that may keep a question back."""
    person = pledge.lead.answers
    if person is None:
        return None
    name = (await tx.people.get(person)).name
    return Owner(
        name=name,
        person=person,
        away=await holders.away(tx, pledge, today) or await _rests(tx, person, name, policy, today),
        asked=await tx.acting.asked_today(pledge.number, person, today),
        by_hand=person in await tx.by_hand.people(),
    )


async def _rests(tx: Tx, person: PersonId, name: str, policy: Policy, today: date) -> str:
    """That somebody is a councillor and it is recess, or before an election, in a sentence; else empty."""
    period = period_on(policy.periods, today)
    if period is None or not await tx.councillors.has(person, today):
        return ""
    return f"{name} is a councillor, and councillors are not asked in the {period.kind} ({period.days(today)})."


def thanks_mark(pledge: Pledge) -> str:
    """The update that can be thanked for; empty where nobody has said anything."""
    return pledge.last.at.isoformat() if pledge.last else ""


def done(turn: Turn, words: str) -> Response:
    """The desk with what was done, for every client of whoever sits at it."""
    return answers.again(turn, **{DID: f"✓ {words}"})


def left(turn: Turn, words: str) -> Response:
    """The desk with why nothing was done."""
    return Draw(desks.KIND, questions.facts_of(turn.inbound.data) | {DID: words})


async def press_ask(turn: Turn) -> Response:
    """Ask an owner for an update outside the rhythm; at most once a day for each pledge, whoever asks."""
    seat, pledge = await desks.seated(turn)
    policy = turn.council.policy
    owner = await owner_of(turn.tx, pledge, policy, turn.today)
    why = not_asked(pledge, owner, seat, policy, turn.today)
    if owner is None or why:
        return left(turn, why)
    act = await turn.tx.acting.put(pledge.number, Act.ASK, turn.today.isoformat(), seat, owner.person, turn.now)
    if act is None:
        return left(turn, f"{owner.name} was asked about {pledge.ref} today already.")
    key = f"{RUNG}:{pledge.ref}:{turn.inbound.id}"
    await turn.tx.asks.put(pledge.number, owner.person, f"{RUNG}:{nonce_of(key)}", pledge.deadline.due, key, turn.today)
    asked = replace(pledge, asking=replace(pledge.asking, asked_on=turn.today))
    await turn.tx.register.note_asking(asked, turn.now)
    acting_inverses.note(turn, act, pledge, "asked for an update", key, asked=True)
    told = await _tell(turn, seat, pledge, ASKED, owner.person, key)
    await turn.tx.acting.tell(pledge.number, f"{seat.called} asks for an update", by=turn.person.id, now=turn.now)
    return done(turn, f"{owner.name} is asked for an update. {told}")


async def press_thank(turn: Turn) -> Response:
    """Thank an owner for the last update; once for each."""
    seat, pledge = await desks.seated(turn)
    mark = thanks_mark(pledge)
    if not mark:
        return left(turn, f"Nobody has said anything about {pledge.ref} yet, so there is nothing to thank for.")
    try:
        owner = await _reader(turn, pledge)
    except NotUnderstood as error:
        return left(turn, str(error))
    act = await turn.tx.acting.put(pledge.number, Act.THANK, mark, seat, owner.id, turn.now)
    if act is None:
        return left(turn, f"{owner.name} was thanked for that already.")
    key = f"{THANKED}:{pledge.ref}:{turn.inbound.id}"
    acting_inverses.note(turn, act, pledge, "thanked its owner", key)
    told = await _tell(turn, seat, pledge, THANKED, owner.id, key)
    await turn.tx.acting.tell(pledge.number, f"{seat.called} says thank you", by=turn.person.id, now=turn.now)
    return done(turn, f"{owner.name} is thanked. {told}")


async def press_write(turn: Turn) -> Response:
    """Write to an owner. What the guard stops is given back to be mended and kept nowhere."""
    seat, pledge = await desks.seated(turn)
    field = f"words.{pledge.ref}"
    try:
        owner, words = await _reader(turn, pledge), guard.check(turn.given(field))
        if not words:
            raise NotUnderstood("Please write a word, or go back.")
    except (NotUnderstood, PersonalDetails) as error:
        return answers.only_here(turn, **{pledge.ref: WRITE, "text": turn.given(field), "trouble": str(error)})
    return await _write(turn, seat, pledge, owner, words)


async def _reader(turn: Turn, pledge: Pledge) -> Person:
    """Whoever answers for a pledge and can be written to. Raises NotUnderstood with why nobody can."""
    if pledge.lead.answers is None:
        raise NotUnderstood(f"Nobody answers for {pledge.ref} at the moment, so nobody would read it.")
    if pledge.lead.answers == turn.person.id:
        raise NotUnderstood(f"{pledge.ref} is yours, so nobody else would read it.")
    owner = await turn.tx.people.get(pledge.lead.answers)
    if owner.id in await turn.tx.by_hand.people():
        raise NotUnderstood(f"{owner.name} is written to by hand, and not by me. Please tell them yourself.")
    return owner


async def _write(turn: Turn, seat: Seat, pledge: Pledge, owner: Person, words: str) -> Response:
    key = f"{WROTE}:{pledge.ref}:{turn.inbound.id}"
    act = await turn.tx.acting.put(pledge.number, Act.WRITE, turn.inbound.id[-64:], seat, owner.id, turn.now)
    if act is None:
        return left(turn, "I have that already.")
    acting_inverses.note(turn, act, pledge, "wrote to its owner", key)
    told = await _tell(turn, seat, pledge, WROTE, owner.id, key, words=words)
    wrote = f"{seat.called} writes to {owner.name}: “{words}”"
    await turn.tx.acting.tell(pledge.number, wrote, by=turn.person.id, now=turn.now)
    return done(turn, f"{owner.name} gets your words. {told}")


async def _tell(turn: Turn, seat: Seat, pledge: Pledge, kind: str, to: PersonId, key: str, **facts: str) -> str:
    """Put it for the owner; return when they hear it, in a sentence."""
    await tell(turn, kind, to, key, ref=pledge.ref, called=seat.called, **facts)
    return await when_told(turn, to)
