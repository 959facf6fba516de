"""Weeks of a whole council, restarted every day, with a diary that is judged at the end.

The program is the real one; it ends and begins anew each day, now and then in the midst of its work. Its clock stands
until it is moved, from one moment at which something can be due to the next.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from time import monotonic

from bot import holidays
from bot.rehearsal import council as councils
from bot.rehearsal import diary
from bot.rehearsal.actors import actions, questions, told_in
from bot.rehearsal.clock import Standing
from bot.rehearsal.council import Council
from bot.rehearsal.crowd import Manner, Member, gather
from bot.rehearsal.deeds import Deeds
from bot.rehearsal.people import TENANT
from bot.rehearsal.program import Program
from bot.rehearsal.teams import FakeTeams
from bot.rehearsal.teams_world import Message, Person
from bot.settings import Settings
from pledges.calendar import moment
from pledges.messages import PersonId
from pledges.policy import Policy
from storage.db import Database

MOMENTS = (time(9, 30), time(13), time(16, 45), time(21))
QUIET = (time(12),)  # of a day on which nothing is to be sent
ADMIN = "Lynne Robbins"
_COUNTED = re.compile(r"(\d+) pledges could do with a word from you")
_HANDED_BACK = re.compile(r"says (CP-\d+) ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    weeks: int = 8
    owners: int = 200
    pledges: int = 2000


def usual(policy: Policy, day: date) -> Sequence[time]:
    """The moments of a day at which something can be due."""
    return MOMENTS if policy.days.is_one(day) else QUIET


@dataclass(frozen=True, slots=True, kw_only=True)
class Bent:
    """How weeks are unlike the usual ones: `shape` makes other promises of them, or none; `moments` are of each day.

    `gathered` is called once everybody has their habits, before the first day. On `restarts`, weekdays with Monday = 0,
    the program ends and begins anew; people do nothing until it has had its turn and a `pause` has passed.
    """

    shape: councils.Shape = councils.as_it_is
    gathered: Callable[[Weeks], None] = lambda _: None
    moments: Callable[[Policy, date], Sequence[time]] = usual
    restarts: frozenset[int] = frozenset(range(7))
    pause: timedelta = timedelta(0)


@dataclass(slots=True, kw_only=True)
class Seen:
    """What the fake Teams took unasked: messages by owner and day; and how many seconds each day took to play."""

    messages: Counter[tuple[int, date]] = field(default_factory=Counter)
    took: dict[date, float] = field(default_factory=dict)
    starts: int = 0


@asynccontextmanager
async def staged(
    settings: Settings, begin: datetime, size: Size, seed: int, bent: Bent | None = None
) -> AsyncIterator[Weeks]:
    """A council in an empty register, and the program that serves it, with everybody in place."""
    policy = settings.policy(holidays.around(begin.year))
    db = Database(settings.database_url, policy)
    try:
        async with FakeTeams(clock=(clock := Standing(begin)), tenant_id=TENANT) as teams:
            program = Program(settings, clock, teams)
            weeks = await _gathered(program, teams, clock, db, size, seed, bent or Bent())
            weeks.bent.gathered(weeks)
            await program.start()
            try:
                await weeks.begin(min(settings.admins))
                yield weeks
            finally:
                await program.stop()
    finally:
        await db.close()


async def _gathered(
    program: Program, teams: FakeTeams, clock: Standing, db: Database, size: Size, seed: int, bent: Bent
) -> Weeks:
    """The council in its register, and its people with their habits."""
    chance, begin, policy = Random(seed), clock(), db.policy  # noqa: S311 - invented people need no secrets
    same = {"owners": size.owners, "pledges": size.pledges, "weeks": size.weeks}
    council = await councils.found(db, policy, begin, chance, bent.shape, **same)
    return Weeks(
        program=program,
        deeds=Deeds(teams=teams, policy=policy, clock=clock, council=council),
        teams=teams,
        clock=clock,
        council=council,
        policy=policy,
        db=db,
        chance=chance,
        size=size,
        bent=bent,
        members=gather(council.people, policy, begin, size.weeks, seed),
    )


@dataclass(slots=True, kw_only=True)
class Weeks:
    """Plays day after day; `deeds.entries` is the diary. Call `begin` first."""

    program: Program
    deeds: Deeds
    teams: FakeTeams
    clock: Standing
    council: Council
    policy: Policy
    db: Database
    chance: Random
    size: Size
    bent: Bent
    members: dict[int, Member]
    seen: Seen = field(default_factory=Seen)
    _admin: list[Member] = field(default_factory=list)
    _met: set[int] = field(default_factory=set)
    _replies: list[tuple[datetime, Member, Message]] = field(default_factory=list)
    _to_give: list[tuple[datetime, str]] = field(default_factory=list)
    _looked: int = 0

    async def begin(self, upn: str) -> None:
        """Everybody has the bot, but for the few who come later; some say on which weekdays they are asked."""
        person = Person(name=ADMIN, upn=upn, teams_id=f"29:1{upn}", aad_id="an admin", chat=f"a:1{upn}")
        chance, begin = Random(self.size.owners), self.clock()  # noqa: S311
        self._admin = [Member(id=0, person=person, chance=chance, manner=Manner.PROMPT, installs=begin)]
        for member in (*self._admin, *self.members.values()):
            self.teams.world.join(member.person)
        await self.teams.installs(person)
        await self._come()
        self._looked = len(self.teams.world.messages)

    @property
    def admin(self) -> Member:
        return self._admin[0]

    async def days(self) -> AsyncIterator[date]:
        """Play all the weeks; give each day when it is over."""
        first = self.policy.today(self.clock())
        for number in range(7 * self.size.weeks):
            day, began = first + timedelta(days=number), monotonic()
            if moments := self.bent.moments(self.policy, day):
                await self._play(day, moments, restarts=self.chance.choice(moments))
            self.seen.took[day], self.seen.starts = monotonic() - began, self.program.starts
            yield day

    async def _play(self, day: date, moments: Sequence[time], restarts: time) -> None:
        for at in moments:
            self.clock.to(moment(day, at, self.policy.zone))
            if at == restarts and day.weekday() in self.bent.restarts:
                self._note(diary.Tick(at=self.clock()))
                await self.program.restart(in_work=self.chance.choice((0.0, self.chance.random() / 20)))
                await self._turn()
                self.clock.to(self.clock() + self.bent.pause)
            await self._act()
            await self._turn()

    async def _turn(self) -> None:
        """The clockwork has its turn, and what came of it is looked at."""
        self._note(diary.Tick(at=self.clock()))
        await self.program.tick()
        await self._look_at_all()

    async def _look_at_all(self) -> None:
        new = self.teams.world.messages[self._looked :]
        self._looked += len(new)
        readers = {self.teams.world.chat_of(m.person): m for m in (*self._admin, *self.members.values())}
        for message in sorted(new, key=lambda m: (m.conversation, m.id)):  # they were sent at once, in any order
            if message.id not in self.deeds.replies and message.conversation in readers:
                await self._look(readers[message.conversation], message)

    async def _look(self, reader: Member, message: Message) -> None:
        """Somebody finds a message in their chat, and means to turn to it or not."""
        self.seen.messages[reader.id, self.policy.today(message.sent)] += 1
        for ref in await self._asked(reader, message):
            self._note(diary.Asked(at=message.sent, reader=reader.id, ref=ref, message=message.id))
        for ref in sorted(told_in(message.card)):
            self._note(diary.Told(at=message.sent, ref=ref, to=reader.id))
        for ref in set(_HANDED_BACK.findall(str(message.card))):
            self._to_give.append((self.clock() + timedelta(days=self.chance.randint(1, 4)), ref))
        at = reader.replies_at(message.sent, self.policy)
        if at and any(True for _ in actions(message.card)):
            self._replies.append((at, reader, message))

    async def _asked(self, reader: Member, message: Message) -> list[str]:
        """What a message asks about. Where it has no room to name them all, the ledger says which ones it counts."""
        shown = list(questions(message.card))
        counted = _COUNTED.search(message.summary)
        if not counted or int(counted[1]) == len(shown):
            return shown
        async with self.db.read() as tx:
            parts = await tx.days.standing(PersonId(reader.id), message.id)
            put = [ask for part in parts for ask in await tx.asks.of_message(part.key)]
        more = [f"CP-{ask.pledge}" for ask in put if ask.answered_at is None and not ask.excused]
        hidden = [ref for ref in dict.fromkeys(more) if ref not in shown]
        return [*shown, *hidden[: int(counted[1]) - len(shown)]]

    async def _act(self) -> None:
        """People do what they meant to do by now."""
        await self._come()
        now = self.clock()
        for member in self.members.values():
            for leave in [each for each in member.leave if each.typed <= now]:
                member.leave.remove(leave)
                await self.deeds.go_away(member, leave, self.members)
        due = sorted((r for r in self._replies if r[0] <= now), key=lambda r: (r[0], r[1].id))
        self._replies = [r for r in self._replies if r[0] > now]
        for _, member, message in due:
            await self.deeds.turn_to(member, message)
        for ref in [ref for at, ref in self._to_give if at <= now]:
            await self.deeds.give(self.admin, ref, self.chance)
        self._to_give = [each for each in self._to_give if each[0] > now]

    async def _come(self) -> None:
        """Install the bot, and say the weekdays."""
        for member in self.members.values():
            if member.id not in self._met and member.installs <= self.clock():
                self._met.add(member.id)
                await self.teams.installs(member.person)
                self._note(diary.Met(at=self.clock(), person=member.id))
                await self.deeds.take_days(member)

    def _note(self, entry: diary.Entry) -> None:
        self.deeds.entries.append(entry)
