"""This machine: its cores, processes on them, and what they take."""

from __future__ import annotations

import asyncio
import os
import socket
import statistics
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from time import perf_counter
from typing import Any

import aiohttp
import psutil

HERE = Path(__file__).resolve().parent.parent
CORES = sorted(os.sched_getaffinity(0))
SERVER, REST = CORES[0], CORES[-1]  # what is measured has a core of its own where there are two
_STARTING = 30.0  # seconds


@contextmanager
def on(core: int) -> Iterator[None]:
    """Run this process on one core, and what it starts meanwhile for good."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {core})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def free_port() -> int:
    """A port that nobody has at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def started(log: Path, *arguments: str, **environment: str) -> subprocess.Popen[bytes]:
    """Start a module of ours on the measured core; what it says goes into a file."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PLEDGEKEEPER_")}
    with on(SERVER), log.open("ab") as out:
        command = [sys.executable, "-m", *arguments]
        return subprocess.Popen(command, cwd=HERE, env=kept | environment, stdout=out, stderr=out)


@asynccontextmanager
async def serving(url: str, log: Path, *arguments: str, **environment: str) -> AsyncIterator[int]:
    """Have a server run, ready at `url`, within the block; give its process id."""
    process = started(log, *arguments, **environment)
    try:
        await answers(url, process)
        yield process.pid
    finally:
        process.terminate()
        await asyncio.to_thread(process.wait, 30)  # it finishes what is on the wire, and whoever answers may be us


async def answers(url: str, process: subprocess.Popen[bytes]) -> float:
    """Wait until a URL answers 200; return how many seconds that took. Raise RuntimeError when it does not."""
    begun = perf_counter()
    async with aiohttp.ClientSession() as session:
        while perf_counter() - begun < _STARTING and process.poll() is None:
            if await _is_well(session, url):
                return perf_counter() - begun
            await asyncio.sleep(0.005)
    raise RuntimeError(f"{process.args!r} does not answer at {url}")


async def _is_well(session: aiohttp.ClientSession, url: str) -> bool:
    try:
        async with session.get(url) as answer:
            return answer.status == 200
    except aiohttp.ClientError:
        return False


def done(*arguments: str, **environment: str) -> str:
    """Run a module of ours to its end, on the measured core; return what it printed."""
    with on(SERVER):
        finished = subprocess.run(
            [sys.executable, "-m", *arguments],
            cwd=HERE,
            env=os.environ | environment,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
    return finished.stdout


def memory(pid: int) -> float:
    """The memory a process has resident, in MB."""
    return float(psutil.Process(pid).memory_info().rss) / 1e6


def cpu(pid: int) -> float:
    """The seconds of a core a process has used."""
    used = psutil.Process(pid).cpu_times()
    return float(used.user + used.system)


def median(values: Sequence[float]) -> float:
    return statistics.median(values)


def percentile(values: Sequence[float], share: float) -> float:
    """The value that so much of them does not exceed: 0.99 for the p99."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def described() -> str:
    """What was measured on, in a line."""
    model = "unknown processor"
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            model = line.partition(":")[2].strip()
            break
    version = ".".join(map(str, sys.version_info[:3]))
    load = os.getloadavg()[0]
    return f"{len(CORES)} cores ({model}), Python {version}, load {load:.1f} before the run"


def setting(**values: Any) -> Mapping[str, str]:
    """Settings of the bot as variables of the environment."""
    return {f"PLEDGEKEEPER_{name.upper()}": str(value) for name, value in values.items()}
