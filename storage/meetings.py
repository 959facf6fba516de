"""Committees and their meetings, as they are kept."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa

from pledges.meetings import Committee, CommitteeId, Diary, Meeting
from pledges.pledge import MeetingId
from pledges.rounds import Ahead
from storage.meeting_tables import committees, meetings
from storage.pledge_rows import papers_ahead
from storage.store import Row, Store, folded

_c = meetings.c
_meeting = (
    sa.select(meetings, committees.c.name, committees.c.short)
    .join(committees, committees.c.id == _c.committee_id)
    .order_by(_c.held_on, _c.id)
)


class Meetings(Store):
    """Whoever locks rows here and elsewhere does so in one order, so that nobody waits in a circle.

    First the one meeting that is to change (`for_update`), then those that something is to hang on (`kept`), then
    pledges in the order of their numbers.
    """

    async def diary(self, since: date = date.min, *, kept: bool = False) -> Diary:
        """The committees, and the meetings since a day that are not cancelled.

        `kept` keeps those meetings as they are until the transaction ends: for whoever hangs something on one.
        """
        query = _meeting.where(_c.held_on >= since, sa.not_(_c.cancelled))
        query = query.with_for_update(read=True, of=meetings) if kept and self._locks_rows else query
        found = [_made(row) for row in await self._rows(query)]
        known = await self._rows(sa.select(committees).order_by(committees.c.name))
        return Diary(committees=[_committee(row, row["id"]) for row in known], meetings=found)

    async def papers(self) -> Ahead:
        """The days on which papers of meetings are due: each open pledge is asked about before those of its own."""
        return await papers_ahead(self._conn)

    async def get(self, meeting: MeetingId, *, for_update: bool = False, kept: bool = False) -> Meeting:
        """One meeting: `for_update` for whoever means to move or cancel it, `kept` to stay as it is.

        Either holds until the transaction ends. Raises LookupError for an id that no meeting has.
        """
        query = _meeting.where(_c.id == meeting)
        if (for_update or kept) and self._locks_rows:
            query = query.with_for_update(read=not for_update, of=meetings)
        row = await self._row(query)
        if row is None:
            raise LookupError(f"there is no meeting {meeting}")
        return _made(row)

    async def put_committee(self, name: str, short: str = "") -> Committee:
        """Enter a committee; one that is known by either name is returned as it is."""
        new = self._insert(committees).values(
            name=name, folded=folded(name), short=short, short_folded=folded(short) or None
        )
        await self._conn.execute(new.on_conflict_do_nothing())
        names = [folded(each) for each in (name, short) if each]
        known = sa.or_(committees.c.folded.in_(names), committees.c.short_folded.in_(names))
        row = (await self._rows(sa.select(committees).where(known).order_by(committees.c.id)))[0]
        return _committee(row, row["id"])

    async def add(
        self,
        committee: CommitteeId,
        held_on: date,
        papers_due: date,
        *,
        theme: str = "",
        by_young_people: bool = False,
    ) -> Meeting | None:
        """Enter a meeting; None when the committee has one on that day already."""
        told = {"held_on": held_on, "papers_due": papers_due, "theme": theme, "by_young_people": by_young_people}
        new = self._insert(meetings).values(committee_id=committee, **told).on_conflict_do_nothing().returning(_c.id)
        row = await self._row(new)
        return await self.get(row["id"]) if row else None

    async def move(self, meeting: MeetingId, held_on: date, papers_due: date) -> Meeting:
        """Put a meeting to another day, on which the committee has none."""
        change = sa.update(meetings).where(_c.id == meeting).values(held_on=held_on, papers_due=papers_due)
        await self._conn.execute(change)
        return await self.get(meeting)

    async def put_back(self, was: Meeting) -> None:
        """Have a meeting be again as it was, on a day on which its committee has no other."""
        values = {"held_on": was.held_on, "papers_due": was.papers_due, "cancelled": was.cancelled}
        await self._conn.execute(sa.update(meetings).where(_c.id == was.id).values(values))

    async def cancel(self, meeting: MeetingId) -> Meeting:
        """Cancel a meeting; it stays known."""
        await self._conn.execute(sa.update(meetings).where(_c.id == meeting).values(cancelled=True))
        return await self.get(meeting)

    @property
    def _locks_rows(self) -> bool:
        """SQLite has no row locks and needs none: its one writer was let in when the transaction began."""
        return self._conn.dialect.name != "sqlite"


def _made(row: Row) -> Meeting:
    same = ("held_on", "papers_due", "theme", "by_young_people", "cancelled")
    committee = _committee(row, row["committee_id"])
    return Meeting(id=MeetingId(row["id"]), committee=committee, **{name: row[name] for name in same})


def _committee(row: Row, id: int) -> Committee:
    return Committee(id=CommitteeId(id), name=row["name"], short=row["short"])
