"""reopen: a closed or finished pledge is asked about again."""

from __future__ import annotations

from dialogs import finding
from dialogs.changing import keep, next_words, pledge_of
from dialogs.forms import Ask, Field
from dialogs.registry import Command, Response, Turn, Who
from dialogs.turn import Say
from pledges.changing import reopen

FORM = Ask(
    command="reopen", title="Reopen which pledge?", send="Reopen it", fields=(Field(name="ref", label="Its reference"),)
)


async def run(turn: Turn) -> Response:
    ref, _ = finding.reference(turn.words or turn.given("ref"))
    if not ref:
        return FORM
    before = await pledge_of(turn, ref)
    if before.open:
        return Say(f"{before.ref} is open already; nothing was changed.")
    after = await keep(turn, before, reopen(before, turn.standing, turn.council.policy, turn.now))
    return Say(f"{after.ref} is open again. {next_words(after, turn.council.policy, turn.today)}")


COMMAND = Command(
    name="reopen", help="Open a closed or finished pledge again", example="reopen CP-42", run=run, who=Who.ADMINS
)
