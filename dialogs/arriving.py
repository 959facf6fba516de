"""Coming and going: where people and channels can be written to, learnt and unlearnt."""

from __future__ import annotations

from dialogs.registry import Draw, Response, Turn
from dialogs.turn import Place, Reply, Silent


async def remember(turn: Turn) -> None:
    """A person's address is learnt from personal conversations only, a channel's without its thread."""
    inbound = turn.inbound
    if inbound.place is Place.PERSONAL:
        await turn.tx.people.remember(turn.person.id, inbound.address, turn.now)
    elif inbound.channel:
        channel = inbound.channel
        await turn.tx.channels.seen(channel.id, channel.name, channel.team, channel.address)


async def installed(turn: Turn) -> Response:
    """Say hello once, whichever of Teams' two events comes first."""
    if turn.inbound.place is Place.PERSONAL:
        return Draw("welcome") if await turn.tx.people.welcomed(turn.person.id, turn.now) else Silent()
    channel = turn.inbound.channel
    if channel and await turn.tx.presses.first(f"hello:{channel.id}", turn.person.id, "hello", "", turn.now):
        return Draw("hello channel", {"channel": channel.name, "team": channel.team})
    return Silent()


async def removed(turn: Turn) -> Reply:
    """Write no more to whoever, or wherever, took the bot out."""
    if turn.inbound.place is Place.PERSONAL:
        await turn.tx.people.suspend(turn.person.id, "took the bot out", turn.now)
    elif turn.inbound.channel:
        await turn.tx.channels.lost(turn.inbound.channel.id)
    return Silent()
