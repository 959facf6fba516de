"""A council at work from end to end: everything but the clock and Teams itself is the real thing, over real HTTP."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

import dialogs.answers
import dialogs.cards
import dialogs.commands
from bot.clock import moment_of
from bot.rehearsal.teams import TENANT, Answer, FakeTeams
from bot.rehearsal.teams_world import Message, Person, Room
from dialogs.presenting import render
from dialogs.registry import Council, Registry
from dialogs.respond import Receptionist
from pledges.habits import Habit
from pledges.people import Directorate
from pledges.pledge import Deadline, Kind, Owner, OwnerKind, Pledge, Source
from pledges.policy import Policy
from scheduler.deliver import deliver
from scheduler.plan import plan
from storage.db import Database
from tests.bot.stand import APP_ID, SECRET, Bot, serving
from tests.clock import Clock

REGISTRY = Registry(dialogs.cards, dialogs.commands, dialogs.answers)
LONDON = ZoneInfo("Europe/London")
ADMIN = "Lynne Robbins"
PANEL = Source(document="Panel minutes", committee="Corporate Parenting Panel", held_on=date(2026, 10, 28), minute="94")


@dataclass(kw_only=True)
class Town:
    """Verbs that a test tells its story with. People are known by the names they were hired under."""

    db: Database
    clock: Clock
    teams: FakeTeams
    council: Council
    bot: Bot
    people: dict[str, Person] = field(default_factory=dict)

    async def hires(self, *names: str, install: bool = True) -> None:
        for name in names:
            self.people[name] = self.teams.hires(name)
            if install:
                await self.teams.installs(self.people[name])

    async def appoints(self, name: str, title: str, directorate: str, *, director: bool = False) -> None:
        """Give somebody a post. Directors here do without the weekly note, until they want it."""
        async with self.db.begin() as tx:
            who = self.people[name]
            person = await tx.people.find(aad_id=who.aad_id) or await tx.people.add(name, who.upn, who.aad_id)
            part = await tx.people.put_directorate(directorate)
            await tx.people.put_post(title, part.id, person.id, director=director)
            if director:
                await tx.habits.put(person.id, Habit(notes=False))

    async def promises(self, title: str, post: str, due: str | None, **more: Any) -> str:
        """Enter a pledge that a post leads; return its reference."""
        async with self.db.begin() as tx:
            found = await tx.people.post(post)
            assert found is not None
            owner = Owner(
                kind=OwnerKind.POST, title=found.title, post=found.id, answers=found.holder.id if found.holder else None
            )
            day = date.fromisoformat(due) if due else None
            new = Pledge(
                number=0,
                title=title,
                kind=Kind.ACTION_POINT,
                owners=(owner,),
                directorate=found.directorate,
                sources=(PANEL,),
                deadline=Deadline(words="as agreed", due=day, original=day),
            )
            return (await tx.register.add(replace(new, **more), door="test", by=None, now=self.clock())).ref

    async def works(self, at: str = "") -> None:
        """What the clockwork does at a moment of London's wall clock: plan, then deliver all that can go now."""
        if at:
            self.clock.to(moment_of(at, LONDON))
        await plan(self.db, self.council.policy, self.clock(), self.council.admins)
        draw = partial(render, registry=REGISTRY, council=self.council)
        while await deliver(
            self.db, draw, self.bot.teams, self.clock, policy=self.council.policy, jitter=lambda: 0.0, batch=50
        ):
            pass

    async def works_next_morning(self) -> None:
        """The same when people may be written to again, on the next working day."""
        self.clock.to(self.council.policy.next_morning(self.clock()))
        await self.works()

    async def says(self, name: str, text: str, *, to: Room | None = None, about: tuple[str, ...] = ()) -> Message:
        """Say something to the bot; return what it answered."""
        before = len(self.teams.world.messages)
        answer = await self.teams.says(self.people[name], text, to=to, about=[self.people[a] for a in about])
        assert answer.status < 300
        assert len(self.teams.world.messages) > before, f"no answer to {text!r}"
        return self.teams.world.messages[before]

    async def presses(
        self,
        name: str,
        button: str,
        message: Message | None = None,
        *,
        given: Mapping[str, str] | None = None,
        submit: bool = False,
    ) -> Answer:
        """Press a button of the newest message in somebody's chat, or of the message given, with fields filled in."""
        pressed = message or self.chat(name)[-1]
        answer = await self.teams.presses(self.people[name], pressed, button, submit=submit, **(given or {}))
        assert answer.status < 300
        return answer

    def chat(self, name: str) -> list[Message]:
        return self.teams.seen_by(self.people[name])

    def sees(self, name: str, message: Message | None = None) -> str:
        """All the words of a message as somebody sees it: by default, the newest in their chat."""
        message = message or self.chat(name)[-1]
        return words_of(message.card_for(self.people[name])) or message.text

    async def pledge(self, ref: str) -> Pledge:
        async with self.db.read() as tx:
            return await tx.register.get(ref)

    async def directorate(self, name: str) -> Directorate:
        async with self.db.begin() as tx:
            return await tx.people.put_directorate(name)


def words_of(part: Any) -> str:
    """Everything that a card says, hidden parts too, in order: texts, facts, labels and buttons."""
    if isinstance(part, list):
        return "\n".join(filter(None, map(words_of, part)))
    if not isinstance(part, dict):
        return ""
    own = [str(part[key]) for key in ("text", "title", "label", "value") if isinstance(part.get(key), str)]
    inner = [words_of(part[key]) for key in ("body", "items", "columns", "facts", "actions") if key in part]
    return "\n".join(filter(None, [*own, *inner]))


@asynccontextmanager
async def a_town(
    db: Database, clock: Clock, at: str = "2026-11-02 10:00", policy: Policy | None = None
) -> AsyncIterator[Town]:
    """A council with one admin, who has the bot installed; without a `policy` it knows no bank holidays."""
    clock.to(moment_of(at, LONDON))
    policy = policy or Policy()
    async with FakeTeams(clock=clock, app_id=APP_ID, app_password=SECRET) as teams, serving(teams, clock) as bot:
        admin = teams.hires(ADMIN)
        council = Council(
            contact=f"{ADMIN}, Corporate Parenting Officer",
            tenant=TENANT,
            admins=frozenset({admin.upn}),
            policy=policy,
        )
        receptionist = Receptionist(registry=REGISTRY, db=db, council=council, transport=bot.teams)
        bot.replies = receptionist.respond
        town = Town(db=db, clock=clock, teams=teams, council=council, bot=bot, people={ADMIN: admin})
        await teams.installs(admin)
        yield town
