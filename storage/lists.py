"""Lists of pledges: a page at a time, in order, and how many there are in all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from pledges.errors import OldCard
from pledges.people import Standing
from pledges.pledge import Pledge, Publication
from pledges.policy import Policy
from storage.owners import answered_by, deputised
from storage.pledge_rows import load
from storage.store import Row, Store
from storage.tables import NEVER, RANK, pledge_owners, pledge_sources, pledges

SIZE = 10
_c, _o, _s = pledges.c, pledge_owners.c, pledge_sources.c


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Who asks, and on which day."""

    standing: Standing
    today: date
    policy: Policy


Which = Callable[[Asked], sa.ColumnElement[bool]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """By what a list is ordered, and by number where that is equal; `read` reads it from the text of a cursor."""

    key: sa.ColumnElement[Any]
    read: Callable[[str], Any]
    down: bool = False

    def places(self, *, back: bool) -> tuple[sa.ColumnElement[Any], sa.ColumnElement[Any]]:
        """What to sort by, forwards or backwards."""
        down = self.down is not back
        return (self.key.desc(), _c.number.desc()) if down else (self.key.asc(), _c.number.asc())

    def beyond(self, key: Any, number: int, *, back: bool) -> sa.ColumnElement[bool]:
        """What stands behind a place, or before it."""
        here = sa.tuple_(sa.literal(key, self.key.type), sa.literal(number))
        there = sa.tuple_(self.key, _c.number)
        return there < here if self.down is not back else there > here


# A deadline without a day comes after all that have one. The index spells it so too.
SOONEST = Order(key=sa.func.coalesce(_c.due, sa.literal_column(f"'{NEVER}'", sa.Date)), read=date.fromisoformat)
MOST_URGENT = Order(key=sa.literal_column(RANK, sa.Integer), read=int)
NEWEST = Order(key=_c.finished_at, read=datetime.fromisoformat, down=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Turned:
    """Where one is in a list of `total`, of which `before` come ahead of this page.

    `back` and `on` are the cursors to the pages beside it, as text that fits into a button.
    """

    total: int = 0
    before: int = 0
    back: str = ""
    on: str = ""

    @property
    def here(self) -> int:
        """How many stand on this page."""
        return 0

    @property
    def number(self) -> int:
        """Which page it is, counted from 1."""
        return -(-self.before // SIZE) + 1

    @property
    def pages(self) -> int:
        """How many there are."""
        return self.number + -(-(self.total - self.before - self.here) // SIZE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Turned):
    pledges: Sequence[Pledge] = ()

    @property
    def here(self) -> int:
        return len(self.pledges)


class Lists(Store):
    async def page(self, which: Sequence[Which], asked: Asked, order: Order = SOONEST, at: str = "") -> Page:
        """What a person may read of the pledges for which all of `which` holds, from the cursor `at` on.

        Behind the last one stands the last page, before the first one the first: a list may have shrunk meanwhile.
        Raises OldCard for what is no cursor of this order.
        """
        picked = all_of(which, asked)
        places = await self._turned(picked, order, at)
        if not places:
            return Page()
        first, last = places[0], places[-1]
        ahead = sa.case((order.beyond(first["key"], first["number"], back=True), 1))
        counts = sa.select(sa.func.count().label("total"), sa.func.count(ahead).label("before")).where(picked)
        row = (await self._conn.execute(counts)).mappings().one()
        found = {p.number: p for p in await load(self._conn, _c.number.in_([each["number"] for each in places]))}
        return Page(
            pledges=[found[each["number"]] for each in places],
            total=row["total"],
            before=row["before"],
            back=_cursor("before", first) if row["before"] else "",
            on=_cursor("after", last) if row["total"] > row["before"] + len(places) else "",
        )

    async def numbers(self, which: Sequence[Which], asked: Asked, order: Order = SOONEST) -> list[int]:
        """The numbers of all these pledges that a person may read, in order."""
        query = sa.select(_c.number).where(all_of(which, asked)).order_by(*order.places(back=False))
        return [row["number"] for row in await self._rows(query)]

    async def count(self, which: Sequence[Which], asked: Asked) -> int:
        """How many of these pledges a person may read."""
        counted = sa.select(sa.func.count().label("total")).select_from(pledges).where(all_of(which, asked))
        return int((await self._rows(counted))[0]["total"])

    async def _words(self, column: sa.Column[str]) -> list[str]:
        """The different words in a column that has an index over those that are not empty, in order.

        Each is looked up behind the one before, so that it costs what there are words, not rows.
        """
        filled = column != sa.literal_column("''")
        first = sa.select(sa.func.min(column).label("word")).where(filled).cte("words", recursive=True)
        after = sa.select(sa.func.min(column)).where(filled, column > first.c.word).scalar_subquery()
        words = first.union_all(sa.select(after).where(first.c.word.is_not(None)))
        return [row["word"] for row in await self._rows(sa.select(words.c.word).where(words.c.word.is_not(None)))]

    async def themes(self) -> list[str]:
        return await self._words(_c.theme)

    async def services(self) -> list[str]:
        return await self._words(_c.service)

    async def papers(self) -> list[tuple[str, str, date | None]]:
        """Every paper: its document, committee and day."""
        query = sa.select(_s.document, _s.committee, _s.held_on).distinct()
        return [(row["document"], row["committee"], row["held_on"]) for row in await self._rows(query)]

    async def owners_in_words(self) -> list[str]:
        """The owners who stand in the register in words only."""
        query = sa.select(_o.title).where(_o.post_id.is_(None), _o.person_id.is_(None)).distinct()
        return sorted(row["title"] for row in await self._rows(query))

    async def _turned(self, picked: sa.ColumnElement[bool], order: Order, at: str) -> list[Row]:
        back, beyond = _read(order, at)
        places = await self._places(picked & beyond, order, back=back)
        if back and len(places) < SIZE:
            return await self._places(picked, order, back=False)
        return places if places or not at else await self._places(picked, order, back=True)

    async def _places(self, picked: sa.ColumnElement[bool], order: Order, *, back: bool) -> list[Row]:
        """The first of these, or the last, in the order of the list."""
        query = sa.select(_c.number, order.key.label("key")).where(picked).order_by(*order.places(back=back))
        rows = await self._rows(query.limit(SIZE))
        return rows[::-1] if back else rows


def readable(asked: Asked) -> sa.ColumnElement[bool]:
    """What pledges.pledge.may_read lets somebody read, in SQL."""
    standing = asked.standing
    if standing.admin:
        return sa.true()
    return sa.or_(
        _c.publication == Publication.PUBLIC,
        _c.number.in_(answered_by(standing.person)),
        _c.number.in_(deputised(standing.person)),
        _c.directorate_id.in_(sorted(standing.directs)),
    )


def all_of(which: Sequence[Which], asked: Asked) -> sa.ColumnElement[bool]:
    """All of these together, and what somebody may read."""
    return sa.and_(*(one(asked) for one in (readable, *which)))


def _cursor(way: str, place: Row) -> str:
    key = place["key"]
    return f"{way} {key if isinstance(key, int) else key.isoformat()} {place['number']}"


def _read(order: Order, at: str) -> tuple[bool, sa.ColumnElement[bool]]:
    if not at:
        return False, sa.true()
    try:
        way, key, number = at.split(" ")
        return way == "before", order.beyond(order.read(key), int(number), back=way == "before")
    except ValueError:
        raise OldCard from None
