"""Who and what there is in the fake Teams: invented people and channels, and the bot's messages as they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from bot.rehearsal.teams_faults import Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody invented. `chat` is their 1:1 conversation with the bot."""

    name: str
    upn: str
    teams_id: str
    aad_id: str
    chat: str
    guest: bool = False

    def as_member(self) -> dict[str, Any]:
        role = "guest" if self.guest else "user"
        names = {"name": self.name, "userPrincipalName": self.upn, "email": self.upn, "userRole": role}
        return {"id": self.teams_id, "aadObjectId": self.aad_id, "objectId": self.aad_id, **names}


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """A channel of a team."""

    id: str
    name: str
    team: str
    team_id: str


@dataclass(slots=True, kw_only=True)
class Message:
    """A message of the bot as it stands now. `answers` holds what a press showed to one person, by Teams id."""

    id: str
    conversation: str
    sent: datetime
    activity: dict[str, Any]
    updates: int = 0
    answers: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return str(self.activity.get("text", ""))

    @property
    def summary(self) -> str:
        return str(self.activity.get("summary", ""))

    @property
    def card(self) -> dict[str, Any]:
        attachments: list[dict[str, Any]] = self.activity.get("attachments") or [{}]
        return dict(attachments[0].get("content") or {})

    def card_for(self, person: Person) -> dict[str, Any]:
        """The card as one person sees it."""
        return self.answers.get(person.teams_id, self.card)


@dataclass(slots=True)
class World:
    """Everybody and everything there is. `reached` holds the chats and teams the bot is installed in."""

    people: dict[str, Person] = field(default_factory=dict)
    rooms: dict[str, Room] = field(default_factory=dict)
    messages: list[Message] = field(default_factory=list)
    reached: set[str] = field(default_factory=set)
    blocked: set[str] = field(default_factory=set)
    forgotten: set[str] = field(default_factory=set)
    chats: dict[str, str] = field(default_factory=dict)  # of a person's Teams id to the conversation, as it is now
    numbers: count[int] = field(default_factory=lambda: count(1_700_000_000_001))

    def number(self) -> str:
        return str(next(self.numbers))

    def hire(self, name: str, *, guest: bool) -> Person:
        slug, upn = _slug(name), f"{_slug(name)}@council.example"
        ids = {"teams_id": f"29:1{slug}", "aad_id": str(uuid5(NAMESPACE_URL, upn)), "chat": f"a:1{slug}"}
        return self.join(Person(name=name, upn=upn, guest=guest, **ids))

    def join(self, person: Person) -> Person:
        """Take somebody in who has names in Teams already."""
        self.people[person.teams_id], self.chats[person.teams_id] = person, person.chat
        return person

    def open_channel(self, name: str, team: str) -> Room:
        number = len(self.rooms) + 1
        room = Room(
            id=f"19:channel{number}@thread.tacv2", name=name, team=team, team_id=f"19:{_slug(team)}@thread.tacv2"
        )
        self.rooms[room.id] = room
        return room

    def home(self, conversation: str) -> str:
        """What the bot is installed in when it is in a conversation: the chat, or the channel's team."""
        root = conversation.partition(";")[0]
        return self.rooms[root].team_id if root in self.rooms else root

    def chat_of(self, person: Person) -> str:
        return self.chats[person.teams_id]

    def check(self, conversation: str) -> None:
        """Raise the Refusal that Teams would give to a bot that writes there."""
        root = conversation.partition(";")[0]
        if root in self.forgotten or not (root in self.rooms or root in self.chats.values()):
            raise Refusal(404, "ConversationNotFound")
        if root in self.blocked:
            raise Refusal(403, "ConversationBlockedByUser")
        if self.home(root) not in self.reached:
            raise Refusal(403, "BotNotInConversationRoster")

    def find(self, conversation: str, message: str) -> Message:
        root = conversation.partition(";")[0]
        for found in self.messages:
            if found.id == message and found.conversation.partition(";")[0] == root:
                return found
        raise Refusal(404, "ActivityNotFoundInConversation")


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", ".", name.lower())
