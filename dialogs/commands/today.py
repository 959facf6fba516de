"""today: what went out and came back today, what is wrong, and what the next papers wait for."""

from __future__ import annotations

from dialogs.registry import Command, Draw, Response, Turn, Who


async def run(turn: Turn) -> Response:
    return Draw("clerk day")


COMMAND = Command(
    name="today",
    help="What went out and came back today, what is wrong, what papers wait for",
    run=run,
    also=("the day",),
    who=Who.ADMINS,
    private=True,
)
