"""pause all, resume all: stop everything the bot sends by itself, and go on."""

from __future__ import annotations

from dialogs.going_live import paused_words
from dialogs.registry import Command, Response, Turn, Who
from dialogs.turn import Say

PAUSED, RESUMED = "paused", "resumed"


async def run_pause(turn: Turn) -> Response:
    if paused := await turn.tx.live.paused():
        return Say(f"{paused_words(paused, turn.council.policy, turn.today)} Type “resume all” to go on.")
    await turn.tx.switches.set(PAUSED, "yes", by=turn.person.id, now=turn.now)
    await turn.tx.live.log(PAUSED, turn.person.id, turn.now)
    return Say(
        "Paused: no nudges, no digests and nothing else goes out by itself, in any directorate. Answers are still "
        "taken. Type “resume all” to go on."
    )


async def run_resume(turn: Turn) -> Response:
    if not await turn.tx.live.paused():
        return Say("Nothing is paused.")
    await turn.tx.switches.set(PAUSED, None, by=turn.person.id, now=turn.now)
    await turn.tx.live.log(RESUMED, turn.person.id, turn.now)
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
        also=("resume all",),
        who=Who.ADMINS,
        menu=60,
        instead="Type “pause all” to stop again.",
    ),
)
