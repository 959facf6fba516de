"""A channel that gets a digest no longer: what waits for it is not sent any more."""

from __future__ import annotations

from dialogs.registry import Turn
from pledges.messages import ChannelId

KINDS = ("digest", "corporate")
WHY = "the channel was unlinked before it was posted"


async def drop_waiting(turn: Turn, channel: ChannelId) -> None:
    """Drop the digests that were put for a channel and are not on the wire yet."""
    for kind in KINDS:
        for waiting in await turn.tx.outbox.unsent(kind, channel, turn.now):
            await turn.tx.outbox.drop(waiting.key, WHY, turn.now)
