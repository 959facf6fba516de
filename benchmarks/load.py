"""Load over HTTP from few instructions, so that the server is the limit and not who asks."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from time import perf_counter

_LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)
LINES = 32


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    body: bytes


@dataclass(slots=True)
class Heard:
    """What came back: how long each answer took, in ms, and how many there were in how many seconds."""

    took: list[float] = field(default_factory=list)
    seconds: float = 0.0
    wrong: list[Answer] = field(default_factory=list)

    @property
    def rate(self) -> float:
        return len(self.took) / self.seconds

    def add(self, other: Heard) -> None:
        self.took += other.took
        self.seconds += other.seconds
        self.wrong += other.wrong


class Line(asyncio.Protocol):
    """A connection that is kept: one question at a time, and its answer."""

    def __init__(self) -> None:
        self._got, self._needed, self._body = bytearray(), 0, 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._got += data
        if not self._needed:
            self._measure()
        if self._needed and len(self._got) >= self._needed:
            answer = Answer(int(self._got[9:12]), bytes(self._got[self._body : self._needed]))
            self._got.clear()
            self._needed = 0
            self._answer.set_result(answer)

    def connection_lost(self, error: Exception | None) -> None:
        if not self._answer.done():
            self._answer.set_exception(error or ConnectionResetError("the server hung up"))

    async def ask(self, request: bytes) -> Answer:
        """Send a request and wait for its answer."""
        self._answer: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._transport.write(request)
        return await self._answer

    def close(self) -> None:
        self._transport.close()

    def _measure(self) -> None:
        self._body = self._got.find(b"\r\n\r\n") + 4
        if self._body >= 4:
            length = _LENGTH.search(self._got, 0, self._body)
            self._needed = self._body + (int(length[1]) if length else 0)


def request(path: str, body: bytes, token: str = "") -> bytes:
    """A POST of JSON, ready to be sent."""
    signed = f"Authorization: Bearer {token}\r\n" if token else ""
    head = f"POST {path} HTTP/1.1\r\nHost: bot\r\nContent-Type: application/json\r\n{signed}Content-Length: {len(body)}"
    return f"{head}\r\n\r\n".encode() + body


async def flat_out(port: int, requests: Iterator[bytes], seconds: float, lines: int = LINES) -> Heard:
    """Keep so many requests under way, for so long or until there are no more."""
    heard, begun = Heard(), perf_counter()
    opened = [await _open(port) for _ in range(lines)]
    await asyncio.gather(*(_keep_asking(line, requests, heard, begun + seconds) for line in opened))
    heard.seconds = perf_counter() - begun
    return heard


async def steady(port: int, requests: Iterator[bytes], rate: float, seconds: float) -> Heard:
    """Ask at a steady pace, whether or not answers come: a slow answer delays nobody, and each is timed by itself."""
    heard, begun, idle = Heard(), perf_counter(), list[Line]()
    async with asyncio.TaskGroup() as asking:
        for number in range(int(rate * seconds)):
            await asyncio.sleep(begun + number / rate - perf_counter())
            line = idle.pop() if idle else await _open(port)
            asking.create_task(_ask(line, next(requests), heard, idle))
    heard.seconds = perf_counter() - begun
    for line in idle:
        line.close()
    return heard


async def _open(port: int) -> Line:
    _, line = await asyncio.get_running_loop().create_connection(Line, "127.0.0.1", port)
    return line


async def _keep_asking(line: Line, requests: Iterator[bytes], heard: Heard, until: float) -> None:
    while perf_counter() < until and (request := next(requests, None)):
        await _ask(line, request, heard, [])
    line.close()


async def _ask(line: Line, request: bytes, heard: Heard, idle: list[Line]) -> None:
    sent = perf_counter()
    answer = await line.ask(request)
    heard.took.append((perf_counter() - sent) * 1e3)
    if answer.status >= 300 or (b'"statusCode": 200' not in answer.body and answer.body.startswith(b'{"statusCode"')):
        heard.wrong.append(answer)
    idle.append(line)
