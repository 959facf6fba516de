"""extend: more time for a pledge, with the reason. Its owner asks; a director or an admin decides at once."""

from __future__ import annotations

import re

from dialogs import dating, finding
from dialogs.forms import Ask, Field, Input
from dialogs.more_time import ask, decide_at_once, minute_field, still_open
from dialogs.registry import Command, Response, Turn
from pledges.deciding import may_decide
from pledges.errors import NotUnderstood, PersonalDetails
from pledges.pledge import may_update

TYPED = re.compile(
    r"^(?:(?:to|until|by)\s+)?(?P<by>.*?)(?:,?\s+(?:by\s+)?minute\s+(?P<minute>\S+?))?"
    r"(?:[,:]?\s*\b(?:because(?: of)?)\s+(?P<why>.+))?$",
    re.IGNORECASE | re.DOTALL,
)


async def run(turn: Turn) -> Response:
    ref, words = finding.reference(turn.words or turn.given("ref"))
    typed = TYPED.match(words)
    by, minute, why = ((typed[name] or "") for name in ("by", "minute", "why")) if typed else (words, "", "")
    by, minute, why = by or turn.given("by"), minute or turn.given("minute"), why or turn.given("why")
    if not ref:
        return _form(ref, by, why, minute)
    known = still_open(await turn.tx.register.get(ref))
    decides = may_decide(turn.standing, known) or not may_update(turn.standing, known)
    if not by or not (why or (decides and minute)):
        return _form(ref, by, why, minute)
    try:
        return await (decide_at_once(turn, known, by, why=why, minute=minute) if decides else ask(turn, known, by, why))
    except (NotUnderstood, PersonalDetails) as error:
        return _form(ref, by, why, minute, str(error))


def _form(ref: str, by: str, why: str, minute: str, trouble: str = "") -> Ask:
    fields = (
        Field(name="ref", label="Its reference, such as CP-42", value=ref),
        Field(name="by", label=dating.BY_WHEN, value=by),
        Field(name="why", label="Why is more time needed?", value=why, input=Input.TEXT, required=not minute),
        minute_field(minute),
    )
    return Ask(command="extend", title="More time for a pledge", send="Extend it", fields=fields, trouble=trouble)


COMMAND = Command(
    name="extend",
    help="Ask for more time with the reason; directors and admins decide at once",
    example="extend CP-42 to 31 March because HR has a vacancy",
    run=run,
    menu=4,
    private=True,
)
