"""digests: how each directorate's digest is told, to which channel, and what is paused."""

from __future__ import annotations

from dialogs.registry import Command, Draw, Response, Turn, Who


async def run(turn: Turn) -> Response:
    return Draw("digests")


COMMAND = Command(
    name="digests",
    help="Each directorate's digest: its channel, its hour, what is paused",
    run=run,
    who=Who.DIRECTORS,
    private=True,
    menu=70,
)
