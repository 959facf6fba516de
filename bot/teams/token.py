"""Our own access token: asked for once, shared by everyone, renewed before it runs out."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.teams.faults import error_code
from bot.teams.http import Answer, Http
from pledges.errors import NotAuthorised, Unreachable

_EARLY = timedelta(minutes=5)
_AGAIN = timedelta(seconds=30)
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenRequest:
    """How a token is asked for. What is secret in it stays out of its repr."""

    method: str
    url: str
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    data: Mapping[str, str] | None = field(default=None, repr=False)
    params: Mapping[str, str] | None = None

    def send(self, http: Http) -> Any:
        return http.ask(self.method, self.url, headers=self.headers, data=self.data, params=self.params)


def with_secret(login_url: str, tenant: str, app_id: str, secret: str, realm: str) -> TokenRequest:
    """Ask Entra ID with the bot's own secret. `realm` is the Bot Framework of the cloud in use."""
    form = {"grant_type": "client_credentials", "client_id": app_id, "client_secret": secret}
    url = f"{login_url.rstrip('/')}/{tenant}/oauth2/v2.0/token"
    return TokenRequest(method="POST", url=url, data={**form, "scope": f"{realm}/.default"})


def with_identity(endpoint: str, header: str, app_id: str, realm: str) -> TokenRequest:
    """Ask the machine's managed identity: App Service when it gave a header, a virtual machine's otherwise."""
    version = "2019-08-01" if header else "2018-02-01"
    headers = {"X-IDENTITY-HEADER": header} if header else {"Metadata": "true"}
    params = {"api-version": version, "resource": realm, "client_id": app_id}
    return TokenRequest(method="GET", url=endpoint, headers=headers, params=params)


class Token:
    """The token in use. Renewed five minutes early, with one request under way however many wait for it."""

    def __init__(self, http: Http, request: TokenRequest, clock: Callable[[], datetime]) -> None:
        self._http, self._request, self._clock = http, request, clock
        self._value, self._renew, self._expires = "", _LONG_AGO, _LONG_AGO
        self._asking: asyncio.Task[None] | None = None

    async def get(self) -> str:
        """Return a token that is still good. Raise NotAuthorised when none can be had."""
        if self._clock() >= self._renew:
            if self._asking is None or self._asking.done():
                self._asking = asyncio.create_task(self._ask())
            await asyncio.shield(self._asking)
        return self._value

    def drop(self, value: str) -> None:
        """Forget a token that Teams did not take, unless it was renewed meanwhile."""
        if value == self._value:
            self._renew = self._expires = _LONG_AGO

    async def _ask(self) -> None:
        try:
            self._keep(await self._request.send(self._http))
        except (Unreachable, NotAuthorised) as error:
            now = self._clock()
            if now >= self._expires:
                raise NotAuthorised(f"no token to speak to Teams with: {error}") from error
            self._renew = now + _AGAIN  # the old one is still good: go on with it and ask again soon

    def _keep(self, answer: Answer) -> None:
        value, life = answer.body.get("access_token"), _life(answer.body, self._clock())
        if answer.status != 200 or not isinstance(value, str) or life is None:
            raise NotAuthorised(f"the log-in answered {answer.status} {error_code(answer.body)}".strip())
        now = self._clock()
        self._value, self._expires, self._renew = value, now + life, now + max(life - _EARLY, life / 2)


def _life(body: Mapping[str, Any], now: datetime) -> timedelta | None:
    """Read how long a token lasts: seconds from now, or as App Service says it, a moment in Unix time."""
    try:
        seconds = float(body["expires_in"]) if "expires_in" in body else float(body["expires_on"]) - now.timestamp()
        return timedelta(seconds=seconds)
    except (KeyError, TypeError, ValueError, OverflowError):
        return None
