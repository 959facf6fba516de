"""thanks, stop: what people say to a bot besides commands, met with a sentence that helps."""

from __future__ import annotations

from dialogs.registry import Command, Response, Turn
from dialogs.turn import Say


async def run_thanks(turn: Turn) -> Response:
    return Say("You're welcome. Type “mine” whenever you want to see your pledges.")


async def run_stop(turn: Turn) -> Response:
    return Say(
        "I write at most once a day, and only while something is due. If a pledge isn't yours, press “Not mine” on its "
        f"card; for anything else, talk to {turn.council.contact}."
    )


COMMANDS = (
    Command(name="thanks", help="You're welcome", run=run_thanks, also=("thank you", "ta", "cheers"), menu=99),
    Command(
        name="stop",
        spoken=True,
        help="When I write, and whom to ask",
        run=run_stop,
        also=("unsubscribe", "go away"),
        menu=99,
    ),
)
