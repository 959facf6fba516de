"""A register of a hundred thousand pledges, made in one go: years of promises, of which one in ten is still open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from pledges.messages import Address
from pledges.people import Directorate, Post
from pledges.pledge import Asking, Deadline, Kind, Owner, OwnerKind, Pledge, Source, Status, Update
from pledges.policy import Policy
from pledges.seeking import told_by
from storage import words
from storage.asking import next_ask_on
from storage.db import Database, engines
from storage.owners import rows_of
from storage.pledge_rows import columns
from storage.tables import pledge_owners, pledge_sources, pledges, updates

MONDAY = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
TODAY = MONDAY.date()
CLOSED = datetime(2023, 5, 4, 10, 0, tzinfo=UTC)
SIZES = (10_000, 20_000, 17_500, 17_500, 17_500, 17_500)  # pledges of each directorate
ALL, OPEN, DUE, HOLDERS = sum(SIZES), 10, 1_000, 252
NAMES = ("Children's Services", "Place", *(f"Directorate {number}" for number in range(3, len(SIZES) + 1)))
HELPED = 100  # pledges of partners that the first directorate helps with, in the whole register
BATCH = 5_000
HELPING = 3  # of ten open ones in a row, the one that is helped with
PANEL = Source(document="Panel minutes", committee="Corporate Parenting Panel", held_on=date(2022, 1, 12), minute="7")
SEAL = "0" * 64
POLICY = Policy()


class Large:
    """Filled one directorate after the other."""

    def __init__(self, url: str) -> None:
        self.db, self._url, self._next = Database(url), url, 1
        self._posts: list[Post] = []
        self._homes: list[Directorate] = []

    async def found(self) -> None:
        """Enter the directorates, and those who hold their posts; all have the bot."""
        async with self.db.begin() as tx:
            self._homes = [await tx.people.put_directorate(name) for name in NAMES]
            for number in range(HOLDERS):
                home = self._homes[number % len(NAMES)]
                person = await tx.people.add(f"Person {number}", f"person{number}@council.example", f"aad-{number}")
                await tx.people.remember(person.id, Address(f"chat {number}"), MONDAY - timedelta(days=900))
                self._posts.append(await tx.people.put_post(f"Head of Service {number}", home.id, person.id))

    async def fill(self, name: str, size: int) -> Directorate:
        """Add a directorate with its pledges. One open pledge in ten is helped with from another, never the first."""
        directorate = await self._home(name)
        leading = self._posts[NAMES.index(name) :: len(NAMES)]
        await self._enter(self._made(directorate, size, leading, self._posts[1 : len(NAMES)]))
        return directorate

    async def partners(self) -> None:
        """Add what the first directorate helps with, and others lead."""
        others = await self._home("Partners")
        made = list(self._made(others, HELPED * OPEN * OPEN, self._posts[1:2], self._posts[:1]))
        await self._enter(iter([pledge for pledge in made if len(pledge.owners) > 1]))

    async def _home(self, name: str) -> Directorate:
        async with self.db.begin() as tx:
            return await tx.people.put_directorate(name)

    async def _enter(self, made: Iterator[Pledge]) -> None:
        writer, reader = engines(self._url)
        async with writer.begin() as conn:
            while batch := list(islice(made, BATCH)):
                await _write(conn, batch)
            await conn.execute(sa.text("ANALYZE"))  # PostgreSQL does so by itself, within some minutes
        await reader.dispose()
        await writer.dispose()

    def _made(
        self, directorate: Directorate, size: int, leading: Sequence[Post], helping: Sequence[Post]
    ) -> Iterator[Pledge]:
        for number in range(self._next, self._next + size):
            nth, rest = divmod(number, OPEN)
            pledge = _pledge(number, directorate, leading[nth // OPEN % len(leading)])
            helps = () if rest or nth % OPEN != HELPING else (_owner(helping[nth // OPEN % len(helping)], lead=False),)
            yield replace(pledge, owners=(*pledge.owners, *helps))
        self._next += size


def _pledge(number: int, directorate: Directorate, post: Post) -> Pledge:
    """Every tenth is open; of these every tenth is due today, some are late, some due soon, the rest far off."""
    nth, rest = divmod(number, OPEN)
    far = TODAY + timedelta(days=60 + nth % 300)
    due = far if rest else _date(nth, far)
    late = due < TODAY
    asked = Asking(rung="late", asked_on=TODAY - timedelta(days=2), reached_on=TODAY - timedelta(days=9))
    status, at = (Status.CLOSED, CLOSED) if rest else (Status.ON_TRACK, MONDAY - timedelta(days=40))
    return Pledge(
        number=number,
        title=f"Offer every care leaver of ward {number % 30} a first home near family and friends ({number})",
        kind=Kind.ACTION_POINT,
        status=status,
        directorate=directorate,
        owners=(_owner(post),),
        sources=(PANEL,),
        deadline=Deadline(words="as agreed", due=due, original=due),
        asking=asked if late else Asking(),
        last=Update(at=at, by=None, status=status, note="Two of three schools have agreed to it so far"),
        version=1,
    )


def _owner(post: Post, *, lead: bool = True) -> Owner:
    answers = post.holder.id if post.holder else None
    return Owner(kind=OwnerKind.POST, title=post.title, post=post.id, answers=answers, lead=lead)


def _date(nth: int, far: date) -> date:
    kinds = {0: TODAY + timedelta(days=2), 1: TODAY - timedelta(days=20 + nth % 50), 2: TODAY + timedelta(days=9)}
    return kinds.get(nth % 10, far)


async def _write(conn: AsyncConnection, batch: list[Pledge]) -> None:
    tables = ((pledges, _row), (pledge_sources, _source), (updates, _update))
    ids = await words.entered(conn, sorted({word for pledge in batch for word in told_by(pledge)}))
    said = [{"word": ids[word], "pledge": pledge.number} for pledge in batch for word in told_by(pledge)]
    owned = [row for pledge in batch for row in rows_of(pledge.number, pledge.owners)]
    written = [(table, [made(p) for p in batch]) for table, made in tables]
    for table, rows in (*written, (pledge_owners, owned), (words.pledge_words, said)):
        if conn.dialect.name == "sqlite":
            await conn.execute(sa.insert(table), rows)
        else:  # ten times as fast
            raw: Any = (await conn.get_raw_connection()).driver_connection
            names, records = list(rows[0]), [tuple(row.values()) for row in rows]
            await raw.copy_records_to_table(table.name, records=records, columns=names)


def _row(pledge: Pledge) -> dict[str, Any]:
    row = columns(pledge) | {"number": pledge.number, "version": 1, "updates": 1, "links": 0, "seal": SEAL}
    asked_on = next_ask_on(pledge, POLICY, TODAY) if pledge.open else None
    return row | {"next_ask_on": asked_on, "finished_at": None if pledge.open else CLOSED}


def _source(pledge: Pledge) -> dict[str, Any]:
    source = {name: getattr(PANEL, name) for name in ("document", "committee", "held_on", "minute", "words")}
    return {"pledge": pledge.number, "position": 0, **source}


def _update(pledge: Pledge) -> dict[str, Any]:
    assert pledge.last
    said = {"at": pledge.last.at, "by_id": None, "status": pledge.last.status, "note": pledge.last.note}
    return {"pledge": pledge.number, "sequence": 1, **said}
