"""due: set a pledge's date. For an owner it asks for the date; a director's or an admin's word is the decision."""

from __future__ import annotations

import re

from dialogs import dating, finding
from dialogs.forms import Ask, Field
from dialogs.more_time import ask_by_form, decide_at_once, minute_field
from dialogs.registry import Command, Response, Turn
from pledges.deciding import may_decide
from pledges.errors import NotUnderstood, PersonalDetails
from pledges.pledge import may_update

BY_MINUTE = re.compile(r",?\s+(?:by\s+)?minute\s+(?P<minute>\S.*)$", re.IGNORECASE)


async def run(turn: Turn) -> Response:
    ref, words = finding.reference(turn.words)
    ref, words = ref or finding.reference(turn.given("ref"))[0], words or turn.given("by")
    found = BY_MINUTE.search(words)
    words, minute = (words[: found.start()], found["minute"]) if found else (words, turn.given("minute"))
    if not ref:
        return _form(ref, words, minute)
    known = await turn.tx.register.get(ref)
    if not may_decide(turn.standing, known) and may_update(turn.standing, known):
        return await ask_by_form(turn, known, words)
    if not words:
        return _form(ref, words, minute)
    try:
        return await decide_at_once(turn, known, words, minute=minute)
    except (NotUnderstood, PersonalDetails) as error:
        return _form(ref, words, minute, str(error))


def _form(ref: str, by: str, minute: str, trouble: str = "") -> Ask:
    fields = (
        Field(name="ref", label="Its reference, such as CP-42", value=ref),
        Field(name="by", label=dating.BY_WHEN, value=by),
        minute_field(minute),
    )
    return Ask(command="due", title="Set a pledge's date", send="Set it", fields=fields, trouble=trouble)


COMMAND = Command(
    name="due",
    help="Set a new date, or ask for one; the Panel's dates move by minute",
    example="due CP-42 31 January",
    run=run,
    spoken=True,
    private=True,
    menu=20,
)
