"""What becomes of the steps of escalation when somebody answers, and what people are told of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from dialogs.escalation_inverses import note_steps
from dialogs.registry import Look, Turn
from pledges.calendar import listed, said_short
from pledges.escalation import Silence, Step, announced, called, next_step
from pledges.messages import PersonId
from pledges.people import Person
from pledges.pledge import Pledge
from pledges.snoozing import sleeps
from storage.chase import Chased
from storage.db import Tx
from storage.escalating import Hold
from storage.escalations import OVER, Taken
from storage.seniors import silence_of

WARNING, ESCALATION, ROUTE = "escalation warning", "escalation", "escalation route"
NOTHING = "There is nothing to ask about it any more."
Card = tuple[str, str]  # the key of a message, and the key under which it carries steps: several may get it


async def settle_after(turn: Turn, before: Pledge, after: Pledge) -> list[Card]:
    """Settle what is asked above an owner once there is an answer, or another owner; return the cards to redraw."""
    if _heard(before) == _heard(after):
        return []
    return await settle(turn, after)


async def settle(turn: Turn, pledge: Pledge, reply: str = OVER, by: PersonId | None = None) -> list[Card]:
    """Settle the open steps about a pledge; return the cards that say so from now on."""
    steps = await turn.tx.escalations.settle([pledge.number], turn.now, reply, by)
    note_steps(turn, steps)
    admins = await turn.tx.people.admins(turn.council.admins) if steps else []
    return [card for step in steps for card in cards_of(step, admins)]


def cards_of(step: Taken, admins: Iterable[Person]) -> list[Card]:
    """The cards that carry a step."""
    if step.step is Step.ADMINS:
        return [(f"{step.message}:{admin.id}", step.message) for admin in admins]
    return [(step.message, step.message)]


def _heard(pledge: Pledge) -> tuple[object, ...]:
    """What an answer of any kind changes."""
    return pledge.asking, pledge.last, pledge.extension, pledge.snooze, pledge.lead, pledge.open, pledge.deadline.due


def settled_words(pledge: Pledge, step: Taken, look: Look, owner: str) -> str:
    """What became of a question to a senior, in a sentence."""
    if step.reply and step.reply != OVER:
        return f"{step.reply[:1].upper()}{step.reply[1:]}."
    return next((words for so, words in _became(pledge, step, look, owner) if so), NOTHING)


def _became(pledge: Pledge, step: Taken, look: Look, owner: str) -> Iterator[tuple[bool, str]]:
    """What may have ended a question, the first that is so, in a sentence."""
    due, wish, snooze, last = pledge.deadline.due, pledge.extension, pledge.snooze, pledge.last
    yield pledge.merged_into is not None, f"It is one with CP-{pledge.merged_into} now."
    yield pledge.lead.answers != step.owner, f"It is with {owner} now."
    if due and due.isoformat() != step.for_due:
        yield True, f"It is due on {said_short(due, look.today)} now."
    if wish:
        yield True, f"Answered: {said_short(wish.wanted, look.today)} is asked for as its new date."
    if last and step.settled_at and last.at >= step.settled_at:
        yield True, f"Answered: {last.status.value}."
    if snooze and sleeps(pledge, look.today):
        yield True, f"Its owner has put it off until {said_short(snooze.until, look.today)}."
    yield not pledge.asking.accepted, "Its owner says that it is not theirs: the admins see to it."


async def outlook(tx: Tx, pledge: Pledge, look: Look) -> str:
    """Who is asked next about a pledge whose owner does not answer, in a sentence; empty where nobody is."""
    hold = await tx.escalating.hold(pledge.number)
    if hold:
        return held_words(hold, look)
    silence = await silence_of(tx, pledge, look.policy, look.today)
    return outlook_words(pledge, silence, look)


def held_words(hold: Hold, look: Look) -> str:
    """That nobody else is asked about a pledge, and who has said so."""
    day = said_short(look.policy.today(hold.at), look.today)
    return f"Nobody above its owner is asked: held back by {hold.name} on {day}: “{hold.reason}”."


def outlook_words(pledge: Pledge, silence: Silence, look: Look) -> str:
    """The next step, and its day, in a sentence."""
    step = next_step(pledge, silence, look.policy, look.today)
    if step is None:
        return ""
    day, unless = said_short(step.on, look.today), "unless there is an answer"
    if step.step is Step.ADMINS:
        why = f" ({silence.route.why})" if silence.route else ""
        return f"Next: on {day} the admins are told that there was no answer{why}, {unless}."
    if step.step is Step.WARNED:
        then = said_short(announced(silence, look.policy, step.on), look.today)
        return f"Next: on {day} its owner is told that {called(step.senior)} will be asked on {then}, {unless}."
    later = "" if step.senior and step.senior.asked else ", or once somebody is there to be asked"
    return f"Next: on {day}{later} {called(step.senior)} is asked whom to ask, {unless}."


def chase_words(log: Sequence[Chased], look: Look) -> list[str]:
    """The questions before today that nobody has answered, in a sentence or two: when, and whether they arrived."""
    earlier = [one for one in log if one.asked_on < look.today and not one.step]
    open_ones = [one for one in earlier if one.answered_at is None and not one.excused]
    arrived = [one.asked_on for one in open_ones if one.reached_at]
    others = [
        f"{said_short(one.asked_on, look.today)} ({one.undelivered or 'on its way'})"
        for one in open_ones
        if not one.reached_at
    ]
    told = f"Asked, and delivered, on {_days(arrived)}." if arrived else ""
    missed = f"Asked, and not delivered, on {listed(others)}." if others else ""
    return [line for line in (told, missed) if line]


def steps_words(steps: Sequence[Taken], look: Look, you: str = "you") -> list[str]:
    """What was tried beside asking the owner: told beforehand, and others asked before."""
    lines = []
    for step in steps:
        day = said_short(step.put_on, look.today)
        if step.step is Step.WARNED:
            lines.append(f"Told on {day} that {you} would be asked.")
        elif step.step in (Step.SENIOR, Step.DIRECTOR):
            lines.append(f"The {step.post} was asked on {day}: no reply yet.")
    return lines


def _days(days: Sequence[date]) -> str:
    """10, 17 and 24 December: the month once, where it is the same."""
    following = [*days[1:], None]
    return listed(_day(day, then) for day, then in zip(days, following, strict=True))


def _day(day: date, then: date | None) -> str:
    same = then is not None and (day.year, day.month) == (then.year, then.month)
    return str(day.day) if same else f"{day.day} {day:%B}"
