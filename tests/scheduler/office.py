"""A council's bot at work: a real database, the real connector, a fake Teams over HTTP, an invented clock."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.clock import moment_of
from bot.rehearsal.teams import FakeTeams
from bot.rehearsal.teams_world import Person as Somebody
from bot.rehearsal.teams_world import Room
from pledges.calendar import ONE_DAY
from pledges.changing import Answer, give, record
from pledges.messages import ChannelId, Drop, Member, Outgoing, PersonId, Recipient, Rendered, Target
from pledges.people import Directorate, Standing
from pledges.pledge import Deadline, Owner, OwnerKind, Pledge, Status
from pledges.policy import Policy
from scheduler.deliver import deliver
from scheduler.line import Line
from scheduler.plan import Planned, plan
from storage.db import Database, Tx
from storage.deliveries import Listed
from storage.outbox import Claimed
from tests.clock import Clock
from tests.scheduler.cable import APP, SECRET, Cable, address_in, way_out
from tests.scheduler.cards import drawn

NO_JITTER = 0.0
DEFAULT = Policy()
LONDON = ZoneInfo("Europe/London")


def london(text: str) -> datetime:
    """A wall-clock time in London."""
    return moment_of(text, LONDON)


@dataclass(frozen=True, slots=True)
class Colleague:
    """A person in the register, and the same one in Teams."""

    id: PersonId
    teams: Somebody


@dataclass(frozen=True, slots=True)
class Feed:
    """A channel linked to a directorate, in the register and in Teams."""

    id: ChannelId
    directorate: Directorate
    teams: Room


@dataclass(kw_only=True)
class Office:
    db: Database
    url: str
    clock: Clock
    teams: FakeTeams
    cable: Cable
    policy: Policy = field(default_factory=Policy)
    line: Line = field(default_factory=Line)
    jitter: float = NO_JITTER
    unspeakable: set[str] = field(default_factory=set)  # keys of messages whose card cannot be drawn

    async def hires(self, name: str, *, installed: bool = True) -> Colleague:
        somebody = self.teams.hires(name)
        member = Member(somebody.teams_id, somebody.name, somebody.upn, somebody.aad_id)
        async with self.db.begin() as tx:
            colleague = Colleague((await tx.people.meet(member)).id, somebody)
        if installed:
            await self.installs(colleague)
        return colleague

    async def installs(self, who: Colleague) -> None:
        """What an install event brings: Teams lets the bot write, and the register learns where."""
        self.teams.world.reached.add(self.teams.world.chat_of(who.teams))
        self.teams.world.blocked.discard(self.teams.world.chat_of(who.teams))
        async with self.db.begin() as tx:
            await tx.people.remember(who.id, address_in(self.teams, who.teams), self.clock())

    async def links(self, name: str, by: Colleague, on: date | None = None, *, directorate: str = "") -> Feed:
        room = self.teams.opens_channel(name, team=name)
        self.teams.world.reached.add(room.team_id)
        id, day = ChannelId(room.id), on or self.policy.today(self.clock())
        async with self.db.begin() as tx:
            known = await tx.people.put_directorate(directorate or name)
            await tx.channels.seen(id, room.name, room.team, address_in(self.teams, room))
            await tx.channels.link(id, known.id, by=by.id, on=day)
        return Feed(id, known, room)

    async def promises(self, who: Colleague, due: date | None, *, to: Directorate | None = None, **more: Any) -> Pledge:
        """Enter a pledge that a person leads."""
        owner = Owner(kind=OwnerKind.PERSON, title=who.teams.name, answers=who.id)
        deadline = Deadline(words="as promised", due=due, original=due)
        new = Pledge(number=0, title="Open a drop-in", owners=(owner,), deadline=deadline, directorate=to, **more)
        async with self.db.begin() as tx:
            return await tx.register.add(new, door="test", by=None, now=self.clock())

    async def answers(self, who: Colleague, ref: str, status: Status = Status.ON_TRACK) -> Pledge:
        return await self.changes(
            ref,
            lambda p: record(p, Answer(status), Standing(person=who.id), self.policy, self.clock()),
        )

    async def changes(self, ref: str, change: Callable[[Pledge], Pledge]) -> Pledge:
        async with self.db.begin() as tx:
            before = await tx.register.get(ref, for_update=True)
            if (after := change(before)).asking.answered_on != before.asking.answered_on:
                await tx.asks.answered(before.number, self.clock())
            return await tx.register.save(before, after, door="test", by=None, now=self.clock())

    async def gives(self, ref: str, who: Colleague) -> Pledge:
        owner = Owner(kind=OwnerKind.PERSON, title=who.teams.name, answers=who.id)
        return await self.changes(ref, lambda p: give(p, owner, self.policy.today(self.clock())))

    async def restarts(self, **policy: Any) -> None:
        """Begin anew on the same database, with other settings where they are given."""
        self.policy = replace(self.policy, **policy)
        await self.db.close()
        self.db = Database(self.url, self.policy)

    async def pauses(self) -> None:
        async with self.db.begin() as tx:
            await tx.switches.set("paused", "yes", by=None, now=self.clock())

    async def resumes(self) -> None:
        async with self.db.begin() as tx:
            await tx.switches.set("paused", None, by=None, now=self.clock())

    async def puts(self, kind: str, to: Recipient, key: str, **more: Any) -> None:
        """Put a message that goes by itself, unless `alone` says otherwise."""
        usual: dict[str, Any] = {"not_before": self.clock(), "alone": True}
        message = Outgoing(kind=kind, to=to, key=key, **usual | more)
        async with self.db.begin() as tx:
            assert await tx.outbox.put(message, self.clock())

    async def plans(self) -> list[Planned]:
        return await plan(self.db, self.policy, self.clock())

    async def delivers(self, *, lease: timedelta = timedelta(minutes=2), batch: int = 50) -> int:
        """One batch."""
        return await deliver(
            self.db,
            self.render,
            self.cable,
            self.clock,
            policy=self.policy,
            jitter=lambda: self.jitter,
            lease=lease,
            batch=batch,
            line=self.line,
        )

    async def works(self) -> None:
        """What the clockwork does at this moment: plan, then deliver until nothing is left to do now."""
        await self.plans()
        while await self.delivers():
            pass

    async def works_at(self, *moments: str) -> None:
        """Let the clockwork do its work at these times, London's, and at no others."""
        for moment in moments:
            self.clock.to(london(moment))
            await self.works()

    async def works_daily(self, until: str, at: str = "10:00") -> None:
        """The same on every day from tomorrow to this one."""
        day = self.policy.today(self.clock()) + ONE_DAY
        while day <= date.fromisoformat(until):
            await self.works_at(f"{day} {at}")
            day += ONE_DAY

    async def render(self, item: Claimed, *, tx: Tx, now: datetime) -> Rendered | Drop:
        """A plain card, unless the test has made this one unspeakable."""
        if item.key in self.unspeakable:
            raise ZeroDivisionError("the card cannot be drawn")
        return await drawn(item, tx)

    def days_of(self, who: Colleague | Feed) -> list[str]:
        """The days, London's, on which a person or a channel was written to."""
        seen = self.teams.seen_by(who.teams) if isinstance(who, Colleague) else self.teams.seen_in(who.teams)
        return [str(self.policy.today(message.sent)) for message in seen]

    def heard(self, who: Colleague | Feed) -> list[str]:
        """What a person was written, or what stands in a channel, oldest first."""
        seen = self.teams.seen_by(who.teams) if isinstance(who, Colleague) else self.teams.seen_in(who.teams)
        return [message.summary for message in seen]

    async def states(self) -> dict[str, tuple[str, str]]:
        """State and outcome of each message of the outbox, by key."""
        return {row.key: (row.state, row.outcome) for row in await self._listed()}

    async def tries(self, key: str) -> int:
        return next(row.attempts for row in await self._listed() if row.key == key)

    async def _listed(self) -> list[Listed]:
        async with self.db.read() as tx:
            return await tx.deliveries.listed(("ready", "held", "sent", "dropped", "dead"), 1000)

    async def reaches(self, who: Colleague) -> bool:
        async with self.db.read() as tx:
            return await tx.people.reachable(who.id)

    async def stands_at(self, key: str) -> Target:
        async with self.db.read() as tx:
            at = await tx.outbox.standing_at(key)
        assert at
        return at

    async def pledge(self, ref: str) -> Pledge:
        async with self.db.read() as tx:
            return await tx.register.get(ref)


@asynccontextmanager
async def opened(url: str, clock: Clock, policy: Policy = DEFAULT) -> AsyncIterator[Office]:
    """An office by an invented clock, which the tokens of its Teams keep too."""
    async with FakeTeams(clock=clock, app_id=APP, app_password=SECRET) as teams, way_out(teams, clock) as transport:
        db = Database(url, policy)
        office = Office(db=db, url=url, clock=clock, teams=teams, cable=Cable(transport), policy=policy)
        yield office
        await office.db.close()
