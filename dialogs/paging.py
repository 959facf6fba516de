"""Turning the pages of a card in its place."""

from __future__ import annotations

from collections.abc import Mapping

from microsoft_teams.cards import CardElement

from dialogs import pieces, questions
from dialogs.registry import Draw, Look, Response, Turn
from storage.lists import Turned

VERB = "list"


def turning(page: Turned, look: Look, card: str, kept: Mapping[str, str]) -> list[CardElement]:
    """Back and Next, with where one is; nothing for a list of one page. `kept` are the facts that stay."""
    ways = [(label, at) for label, at in (("Back", page.back), ("Next", page.on)) if at]
    if not ways:
        return []
    turns = [
        pieces.button(label, VERB, look.nonce, **questions.carried(card, {**kept, "at": at})) for label, at in ways
    ]
    where = pieces.quiet(f"Page {page.number:,} of {page.pages:,}")
    return [pieces.block(where, pieces.buttons(*turns), line=True)]


async def press(turn: Turn) -> Response:
    """Turn a page, open one of it, or go back: all of it stands in the facts of the button."""
    return Draw(turn.given("card"), questions.facts_of(turn.inbound.data))
