"""pause all, resume: stop everything the bot sends by itself, and go on."""

from __future__ import annotations

from dialogs.registry import Command, Response, Turn, Who
from dialogs.turn import Say

PAUSED = "paused"


async def run_pause(turn: Turn) -> Response:
    if await turn.tx.switches.get(PAUSED):
        return Say("Everything is paused already. Type “resume” to go on.")
    await turn.tx.switches.set(PAUSED, "yes", by=turn.person.id, now=turn.now)
    return Say("Paused: no nudges and no digests go out. Answers are still taken. Type “resume” to go on.")


async def run_resume(turn: Turn) -> Response:
    if not await turn.tx.switches.get(PAUSED):
        return Say("Nothing is paused.")
    await turn.tx.switches.set(PAUSED, None, by=turn.person.id, now=turn.now)
    return Say("Going on. What has become due meanwhile goes out in the next working hours, the most urgent first.")


COMMANDS = (
    Command(
        name="pause all",
        help="Stop all nudges and digests at once",
        run=run_pause,
        also=("pause",),
        who=Who.ADMINS,
        menu=60,
        instead="Type “resume” to go on.",
    ),
    Command(
        name="resume",
        help="Go on after a pause",
        run=run_resume,
        who=Who.ADMINS,
        menu=60,
        instead="Type “pause all” to stop again.",
    ),
)
