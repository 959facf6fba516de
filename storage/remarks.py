"""What readers say is wrong in a posted digest: who, when, of which digest, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

import sqlalchemy as sa

from pledges.afterwards import Posted
from pledges.messages import ChannelId, PersonId
from pledges.people import DirectorateId
from storage.afterwards_tables import digest_remarks
from storage.ledger import channels
from storage.store import Row, Store
from storage.tables import directorates, people

RIGHT, CORRECTED = "right", "corrected"

_c = digest_remarks.c
_settler = people.alias("settler")
_known = (
    sa.select(
        digest_remarks,
        people.c.name.label("by"),
        directorates.c.name.label("directorate"),
        channels.c.name.label("channel"),
        _settler.c.name.label("settler"),
    )
    .join(people, people.c.id == _c.by_id)
    .join(directorates, directorates.c.id == _c.directorate_id)
    .join(channels, channels.c.id == _c.channel_id)
    .outerjoin(_settler, _settler.c.id == _c.settled_by)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """`by` and `settler` are names. `outcome` is empty while nobody has answered it, `reply` what the admin wrote."""

    id: int
    post: Posted
    directorate: str
    channel: str
    by: str
    by_id: PersonId
    at: datetime
    words: str
    outcome: str = ""
    reply: str = ""
    settler: str = ""
    settled_at: datetime | None = None


class Remarks(Store):
    async def put(self, post: Posted, words: str, by: PersonId, now: datetime) -> bool:
        """Keep what somebody says of a digest; False where they have said the very same of it."""
        place = {"channel_id": post.channel, "directorate_id": post.directorate, "week": post.week}
        return await self._insert_once(digest_remarks, **place, by_id=by, at=now, words=words, mark=mark_of(words))

    async def said(self, post: Posted, by: PersonId) -> list[Remark]:
        """What somebody has said of a digest, oldest first."""
        here = (_c.channel_id == post.channel) & (_c.directorate_id == post.directorate) & (_c.week == post.week)
        return await self._made(_known.where(here, _c.by_id == by).order_by(_c.id))

    async def lock(self, id: int) -> Remark | None:
        """A remark, for whoever means to answer it: nobody else can until the transaction ends."""
        mine = _known.where(_c.id == id).with_for_update(of=digest_remarks)
        return next(iter(await self._made(mine)), None)

    async def open(self, limit: int) -> list[Remark]:
        """What nobody has answered, oldest first."""
        return await self._made(_known.where(_c.outcome == "").order_by(_c.id).limit(limit))

    async def count_open(self) -> int:
        query = sa.select(sa.func.count()).select_from(digest_remarks).where(_c.outcome == "")
        return int(await self._conn.scalar(query) or 0)

    async def last_open(self) -> int:
        """The number of the newest that nobody has answered; 0 when there is none."""
        return int(await self._conn.scalar(sa.select(sa.func.max(_c.id)).where(_c.outcome == "")) or 0)

    async def settled(self, first: int, limit: int) -> tuple[list[Remark], int]:
        """Some of what was answered, the newest first, and how many there are."""
        done = _c.outcome != ""
        count = int(await self._conn.scalar(sa.select(sa.func.count()).select_from(digest_remarks).where(done)) or 0)
        return await self._made(_known.where(done).order_by(_c.id.desc()).offset(first).limit(limit)), count

    async def settle(self, id: int, outcome: str, reply: str, by: PersonId, now: datetime) -> bool:
        """Note what came of it; False where somebody has done so."""
        values = {"outcome": outcome, "reply": reply, "settled_by": by, "settled_at": now}
        mine = (_c.id == id) & (_c.outcome == "")
        return await self._count(sa.update(digest_remarks).where(mine).values(values)) == 1

    async def put_again(self, id: int) -> None:
        """Have it wait for an answer again."""
        values = {"outcome": "", "reply": "", "settled_by": None, "settled_at": None}
        await self._conn.execute(sa.update(digest_remarks).where(_c.id == id).values(values))

    async def _made(self, query: sa.Select[tuple[object, ...]]) -> list[Remark]:
        return [_made(row) for row in await self._rows(query)]


def mark_of(words: str) -> str:
    """A mark of what was said, whatever its spaces and capitals."""
    return sha256(" ".join(words.split()).casefold().encode()).hexdigest()


def _made(row: Row) -> Remark:
    names: Sequence[str] = ("id", "directorate", "channel", "by", "at", "words", "outcome", "reply", "settled_at")
    channel, directorate = ChannelId(row["channel_id"]), DirectorateId(row["directorate_id"])
    return Remark(
        post=Posted(channel=channel, directorate=directorate, week=row["week"]),
        by_id=PersonId(row["by_id"]),
        settler=row["settler"] or "",
        **{name: row[name] for name in names},
    )
