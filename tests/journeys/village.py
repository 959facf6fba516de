"""A council in one process: the real dialogs, scheduler and register, and letters for Teams, so that it is fast."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import dialogs.answers
import dialogs.cards
import dialogs.commands
from dialogs.presenting import render
from dialogs.registry import Council, Registry
from dialogs.respond import Receptionist
from dialogs.turn import Happened, Inbound, Place, Reply, Say, Show, Speaker
from pledges.errors import CardGone, NotUnderstood
from pledges.messages import Address, Drop, Member, Rendered, Target
from pledges.people import Person
from pledges.policy import Policy
from scheduler.deliver import deliver
from scheduler.plan import plan
from storage.db import Database, Tx
from storage.outbox import Claimed
from tests.clock import Clock

REGISTRY = Registry(dialogs.cards, dialogs.commands, dialogs.answers)
ADMIN = "Lynne Robbins"


@dataclass
class Letters:
    """Carries messages to people at once; `asked` counts the nudges that each person got on each day."""

    clock: Clock
    asked: Counter[tuple[str, date]] = field(default_factory=Counter)
    standing: dict[str, Rendered] = field(default_factory=dict)
    nudges: set[int] = field(default_factory=set)

    async def send(self, address: Address, message: Rendered) -> Target:
        name = f"letter {len(self.standing)}"
        self.standing[name] = message
        if id(message) in self.nudges:
            self.asked[address, self.clock().date()] += 1
        return Target(address, name)

    async def reply(self, post: Target, message: Rendered) -> Target:
        return await self.send(post.address, message)

    async def say(self, address: Address, text: str) -> None:
        self.standing[f"letter {len(self.standing)}"] = Rendered(text, {})

    async def update(self, target: Target, message: Rendered) -> None:
        if target.message not in self.standing:
            raise CardGone(target.message)
        self.standing[target.message] = message

    async def reopen(self, address: Address) -> Address:
        return address

    async def member(self, address: Address, teams_id: str) -> Member:
        return Member(teams_id, teams_id, f"{teams_id.replace(' ', '.')}@council.example", f"aad {teams_id}")

    async def members(self, address: Address) -> list[Member]:
        return []

    async def fetch(self, place: str, most: int) -> bytes:
        raise NotUnderstood("Nobody drops files in this village.")


@dataclass(kw_only=True)
class Village:
    """Verbs that a test tells its story with; people are known by their names alone."""

    db: Database
    clock: Clock
    letters: Letters
    receptionist: Receptionist
    turns: int = 0

    async def says(self, name: str, text: str) -> str:
        """Say something; return the words of the answer."""
        return _words(await self._turn(name, happened=Happened.SAID, text=text))

    async def presses(self, name: str, verb: str, **data: str) -> str:
        """Press a button of a card, with what it sends."""
        sent = {"verb": verb, "nonce": f"nonce {self.turns}", "fact.message": "none", **data}
        return _words(await self._turn(name, happened=Happened.PRESSED, verb=verb, data=sent))

    async def works(self) -> None:
        """What the clockwork does now."""
        council = self.receptionist.council
        await plan(self.db, council.policy, self.clock(), council.admins)
        while await deliver(
            self.db, self._draw, self.letters, self.clock, policy=council.policy, jitter=lambda: 0.0, batch=50
        ):
            pass

    async def _draw(self, item: Claimed, *, tx: Tx, now: Any) -> Rendered | Drop:
        drawn = await render(item, registry=REGISTRY, council=self.receptionist.council, tx=tx, now=now)
        if item.kind == "nudge" and item.target is None and isinstance(drawn, Rendered):
            self.letters.nudges.add(id(drawn))
        return drawn

    async def _turn(self, name: str, **what: Any) -> Reply:
        self.turns += 1
        inbound = Inbound(
            id=f"turn {self.turns}",
            tenant="",
            speaker=Speaker(teams_id=name, name=name, aad_id=f"aad {name}".lower()),
            place=Place.PERSONAL,
            address=Address(name),
            now=self.clock(),
            **what,
        )
        reply = await self.receptionist.respond(inbound)
        assert not _words(reply).startswith("Something went wrong"), f"{what} of {name} failed"
        assert not _words(reply).startswith("That card is from an older version"), f"{what} is no button"
        return reply

    async def person(self, name: str) -> Person:
        async with self.db.read() as tx:
            return next(p for p in await tx.people.everyone() if p.name == name)


def _words(reply: Reply) -> str:
    return reply.text if isinstance(reply, Say) else reply.message.summary if isinstance(reply, Show) else ""


@asynccontextmanager
async def a_village(url: str, clock: Clock, *names: str) -> AsyncIterator[Village]:
    """A council with an admin and these people, all of whom have the bot."""
    policy = Policy()
    db, letters = Database(url, policy), Letters(clock)
    council = Council(contact=ADMIN, admins=frozenset({f"aad {ADMIN}".lower()}), policy=policy)
    receptionist = Receptionist(registry=REGISTRY, db=db, council=council, transport=letters)
    village = Village(db=db, clock=clock, letters=letters, receptionist=receptionist)
    try:
        for name in (ADMIN, *names):
            await village._turn(name, happened=Happened.INSTALLED)
        yield village
    finally:
        await db.close()
