"""Authorised requests to Teams' connector: paced, timed, with every failure named."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import quote, urljoin

from bot.teams.faults import fault
from bot.teams.hosts import Hosts, is_onedrive
from bot.teams.http import Answer, Http
from bot.teams.token import Token
from pledges.errors import ConversationGone, DeliveryError, Refused

_BURST = 5  # requests that may go at once before the pace is kept
_HOPS = 3  # places that a file may be said to lie at, one after the other
_MOVED = frozenset({301, 302, 303, 307, 308})


class Pace:
    """A bucket of requests that fills at `rate` a second, for this process alone.

    Messages of the outbox come with a slot that all copies of the program agreed on, and so hardly ever wait here.
    """

    def __init__(self, rate: float) -> None:
        self._gap, self._next, self._unbooked = 1 / rate, 0.0, 0

    def owed(self) -> int:
        """How many requests went out without a slot since this was last asked."""
        owed, self._unbooked = self._unbooked, 0
        return owed

    async def take(self, *, at_once: bool, booked: bool = False) -> None:
        """Wait for a turn. An answer to a person takes its turn without waiting, and the others wait for it."""
        self._unbooked += not booked
        now = asyncio.get_running_loop().time()
        self._next = max(self._next, now - _BURST * self._gap) + self._gap
        if not at_once and self._next > now:
            await asyncio.sleep(self._next - now)


class Connector:
    """Calls to a conversation's service. Without a token (no app id) it calls without one."""

    def __init__(
        self, http: Http, token: Token | None, *, hosts: Hosts, pace: Pace, clock: Callable[[], datetime]
    ) -> None:
        self._http, self._token, self._hosts, self._pace, self._clock = http, token, hosts, pace, clock

    async def call(
        self,
        method: str,
        service: str,
        *path: str,
        json: Mapping[str, Any] | None = None,
        params: Mapping[str, str] | None = None,
        gone: type[DeliveryError] = ConversationGone,
        at_once: bool = False,
        booked: bool = False,
    ) -> Mapping[str, Any]:
        """Call /v3/conversations/`path` and return the body; `gone` is what a 404 means. Raise a DeliveryError.

        `booked` says that it has a slot of the pace that all copies of the program share.
        """
        if not self._hosts.allows(service):
            raise Refused("the conversation is on a host that is not allowed")
        url = "/".join([service.rstrip("/"), "v3/conversations", *(quote(part, safe="") for part in path)])
        await self._pace.take(at_once=at_once, booked=booked)
        answer = await self._authorised(method, url, json=json, params=params)
        if answer.status >= 300:
            raise fault(answer, self._clock(), gone)
        return answer.body

    async def upload(self, url: str, content: bytes) -> None:
        """Put a file where Teams wants it. Our token does not go with it. Raise a DeliveryError."""
        if not (is_onedrive(url) or self._hosts.allows(url)):
            raise Refused("the file was to go to a host that is not allowed")
        spans = f"bytes 0-{len(content) - 1}/{len(content)}"
        headers = {"Content-Type": "application/octet-stream", "Content-Range": spans}
        answer = await self._http.ask("PUT", url, data=content, headers=headers)
        if answer.status >= 300:
            raise fault(answer, self._clock(), Refused)

    async def download(self, url: str, most: int) -> bytes:
        """Get a file that lies in Microsoft's clouds, and nowhere else, wherever it says that it lies.

        Our token does not go with the request. Raise a DeliveryError.
        """
        for _ in range(_HOPS):
            if not (is_onedrive(url) or self._hosts.allows(url)):
                raise Refused("the file lies on a host that is not allowed")
            file = await self._http.file(url, most)
            if file.status not in _MOVED:
                break
            url = _joined(url, file.location)
        if file.status != 200:
            raise fault(Answer(status=file.status, headers={}, body={}), self._clock(), Refused)
        return file.content

    async def _authorised(self, method: str, url: str, **what: Any) -> Answer:
        if self._token is None:
            return await self._http.ask(method, url, **what)
        answer = await self._with(await self._token.get(), method, url, **what)
        if answer.status == 401:  # dropped by _with: one new token, and no more than one
            answer = await self._with(await self._token.get(), method, url, **what)
        return answer

    async def _with(self, token: str, method: str, url: str, **what: Any) -> Answer:
        answer = await self._http.ask(method, url, headers={"Authorization": f"Bearer {token}"}, **what)
        if answer.status == 401 and self._token:
            self._token.drop(token)
        return answer


def _joined(url: str, location: str) -> str:
    try:
        return urljoin(url, location)
    except ValueError:
        raise Refused("the file is said to lie nowhere") from None
