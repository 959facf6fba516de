"""close: accept a pledge as done."""

from __future__ import annotations

from dialogs import finding
from dialogs.changing import keep, pledge_of
from dialogs.ending import tell_owners
from dialogs.forms import Ask, Field
from dialogs.registry import Command, Response, Turn, Who
from dialogs.turn import Say
from pledges.changing import close

FORM = Ask(
    command="close", title="Close which pledge?", send="Close it", fields=(Field(name="ref", label="Its reference"),)
)


async def run(turn: Turn) -> Response:
    ref, _ = finding.reference(turn.words or turn.given("ref"))
    if not ref:
        return FORM
    before = await pledge_of(turn, ref)
    after = await keep(turn, before, close(before, turn.standing, turn.now))
    await tell_owners(turn, before, after)
    return Say(f"{after.ref} is closed. To take that back, type “reopen {after.ref}”.")


COMMAND = Command(
    name="close", help="Accept a pledge as done", example="close CP-42", run=run, spoken=True, who=Who.ADMINS, menu=5
)
