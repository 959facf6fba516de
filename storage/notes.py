"""The directors' weekly notes: the figures that they tell, which are those of the digest, and how far each has come."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa
from pydantic import TypeAdapter

from pledges.digest import Digest
from pledges.people import DirectorateId
from pledges.pledge import Pledge
from storage.ledger import digests, outbox
from storage.pledge_rows import load
from storage.schema import metadata, refers
from storage.store import Store
from storage.tables import pledges
from storage.types import UtcDateTime

# Of directorates whose digest goes to no channel.
unposted = sa.Table(
    "unposted_weeks",
    metadata,
    refers("directorate_id", "directorates.id", primary_key=True),
    sa.Column("week", sa.String(8), primary_key=True),
    sa.Column("told", sa.Text, nullable=False),
    sa.Column("put_at", UtcDateTime, nullable=False),
)
_json = TypeAdapter(Digest)
_d, _u, _o, _p = digests.c, unposted.c, outbox.c, pledges.c


class Notes(Store):
    async def figures(self, directorate: DirectorateId, week: str) -> Digest | None:
        """What was kept for a week ("2026-W49"): the very figures of the channel's digest, else those kept here."""
        return await self._newest(directorate, _d.week == week, _u.week == week)

    async def earlier(self, directorate: DirectorateId, week: str) -> Digest | None:
        """The newest figures of an earlier week."""
        return await self._newest(directorate, _d.week < week, _u.week < week)

    async def keep(self, directorate: DirectorateId, week: str, digest: Digest, now: datetime) -> bool:
        """Keep the figures of a directorate that no channel has, once; return whether they were new."""
        told = _json.dump_json(digest).decode()
        return await self._insert_once(unposted, directorate_id=directorate, week=week, told=told, put_at=now)

    async def kept(self, week: str) -> frozenset[DirectorateId]:
        """The directorates whose figures of a week are kept."""
        posted = sa.select(_d.directorate_id).where(_d.week == week)
        found = posted.union(sa.select(_u.directorate_id).where(_u.week == week))
        return frozenset(DirectorateId(row["directorate_id"]) for row in await self._rows(found))

    async def put_for(self, keys: Collection[str]) -> dict[str, datetime | None]:
        """Of those of these notes that were put: when each is to be sent, or None where that is settled."""
        query = sa.select(_o.key, _o.not_before, _o.settled_at).where(_o.key.in_(tuple(keys)))
        return {row["key"]: None if row["settled_at"] else row["not_before"] for row in await self._rows(query)}

    async def bring_forward(self, key: str, until: datetime, now: datetime) -> None:
        """Have a note be sent now that was to wait until a moment of today."""
        waits = (_o.key == key) & _o.settled_at.is_(None) & (_o.not_before > now) & (_o.not_before <= until)
        await self._conn.execute(sa.update(outbox).where(waits).values(not_before=now))

    async def waiting(self, directorate: DirectorateId) -> list[Pledge]:
        """What waits for a decision about its date, in number order."""
        return await load(
            self._conn, _p.finished_at.is_(None) & _p.wanted.is_not(None) & (_p.directorate_id == directorate)
        )

    async def _newest(
        self, directorate: DirectorateId, posted: sa.ColumnElement[bool], kept: sa.ColumnElement[bool]
    ) -> Digest | None:
        """The first channel's, where several have them."""
        channels = sa.select(_d.week, sa.literal(0).label("own"), _d.channel_id.label("place"), _d.told).where(
            _d.directorate_id == directorate, posted
        )
        own = sa.select(_u.week, sa.literal(1), sa.literal(""), _u.told).where(_u.directorate_id == directorate, kept)
        found = channels.union_all(own).subquery().c
        query = sa.select(found.told).order_by(found.week.desc(), found.own, found.place).limit(1)
        told = await self._conn.scalar(query)
        return _json.validate_json(told) if told else None
