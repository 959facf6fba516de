"""snooze: put the questions about a pledge off until a day."""

from __future__ import annotations

import re
from datetime import date

from dialogs import answers, finding
from dialogs.changing import next_words
from dialogs.days import day_of
from dialogs.forms import Ask, Field, Input
from dialogs.questions import facts_of
from dialogs.registry import Button, Command, Response, Turn
from dialogs.snoozing import FORM, snooze
from dialogs.turn import Say
from pledges.errors import NotUnderstood, PersonalDetails

TYPED = re.compile(
    r"^(?:(?:until|till|to)\s+)?(?P<until>.*?)(?:[,:]?\s*\b(?:because(?: of)?)\s+(?P<why>.+))?$",
    re.IGNORECASE | re.DOTALL,
)


async def run(turn: Turn) -> Response:
    ref, words = finding.reference(turn.words or turn.given("ref"))
    typed = TYPED.match(words)
    until, why = ((typed[name] or "") for name in ("until", "why")) if typed else (words, "")
    until, why = until or turn.given("until"), why or turn.given("why")
    if not (ref and until):
        return _form(ref, until, why)
    try:
        after = await snooze(turn, ref, day_of(until, turn.today), why)
    except (NotUnderstood, PersonalDetails) as error:
        return _form(ref, until, why, str(error))
    return Say(f"{after.ref} is put off. {next_words(after, turn.council.policy, turn.today)}")


def _form(ref: str, until: str, why: str, trouble: str = "") -> Ask:
    fields = (
        Field(name="ref", label="Its reference, such as CP-42", value=ref),
        Field(name="until", label="Until when? (such as Monday, or 9 March)", value=until),
        Field(
            name="why",
            label="Why does it have to wait? (needed past its date)",
            value=why,
            input=Input.TEXT,
            required=False,
        ),
    )
    return Ask(command="snooze", title="Put a question off", send="Put it off", fields=fields, trouble=trouble)


async def press_later(turn: Turn) -> Response:
    """Put it off from a card. What is refused, or stopped by the guard, is given back with the form."""
    ref = turn.given("ref")
    day, why = turn.given("day") or turn.given(f"later.{ref}"), turn.given(f"put-off.{ref}")
    try:
        await snooze(turn, ref, _chosen(day), why)
    except (NotUnderstood, PersonalDetails) as error:
        return answers.only_here(turn, **{ref: FORM, "text": why, "date": day, "trouble": str(error)})
    facts = facts_of(turn.inbound.data)
    said = [r for r in facts.get("said", "").split(",") if r and r != ref]
    return answers.again(turn, said=",".join([*said, ref]))


def _chosen(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise NotUnderstood("Please choose a day.") from None


COMMAND = Command(
    name="snooze",
    help="Ask nothing about a pledge until a day; past its date with the reason",
    example="snooze CP-42 until 9 March",
    run=run,
    also=("put off",),
    spoken=True,
    private=True,
)
BUTTONS = (Button(verb=FORM, press=press_later),)
