"""The register of pledges. `add` and `save` are the only places where a pledge itself changes."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from pledges.following import moved_with
from pledges.messages import PersonId
from pledges.people import DirectorateId, PostId
from pledges.plans import ThemeId
from pledges.pledge import OPEN, MeetingId, Pledge, Status, Update, When
from storage import asking, saving
from storage.chain import Through
from storage.owners import answered_by
from storage.pledge_rows import load, number_of, unknown
from storage.rules import Rules
from storage.said import stands
from storage.store import Store
from storage.tables import numbering, pledge_owners, pledge_sources, pledges, posts, updates
from storage.ties import ties
from storage.trail import ASKING, Trail

_c = pledges.c
_open = _c.finished_at.is_(None)
_live = _open | (_c.status == Status.DONE)
_TOLD = (Status.DONE, Status.CLOSED)
_OPEN = tuple(sorted(OPEN))


class Register(Store):
    """Lists are read in a constant number of statements, whatever their length."""

    def __init__(self, conn: AsyncConnection, rules: Rules, trail: Trail | None = None) -> None:
        super().__init__(conn)
        self._rules = rules
        self._trail = trail or Trail()

    async def get(self, ref: str, *, for_update: bool = False) -> Pledge:
        """The pledge people call "CP-42", "cp 42" or "42". Raises UnknownPledge.

        Whoever means to save it takes it `for_update`: then nobody else can until the transaction ends.
        """
        number = number_of(ref)
        if for_update:
            await self._lock(number)
        found = await load(self._conn, _c.number == number)
        if not found:
            raise await unknown(self._conn, number)
        return found[0]

    async def add(self, pledge: Pledge, *, door: str, by: PersonId | None, now: datetime) -> Pledge:
        """Enter a new pledge under its number, or under the next one where that is 0.

        Returned as it stands in the register, with who answers for each owner today.
        """
        pledge = replace(pledge, number=await self._take(pledge.number))
        return await saving.enter(self._conn, pledge, await self._rules.policy(), self._through(door, by, now))

    async def add_all(
        self, pledges: Sequence[Pledge], *, door: str, by: PersonId | None, now: datetime
    ) -> list[Pledge]:
        """Enter many new pledges in a constant number of statements, as `add` does one; numbers for 0 come last.

        Raises ChangedMeanwhile, with nothing written, when the register has one of the numbers.
        """
        given = max((pledge.number for pledge in pledges), default=0)
        if given:
            await self._take(given)
        unnumbered = sum(not pledge.number for pledge in pledges)
        last = await self._take(0, unnumbered) if unnumbered else 0
        fresh = iter(range(last - unnumbered + 1, last + 1))
        numbered = [replace(pledge, number=pledge.number or next(fresh)) for pledge in pledges]
        return await saving.enter_all(self._conn, numbered, await self._rules.policy(), self._through(door, by, now))

    async def save(
        self,
        before: Pledge,
        after: Pledge,
        *,
        door: str,
        by: PersonId | None,
        now: datetime,
        under: ThemeId | None = None,
        since: date | None = None,
    ) -> Pledge:
        """Write what became of a pledge: its row, what was newly said, owners, sources, and history of what changed.

        `before` is the pledge as it was read. Raises ChangedMeanwhile, with nothing written, when it was saved since.
        Returned as it stands in the register, under its new version. `under` places it under a theme; another
        directorate's it is from the day `since` on, which is today unless said. What follows on it moves with its date.
        """
        through = replace(self._through(door, by, now), since=since, under=under)
        saved = await saving.save(self._conn, before, after, await self._rules.policy(), through)
        if _day_of(before) != _day_of(saved) and saved.open:
            for follower in await self.following(saved.number):
                await self.save(follower, moved_with(follower, saved), door=door, by=by, now=now)
        return saved

    async def go_back(
        self, before: Pledge, after: Pledge, *, door: str, by: PersonId, now: datetime, place: str | None = None
    ) -> Pledge:
        """Write a pledge as it was before, as `save` does it: what was said since is taken back, and stays in history.

        With `place` it stands again where history called it so. Raises LookupError where its last word was never said.
        """
        through = replace(self._through(door, by, now), place=place)
        return await saving.save(self._conn, before, after, await self._rules.policy(), through, back=True)

    async def note_asking(self, pledge: Pledge, now: datetime) -> None:
        """Write how far the asking has come, and nothing else: no history, no version.

        Nothing is written when the pledge was saved since it was read: its next question is then another.
        """
        await self.note_all([pledge], now)

    async def note_all(self, noted: Iterable[Pledge], now: datetime) -> None:
        """note_asking for many, in one statement."""
        self._trail.tables.add(ASKING)
        await asking.note(self._conn, noted, await self._rules.policy(), self.today(now))

    async def due(self, today: date) -> list[Pledge]:
        """The pledges that may have to be asked about by this day, by the person who answers for them, then by date."""
        found = await load(self._conn, _c.next_ask_on <= today)
        return sorted(found, key=lambda p: (p.lead.answers or 0, p.deadline.due or date.max, p.number))

    async def of_person(self, person: PersonId) -> list[Pledge]:
        """What a person answers for, leading or supporting, that is open or done and to be confirmed; soonest first."""
        return sorted(await load(self._conn, _live & _c.number.in_(answered_by(person))), key=_by_date)

    async def led_by(self, post: PostId) -> list[Pledge]:
        """What is open and led by a post, whoever holds it; soonest first."""
        led = sa.select(pledge_owners.c.pledge).where(pledge_owners.c.post_id == post, pledge_owners.c.lead)
        return sorted(await load(self._conn, _open & _c.number.in_(led)), key=_by_date)

    async def of_posts(self, some: Iterable[PostId]) -> list[Pledge]:
        """What is open and with these posts, leading or supporting, in number order."""
        with_them = sa.select(pledge_owners.c.pledge).where(pledge_owners.c.post_id.in_(sorted(set(some))))
        return await load(self._conn, _open & _c.number.in_(with_them))

    async def helped_by(self, directorate: DirectorateId) -> list[Pledge]:
        """What is open in other directorates, or in none, and supported by a post of this one; soonest first."""
        owned = sa.select(pledge_owners.c.pledge).join(posts, posts.c.id == pledge_owners.c.post_id)
        helped = owned.where(posts.c.directorate_id == directorate, sa.not_(pledge_owners.c.lead))
        elsewhere = _c.directorate_id.is_distinct_from(directorate)
        return sorted(await load(self._conn, _open & elsewhere & _c.number.in_(helped)), key=_by_date)

    async def without_owner(self) -> list[Pledge]:
        """What is open and led by nobody known: its lead is to be confirmed, or stands in words only; soonest first."""
        known = sa.or_(pledge_owners.c.post_id.is_not(None), pledge_owners.c.person_id.is_not(None))
        led = sa.exists().where(pledge_owners.c.pledge == _c.number, pledge_owners.c.lead, known)
        return sorted(await load(self._conn, _open & sa.not_(led)), key=_by_date)

    async def vacant(self) -> list[Pledge]:
        """What is open and led by a post that nobody holds today; soonest first."""
        led = sa.select(pledge_owners.c.pledge).join(posts, posts.c.id == pledge_owners.c.post_id)
        empty = _c.number.in_(led.where(pledge_owners.c.lead, posts.c.holder_id.is_(None)))
        return sorted(await load(self._conn, _open & empty), key=_by_date)

    async def of_directorate(self, directorate: DirectorateId, since: datetime) -> list[Pledge]:
        """What is open in a directorate, and what was done or closed there at or after `since`."""
        told = _c.status.in_(_TOLD) & (_c.finished_at >= since)
        return await load(self._conn, (_c.directorate_id == directorate) & (_c.status.in_(_OPEN) | told))

    async def of_numbers(self, numbers: Iterable[int], *, for_update: bool = False) -> list[Pledge]:
        """Those of these pledges that there are, in number order, which is also the order they are locked in."""
        these = _c.number.in_(sorted(set(numbers)))
        if for_update and self._conn.dialect.name != "sqlite":
            await self._conn.execute(sa.select(_c.number).where(these).order_by(_c.number).with_for_update())
        return await load(self._conn, these)

    async def past(self, today: date) -> list[Pledge]:
        """What is open and past its date, worst first."""
        return sorted(await load(self._conn, _open & (_c.due < today)), key=_by_date)

    async def of_meeting(self, meeting: MeetingId) -> list[Pledge]:
        """What hangs on a meeting and is open, or done and to be confirmed."""
        return await load(self._conn, _live & (_c.meeting_id == meeting))

    async def undated(self) -> list[Pledge]:
        """What is open and has no day: none was written, or it waits for a meeting that has none, or it has begun."""
        kinds = (When.NONE, When.DATE, When.MONTH, When.MEETING, When.START)
        return await load(self._conn, _open & _c.due.is_(None) & _c.deadline_kind.in_(kinds))

    async def following(self, number: int) -> list[Pledge]:
        """What is open and due so long after this pledge."""
        return await load(self._conn, _open & _c.number.in_(sa.select(ties.c.pledge).where(ties.c.follows == number)))

    async def committees(self) -> list[str]:
        """The committees that papers name, as they name them."""
        named = sa.select(pledge_sources.c.committee).where(pledge_sources.c.committee != "")
        return [row["committee"] for row in await self._rows(named.distinct())]

    async def of_committees(self, names: Iterable[str]) -> list[Pledge]:
        """What is open, or done and to be confirmed, and was promised in a paper of a committee so named."""
        here = sa.select(pledge_sources.c.pledge).where(pledge_sources.c.committee.in_(sorted(names)))
        return sorted(await load(self._conn, _live & _c.number.in_(here)), key=_by_date)

    def today(self, now: datetime) -> date:
        """The day it is in the council's zone."""
        return self._rules.today(now)

    async def all(self) -> AsyncIterator[Pledge]:
        """The whole register in number order, read in batches."""
        async for batch in asking.in_batches(self._conn, sa.true()):
            for pledge in batch:
                yield pledge

    async def updates(self, ref: str) -> list[Update]:
        """What was said about a pledge and not taken back, newest first."""
        said = sa.select(updates).where(updates.c.pledge == number_of(ref), stands)
        rows = await self._rows(said.order_by(updates.c.sequence.desc()))
        return [Update(at=row["at"], by=row["by_id"], status=row["status"], note=row["note"]) for row in rows]

    async def restamp(self, now: datetime) -> int:
        """Compute anew when each open pledge is to be asked about, after the policy changed; return how many."""
        return await asking.restamp(self._conn, sa.true(), await self._rules.policy(), self.today(now))

    def _through(self, door: str, by: PersonId | None, at: datetime) -> Through:
        return Through(door=door, by=by, at=at, trail=self._trail)

    async def _lock(self, number: int) -> None:
        """Take the row first and read it after: what is joined to a row while waiting for its lock is out of date.

        SQLite has no row locks and needs none: its one writer was let in when the transaction began.
        """
        if self._conn.dialect.name != "sqlite":
            await self._conn.execute(sa.select(_c.number).where(_c.number == number).with_for_update())

    async def _take(self, number: int, count: int = 1) -> int:
        """Keep a number, or for 0 the next `count` of them, from being given again; return it, or the last of them."""
        last = numbering.c.last
        kept = sa.case((last < number, number), else_=last) if number else last + count
        first = self._insert(numbering).values(id=1, last=number or count)
        taken = first.on_conflict_do_update(index_elements=["id"], set_={"last": kept}).returning(last)
        given = int((await self._conn.execute(taken)).scalar_one())
        return number or given


def _day_of(pledge: Pledge) -> tuple[date | None, date | None]:
    return pledge.deadline.due, pledge.deadline.starts


def _by_date(pledge: Pledge) -> tuple[date, int]:
    return pledge.deadline.due or date.max, pledge.number
