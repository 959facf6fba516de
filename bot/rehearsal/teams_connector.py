"""The fake Teams' service for bots: its endpoints, its refusals, its limits."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from aiohttp import web

from bot.rehearsal.teams_faults import Faults, Refusal
from bot.rehearsal.teams_login import Login
from bot.rehearsal.teams_world import Message, World

_LARGEST = 100 * 1024  # bytes of a message in UTF-16


class Connector:
    """Teams' REST service for bots, of those endpoints this bot has a use for."""

    def __init__(self, world: World, login: Login, faults: Faults, clock: Callable[[], datetime]) -> None:
        self._world, self._login, self._faults, self._clock = world, login, faults, clock
        self.requests: list[tuple[str, str]] = []  # method and path of each, however it was answered
        self.connections = set[Any]()  # the ports they came from

    def routes(self) -> list[web.RouteDef]:
        one = "/teams/v3/conversations/{conversation}"
        return [
            self._route("POST", "/teams/v3/conversations", self._create),
            self._route("POST", f"{one}/activities", self._send),
            self._route("POST", f"{one}/activities/{{message}}", self._send),
            self._route("PUT", f"{one}/activities/{{message}}", self._update),
            self._route("DELETE", f"{one}/activities/{{message}}", self._delete),
            self._route("GET", f"{one}/members", self._members),
            self._route("GET", f"{one}/members/{{member}}", self._member),
            self._route("GET", f"{one}/pagedmembers", self._page),
        ]

    def _route(self, method: str, path: str, answer: Callable[[web.Request, Any], web.Response]) -> web.RouteDef:
        async def handle(request: web.Request) -> web.StreamResponse:
            body = await request.json() if request.can_read_body else {}
            self.requests.append((method, request.path))
            self.connections.add(request.get_extra_info("peername"))
            try:
                if not self._login.knows(request.headers.get("Authorization")):
                    raise Refusal(401, "BotNotRegistered")
                return await self._faults.between(request, _thread(request, body), _answering(answer, body))
            except Refusal as refusal:
                return refusal.response()

        return web.route(method, path, handle)

    def _create(self, request: web.Request, body: Any) -> web.Response:
        told = body.get("channelData") or {}
        if not (body.get("tenantId") and (told.get("tenant") or {}).get("id")):
            raise Refusal(400, "BadSyntax")
        if body.get("isGroup"):
            return self._open_thread((told.get("channel") or {}).get("id", ""), body.get("activity"))
        return self._open_chat(body.get("members") or [])

    def _open_thread(self, room: str, activity: Any) -> web.Response:
        if not (room and activity) or ";" in room:
            raise Refusal(400, "BadSyntax")
        self._world.check(room)
        number = self._world.number()
        message = self._keep(activity, f"{room};messageid={number}", number)
        return web.json_response({"id": message.conversation, "activityId": message.id}, status=201)

    def _open_chat(self, members: list[dict[str, str]]) -> web.Response:
        person = self._world.people.get(members[0].get("id", "")) if len(members) == 1 else None
        if person is None:
            raise Refusal(400, "BadSyntax")
        chat = self._world.chat_of(person)
        if chat in self._world.forgotten:
            new = f"{chat}-again"
            self._world.chats[person.teams_id] = new
            self._world.reached |= {new} if chat in self._world.reached else set()
        self._world.check(self._world.chat_of(person))
        return web.json_response({"id": self._world.chat_of(person)}, status=201)

    def _send(self, request: web.Request, body: Any) -> web.Response:
        conversation = request.match_info["conversation"]
        self._world.check(conversation)
        return web.json_response({"id": self._keep(body, conversation, self._world.number()).id}, status=201)

    def _update(self, request: web.Request, body: Any) -> web.Response:
        self._world.check(request.match_info["conversation"])
        message = self._world.find(request.match_info["conversation"], request.match_info["message"])
        message.activity, message.updates, message.answers = _measured(body), message.updates + 1, {}
        return web.json_response({"id": message.id})

    def _delete(self, request: web.Request, body: Any) -> web.Response:
        self._world.check(request.match_info["conversation"])
        self._world.messages.remove(self._world.find(request.match_info["conversation"], request.match_info["message"]))
        return web.Response()

    def _keep(self, activity: Any, conversation: str, number: str) -> Message:
        message = Message(id=number, conversation=conversation, sent=self._clock(), activity=_measured(activity))
        self._world.messages.append(message)
        return message

    def _roster(self, request: web.Request) -> list[dict[str, Any]]:
        conversation = request.match_info["conversation"]
        self._world.check(conversation)
        everybody = self._world.people.values()
        return [p.as_member() for p in everybody if self._world.chat_of(p) == conversation or conversation[:3] == "19:"]

    def _members(self, request: web.Request, body: Any) -> web.Response:
        return web.json_response(self._roster(request))

    def _member(self, request: web.Request, body: Any) -> web.Response:
        name = request.match_info["member"]
        for person in self._roster(request):
            if name in (person["id"], person["aadObjectId"], person["userPrincipalName"]):
                return web.json_response(person)
        raise Refusal(404, "MemberNotFoundInConversation")

    def _page(self, request: web.Request, body: Any) -> web.Response:
        start, size = int(request.query.get("continuationToken", 0)), int(request.query.get("pageSize", 200))
        end, roster = start + min(max(size, 50), 500), self._roster(request)
        following = {"continuationToken": str(end)} if end < len(roster) else {}
        return web.json_response({"members": roster[start:end], **following})


def _thread(request: web.Request, body: Mapping[str, Any]) -> str:
    """Name what Teams' limits are counted for: the chat or channel, also where it is only about to be opened."""
    new = (body.get("channelData") or {}).get("channel") or (body.get("members") or [{}])[0]
    return request.match_info.get("conversation", str(new.get("id"))).partition(";")[0]


def _answering(answer: Callable[[web.Request, Any], web.Response], body: Any) -> Any:
    async def handle(request: web.Request) -> web.StreamResponse:
        return answer(request, body)

    return handle


def _measured(activity: Any) -> dict[str, Any]:
    """Take a message, or refuse one that is too big or none at all."""
    if not isinstance(activity, dict) or activity.get("type") != "message":
        raise Refusal(400, "BadSyntax")
    if len(json.dumps(activity, ensure_ascii=False).encode("utf-16-le", "surrogatepass")) > _LARGEST:
        raise Refusal(413, "MessageSizeTooBig")
    return activity
