"""raised: what young people raised, in approved words, and which pledges answer it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dialogs import finding, raising
from dialogs.forms import Ask, Field, Input
from dialogs.raising import LINK, UNLINK
from dialogs.registry import Command, Draw, Response, Turn, Who
from dialogs.turn import Say
from pledges import guard
from pledges.calendar import said
from pledges.deadlines import read_day
from pledges.errors import MergedInto, NotUnderstood, PersonalDetails, UnknownPledge
from pledges.raising import day_raised

TYPED = re.compile(
    r"^(?P<day>.+?)(?:\s+theme\s+(?P<theme>[^:“\"]+?))?\s*:\s*[“\"]?(?P<words>[^”\"]+?)[”\"]?"
    r"(?:,?\s*approved by\s+(?P<who>.+?)(?:\s+on\s+(?P<on>.+))?)?$",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    day: str = ""
    theme: str = ""
    words: str = ""
    who: str = ""
    on: str = ""


def typed(turn: Turn) -> Typed:
    """What was typed in one line, or filled into the form."""
    if not turn.words:
        return Typed(**{name: turn.given(name) for name in Typed.__dataclass_fields__})
    found = TYPED.match(turn.words)
    return (
        Typed(**{name: value or "" for name, value in found.groupdict().items()}) if found else Typed(words=turn.words)
    )


async def run(turn: Turn) -> Response:
    return Draw("raised")


async def run_add(turn: Turn) -> Response:
    given = typed(turn)
    if not (given.day and given.words and given.who):
        return _form(given)
    try:
        return await _add(turn, given)
    except (NotUnderstood, PersonalDetails) as error:
        return _form(given, str(error))


async def _add(turn: Turn, given: Typed) -> Response:
    day, theme, words = day_raised(given.day, turn.today), guard.check(given.theme), guard.check(given.words)
    approver = await finding.person(turn, given.who)
    approved_on = read_day(given.on) if given.on else turn.today
    if approved_on > turn.today:
        raise NotUnderstood(f"{said(approved_on)} is still to come: words are kept once they are approved.")
    kept, new = await turn.tx.raised.put(
        day, theme, words, approved_by=approver.id, approved_on=approved_on, by=turn.person.id, now=turn.now
    )
    if not new:
        return Say(f"That is kept already, as number {kept.id}; nothing was changed.")
    return Say(f"Kept as number {kept.id}, raised in {kept.when}. “raised link {kept.id} CP-…” says what answers it.")


async def run_link(turn: Turn) -> Response:
    return await _linking(turn, LINK)


async def run_unlink(turn: Turn) -> Response:
    return await _linking(turn, UNLINK)


async def _linking(turn: Turn, command: str) -> Response:
    number, _, rest = turn.words.partition(" ")
    number = number or turn.given("number")
    ref, _ = finding.reference(re.sub(r"^(?:to|from|with)\s+", "", rest) or turn.given("ref"))
    if not (number.isdecimal() and ref):
        return raising.link_form(command, number if number.isdecimal() else "", ref)
    try:
        return await _set(turn, command, int(number), ref)
    except (NotUnderstood, UnknownPledge, MergedInto) as error:
        return raising.link_form(command, number, ref, str(error))


async def _set(turn: Turn, command: str, number: int, ref: str) -> Response:
    if number >= 2**31 or await turn.tx.raised.get(number) is None:
        raise NotUnderstood(f"Nothing that was raised has number {number}. Type “raised” to see what there is.")
    pledge = await turn.tx.register.get(ref)
    if pledge.merged_into is not None:
        raise MergedInto(pledge.ref, pledge.merged_into)
    if command == LINK:
        new = await turn.tx.raised.link(number, pledge.number, turn.person.id, turn.now)
        return Say(f"{pledge.ref} answers number {number} now." if new else f"{pledge.ref} answers it already.")
    gone = await turn.tx.raised.unlink(number, pledge.number)
    return Say(f"{pledge.ref} does not answer number {number}{' any more' if gone else ', so nothing was changed'}.")


def _form(given: Typed, trouble: str = "") -> Ask:
    fields = (
        Field(name="day", label="When was it raised? (14 July 2021, or July 2021)", value=given.day),
        Field(name="theme", label="Its theme", value=given.theme, required=False),
        Field(name="words", label="The approved words (never a name)", value=given.words, input=Input.TEXT),
        Field(name="who", label="Who approved these words?", value=given.who),
        Field(name="on", label="On which day? (empty: today)", value=given.on, required=False),
    )
    title = "What did young people raise?"
    return Ask(command="raised add", title=title, send="Keep it", fields=fields, trouble=trouble)


COMMANDS = (
    Command(
        name="raised",
        help="What young people raised, and which pledges answer it",
        run=run,
        who=Who.ADMINS,
        private=True,
    ),
    Command(
        name="raised add",
        help="Enter what young people raised, in words that somebody has approved",
        example="raised add July 2021 theme Housing: “We want a say in where we live” approved by Lynne Robbins",
        run=run_add,
        who=Who.ADMINS,
        private=True,
    ),
    Command(
        name=LINK,
        instead="Type “raised unlink” with the number and the pledge.",
        help="Note which pledge answers what young people raised",
        example="raised link 2 CP-42",
        run=run_link,
        who=Who.ADMINS,
        private=True,
    ),
    Command(
        name=UNLINK,
        instead="Type “raised link” with the number and the pledge.",
        help="Note that a pledge does not answer it after all",
        example="raised unlink 2 CP-42",
        run=run_unlink,
        who=Who.ADMINS,
        private=True,
    ),
)
