"""Lists of pledges, each a value in a file of dialogs.lists, and what the words behind “list” mean."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from dialogs import lists
from dialogs.registry import Scene, Who, found
from pledges import matching
from pledges.errors import NotForYou, NotUnderstood
from pledges.people import Standing
from pledges.pledge import Pledge
from storage.lists import SOONEST, Order, Which

Adds = Callable[[Scene, Sequence[Pledge]], Awaitable[Mapping[int, str]]]


async def nothing(scene: Scene, shown: Sequence[Pledge]) -> Mapping[int, str]:
    """What most lists add to their rows."""
    return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One list of pledges. To add one takes one file in dialogs/lists, and its test: nothing else has to know of it.

    `which` is a condition of storage, as in storage.listed. Whatever it picks, everybody sees only what they may read;
    `who` may open the list at all. `what` stands behind the count in the heading: “31 late”. `note` says what the
    list means, `none` what it means that nothing is on it. `also` are other words for it behind “list”; those of
    `alone` are understood without “list” too. `adds` says something more in a row, by the pledge's number; `act` is a
    button beside each row: its label and the verb, which is sent `ref`.
    """

    name: str
    help: str
    what: str
    which: Which
    none: str
    note: str = ""
    also: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()
    who: Who = Who.EVERYONE
    order: Order = SOONEST
    adds: Adds = nothing
    act: tuple[str, str] | None = None

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, *self.also, *self.alone)

    def check(self, standing: Standing) -> None:
        """Raise NotForYou for whoever may not open it."""
        if self.who is Who.ADMINS and not standing.admin:
            raise NotForYou(f"see “list {self.name}”", "an admin")


@cache
def all_lists() -> Mapping[str, Listing]:
    """Every list there is, by name."""
    return found(Listing, lambda listing: listing.name, lists)


def read(words: str) -> tuple[Listing, str]:
    """The list that words begin with, the longest name first, and the words behind it.

    Raises NotUnderstood with the nearest list, and those there are.
    """
    typed = " ".join(words.split())
    by_name = {name: listing for listing in all_lists().values() for name in listing.names}
    for name in sorted(by_name, key=len, reverse=True):
        if f"{typed} ".casefold().startswith(f"{name} "):
            return by_name[name], typed[len(name) :].strip()
    near = matching.best(typed, by_name)
    meant = near.name or (near.near[0] if near.near else "")
    hint = f"Did you mean “list {by_name[meant].name}”? " if meant else ""
    raise NotUnderstood(f"I don't have a list “{typed[:40]}”. {hint}There are: {'; '.join(sorted(all_lists()))}.")
