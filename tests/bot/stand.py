"""A bot with nothing behind its door: it serves over HTTP, keeps what it heard and answers as it is told."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from bot.rehearsal.teams import TENANT, FakeTeams
from bot.rehearsal.teams_world import Message
from bot.teams import Teams
from dialogs.turn import Inbound, Reply, Say
from pledges.messages import Address, Rendered
from tests.clock import Clock

APP_ID = "5b0d2a1e-8c34-4a57-9e0f-3d5f3c1c0a77"
SECRET = "a-secret-nobody-should-see"
CARD = Rendered("Due Friday 4 December", {"type": "AdaptiveCard", "version": "1.5", "body": []})
DATA = {"verb": "answer", "nonce": "n1", "pledge": "CP-42"}
BUTTON = {
    "type": "Action.Execute",
    "title": "On track",
    "verb": "answer",
    "data": DATA,
    "fallback": {"type": "Action.Submit", "title": "On track", "data": DATA},
}
ASKED = Rendered("How is CP-42?", {"type": "AdaptiveCard", "version": "1.5", "actions": [BUTTON]})


@dataclass(slots=True)
class Bot:
    """`replies` decides what is answered; `heard` is what came in."""

    teams: Teams
    clock: Clock
    url: str = ""
    heard: list[Inbound] = field(default_factory=list)
    replies: Callable[[Inbound], Awaitable[Reply]] | None = None

    async def respond(self, inbound: Inbound) -> Reply:
        self.heard.append(inbound)
        return await self.replies(inbound) if self.replies else Say("Heard.")

    def answers(self, reply: Reply) -> None:
        async def replies(_: Inbound) -> Reply:
            return reply

        self.replies = replies

    def breaks(self, error: Exception) -> None:
        async def replies(_: Inbound) -> Reply:
            raise error

        self.replies = replies


def teams_for(fake: FakeTeams, clock: Clock, **but: Any) -> Teams:
    """The door to a fake Teams, fast enough for tests, with settings changed by name."""
    settings: dict[str, Any] = {
        "app_id": APP_ID,
        "app_password": SECRET,
        "app_type": "SingleTenant",
        "tenant_id": TENANT,
        "service_url_hosts": frozenset({"127.0.0.1"}),
        "openid_metadata_url": fake.openid_metadata_url,
        "login_url": fake.login_url,
        "connector_rate": 100_000,
        "clock": clock,
        "pauses": (0.0, 0.0),
    }
    return Teams(**{**settings, **but})


@asynccontextmanager
async def serving(fake: FakeTeams, clock: Clock, **but: Any) -> AsyncIterator[Bot]:
    """Serve a bot on a free port, and let the fake Teams know it."""
    async with teams_for(fake, clock, **but) as teams:
        bot = Bot(teams, clock)

        async def receive(request: web.Request) -> web.Response:
            return await teams.receive(request, bot.respond, clock)

        app = web.Application()
        app.router.add_post("/api/messages", receive)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        bot.url = fake.bot_url = f"http://127.0.0.1:{runner.addresses[0][1]}/api/messages"
        yield bot
        await runner.cleanup()


async def asked(fake: FakeTeams, bot: Bot, address: Address) -> Message:
    """Send the card with a button, and return it as it stands."""
    target = await bot.teams.send(address, ASKED)
    return next(m for m in fake.world.messages if m.id == target.message)
