"""The one HTTP session that everything leaving for Microsoft shares: messages, log-in and keys."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import aiohttp

from pledges.errors import TooLarge, Unreachable


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back. `body` is the JSON object of the answer, empty when it held none."""

    status: int
    headers: Mapping[str, str]
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """What lies at a URL: its content, or where else it is said to lie."""

    status: int
    location: str
    content: bytes


class Http:
    """A session with a time-out for the whole exchange, in seconds, that keeps no cookies and follows no redirect.

    A redirect would carry a token to a host nobody allowed.
    """

    def __init__(self, seconds: float) -> None:
        self._timeout = aiohttp.ClientTimeout(total=seconds)
        self._session: aiohttp.ClientSession | None = None

    async def start(self) -> None:
        self._session = aiohttp.ClientSession(timeout=self._timeout, cookie_jar=aiohttp.DummyCookieJar())

    async def close(self) -> None:
        if self._session:
            await self._session.close()

    async def ask(self, method: str, url: str, **what: Any) -> Answer:
        """Send one request; `what` is aiohttp's own. Raise Unreachable when no answer came in time."""
        if self._session is None or self._session.closed:
            raise Unreachable("the line to Teams is not open")
        try:
            async with self._session.request(method, url, allow_redirects=False, **what) as answer:
                return Answer(status=answer.status, headers=answer.headers, body=_object(await answer.read()))
        except (aiohttp.ClientError, TimeoutError) as error:
            raise Unreachable(f"no answer came ({type(error).__name__})") from error

    async def file(self, url: str, most: int) -> File:
        """Read the file at a URL, in a minute at the most. Raise TooLarge, or Unreachable when it did not come."""
        if self._session is None or self._session.closed:
            raise Unreachable("the line to Teams is not open")
        minute = aiohttp.ClientTimeout(total=60)
        try:
            async with self._session.get(url, allow_redirects=False, timeout=minute) as answer:
                location = answer.headers.get("Location", "")
                return File(status=answer.status, location=location, content=await _content(answer, most))
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            # Without its cause: that holds the URL, which opens the file to whoever has it.
            raise Unreachable(f"the file did not come ({type(error).__name__})") from None


async def _content(answer: aiohttp.ClientResponse, most: int) -> bytes:
    """The content, unpacked, as far as it is allowed to go."""
    content = bytearray()
    async for chunk in answer.content.iter_chunked(1 << 16):
        content += chunk
        if len(content) > most:
            raise TooLarge(f"the file has more than {most} bytes")
    return bytes(content)


def _object(body: bytes) -> Mapping[str, Any]:
    try:
        found = json.loads(body)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
