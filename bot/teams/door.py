"""The Teams bot as the rest of the program sees it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Self

from aiohttp import web
from yarl import URL

from bot.teams.adapter import Adapter
from bot.teams.answers import Answers, Respond
from bot.teams.connector import Connector, Pace
from bot.teams.doorkeeper import Doorkeeper
from bot.teams.graph import Graph
from bot.teams.hosts import Hosts
from bot.teams.http import Http
from bot.teams.keys import Keys
from bot.teams.outbound import Outbound
from bot.teams.reception import Reception
from bot.teams.token import Token, with_identity, with_secret

IMDS = "http://169.254.169.254/metadata/identity/oauth2/token"


class Teams(Outbound):
    """Receives from Teams and sends to it, through one HTTP session that lives from `start` to `close`.

    Without `app_id` nobody is asked for a token and none is sent: that is for development. `clock` is the real
    time in UTC, even where the bot itself lives by an invented one, because tokens do. `connector_rate` is in requests
    a second; `owed` tells how many went out that no slot was booked for, since it was last asked. `timeout` bounds a
    request, `patience` how long a message keeps Teams waiting, `pauses` come between attempts at a reply: all in
    seconds. `identity_endpoint` and `identity_header` are the machine's, for UserAssignedMSI. `graph` installs the app
    for people, when `teams_app_id` names it in the council's catalogue.
    """

    def __init__(
        self,
        *,
        app_id: str,
        app_password: str,
        app_type: str,
        tenant_id: str,
        service_url_hosts: frozenset[str],
        openid_metadata_url: str,
        login_url: str,
        connector_rate: float,
        clock: Callable[[], datetime],
        timeout: float = 15.0,
        patience: float = 5.0,
        pauses: Sequence[float] = (1.0, 4.0),
        identity_endpoint: str = IMDS,
        identity_header: str = "",
        graph_url: str = "https://graph.microsoft.com",
        teams_app_id: str = "",
    ) -> None:
        realm = _realm(openid_metadata_url)

        def token_for(realm: str) -> Token:
            request = (
                with_identity(identity_endpoint, identity_header, app_id, realm)
                if app_type == "UserAssignedMSI"
                else with_secret(login_url, tenant_id, app_id, app_password, realm)
            )
            return Token(self._http, request, clock)

        self._http, hosts = Http(timeout), Hosts(service_url_hosts)
        token = token_for(realm) if app_id else None
        graph = Graph(self._http, token_for(graph_url), url=graph_url, app=teams_app_id, clock=clock)
        self.graph = graph if app_id and teams_app_id else None
        pace = Pace(connector_rate)
        self.owed = pace.owed
        super().__init__(Connector(self._http, token, hosts=hosts, pace=pace, clock=clock))
        keys = Keys(self._http, openid_metadata_url, clock)
        doorkeeper = Doorkeeper(keys, app_id=app_id, issuer=realm, clock=clock) if app_id else None
        self._reception = Reception(Adapter(doorkeeper), Answers(self, pauses), hosts, patience)

    async def start(self) -> None:
        await self._http.start()

    async def close(self, seconds: float = 10.0) -> None:
        """Wait so long for turns still being worked on, then close the session."""
        await self._reception.rest(seconds)
        await self._http.close()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def receive(self, request: web.Request, respond: Respond, now: Callable[[], datetime]) -> web.Response:
        """Answer one request from Teams.

        A press is answered with the reply itself; everything else with 202, and the reply goes into the conversation.
        Raises aiohttp's HTTP errors: 400, 413 and 415 for what is no activity, 401 without a token of Teams' for this
        bot, 403 for a service URL that is not allowed.
        """
        return await self._reception.receive(request, respond, now)


def _realm(metadata_url: str) -> str:
    """The Bot Framework that signs for us and that tokens are for: Azure Government has its own."""
    host = URL(metadata_url).host or ""
    return "https://api.botframework.us" if host.endswith(".us") else "https://api.botframework.com"
