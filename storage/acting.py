"""What directors do from the digest, and whom they let do it for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import sqlalchemy as sa

from pledges.acting import Act, Part, Seat
from pledges.digest import WILL_NOT
from pledges.messages import PersonId
from pledges.people import Directorate, DirectorateId
from pledges.pledge import Publication, Status
from storage import listed
from storage.acting_tables import acts, delegates
from storage.chain import Through
from storage.ledger import asks
from storage.lists import NEWEST, SOONEST, Asked, Order, Which
from storage.store import Row, Store
from storage.tables import directorates, people, pledges, posts
from storage.told import tell

FIELD = "director"
WEEK = timedelta(days=7)

_a, _d, _p = acts.c, delegates.c, pledges.c
_director, _who = people.alias("director"), people.alias("who")


@dataclass(frozen=True, slots=True, kw_only=True)
class Delegate:
    """Somebody who may act for somebody else, since when, and in which directorates that is so today."""

    director: PersonId
    director_name: str
    person: PersonId
    name: str
    since: datetime
    directorates: Sequence[str] = ()


class Acting(Store):
    async def seats(self, person: PersonId) -> list[Seat]:
        """The desks at which somebody may sit today, their own first: as long as whoever named them is the director."""
        named = sa.select(_d.director_id).where(_d.person_id == person, _d.ended_at.is_(None))
        mine = posts.c.holder_id == person
        query = (
            sa.select(posts.c.title, posts.c.holder_id, directorates.c.id, directorates.c.name)
            .add_columns(_director.c.name.label("director"), _who.c.name.label("who"))
            .join(directorates, directorates.c.id == posts.c.directorate_id)
            .join(_director, _director.c.id == posts.c.holder_id)
            .join(_who, _who.c.id == person)
            .where(posts.c.director, sa.or_(mine, posts.c.holder_id.in_(named)))
            .order_by(sa.case((mine, 0), else_=1), directorates.c.name, posts.c.id)
        )
        found = [_seat(row, person) for row in await self._rows(query)]
        return list({seat.directorate.id: seat for seat in reversed(found)}.values())[::-1]

    async def director_posts(self, directorate: DirectorateId) -> list[str]:
        """The titles of the posts whose holders direct a directorate, held or vacant."""
        query = sa.select(posts.c.title).where(posts.c.directorate_id == directorate, posts.c.director)
        return [row["title"] for row in await self._rows(query.order_by(posts.c.id))]

    async def name(self, director: PersonId, person: PersonId, now: datetime) -> bool:
        """Let somebody act for a director; return whether they might not already."""
        return await self._insert_once(delegates, director_id=director, person_id=person, named_at=now)

    async def end(self, person: PersonId, director: PersonId | None, *, by: PersonId, now: datetime) -> list[Delegate]:
        """Let somebody act no longer, for a director or for anybody; return what that ended."""
        ended = [d for d in await self.delegates() if d.person == person and director in (None, d.director)]
        theirs = (_d.person_id == person) & _d.ended_at.is_(None)
        whose = sa.true() if director is None else _d.director_id == director
        await self._count(sa.update(delegates).where(theirs, whose).values(ended_at=now, ended_by=by))
        return ended

    async def delegates(self) -> list[Delegate]:
        """Everybody who may act for somebody, by the names of those for whom."""
        query = (
            sa.select(delegates, _director.c.name.label("director"), _who.c.name.label("who"))
            .join(_director, _director.c.id == _d.director_id)
            .join(_who, _who.c.id == _d.person_id)
            .where(_d.ended_at.is_(None))
            .order_by(_director.c.name, _who.c.name, _d.id)
        )
        found, held = await self._rows(query), await self._directed()
        return [_delegate(row, held) for row in found]

    async def _directed(self) -> dict[int, list[str]]:
        query = sa.select(posts.c.holder_id, directorates.c.name).join(
            directorates, directorates.c.id == posts.c.directorate_id
        )
        held: dict[int, list[str]] = {}
        for row in await self._rows(query.where(posts.c.director).order_by(directorates.c.name)):
            held.setdefault(row["holder_id"], []).append(row["name"])
        return held

    async def put(self, pledge: int, act: Act, mark: str, seat: Seat, to: PersonId, now: datetime) -> int | None:
        """Note an act, once for its mark; return its number, None where it was noted already."""
        new = self._insert(acts).values(
            pledge=pledge,
            act=act,
            mark=mark,
            directorate_id=seat.directorate.id,
            by_id=seat.person,
            for_id=seat.director,
            person_id=to,
            at=now,
        )
        row = await self._row(new.on_conflict_do_nothing().returning(_a.id))
        return None if row is None else int(row["id"])

    async def knows(self, pledge: int, act: Act, mark: str) -> bool:
        same = (_a.pledge == pledge) & (_a.act == act) & (_a.mark == mark)
        return await self._row(sa.select(_a.id).where(same)) is not None

    async def askers(self, pledge: int, since: datetime) -> list[PersonId]:
        """Who has asked or written about a pledge since a moment."""
        asked = (_a.pledge == pledge) & _a.act.in_([Act.ASK, Act.WRITE]) & (_a.at >= since)
        return [
            row["by_id"] for row in await self._rows(sa.select(_a.by_id).where(asked).distinct().order_by(_a.by_id))
        ]

    async def take_back(self, act: int) -> bool:
        """Have an act not have been; False where it was taken back already."""
        return await self._count(sa.delete(acts).where(_a.id == act)) == 1

    async def unask(self, pledge: int, asked_on: date | None, today: date) -> None:
        """Have a pledge that was asked about today be as it was asked about before."""
        change = sa.update(pledges).where(_p.number == pledge, _p.asked_on == today)
        await self._count(change.values(asked_on=asked_on))

    async def asked_today(self, pledge: int, person: PersonId, today: date) -> bool:
        """Whether somebody was asked about a pledge today, or a question has reached them today by another way."""
        put = (asks.c.pledge == pledge) & (asks.c.person_id == person) & (asks.c.asked_on == today)
        return await self._row(sa.select(asks.c.id).where(put, asks.c.excused == "").limit(1)) is not None

    async def tell(self, pledge: int, words: str, *, by: PersonId, now: datetime, door: str = "card") -> None:
        """Tell the history of a pledge, which is locked, what was done from a desk."""
        await tell(self._conn, pledge, FIELD, words, Through(door=door, by=by, at=now))


def which(part: Part, seat: Seat, now: datetime) -> list[Which]:
    """The conditions of what a desk lists in one of its parts."""
    return [listed.in_directorate(seat.directorate.id), *_shown(seat), _PARTS.get(part, done_since(now - WEEK))]


def order(part: Part) -> Order:
    """The earliest date first; of what is done, the newest."""
    return NEWEST if part is Part.DONE else SOONEST


def hidden(seat: Seat) -> list[Which]:
    """What is open and kept from whoever acts for the director."""
    return [listed.in_directorate(seat.directorate.id), listed.is_open, _restricted]


def everything(seat: Seat, now: datetime) -> list[Which]:
    """What is open, or was done this week, and may be shown at a desk."""
    recent = done_since(now - WEEK)
    return [
        listed.in_directorate(seat.directorate.id),
        *_shown(seat),
        lambda asked: sa.or_(listed.is_open(asked), recent(asked)),
    ]


def forecast(asked: Asked) -> sa.ColumnElement[bool]:
    """What its owner says will not make its date, which is still to come."""
    ahead = _p.due >= asked.today
    return listed.is_open(asked) & _p.wanted.is_(None) & ahead & _p.status.in_(sorted(WILL_NOT))


def done_since(since: datetime) -> Which:
    """What was done or closed since a moment."""
    told = (Status.DONE, Status.CLOSED)
    return lambda asked: (_p.finished_at >= since) & _p.status.in_(told)


def _restricted(asked: Asked) -> sa.ColumnElement[bool]:
    return _p.publication == Publication.RESTRICTED


def _open_to_all(asked: Asked) -> sa.ColumnElement[bool]:
    return _p.publication != Publication.RESTRICTED


def _shown(seat: Seat) -> list[Which]:
    return [] if seat.own else [_open_to_all]


_PARTS: dict[Part, Which] = {Part.WAITING: listed.waiting, Part.LATE: listed.late, Part.FORECAST: forecast}


def _seat(row: Row, person: PersonId) -> Seat:
    return Seat(
        directorate=Directorate(DirectorateId(row["id"]), row["name"]),
        post=row["title"],
        director=PersonId(row["holder_id"]),
        director_name=row["director"],
        person=person,
        name=row["who"],
    )


def _delegate(row: Row, held: dict[int, list[str]]) -> Delegate:
    return Delegate(
        director=PersonId(row["director_id"]),
        director_name=row["director"],
        person=PersonId(row["person_id"]),
        name=row["who"],
        since=row["named_at"],
        directorates=tuple(held.get(row["director_id"], ())),
    )
