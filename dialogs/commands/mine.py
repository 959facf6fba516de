"""mine: the pledges I answer for."""

from __future__ import annotations

from dialogs.registry import Command, Draw, Response, Turn


async def run(turn: Turn) -> Response:
    return Draw("mine")


COMMAND = Command(
    name="mine",
    help="The pledges you answer for, worst first",
    run=run,
    spoken=True,
    also=("my pledges",),
    private=True,
    menu=1,
)
