"""Services that move to another body on a day, and whose each pledge was on any day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from pledges.messages import PersonId
from pledges.people import Directorate, DirectorateId, PostId
from pledges.pledge import Pledge, Status
from pledges.transfers import Home, Moment, Transfer, TransferId
from storage import homes
from storage.holdings import post_places
from storage.pledge_rows import load
from storage.store import Row, Store, folded
from storage.tables import directorates, history, history_texts, pledge_owners, pledges, posts
from storage.transfer_tables import pledge_homes, transfers

_c, _p = transfers.c, pledges.c
_transfer = sa.select(transfers, directorates.c.name).join(directorates, directorates.c.id == _c.directorate_id)
_live = _p.finished_at.is_(None) | (_p.status == Status.DONE)
FIELDS = ("title", "status", "deadline")


class Transfers(Store):
    async def put(
        self, services: Sequence[str], to: DirectorateId, since: date, by: PersonId, now: datetime
    ) -> Transfer:
        """Note what is to move; it does when `begin` finds that the day has come."""
        told = {"services": "\n".join(services), "directorate_id": to, "since": since, "put_by": by, "put_at": now}
        row = await self._row(sa.insert(transfers).values(told).returning(_c.id))
        assert row
        return await self.get(TransferId(row["id"]))

    async def get(self, transfer: TransferId, *, for_update: bool = False) -> Transfer:
        """Raises LookupError for an id that no transfer has."""
        query = _transfer.where(_c.id == transfer)
        row = await self._row(query.with_for_update(of=transfers) if for_update else query)
        if row is None:
            raise LookupError(f"there is no transfer {transfer}")
        return _made(row)

    async def all(self) -> list[Transfer]:
        """Every transfer, the latest day first; those that were taken back too."""
        return [_made(row) for row in await self._rows(_transfer.order_by(_c.since.desc(), _c.id.desc()))]

    async def come(self, today: date) -> list[TransferId]:
        """What was to move by this day and has not."""
        waiting = _c.begun_at.is_(None) & _c.taken_back_at.is_(None) & (_c.since <= today)
        rows = await self._rows(sa.select(_c.id).where(waiting).order_by(_c.since, _c.id))
        return [TransferId(row["id"]) for row in rows]

    async def take_back(self, transfer: TransferId, now: datetime) -> bool:
        """Call a transfer off; False when it has begun or was called off before."""
        waiting = (_c.id == transfer) & _c.begun_at.is_(None) & _c.taken_back_at.is_(None)
        return await self._count(sa.update(transfers).where(waiting).values(taken_back_at=now)) == 1

    async def begun(self, transfer: TransferId, moved: int, posts: int, now: datetime) -> None:
        """Note that it was done, and how much of it there was."""
        change = sa.update(transfers).where(_c.id == transfer)
        await self._conn.execute(change.values(begun_at=now, moved=moved, posts=posts))

    async def services(self) -> list[str]:
        """The services that pledges and posts name, as they name them."""
        named = sa.select(_p.service).where(_p.service != "").distinct()
        held = sa.select(post_places.c.service).where(post_places.c.service != "").distinct()
        return sorted({row["service"] for row in await self._rows(named.union(held))})

    async def pledges_of(self, services: Iterable[str], but: DirectorateId | None = None) -> list[Pledge]:
        """What is open, or done and to be confirmed, of some services; without what is the directorate's `but`.

        A pledge that names no service is of that of the post which leads it.
        """
        spelt = await self._spelt(services)
        led = sa.select(pledge_owners.c.pledge).where(
            pledge_owners.c.lead, pledge_owners.c.post_id.in_(_posts_of(spelt))
        )
        named = sa.select(_p.number).where(_p.service.in_(spelt), _p.service != "")
        theirs = _p.number.in_(named.union(led)) & (_p.service.in_(spelt) | (_p.service == ""))
        return await load(self._conn, theirs & _live & _p.directorate_id.is_distinct_from(but))

    async def posts_of(self, services: Iterable[str], but: DirectorateId | None = None) -> list[PostId]:
        """The posts of some services, directors apart, that belong to another directorate than `but`."""
        here = posts.c.id.in_(_posts_of(await self._spelt(services)))
        query = sa.select(posts.c.id).where(here, sa.not_(posts.c.director))
        found = await self._rows(query.where(posts.c.directorate_id.is_distinct_from(but)).order_by(posts.c.id))
        return [PostId(row["id"]) for row in found]

    async def move_posts(self, which: Iterable[PostId], to: DirectorateId) -> None:
        """Have posts belong to another directorate."""
        here = posts.c.id.in_(sorted(set(which)))
        await self._conn.execute(sa.update(posts).where(here).values(directorate_id=to))

    async def homes(self, numbers: Iterable[int]) -> Mapping[int, list[Home]]:
        """Whose some pledges were, in the order in which it was noted; nothing for one that never moved."""
        return await homes.of(self._conn, numbers)

    async def ever_of(self, directorate: DirectorateId) -> list[Pledge]:
        """What is or was a directorate's, finished or not, in number order."""
        was = sa.select(pledge_homes.c.pledge).where(pledge_homes.c.directorate_id == directorate)
        return await load(self._conn, (_p.directorate_id == directorate) | _p.number.in_(was))

    async def moments(self, numbers: Iterable[int], zone: ZoneInfo) -> Mapping[int, list[Moment]]:
        """What became of the titles, states and dates of some pledges, in order, by days in a zone."""
        same = (history_texts.c.pledge == history.c.pledge) & (history_texts.c.sequence == history.c.sequence)
        query = (
            sa.select(history.c.pledge, history.c.at, history.c.field, history_texts.c.after)
            .join(history_texts, same)
            .where(history.c.pledge.in_(sorted(set(numbers))), history.c.field.in_(FIELDS))
            .order_by(history.c.pledge, history.c.sequence)
        )
        found: defaultdict[int, list[Moment]] = defaultdict(list)
        for row in await self._rows(query):
            on = row["at"].astimezone(zone).date()
            found[row["pledge"]].append(Moment(on=on, field=row["field"], after=row["after"]))
        return found

    async def silent(self) -> list[tuple[Directorate, str]]:
        """The directorates without an open pledge, each with "", and the services of directorates without one."""
        here = sa.exists().where(_p.directorate_id == directorates.c.id, _p.finished_at.is_(None))
        none = await self._rows(sa.select(directorates).where(sa.not_(here)).order_by(directorates.c.name))
        silent = [(Directorate(row["id"], row["name"]), "") for row in none]
        return [*silent, *await self._silent_services({d.id for d, _ in silent})]

    async def _silent_services(self, silent: set[DirectorateId]) -> list[tuple[Directorate, str]]:
        """By the directorate as written; those of a directorate that is named as a whole are not named again."""
        named = sa.select(_p.service, _p.directorate_id, (_p.finished_at.is_(None)).label("open")).distinct()
        told = await self._rows(named.where(_p.service != "", _p.directorate_id.is_not(None)))
        held = sa.select(post_places.c.service, posts.c.directorate_id).join(posts, posts.c.id == post_places.c.post_id)
        posted = await self._rows(held.where(post_places.c.service != "", posts.c.directorate_id.is_not(None)))
        known = {(r["directorate_id"], folded(r["service"])): r["service"] for r in (*posted, *told)}
        busy = {(r["directorate_id"], folded(r["service"])) for r in told if r["open"]}
        quiet = [(d, service) for (d, key), service in known.items() if (d, key) not in busy and d not in silent]
        names = {r["id"]: r["name"] for r in await self._rows(sa.select(directorates))}
        return sorted(((Directorate(d, names[d]), s) for d, s in quiet), key=lambda each: (each[0].name, each[1]))

    async def _spelt(self, services: Iterable[str]) -> list[str]:
        """Services in every way that the register writes them."""
        wanted = {folded(each) for each in services}
        return [each for each in await self.services() if folded(each) in wanted]


def _posts_of(services: Sequence[str]) -> sa.Select[tuple[int]]:
    return sa.select(post_places.c.post_id).where(post_places.c.service.in_(services))


def _made(row: Row) -> Transfer:
    same = {name: row[name] for name in ("since", "begun_at", "moved", "posts")}
    return Transfer(
        id=TransferId(row["id"]),
        services=tuple(row["services"].split("\n")),
        to=Directorate(DirectorateId(row["directorate_id"]), row["name"]),
        by=PersonId(row["put_by"]),
        taken_back=row["taken_back_at"] is not None,
        **same,
    )
