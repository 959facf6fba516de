"""The newest extra digest of each channel, so that one who asks again hears what has changed since."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from pydantic import TypeAdapter

from pledges.digest import Digest
from pledges.messages import ChannelId
from pledges.people import DirectorateId
from storage.schema import metadata, refers
from storage.store import Store
from storage.types import UtcDateTime

digest_extras = sa.Table(
    "digest_extras",
    metadata,
    sa.Column("channel_id", sa.ForeignKey("channels.id"), primary_key=True),
    refers("directorate_id", "directorates.id", primary_key=True),
    sa.Column("told", sa.Text, nullable=False),
    sa.Column("put_at", UtcDateTime, nullable=False),
)
_c = digest_extras.c
_json = TypeAdapter(Digest)


class Extras(Store):
    async def put(self, channel: ChannelId, directorate: DirectorateId, digest: Digest, now: datetime) -> None:
        """Keep it in place of the last one."""
        told = {"told": _json.dump_json(digest).decode(), "put_at": now}
        new = self._insert(digest_extras).values(channel_id=channel, directorate_id=directorate, **told)
        await self._conn.execute(new.on_conflict_do_update(index_elements=["channel_id", "directorate_id"], set_=told))

    async def get(self, channel: ChannelId, directorate: DirectorateId) -> Digest | None:
        """The last one, of whatever day."""
        here = (_c.channel_id == channel) & (_c.directorate_id == directorate)
        told = await self._conn.scalar(sa.select(_c.told).where(here))
        return _json.validate_json(told) if told else None
