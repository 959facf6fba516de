"""find: pledges by words of their title, owners and papers, typed in part or with a slip in them."""

from __future__ import annotations

from dialogs import searching
from dialogs.forms import Ask, Field
from dialogs.registry import Command, Response, Turn

FORM = Ask(
    command="find",
    title="What are you looking for?",
    send="Find it",
    fields=(Field(name="words", label="Words of its title, its owner or its paper"),),
)


async def run(turn: Turn) -> Response:
    words = turn.words or turn.given("words")
    return searching.found(words) if words else FORM


COMMAND = Command(
    name="find",
    help="Pledges by words of their title, owner or paper",
    example="find training case studies",
    run=run,
    also=("search", "look for"),
    private=True,
    menu=7,
)
