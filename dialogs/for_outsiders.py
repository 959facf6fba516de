"""A channel that is read from outside from now on: what stands there already is drawn anew as outsiders may read it."""

from __future__ import annotations

from dialogs.registry import Turn
from pledges.messages import ChannelId, Outgoing


async def redraw(turn: Turn, channel: ChannelId) -> None:
    """Have the newest digest of a channel, with the replies in its thread, drawn anew by silent edits."""
    for post in await turn.tx.afterwards.posts(turn.now):
        if post.channel == channel:
            for key in post.keys:
                await _redraw(turn, key)


async def _redraw(turn: Turn, key: str) -> None:
    if sent := await turn.tx.outbox.standing(key):
        again = f"{key}:outside:{turn.inbound.id}"
        new = Outgoing(kind=sent.kind, to=sent.to, key=again, not_before=turn.now, facts=sent.facts, target=sent.at)
        await turn.tx.outbox.put(new, turn.now)
