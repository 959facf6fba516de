"""Turning the pages of a card in its place."""

from __future__ import annotations

from collections.abc import Mapping

from microsoft_teams.cards import CardElement

from dialogs import pieces, questions
from dialogs.registry import Draw, Look, Response, Turn
from storage.lists import Turned

VERB = "list"


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


async def press(turn: Turn) -> Response:
    """Turn a page, open one of it, or go back: all of it stands in the facts of the button."""
    return Draw(turn.given("card"), questions.facts_of(turn.inbound.data))
