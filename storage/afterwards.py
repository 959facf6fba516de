"""What became of the digests that were posted: read beside the figures that were kept, which stay as they were said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from pledges.afterwards import FINISHED, Afterwards, Correction, Posted, news_of, to_be_shown, told_of
from pledges.calendar import week_of
from pledges.digest import Digest
from pledges.messages import ChannelId, PersonId
from pledges.people import DirectorateId
from pledges.pledge import Pledge, Publication
from storage.afterwards_tables import digest_corrections, digest_redraws
from storage.ledger import channels, digests, outbox
from storage.pledge_rows import load
from storage.store import Row, Store
from storage.tables import directorates, history, people, pledges

RECENT = timedelta(days=14)
TRIES = 4  # of one post, with its replies: what has died so often is not tried again
SLACK = timedelta(minutes=1)  # a change may be kept a moment after its time

_d, _r, _c, _p, _o = digests.c, digest_redraws.c, digest_corrections.c, pledges.c, outbox.c


@dataclass(frozen=True, slots=True, kw_only=True)
class Righted:
    """A correction with whose digest it is about, and who made it (a name)."""

    correction: Correction
    directorate: str
    week: str
    by: str
    withdrawn_at: datetime | None = None


class Aftermath(Store):
    async def posts(self, now: datetime) -> list[Posted]:
        """The newest digest of each channel that is linked and not gone, if it may still be the week's."""
        here = (channels.c.id == _d.channel_id) & (channels.c.directorate_id == _d.directorate_id)
        newest = sa.select(_d.channel_id, _d.directorate_id, sa.func.max(_d.week).label("week")).join(channels, here)
        recent = sa.not_(channels.c.gone) & (_d.week >= week_of((now - RECENT).date()))  # found in the key alone
        query = newest.where(recent).group_by(_d.channel_id, _d.directorate_id)
        return [_posted(row) for row in await self._rows(query.order_by(_d.channel_id))]

    async def is_newest(self, post: Posted) -> bool:
        """Whether no later digest of the same directorate was put in that channel."""
        later = (_d.channel_id == post.channel) & (_d.directorate_id == post.directorate) & (_d.week > post.week)
        return await self._conn.scalar(sa.select(_d.week).where(later).limit(1)) is None

    async def sent_at(self, post: Posted) -> datetime | None:
        """When it was posted; None while it was not."""
        posted = (outbox.c.key == post.key) & (outbox.c.state == "sent")
        found: datetime | None = await self._conn.scalar(sa.select(outbox.c.settled_at).where(posted))
        return found

    async def is_stale(self, post: Posted, since: datetime) -> bool:
        """Whether anything has changed in the register, was put right, or failed, since a digest was last looked at.

        False for what was looked at after `since`: it has just been seen to.
        """
        found = await self._conn.scalar(sa.select(_r.looked_at).where(_of(digest_redraws, post)))
        looked = found or await self._conn.scalar(sa.select(_d.put_at).where(_of(digests, post)))
        if looked is None or looked > since:
            return False
        after = looked - SLACK
        changed = sa.exists().where(history.c.at > after)
        righted = sa.exists().where(_of(digest_corrections, post), sa.or_(_c.at > after, _c.withdrawn_at > after))
        if await self._conn.scalar(sa.select(sa.or_(changed, righted))):
            return True
        return await self.has_failed(post)

    async def has_failed(self, post: Posted) -> bool:
        """Whether an edit has died since it was last looked at, and not so many before that there is no use in more."""
        mine = _o.key.startswith(f"{post.key}:", autoescape=True) & _o.key.contains(":now:")
        dead = (_o.channel_id == post.channel) & (_o.state == "dead") & mine
        looked = sa.select(_r.looked_at).where(_of(digest_redraws, post)).scalar_subquery()
        since = sa.select(_o.id).where(_o.settled_at >= looked, dead).limit(1)  # first by time, which has an index
        if await self._conn.scalar(since) is None:
            return False
        return int(await self._conn.scalar(sa.select(sa.func.count()).select_from(outbox).where(dead)) or 0) < TRIES

    async def drawn(self, post: Posted) -> str:
        """The mark of what it was last told to say; empty before that."""
        return str(await self._conn.scalar(sa.select(_r.drawn).where(_of(digest_redraws, post))) or "")

    async def take(self, post: Posted, drawn: str, since: datetime, now: datetime) -> bool:
        """Note that it says this from now on; False where another copy has looked at it after `since`."""
        new = self._insert(digest_redraws).values(**_columns(post), drawn=drawn, looked_at=now)
        place = ["channel_id", "directorate_id", "week"]
        values = {"drawn": drawn, "looked_at": now}
        once = new.on_conflict_do_update(index_elements=place, set_=values, where=_r.looked_at <= since)
        return await self._count(once) == 1

    async def of(self, post: Posted, digest: Digest, *, news: bool = True) -> Afterwards:
        """What became of it up to now; without `news`, which end with the next digest, what was put right alone.

        The digest is as its readers see it: of what is not for publication no more is said than it has rows for.
        """
        found = news_of(digest, post.directorate, await self._changed(post, digest)) if news else ()
        return Afterwards(news=found, corrections=to_be_shown(await self.corrections(post), digest))

    async def _changed(self, post: Posted, digest: Digest) -> list[Pledge]:
        """What has changed since: of all that it names, and of the directorate what was finished."""
        numbers = [int(ref.removeprefix("CP-")) for ref in told_of(digest)]
        finished = (_p.directorate_id == post.directorate) & (_p.finished_at > digest.as_at) & _p.status.in_(FINISHED)
        changed = _p.number.in_(sa.select(history.c.pledge).where(history.c.at > digest.as_at))
        query = sa.select(_p.number).where(changed, sa.or_(_p.number.in_(numbers), finished))
        found = [row["number"] for row in await self._rows(query)]
        return await load(self._conn, _p.number.in_(found)) if found else []

    async def corrections(self, post: Posted) -> list[Correction]:
        """What was put right about a digest and not taken back, oldest first."""
        return await self._corrections(_of(digest_corrections, post) & _c.withdrawn_at.is_(None))

    async def correction(self, id: int) -> Correction | None:
        """A correction that stands."""
        return next(iter(await self._corrections((_c.id == id) & _c.withdrawn_at.is_(None))), None)

    async def _corrections(self, which: sa.ColumnElement[bool]) -> list[Correction]:
        query = sa.select(digest_corrections, _p.publication).outerjoin(pledges, _p.number == _c.pledge).where(which)
        return [_correction(row) for row in await self._rows(query.order_by(_c.id))]

    async def newest(self, limit: int) -> list[Righted]:
        """What was put right last, the newest first; what was taken back, too."""
        query = (
            sa.select(digest_corrections, _p.publication, people.c.name, directorates.c.name.label("directorate"))
            .join(people, people.c.id == _c.by_id)
            .join(directorates, directorates.c.id == _c.directorate_id)
            .outerjoin(pledges, _p.number == _c.pledge)
        )
        rows = await self._rows(query.order_by(_c.id.desc()).limit(limit))
        return [_righted(row) for row in rows]

    async def correct(
        self, post: Posted, pledge: int | None, words: str, *, not_late: bool, by: PersonId, now: datetime
    ) -> int:
        """Put something right about a digest; return the number of the correction."""
        values = {"pledge": pledge, "words": words, "not_late": not_late, "by_id": by, "at": now}
        new = sa.insert(digest_corrections).values(**_columns(post), **values).returning(_c.id)
        return int((await self._rows(new))[0]["id"])

    async def withdraw(self, id: int, now: datetime) -> bool:
        """Take a correction back; return whether it stood."""
        stands = (_c.id == id) & _c.withdrawn_at.is_(None)
        return await self._count(sa.update(digest_corrections).where(stands).values(withdrawn_at=now)) == 1


def _columns(post: Posted) -> dict[str, object]:
    return {"channel_id": post.channel, "directorate_id": post.directorate, "week": post.week}


def _of(table: sa.Table, post: Posted) -> sa.ColumnElement[bool]:
    return sa.and_(*(table.c[name] == value for name, value in _columns(post).items()))


def _posted(row: Row) -> Posted:
    channel, directorate = ChannelId(row["channel_id"]), DirectorateId(row["directorate_id"])
    return Posted(channel=channel, directorate=directorate, week=row["week"])


def _righted(row: Row) -> Righted:
    same = {name: row[name] for name in ("directorate", "week", "withdrawn_at")}
    return Righted(correction=_correction(row), by=row["name"], **same)


def _correction(row: Row) -> Correction:
    ref = "" if row["pledge"] is None else f"CP-{row['pledge']}"
    same = {name: row[name] for name in ("id", "words", "at", "not_late")}
    return Correction(ref=ref, hidden=row["publication"] is Publication.RESTRICTED, **same)
