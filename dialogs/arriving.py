"""Coming and going: where people and channels can be written to, learnt and unlearnt."""

from __future__ import annotations

from dialogs.registry import Draw, Response, Turn
from dialogs.turn import Happened, Place, Reply, Silent


async def remember(turn: Turn) -> None:
    """A person's address is learnt from personal conversations only, a channel's without its thread."""
    inbound = turn.inbound
    if inbound.place is Place.PERSONAL:
        await turn.tx.people.remember(turn.person.id, inbound.address, turn.now)
    elif inbound.channel:
        channel = inbound.channel
        await turn.tx.channels.seen(channel.id, channel.name, channel.team, channel.address, channel.team_id)
        if inbound.happened is Happened.INSTALLED:
            await turn.tx.channels.team_back(channel.team_id, channel.team)


async def installed(turn: Turn) -> Response:
    """Say hello once, whichever of Teams' two events comes first. A channel that has its digest is not told how."""
    if turn.inbound.place is Place.PERSONAL:
        return Draw("welcome") if await turn.tx.people.welcomed(turn.person.id, turn.now) else Silent()
    channel = turn.inbound.channel
    if channel and await turn.tx.channels.get(channel.id):
        return Silent()
    if channel and await turn.tx.presses.first(f"hello:{channel.id}", turn.person.id, "hello", "", turn.now):
        return Draw("hello channel", {"channel": channel.name, "team": channel.team})
    return Silent()


async def removed(turn: Turn) -> Reply:
    """Write no more to somebody who took the bot out of their chat: see channel_news for that of a team."""
    if turn.inbound.place is Place.PERSONAL:
        await turn.tx.people.suspend(turn.person.id, "took the bot out", turn.now)
    return Silent()
