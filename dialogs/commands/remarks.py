"""remarks: what readers said is wrong in digests, and what was corrected."""

from __future__ import annotations

from dialogs.registry import Command, Draw, Response, Turn, Who


async def run(turn: Turn) -> Response:
    return Draw("remarks")


COMMAND = Command(
    name="remarks",
    help="What readers said is wrong in digests, and what was corrected",
    run=run,
    also=("corrections",),
    who=Who.ADMINS,
    private=True,
)
