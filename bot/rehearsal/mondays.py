"""Weeks of six directorates, each with a channel: what happens between their digests, so that there is much to tell.

One of the directorates has promised nothing, and one is quiet. Besides what owners do about the cards they get,
pledges are closed and opened again, owners say that they will not make it, and a service moves to another directorate.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from random import Random

from bot.rehearsal import diary
from bot.rehearsal.council import PARTS
from bot.rehearsal.crowd import Manner, Member
from bot.rehearsal.teams_world import Room
from bot.rehearsal.weeks import Bent, Size, Weeks, staged
from bot.settings import Settings
from pledges.calendar import moment
from pledges.pledge import Deadline, Owner, OwnerKind, Pledge, Status
from pledges.policy import Policy

CHILDREN, EDUCATION = PARTS[:2]
QUIET, EMPTY = "Public Health", "Community Services"
SERVICE, MOVES_AFTER = "Fostering", timedelta(days=9)
LATE_WORD = "the contractor has left"
FAR = timedelta(days=400)
DIGEST = time(11)
WORKDAY = (time(9, 30), DIGEST, time(13), time(16, 45), time(21))
EVENING, THURSDAY = time(21), 3


def all_day(policy: Policy, day: date) -> Sequence[time]:
    """The hour of the digest on every day and the minutes after, in which its replies go; more on working days."""
    replies = tuple(time(DIGEST.hour, minute) for minute in range(1, 5)) if day.weekday() < 2 else ()
    return (*WORKDAY[:2], *replies, *WORKDAY[2:]) if policy.days.is_one(day) else (DIGEST,)


def some_days(policy: Policy, day: date) -> Sequence[time]:
    """As few moments as there can be digests and answers with: on Mondays, after bank holidays, and on Thursdays."""
    working, before = policy.days.is_one(day), policy.days.is_one(day - timedelta(days=1))
    if day.weekday() == 0 or (working and not before):
        return (WORKDAY[0], DIGEST) if working else (DIGEST,)
    return WORKDAY[:1] if working and day.weekday() == THURSDAY else ()


@dataclass(slots=True, kw_only=True)
class Mondays:
    """The weeks, the channel of each directorate by its name, and whose chance it is what happens of an evening."""

    weeks: Weeks
    chance: Random
    rooms: dict[str, Room] = field(default_factory=dict)

    async def link(self) -> None:
        """Give each directorate a channel of its name, as an admin does."""
        teams, admin = self.weeks.teams, self.weeks.admin.person
        for name in PARTS:
            self.rooms[name] = room = teams.opens_channel(name, team=name)
            await teams.installs(admin, to=room)
            before = len(teams.world.messages)
            await teams.says(admin, f"link {name}", to=room)
            await teams.presses(admin, teams.world.messages[before], "Link it")

    async def days(self) -> AsyncIterator[date]:
        """Play all the weeks; give each day when it is over."""
        first = self.weeks.policy.today(self.weeks.clock())
        async for day in self.weeks.days():
            if self.weeks.bent.moments(self.weeks.policy, day) and self.weeks.policy.days.is_one(day):
                await self._evening(day)
            if day == first + MOVES_AFTER:
                await self._move(day)
            yield day

    async def _evening(self, day: date) -> None:
        self.weeks.clock.to(moment(day, EVENING, self.weeks.policy.zone))
        async with self.weeks.db.read() as tx:
            known = [pledge async for pledge in tx.register.all()]
        ours = [p for p in known if p.directorate and p.directorate.name != QUIET]
        to_come = [p for p in ours if p.open and p.deadline.due and p.deadline.due > day and self._owner(p)]
        for pledge in self._some(to_come, 0.5):
            await self._will_not(pledge)
        for pledge in self._some([p for p in ours if p.status is Status.DONE], 0.5):
            await self._tell(f"close {pledge.ref}")
        for pledge in self._some([p for p in ours if p.status is Status.CLOSED], 0.1):
            await self._tell(f"reopen {pledge.ref}")

    def _some(self, pledges: Sequence[Pledge], often: float) -> list[Pledge]:
        """One of them now and then, more of more."""
        count = sum(self.chance.random() < often for _ in range(1 + len(pledges) // 50))
        return self.chance.sample(pledges, min(count, len(pledges)))

    def _owner(self, pledge: Pledge) -> Member | None:
        """Whoever leads it, if they ever say a word."""
        found = self.weeks.members.get(int(pledge.lead.answers or 0))
        here = found and found.manner is not Manner.SILENT and found.installs <= self.weeks.clock()
        return found if here else None

    async def _will_not(self, pledge: Pledge) -> None:
        """Its owner says so, of their own accord."""
        if owner := self._owner(pledge):
            said = self.chance.choice(("off track", "blocked"))
            if "recorded" in await self.weeks.deeds.type_in(owner, f"update {pledge.ref} {said} {LATE_WORD}"):
                at = self.weeks.clock()
                self.weeks.deeds.entries.append(diary.Answered(at=at, ref=pledge.ref, by=owner.id, owner=owner.id))

    async def _move(self, day: date) -> None:
        """A service moves to another directorate in the week after."""
        since = (day + timedelta(days=5)).strftime("%d %B %Y")
        await self._tell(f'transfer "{SERVICE}" to "{EDUCATION}" from {since}')
        chat = self.weeks.teams.seen_by(self.weeks.admin.person)
        await self.weeks.teams.presses(self.weeks.admin.person, chat[-1], "Move them")

    async def _tell(self, text: str) -> None:
        await self.weeks.deeds.type_in(self.weeks.admin, text)


@asynccontextmanager
async def begun(settings: Settings, begin: datetime, size: Size, seed: int, *, short: bool) -> AsyncIterator[Mondays]:
    """The council in its register, its channels linked. The `short` form has fewer moments and fewer restarts."""
    bent = Bent(
        shape=lambda pledge: shaped(pledge, begin.date()),
        gathered=settle,
        moments=some_days if short else all_day,
        restarts=frozenset({0}) if short else frozenset(range(7)),
        pause=timedelta(minutes=1),
    )
    async with staged(settings, begin, size, seed, bent) as weeks:
        mondays = Mondays(weeks=weeks, chance=Random(seed))  # noqa: S311 - invented evenings need no secrets
        await mondays.link()
        yield mondays


def shaped(pledge: Pledge, begin: date) -> Pledge | None:
    """Nothing of the empty directorate, only what is far off of the quiet one, and elsewhere some without an owner."""
    name, number = pledge.directorate.name if pledge.directorate else "", int(pledge.sources[0].minute)
    if name == EMPTY:
        return None
    if name == QUIET:
        due = begin + FAR
        return replace(pledge, owners=pledge.owners[:1], each=False, deadline=Deadline(due=due, original=due))
    if number % 14 == 0:
        return replace(pledge, owners=(Owner(kind=OwnerKind.TBC, title="to be confirmed"),), each=False)
    return replace(pledge, service=SERVICE) if name == CHILDREN and number % 4 == 2 else pledge


def settle(weeks: Weeks) -> None:
    """Nobody in the quiet directorate ever says a word, and now and then somebody never installs the bot."""
    for number, (_, member) in enumerate(sorted(weeks.members.items())):
        if PARTS[number % len(PARTS)] == QUIET:
            member.manner = Manner.SILENT
        if number % 8 == 7:
            member.installs = weeks.clock() + FAR
