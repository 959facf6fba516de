"""The message extension: what is asked from the menu of any message, and searched from any chat."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache

from dialogs import extensions
from dialogs.registry import Council, Turn, found
from dialogs.turn import Dialog, Found, Happened, Inbound, Reply, Say, Silent
from pledges.people import Person
from storage.db import Database, Tx

NOT_HERE = "I can't do that from here. Open a chat with me and type “help” to see what I can do."


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """Something in the menu of every message. `name` is Teams' command id, and is never changed.

    `open` shows a dialog, `send` takes what was filled in: it answers with the dialog again where something is amiss.
    `title` has 32 characters at the most, `help` 128. Both are read from outside: a card of the bot's own is not there.
    """

    name: str
    title: str
    help: str
    open: Callable[[Turn], Awaitable[Dialog | Say]]
    send: Callable[[Turn], Awaitable[Dialog | Say | Silent]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """A search from the compose box. `find` reads only; without words it shows what is likeliest to be wanted."""

    name: str
    title: str
    help: str
    label: str
    find: Callable[[Turn], Awaitable[Found | Say]]


@cache
def actions() -> Mapping[str, Action]:
    """The actions there are, by name."""
    return found(Action, lambda action: action.name, extensions)


@cache
def searches() -> Mapping[str, Search]:
    """The searches there are, by name."""
    return found(Search, lambda search: search.name, extensions)


async def answer(inbound: Inbound, person: Person, db: Database, council: Council) -> Reply:
    """Answer an action or a search; nothing is learnt from where it was asked, since the bot need not be there."""
    if inbound.happened is Happened.SEARCHED:
        search = searches().get(inbound.verb)
        async with db.read() as tx:
            return await search.find(await _turn(inbound, person, tx, council)) if search else Say(NOT_HERE)
    action = actions().get(inbound.verb)
    if action is None:
        return Say(NOT_HERE)
    do = action.open if inbound.happened is Happened.MESSAGE_PICKED else action.send
    async with db.begin() as tx:
        return await do(await _turn(inbound, person, tx, council))


async def _turn(inbound: Inbound, person: Person, tx: Tx, council: Council) -> Turn:
    standing = await tx.people.standing(person, council.admins, council.policy.today(inbound.now))
    policy = await tx.rules.policy(council.policy)
    return Turn(inbound=inbound, person=person, standing=standing, tx=tx, council=replace(council, policy=policy))
