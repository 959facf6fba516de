"""admin: make somebody an admin, by chat."""

from __future__ import annotations

from dataclasses import replace

from dialogs import finding
from dialogs.forms import Ask, Field
from dialogs.registry import Command, Response, Turn, Who
from dialogs.turn import Say

FORM = Ask(
    command="admin",
    title="Who becomes an admin?",
    send="Make admin",
    fields=(Field(name="who", label="Name or sign-in name"),),
)


async def run(turn: Turn) -> Response:
    words = turn.words or turn.given("who")
    if not words:
        return FORM
    person = await finding.person(turn, words)
    await turn.tx.people.make_admin(person.id, turn.person.id, turn.now)
    return Say(
        f"{person.name} is now an admin, and can assign, close and link. “admin off {person.name}” takes it back."
    )


async def run_off(turn: Turn) -> Response:
    words = turn.words or turn.given("who")
    if not words:
        return replace(FORM, command="admin off", title="Who is no longer an admin?", send="Take it back")
    person = await finding.person(turn, words)
    if not await turn.tx.people.unmake_admin(person.id):
        return Say(f"{person.name} was not made an admin by chat, so nothing was changed. Settings name the others.")
    return Say(f"{person.name} is no longer an admin.")


COMMANDS = (
    Command(
        name="admin",
        help="Make somebody an admin",
        example="admin Lynne Robbins",
        run=run,
        who=Who.ADMINS,
        private=True,
        instead="Type “admin off” and the name.",
    ),
    Command(
        name="admin off",
        help="Take back what “admin” gave",
        example="admin off Lynne Robbins",
        run=run_off,
        who=Who.ADMINS,
        private=True,
        instead="Type “admin” and the name.",
    ),
)
