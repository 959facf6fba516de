"""From the start of the process to its first “ready”, with the sample register in the database."""

from __future__ import annotations

import asyncio
from pathlib import Path

from benchmarks import machine
from benchmarks.table import Row, below

TIMES = 3
SAMPLE = "examples/register.csv"


def imported(url: str) -> str:
    """Bring the sample register into a database, as a person does; return the summary that they see."""
    return machine.done("bot", "import", SAMPLE, **machine.setting(database_url=url)).strip().splitlines()[-1]


async def measured(folder: Path, url: str) -> list[Row]:
    """The median of some starts, and that of the bare handler, in turns."""
    bot, bare = list[float](), list[float]()
    for _ in range(TIMES):
        port = machine.free_port()
        bare.append(await _one(folder, port, "benchmarks.floor", "bare", str(port)))
        bot.append(await _one(folder, port, "bot", "serve", **machine.setting(database_url=url, port=port)))
    beside = f"{machine.median(bare):.2f} s for the bare handler"
    return [below("start to ready", machine.median(bot), "s", 3, beside)]


async def _one(folder: Path, port: int, *arguments: str, **environment: str) -> float:
    process = machine.started(folder / "start.log", *arguments, **environment)
    try:
        return await machine.answers(f"http://127.0.0.1:{port}/readyz", process)
    finally:
        process.terminate()
        await asyncio.to_thread(process.wait, 30)
