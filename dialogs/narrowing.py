"""What a list can be narrowed to: by directorate, theme, service, owner, source or status, each and together.

What was found is kept in the facts of the card under the name of the narrowing, as “key|words”.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dialogs.registry import Turn
from pledges import matching
from pledges.errors import NotUnderstood, OldCard
from pledges.messages import Facts, PersonId
from pledges.people import DirectorateId, PostId
from pledges.pledge import Status
from storage import listed
from storage.db import Tx
from storage.lists import Which

_TOKEN = re.compile(r"[\"“”]([^\"“”]*)[\"“”]|(\S+)")
Choices = Mapping[str, str]  # as shown, and the key
NOTHING = "Nothing on this list fits that."


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowing:
    """One way to narrow a list. `choices` are all there are; `which` makes the condition of a key.

    A pledge may have `several` of these, so that their counts come to more than there are pledges.
    """

    name: str
    choices: Callable[[Tx], Awaitable[Choices]]
    which: Callable[[str], Which]
    several: bool = False

    @property
    def one(self) -> str:
        """“a theme”, “an owner”."""
        return f"{'an' if self.name[0] in 'aeiou' else 'a'} {self.name}"


async def _statuses(tx: Tx) -> Choices:
    return {status.value: status.value for status in Status}


async def _directorates(tx: Tx) -> Choices:
    return {d.name: str(d.id) for d in await tx.people.directorates()}


async def _themes(tx: Tx) -> Choices:
    return {theme: theme for theme in await tx.lists.themes()}


async def _services(tx: Tx) -> Choices:
    return {service: service for service in await tx.lists.services()}


async def _owners(tx: Tx) -> Choices:
    in_words = {title: f"words {title}" for title in await tx.lists.owners_in_words()}
    people = {p.name: f"person {p.id}" for p in await tx.people.everyone()}
    return in_words | people | {p.title: f"post {p.id}" for p in await tx.people.posts()}


async def _papers(tx: Tx) -> Choices:
    found = {}
    for document, committee, held_on in await tx.lists.papers():
        day = f"{held_on.day} {held_on:%B %Y}" if held_on else "undated"
        key = "\t".join((document, committee, held_on.isoformat() if held_on else ""))
        found[", ".join(filter(None, (document, committee, day)))] = key
    return found


def _owned(key: str) -> Which:
    kind, _, value = key.partition(" ")
    if kind == "words":
        return listed.in_words(value)
    return listed.of_post(PostId(int(value))) if kind == "post" else listed.of_person(PersonId(int(value)))


def _promised(key: str) -> Which:
    document, committee, day = key.split("\t")
    return listed.from_paper(document, committee, date.fromisoformat(day) if day else None)


NARROWINGS = {
    n.name: n
    for n in (
        Narrowing(name="directorate", choices=_directorates, which=lambda key: listed.in_directorate(_id(key))),
        Narrowing(name="theme", choices=_themes, which=listed.of_theme),
        Narrowing(name="service", choices=_services, which=listed.in_service),
        Narrowing(name="owner", choices=_owners, which=_owned, several=True),
        Narrowing(name="source", choices=_papers, which=_promised, several=True),
        Narrowing(name="status", choices=_statuses, which=lambda key: listed.with_status(Status(key))),
    )
}


def _id(key: str) -> DirectorateId:
    return DirectorateId(int(key))


def conditions(facts: Facts) -> list[Which]:
    """What the facts of a card narrow a list to. Raises OldCard for keys that nobody wrote."""
    try:
        return [n.which(facts[name].partition("|")[0]) for name, n in NARROWINGS.items() if facts.get(name)]
    except ValueError:
        raise OldCard from None


def in_words(facts: Facts) -> str:
    """“directorate Housing, status at risk”, as it stands in the heading."""
    return ", ".join(f"{name} {facts[name].partition('|')[2]}" for name in NARROWINGS if facts.get(name))


async def read(turn: Turn, words: str) -> dict[str, str]:
    """The facts that words behind a list mean. Raises NotUnderstood with the nearest that there are.

    Without the name of a narrowing a directorate, a theme or a service is tried.
    """
    facts: dict[str, str] = {}
    for name, value in _parts(words):
        facts |= await _found(turn, name, value) if name else await _guessed(turn, value)
    return facts


def begins(words: str) -> bool:
    """Whether words begin with the name of a narrowing, with “by” before it or not."""
    first = words.casefold().removeprefix("by ").split(" ", 1)[0]
    return first in NARROWINGS


def by(words: str) -> tuple[str, str]:
    """What stands before “by theme” at the end of words, and the narrowing named there: a list wanted in its parts.

    “by” before a narrowing that says which one is left out.
    """
    named = "|".join(NARROWINGS)
    shorter = re.sub(rf"(^|\s)by\s+(?=(?:{named})\s)", r"\1", words, flags=re.IGNORECASE)
    found = re.fullmatch(rf"(.*?)\s*\bby\s+({named})s?", shorter, re.IGNORECASE)
    return (found[1], found[2].casefold()) if found else (shorter, "")


def _parts(words: str) -> list[tuple[str, str]]:
    """Names of narrowings and what stands behind each. A name with nothing behind it is a word like others."""
    tokens = [(quoted or plain, bool(quoted)) for quoted, plain in _TOKEN.findall(words)]
    names = [not quoted and token.casefold() in NARROWINGS for token, quoted in tokens] + [True]
    parts: list[tuple[str, str]] = []
    for at, (token, _) in enumerate(tokens):
        if names[at] and not names[at + 1]:
            parts.append((token.casefold(), ""))
        else:
            name, value = parts.pop() if parts else ("", "")
            parts.append((name, f"{value} {token}".strip()))
    return parts


async def _found(turn: Turn, name: str, value: str) -> dict[str, str]:
    choices = await NARROWINGS[name].choices(turn.tx)
    match = matching.best(value, choices)
    if match.found is None:
        near = "; ".join(match.near) or "; ".join([*choices][:5]) or "none yet"
        raise NotUnderstood(f"I don't know {NARROWINGS[name].one} “{value}”. There are: {near}.")
    return {name: f"{match.found}|{match.name}"}


async def _guessed(turn: Turn, value: str) -> dict[str, str]:
    for name in ("directorate", "theme", "service"):
        match = matching.best(value, await NARROWINGS[name].choices(turn.tx))
        if match.found is not None:
            return {name: f"{match.found}|{match.name}"}
    names = ", ".join(NARROWINGS)
    raise NotUnderstood(
        f"I don't understand “{value}” there. Say what it is: {names}, as in “list late theme Housing”."
    )


async def offered(tx: Tx, names: Sequence[str]) -> dict[str, Choices]:
    """What a card offers to choose from, by the name of the narrowing, where there is something to choose."""
    found = {name: await NARROWINGS[name].choices(tx) for name in names}
    return {name: choices for name, choices in found.items() if len(choices) > 1}
