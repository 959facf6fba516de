"""Digests as they were told, so that the next week can say what changed and the same week says the same again."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from pydantic import TypeAdapter

from pledges.afterwards import put_right
from pledges.digest import Before, Digest
from pledges.messages import ChannelId
from pledges.people import DirectorateId
from storage.afterwards_tables import digest_corrections
from storage.ledger import digests
from storage.store import Store

_c, _r = digests.c, digest_corrections.c
_json = TypeAdapter(Digest)


class Digests(Store):
    async def put(
        self, channel: ChannelId, directorate: DirectorateId, week: str, digest: Digest, now: datetime
    ) -> bool:
        """Keep the digest of a week ("2026-W49") once; return whether it was new."""
        told = _json.dump_json(digest).decode()
        place = {"channel_id": channel, "directorate_id": directorate, "week": week}
        return await self._insert_once(digests, told=told, put_at=now, **place)

    async def get(self, channel: ChannelId, directorate: DirectorateId, week: str) -> Digest | None:
        """The digest of a week exactly as it was put."""
        return await self._newest(channel, directorate, _c.week == week)

    async def knows(self, channel: ChannelId, directorate: DirectorateId, week: str) -> bool:
        """Whether the digest of a week was put: asked at every pass, so its figures are not read for that."""
        here = (_c.channel_id == channel) & (_c.directorate_id == directorate) & (_c.week == week)
        return await self._conn.scalar(sa.select(_c.week).where(here)) is not None

    async def before(self, channel: ChannelId, directorate: DirectorateId, week: str) -> Before | None:
        """What the newest digest of an earlier week said, and what was put right about it."""
        digest = await self._newest(channel, directorate, _c.week < week)
        return (
            put_right(before_of(digest), digest, await self._not_late(channel, directorate, week)) if digest else None
        )

    async def _not_late(self, channel: ChannelId, directorate: DirectorateId, week: str) -> frozenset[str]:
        """What the newest digest before a week was wrong to call late."""
        here = (_c.channel_id == channel) & (_c.directorate_id == directorate) & (_c.week < week)
        newest = sa.select(sa.func.max(_c.week)).where(here).scalar_subquery()
        there = (_r.channel_id == channel) & (_r.directorate_id == directorate) & (_r.week == newest)
        wrong = there & _r.not_late & _r.withdrawn_at.is_(None) & _r.pledge.is_not(None)
        return frozenset(f"CP-{row['pledge']}" for row in await self._rows(sa.select(_r.pledge).where(wrong)))

    async def _newest(
        self, channel: ChannelId, directorate: DirectorateId, week: sa.ColumnElement[bool]
    ) -> Digest | None:
        here = (_c.channel_id == channel) & (_c.directorate_id == directorate)
        query = sa.select(_c.told).where(here, week).order_by(_c.week.desc()).limit(1)
        told = await self._conn.scalar(query)
        return _json.validate_json(told) if told else None


def before_of(digest: Digest) -> Before:
    """What next week's digest needs to know of this one."""
    late = {line.ref for line in (*digest.newly, *digest.still)} | {*digest.late}
    late |= {*digest.start.past} if digest.start else set()  # it is not new a week later
    done = {line.ref for line in digest.done} | {*digest.finished}
    return Before(
        counts=digest.counts,
        late=frozenset(late),
        as_at=digest.as_at,
        done=frozenset(done),
        trend=digest.trend,
    )
