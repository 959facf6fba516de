"""Weeks of a council at work: the real program over real HTTP, with invented owners, on an invented clock."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from aiohttp import web

from bot.main import House, wire
from bot.rehearsal.actors import LATE_AT, PROMPT_AT, Actor, Manner, actions, cast, kinds_of, questions
from bot.rehearsal.clock import Standing
from bot.rehearsal.people import TEAM, TENANT, YOU
from bot.rehearsal.teams import FakeTeams
from bot.rehearsal.teams_world import Message, Person
from bot.running import listening
from bot.settings import Settings
from bot.web import serve
from pledges.calendar import listed, moment
from pledges.people import Person as Known
from pledges.pledge import is_late
from scheduler.deliver import deliver
from scheduler.plan import plan
from scheduler.tidy import take_up

AGREE = "Agree"


@dataclass(frozen=True, slots=True)
class Day:
    """What happened on a day: wall-clock moments, and a sentence for each."""

    day: date
    told: tuple[tuple[datetime, str], ...]


@dataclass(slots=True)
class Figures:
    """How the story went. `late` is how many pledges are late at its end."""

    asked: int = 0
    answered: int = 0
    late: int = 0
    digests: int = 0
    messages: int = 0


@asynccontextmanager
async def staged(settings: Settings, clock: Standing) -> AsyncIterator[Story]:
    """The program, wired as ever and connected to a Teams of our own, with everybody in place."""
    house = wire(settings, clock)

    async def receive(request: web.Request) -> web.Response:
        return await house.teams.receive(request, house.receptionist.respond, clock)

    async with AsyncExitStack() as closing:
        closing.push_async_callback(house.db.close)
        teams = await closing.enter_async_context(FakeTeams(clock=clock, tenant_id=TENANT))
        await closing.enter_async_context(house.teams)
        port = await closing.enter_async_context(listening(serve(receive, _well), settings.host, 0))
        teams.bot_url = f"http://{settings.host}:{port}/api/messages"
        story = Story(house, teams, clock)
        await story.begin()
        yield story


@dataclass(slots=True)
class Story:
    """Plays day after day, and tells what everybody in Teams saw and did. Call `begin` first."""

    house: House
    teams: FakeTeams
    clock: Standing
    actors: Mapping[str, Actor] = field(default_factory=dict)
    figures: Figures = field(default_factory=Figures)
    _told: list[tuple[datetime, str]] = field(default_factory=list)
    _replies: list[tuple[datetime, Actor, Message]] = field(default_factory=list)
    _seen: int = 0

    async def begin(self) -> None:
        """Before the first day: who is in the register has the bot, and each directorate has a channel."""
        await take_up(self.house.db, self.house.policy, self.clock())
        async with self.house.db.read() as tx:
            people, directorates = await tx.people.everyone(), await tx.people.directorates()
        self.actors = cast([self.teams.world.join(_in_teams(person)) for person in people])
        for actor in self.actors.values():
            if not actor.joins:
                await self.teams.installs(actor.person)
        for directorate in directorates:
            await self._link(directorate.name)
        self._seen = len(self.teams.world.messages)

    async def days(self, weeks: int) -> AsyncIterator[Day]:
        """Play so many weeks from the day the clock shows; quiet days are not told."""
        first = self.house.policy.today(self.clock())
        for number in range(7 * weeks):
            day = first + timedelta(days=number)
            for at in self._moments(day):
                self.clock.to(at)
                await self._join(day - first)
                await self._reply()
                await self._work()
            if self._told:
                yield Day(day, tuple(self._told))
                self._told.clear()

    async def end(self) -> Figures:
        """The figures, with what is late now."""
        policy, today = self.house.policy, self.house.policy.today(self.clock())
        async with self.house.db.read() as tx:
            self.figures.late = sum([is_late(pledge, policy, today) async for pledge in tx.register.all()])
        return self.figures

    def _moments(self, day: date) -> list[datetime]:
        """When something may happen on a day; every minute between is passed over."""
        policy = self.house.policy
        hours = {policy.nudge_at, policy.last_call_at, policy.digest_at, PROMPT_AT, LATE_AT}
        return [moment(day, hour, policy.zone) for hour in sorted(hours)]

    async def _link(self, directorate: str) -> None:
        admin = next(actor.person for actor in self.actors.values() if actor.person.upn == YOU.upn)
        room = self.teams.opens_channel(directorate, team=TEAM)
        await self.teams.installs(admin, to=room)
        await self.teams.says(admin, f"link {directorate}", to=room)
        await self.teams.presses(admin, self.teams.seen_in(room)[-1], "Link it")

    async def _join(self, since: timedelta) -> None:
        for actor in self.actors.values():
            if actor.joins and since == timedelta(weeks=actor.joins) and not self.teams.seen_by(actor.person):
                self._tell(f"{actor.person.name} installs Pledgekeeper.")
                await self.teams.installs(actor.person)

    async def _reply(self) -> None:
        now = self.clock()
        due = [reply for reply in self._replies if reply[0] <= now]
        self._replies = [reply for reply in self._replies if reply[0] > now]
        for _, actor, message in due:
            await self._answer(actor, message)

    async def _answer(self, actor: Actor, message: Message) -> None:
        if any(action.get("title") == AGREE for action in actions(message.card)):
            await self.teams.presses(actor.person, message, AGREE)
            self._tell(f"{actor.person.name} agrees: {message.summary}.")
        pressed = await actor.answer(self.teams, message)
        self.figures.answered += len(pressed)
        if pressed:
            said = listed(f"{ref} {label.lower()}" for ref, label in pressed.items())
            self._tell(f"{actor.person.name} answers: {said}.")

    async def _work(self) -> None:
        """One pass of the clockwork, and a look at what came of it."""
        house = self.house
        await plan(house.db, house.policy, self.clock())
        while await deliver(house.db, house.render, house.teams, self.clock, policy=house.policy, jitter=lambda: 0.0):
            pass
        new = self.teams.world.messages[self._seen :]
        for message in sorted(new, key=lambda m: m.conversation):  # they were sent all at once, in any order
            self._notice(message)
        self._seen += len(new)

    def _notice(self, message: Message) -> None:
        self.figures.messages += 1
        room = self.teams.world.rooms.get(message.conversation.partition(";")[0])
        if room:
            self.figures.digests += 1
            self._tell(f"Channel {room.name}: {message.summary.removeprefix(room.name + ': ')}")
        else:
            self._tell(self._read(self._reader(message), message))

    def _read(self, actor: Actor, message: Message) -> str:
        asked, kinds = questions(message.card), kinds_of(message.card)
        at = actor.replies_at(self.clock(), self.house.policy)
        if at and kinds & {"nudge", "decision"}:
            self._replies.append((at, actor, message))
        if not asked:
            return f"{actor.person.name} reads: {message.summary or message.text}"
        self.figures.asked += len(asked)
        return f"{actor.person.name} is asked about {listed(asked)}."

    def _reader(self, message: Message) -> Actor:
        world = self.teams.world
        return next(a for a in self.actors.values() if world.chat_of(a.person) == message.conversation)

    def _tell(self, sentence: str) -> None:
        self._told.append((self.clock().astimezone(self.house.policy.zone), sentence))


def manners(actors: Mapping[str, Actor]) -> Iterator[str]:
    """Who does what, in words."""
    for manner in Manner:
        names = [a.person.name for a in actors.values() if a.manner is manner]
        if names:
            yield f"{listed(names)}: {manner}"
    yield from (f"{a.person.name} installs Pledgekeeper a week late" for a in actors.values() if a.joins)


async def _well() -> dict[str, str]:
    return {}


def _in_teams(known: Known) -> Person:
    """Somebody of the register as Teams knows them; what the register does not say is invented, always the same."""
    slug = known.upn or f"person{known.id}@example.com"
    return Person(
        name=known.name,
        upn=slug,
        teams_id=f"29:1{slug}",
        aad_id=known.aad_id or str(uuid5(NAMESPACE_URL, slug)),
        chat=f"a:1{slug}",
    )
