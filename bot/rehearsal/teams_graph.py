"""The fake Microsoft Graph: it installs the bot for people, as far as it is let."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from aiohttp import web

from bot.rehearsal.teams_faults import Refusal
from bot.rehearsal.teams_login import Login
from bot.rehearsal.teams_world import Person, World

CATALOGUE_ID = "c3f1b1de-6d5e-4a0c-8d55-7a3f8f6f1f10"


class Graph:
    """`asked` are the people it was asked to install the bot for, in turn; `installs` is what Teams does then."""

    def __init__(self, world: World, login: Login, installs: Callable[[Person], Awaitable[object]]) -> None:
        self._world, self._login, self._installs = world, login, installs
        self._forbids: Refusal | None = None
        self.asked: list[str] = []

    def routes(self) -> list[web.RouteDef]:
        return [web.post("/graph/v1.0/users/{user}/teamwork/installedApps", self._install)]

    def refuses(self, status: int = 403, code: str = "Forbidden") -> None:
        """Answer every request in this way from now on."""
        self._forbids = Refusal(status, code)

    def relents(self) -> None:
        """Answer as ever again."""
        self._forbids = None

    async def _install(self, request: web.Request) -> web.Response:
        if not self._login.knows(request.headers.get("Authorization")):
            return Refusal(401, "InvalidAuthenticationToken").response()
        user = request.match_info["user"]
        self.asked.append(user)
        if self._forbids:
            return self._forbids.response()
        person = next((p for p in self._world.people.values() if user in (p.aad_id, p.upn)), None)
        app = str((await request.json()).get("teamsApp@odata.bind", "")).rpartition("/")[2]
        if person is None or app != CATALOGUE_ID:
            return Refusal(404, "NotFound").response()
        if self._world.chat_of(person) in self._world.reached:
            return Refusal(409, "Conflict").response()
        await self._installs(person)
        return web.Response(status=201)
