"""Sends through our connector, and through a plain session of aiohttp, in turns: python -m benchmarks.sender."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Awaitable, Callable
from dataclasses import replace
from time import perf_counter, process_time
from typing import Any

import aiohttp

from bot.main import wire
from bot.settings import Settings
from bot.teams.address import Spot
from dialogs import samples
from dialogs.cards import nudge
from dialogs.turn import Place
from pledges.messages import Rendered

SENDS, AT_ONCE, ROUNDS = 600, 50, 3
UNPACED = 1e6  # requests a second, which is more than settings allow: what a send takes is measured, not our manners
Send = Callable[[str], Awaitable[None]]


async def main(service: str, bot: str, *chats: str) -> None:
    """Say how long each took, wall and CPU seconds by round, and how many connections the plain one made."""
    settings, made = replace(Settings.read(os.environ), connector_rate=UNPACED), list[Any]()
    card = nudge.draw([nudge.Row(samples.SOON)], samples.look())
    tracing = aiohttp.TraceConfig()
    tracing.on_connection_create_end.append(_noting(made))
    async with wire(settings).teams as teams, aiohttp.ClientSession(trace_configs=[tracing]) as session:
        there: Any = {"url": service, "tenant": settings.tenant_id, "bot": bot, "place": Place.PERSONAL}
        addresses = {chat: Spot(conversation=chat, **there).address() for chat in chats}

        async def ours(chat: str) -> None:
            await teams.send(addresses[chat], card)

        plain = await _plain(session, settings, service, bot, card)
        took: dict[str, list[tuple[float, float]]] = {"ours": [], "plain": []}
        for _ in range(ROUNDS):
            took["ours"].append(await _timed(ours, chats))
            took["plain"].append(await _timed(plain, chats))
    print(json.dumps({**took, "sends": SENDS, "connections": len(made)}))


async def _plain(session: aiohttp.ClientSession, settings: Settings, service: str, bot: str, card: Rendered) -> Send:
    """A send with nothing around it: one token, one session, one POST."""
    form = {"grant_type": "client_credentials", "client_id": settings.app_id, "client_secret": settings.app_password}
    form["scope"] = "https://api.botframework.com/.default"
    async with session.post(f"{settings.login_url}/{settings.tenant_id}/oauth2/v2.0/token", data=form) as answer:
        headers = {"Authorization": f"Bearer {(await answer.json())['access_token']}"}
    attachment = {"contentType": "application/vnd.microsoft.card.adaptive", "content": card.card}
    body = {"type": "message", "summary": card.summary, "attachments": [attachment], "from": {"id": bot}}

    async def send(chat: str) -> None:
        url = f"{service}v3/conversations/{chat}/activities"
        async with session.post(url, json=body | {"conversation": {"id": chat}}, headers=headers) as answer:
            assert answer.status == 201, answer.status
            await answer.json()

    return send


async def _timed(send: Send, chats: tuple[str, ...]) -> tuple[float, float]:
    """Send to one chat after the other, some at once; return the seconds it took, by the wall and by the core."""
    left = iter(range(SENDS))
    begun, used = perf_counter(), process_time()

    async def keep_sending() -> None:
        for number in left:
            await send(chats[number % len(chats)])

    await asyncio.gather(*(keep_sending() for _ in range(AT_ONCE)))
    return perf_counter() - begun, process_time() - used


def _noting(made: list[Any]) -> Any:
    async def note(*_: Any) -> None:
        made.append(1)

    return note


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
