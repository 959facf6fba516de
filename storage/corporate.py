"""The council's digest: which channels get it, what it told, and its figures, counted in the database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from pydantic import TypeAdapter

from pledges.composing import Found, Part, compose, item_of
from pledges.corporate import Corporate, Item
from pledges.digest import WEEK
from pledges.exceptions import RULES, Rule
from pledges.lost import Lost
from pledges.messages import ChannelId, PersonId
from pledges.pledge import Publication
from pledges.policy import Policy
from storage import tallies
from storage.ledger import channels
from storage.measuring import MEASURED, Reading, value_of
from storage.pledge_rows import load
from storage.schema import metadata, refers
from storage.store import Row, Store
from storage.tables import pledges
from storage.types import UtcDateTime

SHOWN = 5  # of each rule by name
_c = pledges.c
_json = TypeAdapter(Corporate)

corporate_channels = sa.Table(
    "corporate_channels",
    metadata,
    sa.Column("channel_id", sa.ForeignKey("channels.id"), primary_key=True),
    refers("linked_by", "people.id", nullable=False),
    sa.Column("linked_on", sa.Date, nullable=False),
)

corporate_digests = sa.Table(
    "corporate_digests",
    metadata,
    sa.Column("channel_id", sa.ForeignKey("channels.id"), primary_key=True),
    sa.Column("week", sa.String(8), primary_key=True),
    sa.Column("told", sa.Text, nullable=False),
    sa.Column("put_at", UtcDateTime, nullable=False),
)
_l, _d = corporate_channels.c, corporate_digests.c
_KEPT = ("name", "team", "gone", "lost_why", "lost_at", "told_gone")
_linked = sa.select(_l.channel_id, _l.linked_on, *(channels.c[name] for name in _KEPT)).join(
    channels, channels.c.id == _l.channel_id
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CorporateChannel:
    """A channel that gets the council's digest; how it is `gone`, and whether the admins know, is as for any other."""

    id: ChannelId
    name: str
    team: str
    linked_on: date
    gone: bool
    lost: Lost = Lost.REFUSED
    lost_at: datetime | None = None
    told_gone: bool = False


class CorporateBook(Store):
    async def link(self, channel: ChannelId, *, by: PersonId, on: date) -> None:
        """Give a channel that was seen the council's digest. One that has it keeps it."""
        await self._insert_once(corporate_channels, channel_id=channel, linked_by=by, linked_on=on)

    async def unlink(self, channel: ChannelId) -> bool:
        """Take it away again; False where the channel had none."""
        return await self._count(sa.delete(corporate_channels).where(_l.channel_id == channel)) == 1

    async def linked(self) -> list[CorporateChannel]:
        return [_made(row) for row in await self._rows(_linked.order_by(channels.c.name, _l.channel_id))]

    async def channel(self, channel: ChannelId) -> CorporateChannel | None:
        """The link of a channel; None when it has none."""
        row = await self._row(_linked.where(_l.channel_id == channel))
        return _made(row) if row else None

    async def put(self, channel: ChannelId, week: str, digest: Corporate, now: datetime) -> bool:
        """Keep the digest of a week ("2026-W49") once; return whether it was new."""
        told = _json.dump_json(digest).decode()
        return await self._insert_once(corporate_digests, channel_id=channel, week=week, told=told, put_at=now)

    async def get(self, channel: ChannelId, week: str) -> Corporate | None:
        """The digest of a week exactly as it was put."""
        return await self._newest(channel, _d.week == week)

    async def knows(self, channel: ChannelId, week: str) -> bool:
        """Whether the digest of a week was put."""
        here = (_d.channel_id == channel) & (_d.week == week)
        return await self._conn.scalar(sa.select(_d.week).where(here)) is not None

    async def before(self, channel: ChannelId, week: str) -> Corporate | None:
        """The newest digest of an earlier week."""
        return await self._newest(channel, _d.week < week)

    async def _newest(self, channel: ChannelId, which: sa.ColumnElement[bool]) -> Corporate | None:
        query = sa.select(_d.told).where(_d.channel_id == channel, which).order_by(_d.week.desc()).limit(1)
        told = await self._conn.scalar(query)
        return _json.validate_json(told) if told else None

    async def parts(self) -> list[Part]:
        """Every directorate, with how it stands."""
        return await tallies.parts(self._conn)

    async def summed_up(self, channel: ChannelId, week: str, policy: Policy, now: datetime) -> Corporate:
        """How the council stands now, beside what the channel was told in an earlier week. Nothing is kept."""
        before = await self.before(channel, week)
        found = await self.figures(policy, now, before.as_at if before else now - WEEK)
        return compose(found, policy, now, week, before)

    async def figures(self, policy: Policy, now: datetime, since: datetime) -> Found:
        """How the council stands; `since` is the moment from which on what was done is told."""
        conn, today = self._conn, policy.today(now)
        parts = await tallies.parts(conn)
        reading = Reading(today=today, policy=policy, lives={part.id: part.live for part in parts})
        cells, unshown = await tallies.cells(conn, reading), await tallies.unshown(conn, reading)
        return Found(
            parts=parts,
            cells=cells,
            done=await tallies.done(conn, since),
            unshown=unshown,
            spoke=await tallies.spoke(conn, reading),
            services=await tallies.services(conn),
            themes=await tallies.themes(conn, reading),
            items=await self._items(reading, {name for cell in cells for name in cell.broken} | {*unshown}),
        )

    async def _items(self, reading: Reading, broken: Set[str]) -> Mapping[str, tuple[Item, ...]]:
        """A few of the exceptions of each rule that is broken, the worst first.

        What is not for publication is counted and never among them: its owner and its days would say too much, and
        nobody looks who reads the channel.
        """
        marks = {rule: await self._worst(rule, reading) for rule in RULES if rule.name in broken}
        wanted = {number for found in marks.values() for number in found}
        known = {p.number: p for p in await load(self._conn, _c.number.in_(sorted(wanted)))}
        items = defaultdict[str, list[Item]](list)
        for rule, found in marks.items():
            items[rule.name] = [item_of(known[number], value) for number, value in found.items()]
        return {name: tuple(each) for name, each in items.items()}

    async def _worst(self, rule: Rule, reading: Reading) -> dict[int, int]:
        measured = MEASURED[rule.measure]
        order = measured.mark.desc() if measured.most_first else measured.mark.asc()
        shown = measured.holds(reading, rule.at_least) & (_c.publication != Publication.RESTRICTED)
        query = sa.select(_c.number, measured.mark.label("mark")).where(shown)
        rows = await self._rows(query.order_by(order, _c.number).limit(SHOWN))
        return {row["number"]: value_of(row["mark"], reading) for row in rows}


def _made(row: Row) -> CorporateChannel:
    same = {name: row[name] for name in ("name", "team", "linked_on", "gone", "lost_at", "told_gone")}
    return CorporateChannel(id=ChannelId(row["channel_id"]), lost=Lost(row["lost_why"] or Lost.REFUSED), **same)
