"""Commands, cards and buttons are values found in files: one file each, nothing else to edit."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from types import ModuleType
from typing import TypeVar

from dialogs.forms import Ask
from dialogs.turn import HandOver, Inbound, Reply
from pledges.difference import Dropped
from pledges.messages import Address, Drop, Facts, Member, Recipient, Rendered
from pledges.people import Person, Standing
from pledges.policy import Policy
from pledges.review import Read
from storage.db import Tx

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Council:
    """What the bot knows about the council it serves. `admins` are AAD ids and UPNs, in lower case.

    An empty `tenant` lets every tenant in, which only development may.
    """

    contact: str
    tenant: str = ""
    admins: frozenset[str] = frozenset()
    policy: Policy = field(default_factory=Policy)


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A turn of somebody the register knows, inside the one transaction of its use case.

    `words` are what stands behind a command's name; `readers` are there for commands that want them; `dropped` is the
    sheet, or the paper, that a person put into the chat.
    """

    inbound: Inbound
    person: Person
    standing: Standing
    tx: Tx
    council: Council
    words: str = ""
    readers: tuple[Member, ...] = ()
    dropped: Dropped | Read | None = None

    @property
    def now(self) -> datetime:
        return self.inbound.now

    @property
    def today(self) -> date:
        return self.council.policy.today(self.inbound.now)

    def given(self, name: str) -> str:
        """What a pressed card sent under this name, as trimmed text; empty when nothing was.

        A name that was chosen from those offered comes before what was typed, and that before a person who was picked.
        """
        found = (self.inbound.data.get(where + name) for where in ("chosen.", "", "picked."))
        return next((value.strip() for value in found if isinstance(value, str) and value.strip()), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """All that drawing needs once the register was read. `nonce` goes into the buttons: a re-sent press is known by it.

    `facts["message"]` is the key of the message the card stands in. `shown` are passing things, such as an open form
    or a text given back: they come from one press and are kept nowhere.
    """

    now: datetime
    council: Council
    facts: Facts
    nonce: str
    shown: Facts = field(default_factory=dict)

    @property
    def policy(self) -> Policy:
        return self.council.policy

    @property
    def today(self) -> date:
        return self.council.policy.today(self.now)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What a card is drawn from: for whom, how it looks, and the register to read."""

    tx: Tx
    to: Recipient
    look: Look

    @property
    def facts(self) -> Facts:
        return self.look.facts


@dataclass(frozen=True, slots=True)
class Redraw:
    """Answer a press by drawing a card of this kind anew: for whoever pressed, at once, and for everyone, by outbox."""

    kind: str
    facts: Facts


@dataclass(frozen=True, slots=True)
class Draw:
    """Answer with a card of this kind for whoever asked, and nobody else. `shown` is passing."""

    kind: str
    facts: Facts = field(default_factory=dict)
    shown: Facts = field(default_factory=dict)


Response = Reply | Redraw | Draw | Ask


class Who(StrEnum):
    EVERYONE = "everyone"
    DIRECTORS = "a director or an admin"
    ADMINS = "an admin"


def may_use(standing: Standing, who: Who) -> bool:
    """Whether somebody may use what is for `who`."""
    return standing.admin or who is Who.EVERYONE or (who is Who.DIRECTORS and bool(standing.directs))


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """Something a person types. `run` gets the words behind the name in `turn.words`.

    `help` is one line for the list and the Teams command menu, at most 128 characters; `example` can be typed as it is.
    A `private` command is answered in the 1:1 chat only, a `channel` one makes sense in a channel only. One that
    `wants_readers` is told who can read the channel, and in a 1:1 chat the one that `elsewhere` finds. `menu` is its
    place in the Teams menu, the lowest first. A `spoken` name also begins sentences: “done, the leaflet is out”
    is an answer. `instead` says how to take back what `undo` cannot. Help does not name what is not `told`.
    """

    name: str
    help: str
    run: Callable[[Turn], Awaitable[Response]]
    example: str = ""
    also: tuple[str, ...] = ()
    who: Who = Who.EVERYONE
    private: bool = False
    channel: bool = False
    wants_readers: bool = False
    elsewhere: Callable[[Tx, Inbound], Awaitable[Address | None]] | None = None
    spoken: bool = False
    menu: int = 50
    instead: str = ""
    told: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class CardKind:
    """A card the bot can draw. `render` reads the register at the moment of sending; `samples` draw invented data.

    The first sample bears the name of the kind. `who` may open it by a press.
    """

    kind: str
    render: Callable[[Scene], Awaitable[Rendered | Drop]]
    samples: Mapping[str, Callable[[], Rendered]]
    who: Who = Who.EVERYONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """What a press of this verb does. `reads` presses are not remembered: they change nothing, or nothing twice."""

    verb: str
    press: Callable[[Turn], Awaitable[Response]]
    reads: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file that a command offers (its Offer says `file` and `offer`), made when the person accepts it."""

    name: str
    make: Callable[[Turn], Awaitable[HandOver]]
    who: Who = Who.EVERYONE


class Registry:
    """Everything the bot can say and understand, found in the files of the packages (or single modules) given."""

    def __init__(self, *places: ModuleType) -> None:
        found = [value for place in places for value in _values(place)]
        self.commands = _by(found, Command, lambda c: c.name)
        self.cards = _by(found, CardKind, lambda c: c.kind)
        self.buttons = _by(found, Button, lambda b: b.verb)
        self.files = _by(found, File, lambda f: f.name)

    async def draw(self, kind: str, scene: Scene) -> Rendered | Drop:
        """Draw a card; a kind this version no longer knows is dropped with a reason."""
        card = self.cards.get(kind)
        return await card.render(scene) if card else Drop(f"this version has no card of kind {kind!r}")

    def command(self, text: str) -> tuple[Command, str] | None:
        """The command that the text begins with, the longest name first, and the words behind it."""
        typed = " ".join(text.split())
        for name, command in self._names():
            if typed.casefold() == name or typed.casefold().startswith(name + " "):
                return command, typed[len(name) :].strip()
        return None

    def _names(self) -> list[tuple[str, Command]]:
        names = [(name, c) for c in self.commands.values() for name in (c.name, *c.also)]
        return sorted(names, key=lambda pair: -len(pair[0]))


def found(kind: type[T], name: Callable[[T], str], *places: ModuleType) -> dict[str, T]:
    """All of a kind in the files of some packages or modules, by name. Raises ValueError where two share one."""
    return _by([value for place in places for value in _values(place)], kind, name)


def _values(place: ModuleType) -> Iterator[object]:
    for module in _modules(place):
        for value in vars(module).values():
            yield from value if isinstance(value, tuple) else (value,)


def _modules(place: ModuleType) -> Iterator[ModuleType]:
    if not hasattr(place, "__path__"):
        yield place
        return
    for info in pkgutil.iter_modules(place.__path__, place.__name__ + "."):
        yield importlib.import_module(info.name)


def _by(found: Iterable[object], kind: type[T], name: Callable[[T], str]) -> dict[str, T]:
    by: dict[str, T] = {}
    for value in found:
        if isinstance(value, kind) and by.setdefault(name(value), value) is not value:
            raise ValueError(f"two {kind.__name__}s are called {name(value)!r}")
    return by
