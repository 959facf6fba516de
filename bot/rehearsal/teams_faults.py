"""How the fake Teams fails: the limits of the real one, and faults on demand."""

from __future__ import annotations

import asyncio
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.utils import format_datetime
from math import ceil

from aiohttp import web

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
Window = tuple[int, float]  # requests, and in how many seconds


class Refusal(Exception):
    """An answer of Teams that is not a yes."""

    def __init__(self, status: int, code: str, retry_after: str = "", body: str | None = None) -> None:
        super().__init__(f"{status} {code}")
        self.status, self.code, self.retry_after, self._body = status, code, retry_after, body

    def response(self) -> web.Response:
        headers = {"Retry-After": self.retry_after} if self.retry_after else {}
        if self._body is not None:
            return web.Response(status=self.status, headers=headers, text=self._body, content_type="application/json")
        if self.status in (502, 503, 504):  # these come from a gateway, which knows no JSON
            return web.Response(status=self.status, headers=headers, text="<h1>Sorry</h1>", content_type="text/html")
        body = {"error": {"code": self.code, "message": f"{self.code}: words that nobody should repeat"}}
        return web.json_response(body, status=self.status, headers=headers)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What Microsoft publishes for one bot: in a thread to send and to read, and in all for a tenant.

    To open a thread counts as sending. `roster` is for the list of all members at once, which is out of use.
    """

    sending: Sequence[Window] = ((7, 1), (8, 2), (60, 30), (1800, 3600))
    reading: Sequence[Window] = ((14, 1), (16, 2), (120, 30), (3600, 3600))
    roster: Sequence[Window] = ((5, 60),)
    tenant: Sequence[Window] = ((50, 1),)

    def of(self, method: str, path: str) -> tuple[str, Sequence[Window]]:
        """The count that a request belongs to in its thread, and how much of it there may be."""
        if method != "GET":
            return "sending", self.sending
        return ("roster", self.roster) if path.endswith("/members") else ("reading", self.reading)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fault:
    method: str
    answer: Refusal


@dataclass(slots=True)
class Counter:
    """Counts requests by key over sliding windows. What is refused is not counted."""

    clock: Callable[[], datetime]
    _seen: defaultdict[str, deque[datetime]] = field(default_factory=lambda: defaultdict(deque))

    def take(self, key: str, windows: Sequence[Window]) -> None:
        """Count one request, or raise Refusal saying in how many seconds there is room."""
        now, seen = self.clock(), self._seen[key]
        wait = max(self._waits(seen, now, windows), default=0.0)
        if wait > 0:
            raise Refusal(429, "Throttled", str(ceil(wait)))
        seen.append(now)
        while len(seen) > max(most for most, _ in windows):
            seen.popleft()

    def _waits(self, seen: deque[datetime], now: datetime, windows: Sequence[Window]) -> Iterator[float]:
        for most, seconds in windows:
            if len(seen) >= most:  # the one that has to leave the window before there is room
                yield (seen[-most] + timedelta(seconds=seconds) - now).total_seconds()


class Faults:
    """Everything that can be made to go wrong between the bot and its conversations."""

    def __init__(self, clock: Callable[[], datetime], limits: Limits | None) -> None:
        self._clock, self._limits, self._counter = clock, limits, Counter(clock)
        self._coming = deque[_Fault]()
        self._losing = deque[bool]()
        self.throttled: list[datetime] = []  # when a limit was met
        self._seconds = self._dawdling = 0.0

    def fails_with(
        self,
        status: int,
        *,
        times: int = 1,
        code: str = "ServiceError",
        retry_after: float | datetime | None = None,
        method: str = "",
        body: str | None = None,
    ) -> None:
        """Answer the next requests (of one method, or of any) with this; `retry_after` in seconds or as a date.

        `body` is all that is said, in place of the body that is usual for the status.
        """
        when = format_datetime(retry_after, usegmt=True) if isinstance(retry_after, datetime) else retry_after
        answer = Refusal(status, code, "" if when is None else str(when), body)
        self._coming.extend([_Fault(method=method, answer=answer)] * times)

    def loses_connection(self, *, times: int = 1, after: bool = False) -> None:
        """Hang up on the next requests: before taking them in, or after, so that only the answer is lost."""
        self._losing.extend([after] * times)

    def is_slow(self, seconds: float) -> None:
        """Take so long over every request, until told otherwise."""
        self._seconds = seconds

    def dawdles(self, seconds: float) -> None:
        """Take every request in at once, and so long over the answer, until told otherwise."""
        self._dawdling = seconds

    async def between(self, request: web.Request, thread: str, handle: Handler) -> web.StreamResponse:
        """Do what was asked for, then let the request through to `handle`."""
        await asyncio.sleep(self._seconds)
        if self._losing:
            return await self._lose(request, handle, after=self._losing.popleft())
        self._fail(request.method)
        self._limit(request, thread)
        answer = await handle(request)
        await asyncio.sleep(self._dawdling)
        return answer

    async def _lose(self, request: web.Request, handle: Handler, *, after: bool) -> web.StreamResponse:
        if after:
            await handle(request)
        if request.transport:
            request.transport.abort()
        return web.Response()

    def _fail(self, method: str) -> None:
        if self._coming and self._coming[0].method in ("", method):
            raise self._coming.popleft().answer

    def _limit(self, request: web.Request, thread: str) -> None:
        if self._limits is None:
            return
        count, windows = self._limits.of(request.method, request.path)
        try:
            self._counter.take("tenant", self._limits.tenant)
            self._counter.take(f"{count} {thread}", windows)
        except Refusal:
            self.throttled.append(self._clock())
            raise
