"""What the bot sends unasked, before anyone knows how it is carried."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, NewType, Protocol

PersonId = NewType("PersonId", int)
ChannelId = NewType("ChannelId", str)  # as Teams names it: 19:…@thread.tacv2, never with a thread behind it
Recipient = PersonId | ChannelId
Address = NewType("Address", str)  # opaque text; only bot.teams can read one
Card = Mapping[str, Any]
Facts = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """A message to be sent once: equal keys are the same message.

    `target` names a message already in the chat that is to be redrawn instead of a new one.
    After `until` the message is not worth sending and is dropped. What goes to a person unasked becomes a part of the
    one message they get that day; `alone` goes by itself at any hour: it answers what they have just done.
    """

    kind: str
    to: Recipient
    key: str
    not_before: datetime
    facts: Facts = field(default_factory=dict)
    until: datetime | None = None
    target: Target | None = None
    alone: bool = False
    under: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """A message that stands in a conversation."""

    address: Address
    message: str


@dataclass(frozen=True, slots=True)
class Rendered:
    """A card with its plain-text twin; `summary` is the toast and what a screen reader says first."""

    summary: str
    card: Card


@dataclass(frozen=True, slots=True)
class Drop:
    """No longer worth sending, and why, in words an admin can read."""

    reason: str


@dataclass(frozen=True, slots=True)
class Member:
    """A person as Teams knows them in one conversation."""

    teams_id: str
    name: str
    upn: str | None
    aad_id: str | None
    guest: bool = False


class Installation(StrEnum):
    """What came of installing the app for a person: done, there before, not allowed, or nobody of that name."""

    DONE = "done"
    THERE = "there"
    FORBIDDEN = "forbidden"
    UNKNOWN = "unknown"


class Transport(Protocol):
    """The way out to Teams. Every method raises a DeliveryError of pledges.errors, and nothing else."""

    async def send(self, address: Address, message: Rendered) -> Target:
        """Send a new message; in a channel, as a new post. Return where it stands now."""

    async def reply(self, post: Target, message: Rendered) -> Target:
        """Send a message into the thread of a post, or of a reply to it. Return where it stands now."""

    async def say(self, address: Address, text: str) -> None:
        """Send plain text in answer to something said; in a channel, in the thread of `address`."""

    async def update(self, target: Target, message: Rendered) -> None:
        """Redraw a message for everyone who sees it. Raise CardGone when it is no longer there."""

    async def reopen(self, address: Address) -> Address:
        """Make the personal conversation anew, after ConversationGone."""

    async def member(self, address: Address, teams_id: str) -> Member:
        """Ask Teams who somebody in a conversation is."""

    async def members(self, address: Address) -> list[Member]:
        """Ask Teams who can read a conversation: its people and its guests."""

    async def fetch(self, place: str, most: int) -> bytes:
        """Fetch a file that somebody dropped. Raise TooLarge where it has more than `most` bytes."""
