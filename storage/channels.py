"""Channels of Teams, and the directorate whose digest each of them gets."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

import sqlalchemy as sa

from pledges.live import Live
from pledges.lost import Lost, in_words
from pledges.messages import Address, ChannelId, PersonId
from pledges.people import Directorate, DirectorateId
from storage.ledger import channels
from storage.live_tables import live_of
from storage.recipients import CHANNEL_ACTIVE, hold_back, release
from storage.store import Row, Store
from storage.tables import directorates

_c = channels.c
_linked = sa.select(
    channels, directorates.c.name.label("directorate"), directorates.c.waits, directorates.c.live_from
).join(directorates, directorates.c.id == _c.directorate_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """A channel that gets a directorate's digest. `gone` says that the bot cannot write there any more.

    `lost` and `lost_at` are why and since when it is gone, or was the last time; `told_gone` is whether the admins
    think that it is. A `public` one is read from outside the council, too.
    """

    id: ChannelId
    name: str
    team: str
    address: Address
    directorate: Directorate
    linked_on: date
    gone: bool
    public: bool = False
    live: Live = field(default_factory=Live)
    lost: Lost = Lost.REFUSED
    lost_at: datetime | None = None
    told_gone: bool = False


class Channels(Store):
    async def seen(self, id: ChannelId, name: str, team: str, address: Address, team_id: str = "") -> None:
        """Keep a channel as it is now, its address without a thread; what was held for it is ready again.

        A link stays as it is, and so does a name that was not told.
        """
        told = {"name": name, "team": team, "team_id": team_id}
        values = {"address": address, "gone": False} | {column: value for column, value in told.items() if value}
        changed = sa.or_(*(_c[column] != value for column, value in values.items()))
        new = self._insert(channels).values(id=id, **told | values)
        if await self._count(new.on_conflict_do_update(index_elements=["id"], set_=values, where=changed)):
            await release(self._conn, id)

    async def link(
        self, id: ChannelId, directorate: DirectorateId, *, by: PersonId, on: date, public: bool = False
    ) -> None:
        """Give a channel that was seen a directorate's digest, in place of any other. Raises LookupError for others.

        One that has it already keeps the day on which it got it, so that no digest is left out.
        """
        since = sa.case((_c.directorate_id == directorate, _c.linked_on), else_=on)
        values = {"directorate_id": directorate, "linked_by": by, "linked_on": since, "public": public}
        if not await self._count(sa.update(channels).where(_c.id == id).values(values)):
            raise LookupError(f"the channel {id} was never seen")

    async def unlink(self, id: ChannelId) -> None:
        values = {"directorate_id": None, "linked_by": None, "linked_on": None, "told_gone": False}
        await self._conn.execute(sa.update(channels).where(_c.id == id).values(values))

    async def linked(self) -> list[Linked]:
        return [_made(row) for row in await self._rows(_linked.order_by(_c.name, _c.id))]

    async def get(self, id: ChannelId) -> Linked | None:
        """The link of a channel; None when it has none."""
        row = await self._row(_linked.where(_c.id == id))
        return _made(row) if row else None

    async def address(self, id: ChannelId) -> Address | None:
        """Where to write to a channel; None when it was never seen, or is gone."""
        found = await self._conn.scalar(sa.select(_c.address).where(_c.id == id, CHANNEL_ACTIVE))
        return Address(found) if found else None

    async def rename(self, id: ChannelId, name: str) -> None:
        await self._conn.execute(sa.update(channels).where(_c.id == id).values(name=name))

    async def rename_team(self, team_id: str, name: str) -> None:
        await self._conn.execute(sa.update(channels).where(_c.team_id == team_id).values(team=name))

    async def lost(self, id: ChannelId, why: Lost, now: datetime) -> None:
        """Write to a channel no more until it is seen again; what waits for it is held."""
        await self._lose(_c.id == id, why, now)

    async def team_lost(self, team_id: str, team: str, why: Lost, now: datetime) -> None:
        """The same for all the channels of a team."""
        await self._lose(_of_team(team_id, team), why, now)

    async def back(self, id: ChannelId) -> None:
        """Write to a channel again; what was held for it is ready."""
        await self._found(_c.id == id)

    async def team_back(self, team_id: str, team: str) -> None:
        """The same for all the channels of a team but those that were deleted by themselves."""
        await self._found(_of_team(team_id, team) & (_c.lost_why != Lost.DELETED.value))

    async def told(self, id: ChannelId, *, gone: bool) -> bool:
        """Note what the admins are told of a channel now. False where they know, or it is not so any more."""
        news = (_c.id == id) & (_c.gone == gone) & (_c.told_gone != gone)
        return await self._count(sa.update(channels).where(news).values(told_gone=gone)) == 1

    async def _lose(self, which: sa.ColumnElement[bool], why: Lost, now: datetime) -> None:
        lost = sa.update(channels).where(which, CHANNEL_ACTIVE).values(gone=True, lost_why=why.value, lost_at=now)
        for row in await self._rows(lost.returning(_c.id)):
            await hold_back(self._conn, ChannelId(row["id"]), f"the channel is gone: {in_words(why)}")

    async def _found(self, which: sa.ColumnElement[bool]) -> None:
        found = sa.update(channels).where(which, _c.gone).values(gone=False)
        for row in await self._rows(found.returning(_c.id)):
            await release(self._conn, ChannelId(row["id"]))


def _of_team(id: str, name: str) -> sa.ColumnElement[bool]:
    """The channels of a team; those that were kept before teams were known by their id are found by its name."""
    unknown = (_c.team_id == "") & (_c.team == name) & (_c.team != "")
    return ((_c.team_id == id) & (_c.team_id != "")) | (_c.id == id) | unknown


def _made(row: Row) -> Linked:
    return Linked(
        id=ChannelId(row["id"]),
        name=row["name"],
        team=row["team"],
        address=Address(row["address"]),
        directorate=Directorate(DirectorateId(row["directorate_id"]), row["directorate"]),
        linked_on=row["linked_on"],
        gone=row["gone"],
        public=row["public"],
        live=live_of(row),
        lost=Lost(row["lost_why"] or Lost.REFUSED),
        lost_at=row["lost_at"],
        told_gone=row["told_gone"],
    )
