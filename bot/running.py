"""Running: listen on a port until somebody says stop, and then stop in order."""

from __future__ import annotations

import asyncio
import errno
import logging
import os
import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from socket import socket

from aiohttp import web

from pledges.errors import OperatorError

_SIGNALS = (signal.SIGINT, signal.SIGTERM)
_FINISH = 10.0  # seconds that requests under way get
_LOOK = 1.0  # seconds between two looks for the parent
_log = logging.getLogger(__name__)


@contextmanager
def stoppable() -> Iterator[None]:
    """Let Ctrl-C or SIGTERM end the block: what it waits for is cancelled, and it closes what it opened, in order.

    A second one ends that too, and raises CancelledError.
    """
    loop, task = asyncio.get_running_loop(), asyncio.current_task()
    assert task
    for each in _SIGNALS:
        loop.add_signal_handler(each, task.cancel)
    try:
        yield
    except asyncio.CancelledError:
        if task.uncancel():
            raise
    finally:
        for each in _SIGNALS:
            loop.remove_signal_handler(each)


@asynccontextmanager
async def listening(
    app: web.Application, host: str = "", port: int = 0, *, claimed: socket | None = None
) -> AsyncIterator[int]:
    """Serve within the block, on a port or a socket that listens already, and give the port.

    Raise OperatorError when the port cannot be listened on.
    """
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=_FINISH)
    try:
        await runner.setup()
        if claimed:
            await web.SockSite(runner, claimed).start()
        else:
            await _listen(web.TCPSite(runner, host, port), host, port)
        yield runner.addresses[0][1]
    finally:
        await runner.cleanup()


async def run(app: web.Application, host: str, port: int) -> None:
    """Serve until told to stop."""
    with stoppable():
        async with listening(app, host, port) as listens_on:
            _log.info("ready", extra={"host": host, "port": listens_on})
            try:
                await forever()
            finally:
                _log.info("stopping: what is on the wire is finished first")
    _log.info("stopped")


async def forever() -> None:
    """Wait to be cancelled."""
    await asyncio.Event().wait()


async def as_long_as(parent: int) -> None:
    """Wait to be cancelled, or for the end of the program that started this one: nothing tells, so it is looked for."""
    while os.getppid() == parent:  # noqa: ASYNC110
        await asyncio.sleep(_LOOK)


async def _listen(site: web.TCPSite, host: str, port: int) -> None:
    try:
        await site.start()
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            taken = f"Port {port} on {host} is taken by another program. Stop that one, or set PLEDGEKEEPER_PORT."
            raise OperatorError(taken) from None
        raise OperatorError(f"Port {port} on {host} cannot be listened on: {error.strerror or error}.") from None
