"""Programs that run as a person runs them: started, waited for, stopped with Ctrl-C, and nothing left behind."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import socket
import sys
from asyncio.subprocess import DEVNULL, Process
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build" / "e2e"
_STARTING, _STOPPING = 180, 20  # seconds; the first start fetches the Playground


@asynccontextmanager
async def demo(at: str) -> AsyncIterator[str]:
    """Run the demo within the block, from a time in its invented council on, and give the address of its page."""
    ports = ("--port", str(free_port()), "--page", str(free_port()))
    async with pledgekeeper("demo", "--at", at, *ports, until=r"Open +(http://127\.0\.0\.1:\d+)") as url:
        yield url


@asynccontextmanager
async def pledgekeeper(*arguments: str, until: str, env: Mapping[str, str] | None = None) -> AsyncIterator[str]:
    """Run a command within the block, once it has printed what `until` finds; give the last group of that.

    At the end it must stop by itself when it is told to, and take with it all that it started.
    """
    BUILD.mkdir(parents=True, exist_ok=True)
    printed = BUILD / f"{arguments[0]}-{os.getpid()}.log"  # of this run alone
    with printed.open("wb") as log:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", *arguments),
            cwd=ROOT,
            env=os.environ | dict(env or {}),
            stdin=DEVNULL,
            stdout=log,
            stderr=log,
        )
    try:
        yield await _told(process, printed, until)
    finally:
        family = await _stopped(process)
    _, left = await asyncio.to_thread(psutil.wait_procs, family, timeout=_STOPPING)
    assert (process.returncode, left) == (0, []), printed.read_text()


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


async def _told(process: Process, printed: Path, until: str) -> str:
    async with asyncio.timeout(_STARTING):
        while not (found := _found(until, printed)):
            assert process.returncode is None, printed
            await asyncio.sleep(0.1)
    return found[found.lastindex or 0]


def _found(pattern: str, printed: Path) -> re.Match[str] | None:
    return re.search(pattern, printed.read_text())


async def _stopped(process: Process) -> list[psutil.Process]:
    """Press Ctrl-C, and give the processes that it had started."""
    if process.returncode is not None:
        return []
    family = psutil.Process(process.pid).children(recursive=True)
    process.send_signal(signal.SIGINT)
    try:
        await asyncio.wait_for(process.wait(), _STOPPING)
    except TimeoutError:
        process.kill()
    return family
