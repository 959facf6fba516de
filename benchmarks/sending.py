"""Sends a second to the fake Teams with its limits off, and what each send costs beside itself."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from pathlib import Path
from typing import Any

from benchmarks import machine
from benchmarks.table import Row
from benchmarks.town import Town, a_town

CHATS = 100


async def measured(folder: Path) -> list[Row]:
    """Run the sender beside its Teams, each on a core of its own."""
    async with a_town(people=CHATS) as town:
        chats = [person.chat for person in town.people]
        town.teams.world.reached.update(chats)
        found = await _sender(town, f"sqlite+aiosqlite:///{folder}/unused.db", chats)
        sends = found["sends"] * len(found["ours"])
        tokens = town.teams.login.token_requests - 1  # one is the plain session's
        connections = len(town.teams.connector.connections) - found["connections"] + 1  # one of those was for its token
    return [_rate(found), _each(found), *_beside_itself(sends, tokens, connections)]


async def _sender(town: Town, url: str, chats: list[str]) -> Any:
    settings = {**os.environ, **town.settings(url)}
    arguments = ["-m", "benchmarks.sender", town.teams.service_url, town.teams.bot["id"], *chats]
    with machine.on(machine.SERVER):
        process = await asyncio.create_subprocess_exec(
            sys.executable, *arguments, cwd=machine.HERE, env=settings, stdout=asyncio.subprocess.PIPE
        )
    out, _ = await process.communicate()
    return json.loads(out)


def _rate(found: Any) -> Row:
    ours, plain = (found["sends"] / machine.median([wall for wall, _ in found[who]]) for who in ("ours", "plain"))
    beside = f"{ours / plain:.2f} of a plain session ({plain:,.0f})"
    return Row(what="sends a second", figure=f"{ours:,.0f}", beside=beside)


def _each(found: Any) -> Row:
    ours, plain = (machine.median([cpu for _, cpu in found[who]]) / found["sends"] * 1e6 for who in ("ours", "plain"))
    beside = f"{ours / plain:.2f} x a plain session ({plain:,.0f} us)"
    return Row(what="CPU of a send", figure=f"{ours:,.0f} us", beside=beside)


def _beside_itself(sends: int, tokens: int, connections: int) -> list[Row]:
    each = {"token requests for a send": tokens / sends, "new connections for a send": connections / sends}
    return [Row(what=name, figure=f"{value:.4f}", target="< 0.05", met=value < 0.05) for name, value in each.items()]
