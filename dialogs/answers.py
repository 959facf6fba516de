"""What the buttons of a question do, whichever card it stands in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dialogs.changing import keep, pledge_of, tell_admins
from dialogs.proving import show
from dialogs.questions import facts_of
from dialogs.registry import Button, Draw, Redraw, Response, Turn
from dialogs.requests import put_to_decide
from pledges import guard
from pledges.calendar import said_short
from pledges.changing import Answer, ask_for_date, check, record
from pledges.errors import NotUnderstood, PersonalDetails
from pledges.pledge import OPEN, Status


def again(turn: Turn, **more: str) -> Redraw:
    """The card that was pressed, drawn anew for everyone."""
    return Redraw(turn.given("card"), facts_of(turn.inbound.data) | more)


def only_here(turn: Turn, **shown: str) -> Draw:
    """The card that was pressed, with something passing in it, for the one who pressed."""
    return Draw(turn.given("card"), facts_of(turn.inbound.data), shown)


async def press_open(turn: Turn) -> Response:
    """Open one of the forms of a question, or close it again: nothing is changed."""
    return only_here(turn, **{turn.given("ref"): turn.given("form")})


async def press_answer(turn: Turn) -> Response:
    """Record an answer. A note that the guard stops is given back to be mended and kept nowhere."""
    ref, status = turn.given("ref"), status_of(turn.given("status"))
    field = f"note.{ref}.words"
    try:
        note = _written(turn, field, "Please write a word about it, or go back.") if turn.given("noted") else ""
    except (PersonalDetails, NotUnderstood) as error:
        form = "stuck" if status is Status.BLOCKED else "note"
        return only_here(turn, **{ref: form, "text": turn.given(field), "trouble": str(error), "status": status.value})
    before = await pledge_of(turn, ref)
    after = record(before, Answer(status, note), turn.standing, turn.council.policy, turn.now)
    await keep(turn, before, after)
    return _settled(turn, ref)


async def press_ask_date(turn: Turn) -> Response:
    """Put a new date to whoever decides."""
    ref = turn.given("ref")
    day, why = f"date.{ref}", f"why.{ref}"
    try:
        wanted = future_day(turn.given(day), turn.today)
        reason = _written(turn, why, "Please say why more time is needed.")
    except (PersonalDetails, NotUnderstood) as error:
        given = {"text": turn.given(why), "date": turn.given(day)}
        return only_here(turn, **{ref: "date", **given, "trouble": str(error)})
    before = await pledge_of(turn, ref)
    after = await keep(turn, before, ask_for_date(before, wanted, reason, turn.standing, turn.now))
    await put_to_decide(turn, after)
    return _settled(turn, ref)


async def press_not_mine(turn: Turn) -> Response:
    """Leave the pledge alone for the days an owner has to take it on, and let the admins find whose it is."""
    ref, text = turn.given("ref"), turn.given(f"whose.{turn.given('ref')}")
    try:
        whose = guard.check(text)
    except (PersonalDetails, NotUnderstood) as error:
        return only_here(turn, **{ref: "not mine", "text": text, "trouble": str(error)})
    await hand_back(turn, ref, whose)
    return _settled(turn, ref, refused=True)


async def hand_back(turn: Turn, ref: str, whose: str) -> None:
    """Nobody is asked about it for the days an owner has to take it on; the admins hear what was suggested."""
    before = await pledge_of(turn, ref)
    check(before, turn.standing)
    if turn.person.id in before.lead.people or not before.is_answered_by(turn.person.id):
        asking = replace(before.asking, told_on=turn.today, accepted=False)
        await keep(turn, before, replace(before, asking=asking))
    await turn.tx.asks.answered(before.number, turn.now, [turn.person.id])
    suggested = f" They suggest: {whose}." if whose else ""
    what = f"{turn.person.name} says {ref} “{before.title}” is not theirs.{suggested} Type “reassign {ref} to …”."
    await tell_admins(turn, "trouble", f"not-mine:{ref}:{turn.inbound.id}", what=what)


async def press_proof(turn: Turn) -> Response:
    """Keep what shows that it is done. What the guard stops is given back to be mended and kept nowhere."""
    ref = turn.given("ref")
    evidence, impact = turn.given(f"evidence.{ref}"), turn.given(f"impact.{ref}")
    try:
        await show(turn, ref, evidence, impact)
    except (PersonalDetails, NotUnderstood) as error:
        return only_here(turn, **{ref: "proof", "evidence": evidence, "impact": impact, "trouble": str(error)})
    return again(turn)


def _written(turn: Turn, field: str, needed: str) -> str:
    """What was written in a field. No client checks that: an empty field would hold up other rows."""
    text = guard.check(turn.given(field))
    if not text:
        raise NotUnderstood(needed)
    return text


def status_of(text: str) -> Status:
    """The status a person may choose; anything else is refused with what there is."""
    try:
        status = Status(text)
    except ValueError:
        status = Status.CLOSED
    if status not in OPEN and status is not Status.DONE:
        raise NotUnderstood("Please choose one of: on track, at risk, off track, blocked, not started, done.")
    return status


def future_day(text: str, today: date) -> date:
    """A day from a date input, checked again here, since not every client checks it."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise NotUnderstood("Please choose a day for the new date.") from None
    if day <= today:
        raise NotUnderstood(f"{said_short(day, today)} is not still to come. Please choose a later day.")
    return day


def _settled(turn: Turn, ref: str, *, refused: bool = False) -> Redraw:
    """The card with one more of its rows answered, or handed back."""
    facts = facts_of(turn.inbound.data)
    said, back = ([r for r in facts.get(name, "").split(",") if r and r != ref] for name in ("said", "refused"))
    return again(turn, said=",".join([*said, ref]), refused=",".join([*back, ref] if refused else back))


BUTTONS = (
    Button(verb="open", press=press_open, reads=True),
    Button(verb="answer", press=press_answer),
    Button(verb="ask date", press=press_ask_date),
    Button(verb="not mine", press=press_not_mine),
    Button(verb="proof", press=press_proof),
)
