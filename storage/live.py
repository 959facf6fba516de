"""Going live by directorates, the pilot, and the pause: how it stands, and every step with who took it when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from pledges.live import Live
from pledges.messages import PersonId
from pledges.people import Directorate, DirectorateId
from pledges.pledge import Pledge
from pledges.policy import Policy
from storage.asking import restamp
from storage.ledger import switches
from storage.live_tables import NEW_WAIT, live_of, pilots, resolve, steps_live
from storage.pilot import unfold
from storage.pledge_rows import load
from storage.store import Store
from storage.switches import Switches
from storage.tables import directorates, people, pledges

PLANNED, LIVE, WAITS, ADDED, REMOVED, ENDED = "planned", "live", "not live", "added", "removed", "ended"
PAUSED = "paused"
_d, _p, _s = directorates.c, pledges.c, steps_live.c


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Something that was done about who is asked; `about` is a directorate or a person, `by` who did it."""

    at: datetime
    by: str
    what: str
    about: str = ""
    day: date | None = None


class Lives(Store):
    async def of(self, directorate: DirectorateId | None) -> Live:
        """How a directorate stands; without one a pledge is asked about as ever."""
        return await resolve(self._conn, directorate)

    async def all(self) -> list[tuple[Directorate, Live]]:
        """Every directorate with how it stands, by name."""
        rows = await self._rows(sa.select(directorates).order_by(_d.name))
        return [(Directorate(row["id"], row["name"]), live_of(row)) for row in rows]

    async def put(
        self, directorate: DirectorateId, since: date, policy: Policy, *, by: PersonId | None, now: datetime
    ) -> bool:
        """Have a directorate go live on a day, at once where it has come. False where it is live already."""
        today = policy.today(now)
        idle = (_d.id == directorate) & (_d.waits | _d.live_from.is_(None))
        change = sa.update(directorates).where(idle).values(waits=True, live_from=since)
        if not await self._count(change):
            return False
        if since > today:
            await self.log(PLANNED, by, now, directorate=directorate, day=since)
            await restamp(self._conn, _p.directorate_id == directorate, policy, today)
            return True
        await self._begin(directorate, policy, by, now)
        return True

    async def come(self, today: date) -> list[DirectorateId]:
        """Those whose first live day has come, and that wait still."""
        rows = await self._rows(sa.select(_d.id).where(_d.waits, _d.live_from <= today).order_by(_d.id))
        return [DirectorateId(row["id"]) for row in rows]

    async def begin(self, directorate: DirectorateId, policy: Policy, now: datetime) -> bool:
        """Have one go live whose day has come. False where another copy did so, or it is not to be any more."""
        ready = sa.select(_d.id).where(_d.id == directorate, _d.waits, _d.live_from <= policy.today(now))
        if not await self._rows(ready.with_for_update()):
            return False
        await self._begin(directorate, policy, None, now)
        return True

    async def _begin(self, directorate: DirectorateId, policy: Policy, by: PersonId | None, now: datetime) -> None:
        """Each of its open pledges waits for its first card from here on, whatever was asked before."""
        today = policy.today(now)
        await self._count(sa.update(directorates).where(_d.id == directorate).values(waits=False))
        if not await self._rows(sa.select(_d.id).where(_d.waits).limit(1)):
            await Switches(self._conn).set(NEW_WAIT, None, by=by, now=now)  # the last one: what comes is as usual
        theirs = (_p.directorate_id == directorate) & _p.finished_at.is_(None)
        anew = {"first_on": today, "accepted": False, "told_on": None, "version": _p.version + 1}
        await self._count(sa.update(pledges).where(theirs).values(**anew))
        await restamp(self._conn, theirs, policy, today)
        await self.log(LIVE, by, now, directorate=directorate, day=today)

    async def stop(self, directorate: DirectorateId, policy: Policy, *, by: PersonId, now: datetime) -> bool:
        """Ask nobody there until it goes live. False where that is so already."""
        active = (_d.id == directorate) & (sa.not_(_d.waits) | _d.live_from.is_not(None))
        if not await self._count(sa.update(directorates).where(active).values(waits=True, live_from=None)):
            return False
        await restamp(self._conn, _p.directorate_id == directorate, policy, policy.today(now))
        await self.log(WAITS, by, now, directorate=directorate)
        return True

    async def stop_all(self, policy: Policy, *, by: PersonId, now: datetime) -> int:
        """Ask nobody in any directorate, nor in those that come later; return how many that changed."""
        await self.have_new_wait(by=by, now=now)
        found = [directorate for directorate, _ in await self.all()]
        return sum([await self.stop(directorate.id, policy, by=by, now=now) for directorate in found])

    async def awaiting_first(self, today: date) -> list[Pledge]:
        """The pledges whose first card is due by this day, in number order."""
        return await load(self._conn, (_p.next_ask_on <= today) & _p.first_on.is_not(None))

    async def have_new_wait(self, *, by: PersonId | None, now: datetime) -> None:
        """Have directorates that are entered from now on wait until they go live."""
        if await Switches(self._conn).get(NEW_WAIT) is None:
            await Switches(self._conn).set(NEW_WAIT, "yes", by=by, now=now)
            await self.log(NEW_WAIT, by, now)

    async def pilot(self) -> frozenset[PersonId]:
        """Who is on the list of the pilot; nobody while there is none, and everybody is asked."""
        return frozenset(PersonId(row["person_id"]) for row in await self._rows(sa.select(pilots)))

    async def add_pilot(self, person: PersonId, *, by: PersonId, now: datetime) -> bool:
        """Put somebody on the list; return whether they are newly on it."""
        new = await self._insert_once(pilots, person_id=person)
        if new:
            await unfold(self._conn)
            await self.log(ADDED, by, now, person=person)
        return new

    async def remove_pilot(self, person: PersonId, *, by: PersonId, now: datetime) -> bool:
        """Take somebody off the list; return whether they were on it."""
        gone = await self._count(sa.delete(pilots).where(pilots.c.person_id == person)) == 1
        if gone:
            await unfold(self._conn)
            await self.log(REMOVED, by, now, person=person)
        return gone

    async def end_pilot(self, *, by: PersonId, now: datetime) -> bool:
        """Have no list any more; return whether there was one."""
        ended = await self._count(sa.delete(pilots)) > 0
        if ended:
            await unfold(self._conn)
            await self.log(ENDED, by, now)
        return ended

    async def log(
        self,
        what: str,
        by: PersonId | None,
        now: datetime,
        *,
        directorate: DirectorateId | None = None,
        person: PersonId | None = None,
        day: date | None = None,
    ) -> None:
        """Note a step for good."""
        told = {"directorate_id": directorate, "person_id": person, "day": day}
        await self._conn.execute(sa.insert(steps_live).values(at=now, by_id=by, what=what, **told))

    async def steps(self, limit: int) -> list[Step]:
        """The newest steps, the newest first."""
        doer, whom = people.alias("doer"), people.alias("whom")
        about = sa.func.coalesce(_d.name, whom.c.name, "").label("about")
        query = (
            sa.select(_s.at, sa.func.coalesce(doer.c.name, "").label("by"), _s.what, about, _s.day)
            .select_from(steps_live)
            .outerjoin(doer, doer.c.id == _s.by_id)
            .outerjoin(whom, whom.c.id == _s.person_id)
            .outerjoin(directorates, _d.id == _s.directorate_id)
        )
        return [Step(**row) for row in await self._rows(query.order_by(_s.id.desc()).limit(limit))]

    async def paused(self) -> Step | None:
        """Who paused everything and when; None while nothing is paused."""
        doer, _w = sa.func.coalesce(people.c.name, "").label("by"), switches.c
        query = sa.select(_w.at, doer).outerjoin(people, people.c.id == _w.by_id)
        row = await self._row(query.where(_w.name == PAUSED, _w.value.is_not(None)))
        return Step(at=row["at"], by=row["by"], what=PAUSED) if row else None
