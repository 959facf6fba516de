"""One exchange with a person: what came in, and what goes back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from pledges.messages import Address, ChannelId, Rendered


class Happened(StrEnum):
    """What a person or Teams did."""

    SAID = "said"
    PRESSED = "pressed"
    INSTALLED = "installed"
    REMOVED = "removed"
    CHANNEL_RENAMED = "channel renamed"
    CHANNEL_GONE = "channel gone"
    CHANNEL_BACK = "channel back"
    TEAM_RENAMED = "team renamed"
    TEAM_GONE = "team gone"
    TEAM_ARCHIVED = "team archived"
    TEAM_BACK = "team back"
    FILE_ACCEPTED = "file accepted"
    FILE_DECLINED = "file declined"
    FILE_DROPPED = "file dropped"
    MESSAGE_PICKED = "message picked"  # an action of ours in the menu of somebody's message, or in the compose box
    DIALOG_SENT = "dialog sent"
    SEARCHED = "searched"


ELSEWHERE = frozenset({Happened.MESSAGE_PICKED, Happened.DIALOG_SENT, Happened.SEARCHED})
"""What happens in conversations that the bot need not be in: it can neither write there nor ask who is there."""


class Place(StrEnum):
    PERSONAL = "personal"
    GROUP = "group"
    CHANNEL = "channel"


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """A person as the activity names them. `aad_id` is missing for some guests."""

    teams_id: str
    name: str
    aad_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """The channel a turn happened in; `address` is the channel itself, without a thread."""

    id: ChannelId
    name: str
    team: str
    address: Address
    team_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """Where Teams wants a file that a person has accepted: a place in that person's OneDrive, open for one upload."""

    upload_url: str
    content_url: str
    id: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file that a person put into the chat. `place` is where it lies: opaque, for `Transport.fetch`, and for soon."""

    name: str
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Picked:
    """The message whose menu was used, as plain words; what Teams does not tell of it is empty."""

    words: str
    by: str = ""
    at: datetime | None = None
    link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inbound:
    """What bot.teams makes of one activity. Text comes without the bot's own mention, trimmed, never None.

    `lined` is the text as it was laid out, for papers that are pasted.
    `address` is this very conversation, with its thread, for answering. `message` is the id of the card that was
    pressed. `in_place` says whether the client shows a card that is given back (Action.Execute) or needs
    the message redrawn (Action.Submit). An accepted file has its `shelf`, and the facts of its Offer as `data`.
    An action or a search of the message extension has its name as `verb`; a search has its words as `text`, and
    gives `most` results after the first `skip`.
    """

    id: str
    happened: Happened
    tenant: str
    speaker: Speaker
    place: Place
    address: Address
    now: datetime
    channel: Channel | None = None
    text: str = ""
    lined: str = ""
    mentions: tuple[Speaker, ...] = ()
    verb: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)
    message: str | None = None
    in_place: bool = True
    shelf: Shelf | None = None
    files: tuple[Attachment, ...] = ()
    picked: Picked | None = None
    skip: int = 0
    most: int = 0


@dataclass(frozen=True, slots=True)
class Say:
    """Answer with words."""

    text: str


@dataclass(frozen=True, slots=True)
class Show:
    """Answer with a card; to a press it stands in the place of the card that was pressed."""

    message: Rendered


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Answer by offering a file, which the person accepts or declines; in a personal chat only.

    `size` is in bytes; `facts` come back with the answer.
    """

    name: str
    size: int
    about: str
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class HandOver:
    """Answer an accepted offer with the file itself."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Dialog:
    """Answer an action of the message extension with a dialog; its buttons are plain submits."""

    title: str
    message: Rendered


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that was found: what the list of results says of it, and the card that choosing it inserts."""

    title: str
    about: str
    card: Rendered


@dataclass(frozen=True, slots=True)
class Found:
    """Answer a search."""

    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Silent:
    """Nothing to say: the event was taken in."""


Reply = Say | Show | Offer | HandOver | Dialog | Found | Silent
