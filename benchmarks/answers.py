"""An answer on a card, over HTTP: its token verified, what it says committed, the card returned, the chat redrawn.

The bot and the floor take turns in one run, each at a steady pace and flat out, so that whatever else the machine does
meets them alike. Every server has the same core; who asks, Teams and PostgreSQL have the other.
"""

from __future__ import annotations

import gc
import json
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from benchmarks import machine
from benchmarks.load import Heard, flat_out, request, steady
from benchmarks.table import Row, below
from benchmarks.town import AT, MESSAGES, Town, a_town

RATE = 50.0
ROUNDS = 5
FEW = 600  # presses between two looks at the memory
LONG = 60.0  # seconds that these take at the very most


@dataclass(slots=True, kw_only=True)
class Contender:
    """A server that is asked again and again, and how it answered. `presses` flat out in a round, or `seconds`."""

    name: str
    port: int
    requests: Iterator[bytes]
    seconds: float = 0.6
    pace: float = 1.0
    presses: int = 0
    pid: int = 0
    town: Town | None = None
    database: str = ""
    fast: Heard = field(default_factory=Heard)
    even: Heard = field(default_factory=Heard)
    rounds: list[float] = field(default_factory=list)  # the p99 of each, in ms
    cpu: float = 0.0
    memory: list[float] = field(default_factory=list)

    async def rest(self) -> None:
        """Let it finish what it owes to Teams."""
        if self.town:
            await self.town.quiet()

    async def go_flat_out(self) -> None:
        before = machine.cpu(self.pid)
        for _ in range(self.presses // FEW):
            self.fast.add(await flat_out(self.port, islice(self.requests, FEW), LONG))
            self.memory.append(machine.memory(self.pid))
        if not self.presses:
            self.fast.add(await flat_out(self.port, self.requests, self.seconds))
        await self.rest()
        self.cpu += machine.cpu(self.pid) - before

    async def go_evenly(self) -> None:
        heard = await steady(self.port, self.requests, RATE, self.pace)
        self.rounds.append(machine.percentile(heard.took, 0.99))
        self.even.add(heard)
        await self.rest()


async def measured(folder: Path, databases: dict[str, str], presses: int) -> list[Contender]:
    """Run them all, in turns."""
    async with AsyncExitStack() as running:
        contenders = [
            await running.enter_async_context(_floor("bare", folder)),
            await running.enter_async_context(_floor("botbuilder", folder)),
            *[await running.enter_async_context(_bot(name, url, folder)) for name, url in databases.items()],
        ]
        for each in contenders[2:]:
            each.seconds, each.pace = 1.0, 2.0
        contenders[2].presses, contenders[2].pace = presses // ROUNDS, 4.0
        gc.collect()
        gc.freeze()  # a pause of ours would count as the server's
        for _ in range(ROUNDS):
            for each in contenders:
                await each.go_evenly()
            for each in contenders:
                await each.go_flat_out()
        for each in contenders:
            await _check(each)
        return contenders


@asynccontextmanager
async def _floor(name: str, folder: Path) -> AsyncIterator[Contender]:
    async with a_town(signed=False, people=1) as town:
        person = town.people[0]
        town.teams.world.reached.add(person.chat)
        said = town.teams.activity(person) | {"type": "message", "text": "On track"}
        asking = _over_and_over(request(MESSAGES, json.dumps(said).encode()))
        ready, log = f"http://127.0.0.1:{town.port}/readyz", folder / f"{name}.log"
        async with machine.serving(ready, log, "benchmarks.floor", name, str(town.port)) as pid:
            yield Contender(name=name, port=town.port, requests=asking, pid=pid)


def _over_and_over(request: bytes) -> Iterator[bytes]:
    while True:
        yield request


@asynccontextmanager
async def _bot(name: str, url: str, folder: Path) -> AsyncIterator[Contender]:
    async with a_town() as town:
        await town.promises(url)
        ready, log = f"http://127.0.0.1:{town.port}/readyz", folder / f"{name}.log"
        async with machine.serving(ready, log, "bot", "serve", "--at", AT, **town.settings(url)) as pid:
            await town.are_asked()
            yield Contender(name=name, port=town.port, requests=town.presses(), pid=pid, town=town, database=url)


async def _check(bot: Contender) -> None:
    """Every request was answered well, and every answer of the bot stands in the register."""
    wrong = bot.fast.wrong + bot.even.wrong
    if wrong:
        raise RuntimeError(f"{bot.name} gave {len(wrong)} wrong answers, as: {wrong[0]}")
    given, kept = len(bot.fast.took) + len(bot.even.took), await bot.town.kept(bot.database) if bot.town else None
    if kept not in (None, given):
        raise RuntimeError(f"{bot.name} answered {given:,} presses and kept {kept:,}")


def told(contenders: list[Contender]) -> list[tuple[str, list[Row]]]:
    """The figures, each bot's beside the two floors."""
    bare, sdk, *bots = contenders
    seen = [Row(what=f"{each.name}, the floor", figure=_spread(each.even)) for each in (bare, sdk)]
    for each in bots:
        seen.append(Row(what=f"on {each.name}", figure=_spread(each.even)))
        beside = f"{machine.median(each.rounds):,.1f} ms in the middle one of {ROUNDS} rounds"
        seen.append(below(f"on {each.name}, p99", machine.percentile(each.even.took, 0.99), "ms", 50, beside))
    fast = [Row(what=f"{each.name}, the floor", figure=f"{each.fast.rate:,.0f} a second") for each in (bare, sdk)]
    fast += [_ratio(each, bare, sdk) for each in bots]
    return [
        (f"Answers at {RATE:g} a second (p50, p95, p99, most)", seen),
        ("Answers as fast as they go, with the redrawing of the card in the chat", fast),
        ("Memory of the bot on SQLite, with the sample register", _memory(bots[0])),
    ]


def _spread(heard: Heard) -> str:
    return " ".join(f"{machine.percentile(heard.took, share):,.1f}" for share in (0.5, 0.95, 0.99, 1)) + " ms"


def _ratio(bot: Contender, bare: Contender, sdk: Contender) -> Row:
    beside = f"{bot.fast.rate / bare.fast.rate:.4f} of bare, {bot.fast.rate / sdk.fast.rate:.2f} of botbuilder"
    used = 1e3 * bot.cpu / len(bot.fast.took)
    return Row(what=f"on {bot.name}", figure=f"{bot.fast.rate:,.0f} a second, {used:.1f} ms CPU each", beside=beside)


def _memory(bot: Contender) -> list[Row]:
    last = bot.memory[len(bot.memory) // 2 :]
    pressed = len(bot.fast.took) + len(bot.even.took)
    grown = 100 * (max(last) - min(last)) / min(last)
    return [
        below(f"after {pressed:,} presses", last[-1], "MB", 150),
        below("grown over the last half", grown, "%", 5, f"{min(last):.1f} to {max(last):.1f} MB"),
    ]
