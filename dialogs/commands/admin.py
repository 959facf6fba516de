"""admin: make somebody an admin, by chat."""

from __future__ import annotations

from dialogs import finding
from dialogs.forms import Ask, Field
from dialogs.registry import Command, Response, Turn, Who
from dialogs.turn import Say
from pledges.errors import NotUnderstood

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
    owner = await finding.owner(turn, words)
    if owner.answers is None:
        raise NotUnderstood(f"Nobody holds {owner.title} at the moment, so nothing was changed.")
    await turn.tx.people.make_admin(owner.answers, turn.person.id, turn.now)
    person = await turn.tx.people.get(owner.answers)
    return Say(f"{person.name} is now an admin, and can assign, close and link.")


COMMAND = Command(
    name="admin", help="Make somebody an admin", example="admin Lynne Robbins", run=run, who=Who.ADMINS, private=True
)
