"""One request from Teams: read it, know who it is from, take its turn, answer in time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from datetime import datetime
from typing import Any

from aiohttp import web

from bot.teams import wire
from bot.teams.adapter import Adapter, Admission
from bot.teams.answers import Answers, Respond, executed, reply_to, unsupported
from bot.teams.extensions import extended
from bot.teams.hosts import Hosts
from bot.teams.inbound import FILES, inbound
from dialogs.turn import Happened, Inbound, Offer

_BODY = 1 << 20  # bytes: several times what the longest message of Teams takes


class Reception:
    """Takes activities in. `patience` is how many seconds a message may keep Teams waiting for its answer."""

    def __init__(self, adapter: Adapter, answers: Answers, hosts: Hosts, patience: float) -> None:
        self._adapter, self._answers, self._hosts, self._patience = adapter, answers, hosts, patience
        self._under_way = set[asyncio.Task[Any]]()

    async def receive(self, request: web.Request, respond: Respond, now: Callable[[], datetime]) -> web.Response:
        """Answer one request. Raise aiohttp's 4xx for what is not an activity or not from Teams."""
        activity = await _read(request)
        admitted = await self._admit(request, activity)
        event = _event(activity, now())
        if activity.type == "invoke":
            return await self._invoked(activity, admitted, event, respond)
        if event:
            await self._begin(self._told(admitted, event, respond))
        return web.Response(status=202)

    async def rest(self, seconds: float) -> None:
        """Wait, but no longer than that, for turns that have been answered and are still being worked on."""
        if self._under_way:
            await asyncio.wait(self._under_way, timeout=seconds)

    async def _admit(self, request: web.Request, activity: wire.Activity) -> Admission:
        if not self._hosts.allows(activity.service_url):
            raise web.HTTPForbidden(text="The service URL is not one this bot may speak to.")
        try:
            return await self._adapter.admit(request.headers.get("Authorization", ""), activity)
        except PermissionError:
            headers = {"WWW-Authenticate": "Bearer"}
            raise web.HTTPUnauthorized(text="Only Teams may call this.", headers=headers) from None

    async def _invoked(
        self, activity: wire.Activity, admitted: Admission, event: Inbound | None, respond: Respond
    ) -> web.Response:
        if event is None:
            body = unsupported(activity.name or "")
            return web.json_response(body or {}, status=200 if body else 501)

        if event.happened in FILES:  # the answer to a file's offer: what follows is posted
            await self._begin(self._told(admitted, event, respond))
            return web.json_response({})

        async def answer() -> Mapping[str, Any]:
            reply = await reply_to(event, respond)
            if event.happened is not Happened.PRESSED:
                return extended(event, reply)
            if isinstance(reply, Offer):  # a file cannot be offered in the answer itself
                await self._answers.post(event, reply)
            return executed(reply)

        return web.json_response(await self._adapter.run(admitted, answer))

    async def _told(self, admitted: Admission, event: Inbound, respond: Respond) -> None:
        async def turn() -> None:
            await self._answers.post(event, await reply_to(event, respond))

        await self._adapter.run(admitted, turn)

    async def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        """Do the work, and wait for it only so long: Teams sends a message again when its answer is late."""
        task = asyncio.create_task(work)
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        await asyncio.wait({task}, timeout=self._patience)


async def _read(request: web.Request) -> wire.Activity:
    if request.content_type != "application/json":
        raise web.HTTPUnsupportedMediaType(text="Send an activity as application/json.")
    try:
        return wire.read(await _body(request))
    except (ValueError, web.RequestPayloadError):
        raise web.HTTPBadRequest(text="That is not an activity of Microsoft Teams.") from None


async def _body(request: web.Request) -> bytes:
    body = bytearray()
    async for chunk in request.content.iter_chunked(1 << 16):
        body += chunk
        if len(body) > _BODY:
            raise web.HTTPRequestEntityTooLarge(_BODY, len(body))
    return bytes(body)


def _event(activity: wire.Activity, now: datetime) -> Inbound | None:
    try:
        return inbound(activity, now)
    except ValueError:
        raise web.HTTPBadRequest(text="The press does not say what was pressed.") from None
