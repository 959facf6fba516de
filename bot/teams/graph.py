"""Microsoft Graph, for one thing: installing the app for a person who has not done so."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from urllib.parse import quote

from bot.teams.faults import fault
from bot.teams.http import Answer, Http
from bot.teams.token import Token
from pledges.errors import Refused
from pledges.messages import Installation

_MEANS = {201: Installation.DONE, 409: Installation.THERE, 403: Installation.FORBIDDEN, 404: Installation.UNKNOWN}


class Graph:
    """`app` is the app's id in the council's Teams catalogue, which is not the bot's app id.

    It needs the application permission TeamsAppInstallation.ReadWriteSelfForUser.All, and no other.
    """

    def __init__(self, http: Http, token: Token, *, url: str, app: str, clock: Callable[[], datetime]) -> None:
        self._http, self._token, self._url, self._app, self._clock = http, token, f"{url}/v1.0", app, clock

    async def install(self, user: str) -> Installation:
        """Install the app for somebody, by Entra object id or UPN. Raises a DeliveryError."""
        url = f"{self._url}/users/{quote(user, safe='')}/teamwork/installedApps"
        app = {"teamsApp@odata.bind": f"{self._url}/appCatalogs/teamsApps/{quote(self._app, safe='')}"}
        answer = await self._post(url, app)
        if answer.status == 401:  # dropped by _post: one new token, and no more than one
            answer = await self._post(url, app)
        if answer.status not in _MEANS:
            raise fault(answer, self._clock(), Refused)
        return _MEANS[answer.status]

    async def _post(self, url: str, json: dict[str, Any]) -> Answer:
        token = await self._token.get()
        answer = await self._http.ask("POST", url, headers={"Authorization": f"Bearer {token}"}, json=json)
        if answer.status == 401:
            self._token.drop(token)
        return answer
