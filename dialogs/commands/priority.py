"""priority: how urgent a pledge is."""

from __future__ import annotations

from dataclasses import replace

from dialogs import finding
from dialogs.changing import keep, pledge_of
from dialogs.forms import Ask, Field, Input
from dialogs.registry import Command, Response, Turn, Who
from dialogs.turn import Say
from pledges.errors import NotUnderstood
from pledges.priority import PRIORITIES, read


async def run(turn: Turn) -> Response:
    ref, words = finding.reference(turn.words)
    ref, words = ref or finding.reference(turn.given("ref"))[0], words or turn.given("priority")
    if not ref or not words:
        return _form(ref, words)
    try:
        priority = read(words)
    except NotUnderstood as error:
        return _form(ref, words, str(error))
    before = await pledge_of(turn, ref)
    if before.priority == priority:
        return Say(f"The priority of {before.ref} is {priority or 'not set'} already; nothing was changed.")
    await keep(turn, before, replace(before, priority=priority))
    was = f" It was {before.priority}." if before.priority else ""
    return Say(f"{before.ref}: priority {priority or 'none'}.{was}")


def _form(ref: str, words: str, trouble: str = "") -> Ask:
    choices = [(each, each) for each in (*PRIORITIES, "none")]
    value = words if words in PRIORITIES else ""
    fields = (
        Field(name="ref", label="Its reference, such as CP-42", value=ref),
        Field(name="priority", label="How urgent is it?", value=value, input=Input.CHOICE, choices=choices),
    )
    return Ask(command="priority", title="Priority of a pledge", send="Set it", fields=fields, trouble=trouble)


COMMAND = Command(
    name="priority",
    help="Say how urgent a pledge is: statutory, this quarter or later",
    example="priority CP-42 statutory",
    run=run,
    who=Who.ADMINS,
    private=True,
)
