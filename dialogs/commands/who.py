"""who: who was asked and has not replied, since when, and why where nothing has arrived."""

from __future__ import annotations

from dialogs.registry import Command, Draw, Response, Turn
from pledges.errors import NotForYou


async def run(turn: Turn) -> Response:
    if not (turn.standing.admin or turn.standing.directs):
        raise NotForYou("see who has not replied", "an admin, or a director for the directorate,")
    return Draw("who")


COMMAND = Command(
    name="who",
    help="Who has not replied: asked about what, since when, reached or not",
    run=run,
    also=("who has not replied", "who hasn't replied", "not replied", "silent"),
    private=True,
)
