"""close: accept a pledge as done."""

from __future__ import annotations

from dialogs import finding
from dialogs.changing import keep, pledge_of
from dialogs.ending import tell_owners
from dialogs.forms import Ask, Field
from dialogs.registry import Command, Response, Turn, Who
from dialogs.turn import Say
from pledges import guard
from pledges.changing import close

FORM = Ask(
    command="close",
    title="Close which pledge?",
    send="Close it",
    fields=(
        Field(name="ref", label="Its reference"),
        Field(name="why", label="By which minute, or whose word? (may stay empty)", required=False),
    ),
)


async def run(turn: Turn) -> Response:
    ref, why = finding.reference(turn.words or turn.given("ref"))
    if not ref:
        return FORM
    before = await pledge_of(turn, ref)
    note = guard.check(why or turn.given("why"))
    after = await keep(turn, before, close(before, turn.standing, turn.now, note))
    await tell_owners(turn, before, after)
    return Say(f"{after.ref} is closed. To take that back, type “reopen {after.ref}”.")


COMMAND = Command(
    name="close",
    help="Accept a pledge as done, by which minute if it was by one",
    example="close CP-42 minute 104",
    run=run,
    spoken=True,
    who=Who.ADMINS,
    menu=5,
)
