"""show: everything about one pledge. Words in place of its reference find those that are near."""

from __future__ import annotations

from dialogs import finding, searching
from dialogs.forms import Ask, Field
from dialogs.registry import Command, Draw, Response, Turn
from pledges.errors import NotForYou
from pledges.pledge import may_read, may_update

FORM = Ask(
    command="show",
    title="Which pledge?",
    send="Show it",
    fields=(Field(name="ref", label="Its reference, such as CP-42"),),
)


async def run(turn: Turn) -> Response:
    ref, words = finding.reference(turn.words or turn.given("ref"))
    if not ref:
        return searching.found(words) if words else FORM
    asked = await turn.tx.register.get(ref)
    kept = asked.merged_into
    pledge = asked if kept is None else await turn.tx.register.get(f"CP-{kept}")
    if not may_read(turn.standing, pledge):
        raise NotForYou(f"read {pledge.ref}", "its owner, the director and the admins")
    answer = "yes" if may_update(turn.standing, pledge) else ""
    led = {} if kept is None else {"asked": asked.ref}
    return Draw("show", {"ref": pledge.ref, "answer": answer} | led)


COMMAND = Command(name="show", help="Everything about one pledge", example="show CP-42", run=run, private=True, menu=5)
