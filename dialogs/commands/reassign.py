"""reassign: give a pledge to somebody else. Both hear of it at once."""

from __future__ import annotations

import re

from dialogs import finding
from dialogs.changing import give_word, pledge_of
from dialogs.forms import Ask, Field, Input, again
from dialogs.giving import give_to, is_with
from dialogs.registry import Command, Response, Turn, Who
from dialogs.turn import Say
from pledges.errors import NotUnderstood, PersonalDetails, UserError

TO = re.compile(r"^to\s+", re.IGNORECASE)


async def run(turn: Turn) -> Response:
    ref, words = finding.reference(turn.words)
    ref, words = ref or finding.reference(turn.given("ref"))[0], TO.sub("", words) or turn.given("to")
    if not ref or not words:
        return _form(ref, words)
    try:
        return await _reassign(turn, ref, words)
    except (NotUnderstood, PersonalDetails) as error:
        return _form(ref, words, error)


async def _reassign(turn: Turn, ref: str, words: str) -> Response:
    before, owner = await pledge_of(turn, ref), await finding.owner(turn, words)
    if is_with(before, owner):
        return Say(f"{before.ref} is with {owner.title} already; nothing was changed.")
    after = await give_to(turn, before, owner)
    return Say(f"{after.ref} is now with {owner.title}. {await give_word(turn, after)}")


def _form(ref: str, to: str, trouble: UserError | None = None) -> Ask:
    fields = (
        Field(name="ref", label="Its reference, such as CP-42", value=ref),
        Field(name="to", label="Who leads it now? (a name, a post or a sign-in name)", value=to, input=Input.PERSON),
    )
    return again(
        Ask(command="reassign", title="Give a pledge to somebody else", send="Give it", fields=fields), trouble
    )


COMMAND = Command(
    name="reassign",
    help="Give a pledge to somebody else; both are told",
    example="reassign CP-42 to Megan Bowen",
    run=run,
    who=Who.ADMINS,
    menu=4,
)
