"""What Teams tells of channels and their teams: it is kept, and the next planning tells the admins what follows."""

from __future__ import annotations

from dialogs.turn import Channel, Happened, Inbound, Place, Silent
from pledges.lost import Lost
from storage.db import Database, Tx

_TEAM_LOST = {
    Happened.TEAM_GONE: Lost.TEAM_DELETED,
    Happened.TEAM_ARCHIVED: Lost.ARCHIVED,
    Happened.REMOVED: Lost.REMOVED,
}
_OTHERS = frozenset(
    {
        *(Happened.CHANNEL_RENAMED, Happened.CHANNEL_GONE, Happened.CHANNEL_BACK),
        *(Happened.TEAM_RENAMED, Happened.TEAM_BACK),
    }
)


def is_news(inbound: Inbound) -> bool:
    """Whether it is about a channel or its team, and nobody waits for an answer."""
    if inbound.happened is Happened.REMOVED:
        return inbound.place is Place.CHANNEL
    return inbound.happened in _OTHERS or inbound.happened in _TEAM_LOST


async def take(db: Database, inbound: Inbound) -> Silent:
    """Keep what has become of a channel, or of all the channels of a team."""
    if inbound.channel:
        async with db.begin() as tx:
            await _keep(tx, inbound, inbound.channel)
    return Silent()


async def _keep(tx: Tx, inbound: Inbound, channel: Channel) -> None:
    match inbound.happened:
        case Happened.CHANNEL_RENAMED:
            await tx.channels.rename(channel.id, channel.name)
        case Happened.CHANNEL_GONE:
            await tx.channels.lost(channel.id, Lost.DELETED, inbound.now)
        case Happened.CHANNEL_BACK:
            await tx.channels.back(channel.id)
        case Happened.TEAM_RENAMED:
            await tx.channels.rename_team(_team(channel), channel.team)
        case Happened.TEAM_BACK:
            await tx.channels.team_back(_team(channel), channel.team)
        case happened:
            await tx.channels.team_lost(_team(channel), channel.team, _TEAM_LOST[happened], inbound.now)


def _team(channel: Channel) -> str:
    """A team has the id of its first channel, which is where it is told of."""
    return channel.team_id or channel.id
