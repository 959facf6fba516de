"""An invented council: people with a pledge each, who have the bot, are asked by it, and answer without end."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import count, cycle
from time import perf_counter
from typing import Any

from benchmarks import load, machine
from bot.clock import utc_now
from bot.rehearsal.teams import TENANT, FakeTeams
from bot.rehearsal.teams_world import Person
from pledges.pledge import Deadline, Owner, OwnerKind, Pledge
from storage.db import Database

APP_ID, SECRET = "5b0d2a1e-8c34-4a57-9e0f-3d5f3c1c0a77", "invented"
AT = "2023-11-27T10:00"  # a Monday morning; the day that the sample register is told from
DUE = date(2023, 11, 29)  # two working days later, so that everybody is asked at once
ENTERED = datetime(2023, 10, 2, 9, 0, tzinfo=UTC)
PEOPLE, SOME = 100, 10
MESSAGES = "/api/messages"


@dataclass(frozen=True, slots=True)
class Town:
    """The people, their Teams, and the bot that serves them at a port."""

    teams: FakeTeams
    port: int
    people: list[Person] = field(default_factory=list)
    refs: list[str] = field(default_factory=list)

    def settings(self, database_url: str) -> Mapping[str, str]:
        """What the bot needs to know to serve here. Teams' own limit would be 50 requests a second."""
        return machine.setting(
            database_url=database_url,
            port=self.port,
            app_id=APP_ID,
            app_password=SECRET,
            tenant_id=TENANT,
            admins="nobody@council.example",
            service_url_hosts="127.0.0.1",
            openid_metadata_url=self.teams.openid_metadata_url,
            login_url=self.teams.login_url,
            connector_rate=1000,
        )

    async def promises(self, database_url: str) -> None:
        """Give everyone a pledge, due two working days after the morning of the run."""
        db = Database(database_url)
        async with db.begin() as tx:
            for number, person in enumerate(self.people, 1):
                known = await tx.people.add(person.name, person.upn, person.aad_id)
                owner = Owner(kind=OwnerKind.PERSON, title=person.name, answers=known.id)
                due = Deadline(words="as agreed", due=DUE, original=DUE)
                title = f"Offer every care leaver of ward {number} a first home near family and friends"
                new = Pledge(number=0, title=title, owners=(owner,), deadline=due)
                self.refs.append((await tx.register.add(new, door="import", by=None, now=ENTERED)).ref)
        await db.close()

    async def kept(self, database_url: str) -> int:
        """How many answers about those pledges stand in the register."""
        db = Database(database_url)
        async with db.read() as tx:
            said = [await tx.register.updates(ref) for ref in self.refs]
        await db.close()
        return sum(map(len, said))

    async def are_asked(self) -> None:
        """Everyone installs the bot, and is asked about their pledge."""
        self.teams.bot_url = f"http://127.0.0.1:{self.port}{MESSAGES}"
        for some in range(0, len(self.people), SOME):
            await asyncio.gather(*map(self.teams.installs, self.people[some : some + SOME]))
        begun = perf_counter()
        while any(self._nudge(person) is None for person in self.people):
            if perf_counter() - begun > 30:
                raise RuntimeError("not everybody was asked")
            await asyncio.sleep(0.2)

    def presses(self) -> Iterator[bytes]:
        """Answers with a note, each another one: on track, at risk, from one person after the other."""
        token = self.teams.login.signs(self.teams.service_url)  # Teams uses one for about an hour
        cards = [self._pressable(person) for person in self.people]
        for number, (frame, buttons) in zip(count(1), cycle(cards)):
            button = buttons[number // len(cards) % len(buttons)]
            note = f"note.{button['data']['ref']}.words"
            data = button["data"] | {"noted": "yes", note: f"Two of three schools agreed, meeting {number} is next"}
            value = {"action": button | {"data": data}, "trigger": "manual"}
            told = frame | {"id": self.teams.world.number(), "value": value}
            yield load.request(MESSAGES, json.dumps(told).encode(), token)

    async def quiet(self) -> None:
        """Wait until the bot sends nothing more."""
        before = -1
        while before != len(self.teams.connector.requests):
            before = len(self.teams.connector.requests)
            await asyncio.sleep(0.15)

    def _nudge(self, person: Person) -> Any:
        asked = (m for m in self.teams.seen_by(person) if _buttons(m.card))
        return next(asked, None)

    def _pressable(self, person: Person) -> tuple[dict[str, Any], list[dict[str, Any]]]:
        message = self._nudge(person)
        frame = self.teams.activity(person) | {"replyToId": message.id, "type": "invoke", "name": "adaptiveCard/action"}
        return frame, _buttons(message.card)


@asynccontextmanager
async def a_town(*, signed: bool = True, people: int = PEOPLE) -> AsyncIterator[Town]:
    """A council with a Teams of its own and a free port for its bot."""
    app_id, secret = (APP_ID, SECRET) if signed else ("", "")
    async with FakeTeams(clock=utc_now, app_id=app_id, app_password=secret) as teams:
        hired = [teams.hires(f"Person {number}") for number in range(1, people + 1)]
        yield Town(teams, machine.free_port(), hired)


def _buttons(card: Any) -> list[dict[str, Any]]:
    """The buttons that answer a nudge at once."""
    found = []
    parts = [card]
    while parts:
        part = parts.pop()
        if isinstance(part, dict) and (part.get("type"), part.get("verb")) == ("Action.Execute", "answer"):
            found += [{key: part[key] for key in ("type", "verb", "data")}] if part["data"]["status"] != "done" else []
        parts += part.values() if isinstance(part, dict) else part if isinstance(part, list) else []
    return found
