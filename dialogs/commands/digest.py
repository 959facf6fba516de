"""digest now: how a channel's directorate, or the whole council, stands at this moment, marked as an extra."""

from __future__ import annotations

from dialogs.registry import Command, Draw, Response, Turn
from dialogs.turn import Say
from pledges.calendar import week_of
from pledges.errors import OnlyInAChannel


async def run(turn: Turn) -> Response:
    if turn.inbound.channel is None:
        raise OnlyInAChannel("digest now")
    if await turn.tx.corporate.channel(turn.inbound.channel.id):
        return Draw("corporate", {"week": week_of(turn.today), "extra": "yes"})
    linked = await turn.tx.channels.get(turn.inbound.channel.id)
    if linked is None:
        return Say("This channel isn't linked yet. An admin can mention me with “link” and the directorate's name.")
    facts = {"directorate": str(linked.directorate.id), "week": week_of(turn.today), "extra": "yes"}
    return Draw("digest", facts)


COMMAND = Command(
    name="digest now",
    help="How this channel's directorate stands now, as an extra digest",
    run=run,
    also=("digest",),
    channel=True,
    menu=1,
)
