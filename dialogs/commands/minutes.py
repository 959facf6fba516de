"""minutes: a paper that is pasted is read into proposals; alone, it lists the papers under review."""

from __future__ import annotations

import re

from dialogs.registry import Command, Draw, Response, Turn, Who
from dialogs.reviewing import keeping

NAME = "minutes"
_COMMAND = re.compile(rf"^\s*{NAME}\b[ \t]*[:.]?(?:[ \t]*\n|[ \t]+(?!of\b))", re.IGNORECASE)


async def run(turn: Turn) -> Response:
    if not turn.words:
        return Draw("reviews")
    paper = _COMMAND.sub("", turn.inbound.lined or turn.inbound.text, count=1)
    return await keeping.keep(turn, keeping.read("", paper))


COMMAND = Command(
    name=NAME,
    help="Paste minutes behind it: I propose pledges, you review them; alone, it lists papers under review",
    example="minutes",
    run=run,
    who=Who.ADMINS,
    private=True,
)
