"""Turning the pages of a card in its place."""

from __future__ import annotations

from collections.abc import Mapping

from microsoft_teams.cards import CardElement

from dialogs import pieces, questions
from dialogs.registry import Draw, Look, Response, Turn
from storage.lists import Turned

VERB = "list"
FIRST = "first"
AGES = ("Newer ones", "Older ones")


def turning(page: Turned, look: Look, card: str, kept: Mapping[str, str], *beside: pieces.Pressed) -> list[CardElement]:
    """Back and Next, with where one is, and what else stands `beside` them. `kept` are the facts that stay.

    A list of one page has only what stands beside; without that, nothing.
    """
    ways = [(label, at) for label, at in (("Back", page.back), ("Next", page.on)) if at]
    turns = [
        pieces.button(label, VERB, look.nonce, **questions.carried(card, {**kept, "at": at})) for label, at in ways
    ]
    where = [pieces.quiet(f"Page {page.number:,} of {page.pages:,}")] if ways else []
    acts = [*turns, *beside]
    return [pieces.block(*where, pieces.buttons(*acts), line=True)] if acts else []


def begin(count: int, rows: int, look: Look) -> int:
    """Which of so many rows the page begins with; the last page stands for one that is there no more."""
    return min(int(look.facts.get(FIRST, "0")), max(count - 1, 0) // rows * rows)


def beside(
    count: int, rows: int, look: Look, card: str, verb: str, labels: tuple[str, str] = AGES
) -> list[CardElement]:
    """The ways to the rows before and behind this page; nothing where all stand on one. What `put` says is passing."""
    first, kept = begin(count, rows, look), {name: value for name, value in look.facts.items() if name != "put"}
    ways = [(labels[0], first - rows)] if first else []
    ways += [(labels[1], first + rows)] if first + rows < count else []
    sent = questions.carried(card, kept)
    turns = [pieces.button(label, verb, look.nonce, first=str(max(at, 0)), **sent) for label, at in ways]
    return [pieces.block(pieces.buttons(*turns), line=True)] if turns else []


async def press_beside(turn: Turn) -> Response:
    """Turn to the page that begins with another row."""
    return Draw(turn.given("card"), questions.facts_of(turn.inbound.data) | {FIRST: turn.given(FIRST)})


async def press(turn: Turn) -> Response:
    """Turn a page, open one of it, or go back: all of it stands in the facts of the button."""
    return Draw(turn.given("card"), questions.facts_of(turn.inbound.data))
