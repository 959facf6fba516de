"""A Teams of our own, over real HTTP: invented people use the bot through it, and see what it writes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

import aiohttp
from aiohttp import web

from bot.rehearsal.teams_connector import Connector
from bot.rehearsal.teams_faults import Faults, Limits
from bot.rehearsal.teams_files import OneDrive
from bot.rehearsal.teams_graph import Graph
from bot.rehearsal.teams_login import Login
from bot.rehearsal.teams_world import Message, Person, Room, World

TENANT = "7d1e62b4-3a51-4d0c-9a55-0c6f2f4b8e11"
_EXECUTE = "adaptiveCard/action"
DOWNLOAD = "application/vnd.microsoft.teams.file.download.info"
_CONSENT = "fileConsent/invoke"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the bot answered to one request, with the card or the words that stand in it."""

    status: int
    body: dict[str, Any]

    @property
    def card(self) -> dict[str, Any]:
        return self._value("application/vnd.microsoft.card.adaptive") or {}

    @property
    def text(self) -> str:
        return self._value("application/vnd.microsoft.activity.message") or ""

    def _value(self, kind: str) -> Any:
        return self.body.get("value") if self.body.get("type") == kind else None


class FakeTeams:
    """Serves on a free loopback port from `start` to `close`.

    With an `app_id` every request is signed and every token checked, without one neither. `limits` None means none.
    `login` has verbs for what goes wrong with tokens and keys. `bot_url` is where the bot takes activities.
    """

    def __init__(
        self,
        *,
        clock: Callable[[], datetime],
        app_id: str = "",
        app_password: str = "",
        tenant_id: str = TENANT,
        limits: Limits | None = None,
        bot_url: str = "",
    ) -> None:
        self.tenant, self.bot_url, self._clock, self._signed = tenant_id, bot_url, clock, bool(app_id)
        self.bot = {"id": f"28:{app_id or 'pledgekeeper'}", "name": "Pledgekeeper"}
        self.login = Login(clock, app_id=app_id, app_password=app_password, tenant_id=tenant_id)
        self.world, self.url, faults = World(), "", Faults(clock, limits)
        self.fails_with, self.loses_connection, self.is_slow = (
            faults.fails_with,
            faults.loses_connection,
            faults.is_slow,
        )
        self.dawdles, self.throttled = faults.dawdles, faults.throttled
        self.onedrive = OneDrive()
        self.connector = Connector(self.world, self.login, faults, clock)
        self.graph = Graph(self.world, self.login, self.installs)

    async def start(self) -> None:
        app = web.Application(client_max_size=1 << 22)
        app.add_routes([*self.connector.routes(), *self.login.routes(), *self.graph.routes(), *self.onedrive.routes()])
        self._runner, self._session = web.AppRunner(app, access_log=None, shutdown_timeout=1), aiohttp.ClientSession()
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def close(self) -> None:
        await self._session.close()
        await self._runner.cleanup()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    @property
    def service_url(self) -> str:
        return f"{self.url}/teams/"

    @property
    def login_url(self) -> str:
        return f"{self.url}/login"

    @property
    def openid_metadata_url(self) -> str:
        return f"{self.url}/openid/configuration"

    def hires(self, name: str, *, guest: bool = False) -> Person:
        """Invent a person. They have not installed the bot yet."""
        return self.world.hire(name, guest=guest)

    def opens_channel(self, name: str, *, team: str) -> Room:
        """Invent a channel. The bot is not in its team yet."""
        return self.world.open_channel(name, team)

    def seen_by(self, person: Person) -> list[Message]:
        """What stands in a person's chat with the bot, oldest first."""
        return [m for m in self.world.messages if m.conversation in (person.chat, self.world.chat_of(person))]

    def seen_in(self, room: Room) -> list[Message]:
        """What the bot wrote in a channel, its threads included, oldest first."""
        return [m for m in self.world.messages if m.conversation.partition(";")[0] == room.id]

    def blocks(self, person: Person) -> None:
        """Let the person block the bot. `installs` undoes it."""
        self.world.blocked.add(self.world.chat_of(person))

    def forgets(self, where: Person | Room) -> None:
        """Know the conversation no more. A person's can be opened anew, under another id."""
        self.world.forgotten.add(self.world.chat_of(where) if isinstance(where, Person) else where.id)

    async def says(
        self, person: Person, text: str, *, to: Room | None = None, thread: str = "", about: Sequence[Person] = ()
    ) -> Answer:
        """Write to the bot: in the 1:1 chat, or in a channel by mention. “@Name” of those in `about` is a mention."""
        number = self.world.number()
        mentioned = [{"id": who.teams_id, "name": who.name, "aadObjectId": who.aad_id} for who in about]
        written = [(f"@{who['name']}", who) for who in mentioned] + ([("@bot", self.bot)] if to else [])
        text = f"@bot {text}&nbsp;\n" if to else text
        for at, who in written:
            text = text.replace(at, _at(who))
        entities = [{"type": "mention", "text": _at(who), "mentioned": who} for _, who in written]
        said = {"type": "message", "id": number, "text": text, "textFormat": "plain", "entities": entities}
        return await self.posts(self.activity(person, to, thread or number) | said)

    async def presses(
        self, person: Person, message: Message, button: str, *, submit: bool = False, about: str = "", **inputs: str
    ) -> Answer:
        """Press a button, by title or verb, of the card as its reader sees it, or the one `about` a reference."""
        named = [a for a in _actions(message.card_for(person)) if button in (a.get("title"), a.get("verb"))]
        action = next(a for a in named if about in ("", a["data"].get("ref")))
        room = self.world.rooms.get(message.conversation.partition(";")[0])
        where = self.activity(person, room, message.conversation.partition("=")[2]) | {"replyToId": message.id}
        if submit:
            value = action.get("fallback", action)["data"] | inputs
            return await self.posts(where | {"type": "message", "value": value})
        executed = {key: action.get(key) for key in ("type", "id", "verb")}
        value = {"action": {**executed, "data": (action.get("data") or {}) | inputs}, "trigger": "manual"}
        answer = await self.posts(where | {"type": "invoke", "name": _EXECUTE, "value": value})
        if answer.card:
            message.answers[person.teams_id] = answer.card
        return answer

    async def answers_offer(self, person: Person, message: Message, *, accepts: bool = True) -> Answer:
        """Say yes or no to a file that the bot offers; the file goes to the person's OneDrive."""
        offer = message.activity["attachments"][0]
        name, content = offer["name"], offer["content"]
        value: dict[str, Any] = {"type": "fileUpload", "action": "accept", "context": content["acceptContext"]}
        stored = f"{self.url}/onedrive/{name}"
        info = {"uploadUrl": stored, "contentUrl": stored, "uniqueId": name, "fileType": name.rpartition(".")[2]}
        told = value | {"uploadInfo": info}
        if not accepts:
            told = value | {"action": "decline", "context": content["declineContext"]}
        where = self.activity(person) | {"replyToId": message.id, "type": "invoke", "name": _CONSENT, "value": told}
        return await self.posts(where)

    async def drops(self, person: Person, *names: str, text: str = "", **but: Any) -> Answer:
        """Drop files of the person's OneDrive into the chat; `but` changes what is told of where they lie."""
        html = {"contentType": "text/html", "content": f"<p>{text}</p>"}  # Teams sends what was typed a second time
        files = [self._dropped(name) | but for name in names]
        said = {"type": "message", "text": text, "attachments": [*files, html]}
        return await self.posts(self.activity(person) | said)

    def _dropped(self, name: str) -> dict[str, Any]:
        stored = f"{self.url}/onedrive/{name}"
        content = {"downloadUrl": stored, "uniqueId": name, "fileType": name.rpartition(".")[2], "etag": "1"}
        return {"contentType": DOWNLOAD, "contentUrl": stored, "name": name, "content": content}

    async def installs(self, who: Person, *, to: Room | None = None) -> list[Answer]:
        """Add the bot: for oneself, or to the team of a channel. Teams tells it twice, in two ways."""
        where = self.activity(who, to)
        home = self.world.home(where["conversation"]["id"])
        self.world.reached.add(home)
        self.world.blocked.discard(home)
        added = {"type": "conversationUpdate", "membersAdded": [self.bot]}
        return [await self.posts(where | event) for event in ({"type": "installationUpdate", "action": "add"}, added)]

    async def uninstalls(self, who: Person, *, to: Room | None = None) -> Answer:
        where = self.activity(who, to)
        self.world.reached.discard(self.world.home(where["conversation"]["id"]))
        return await self.posts(where | {"type": "installationUpdate", "action": "remove"})

    async def tells(self, who: Person, room: Room, event: str) -> Answer:
        """Tell the bot about a channel, or its team, of which no channel is named: teamArchived, say."""
        where = self.activity(who, room)
        where["channelData"] |= {"eventType": event} | ({"channel": None} if event.startswith("team") else {})
        return await self.posts(where | {"type": "conversationUpdate"})

    def activity(self, person: Person, room: Room | None = None, thread: str = "") -> dict[str, Any]:
        """The frame of an activity: everything but its type and what it says."""
        sender = {"id": person.teams_id, "name": person.name, "aadObjectId": person.aad_id}
        told: dict[str, Any] = {"tenant": {"id": self.tenant}}
        where: dict[str, Any] = {
            "id": self.world.chat_of(person),
            "conversationType": "personal",
            "tenantId": self.tenant,
        }
        if room:
            of_team = {"id": room.team_id, "name": room.team}
            told |= {"channel": {"id": room.id, "name": room.name}, "team": of_team}
            named = f"{room.id};messageid={thread}" if thread else room.id
            where = {"id": named, "conversationType": "channel", "tenantId": self.tenant, "isGroup": True}
        frame = {"id": self.world.number(), "channelId": "msteams", "serviceUrl": self.service_url}
        return frame | {"from": sender, "recipient": self.bot, "conversation": where, "channelData": told}

    async def posts(self, activity: Any, *, token: str | None = None) -> Answer:
        """Send the bot an activity, signed rightly unless a token (or none: "") is given."""
        if token is None and self._signed:
            token = self.login.signs(self.service_url)
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        async with self._session.post(self.bot_url, json=activity, headers=headers) as answer:
            body = await answer.json() if answer.content_type == "application/json" else {}
            return Answer(answer.status, body)


def _at(who: Mapping[str, str]) -> str:
    return f"<at>{who['name']}</at>"


def _actions(part: Any) -> Iterator[dict[str, Any]]:
    """Every Action.Execute and Action.Submit of a card, top down."""
    if isinstance(part, Mapping):
        if part.get("type") in ("Action.Execute", "Action.Submit"):
            yield dict(part)
        for name, each in part.items():
            if name != "fallback":
                yield from _actions(each)
    elif isinstance(part, list):
        for each in part:
            yield from _actions(each)
