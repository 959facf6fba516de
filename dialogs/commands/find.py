"""find: pledges by words of their title, owners and papers, typed in part or with a slip in them."""

from __future__ import annotations

from dialogs.forms import Ask, Field
from dialogs.registry import Command, Draw, Response, Turn
from pledges import guard
from pledges.errors import NotUnderstood
from pledges.seeking import words_of

LONGEST = 200
FORM = Ask(
    command="find",
    title="What are you looking for?",
    send="Find it",
    fields=(Field(name="words", label="Words of its title, its owner or its paper"),),
)


async def run(turn: Turn) -> Response:
    words = guard.check(turn.words or turn.given("words"))[:LONGEST]
    if not words:
        return FORM
    if not words_of(words):
        raise NotUnderstood(f"“{words}” is in every paper. Please give a word that says more.")
    return Draw("list", {"find": words})


COMMAND = Command(
    name="find",
    help="Pledges by words of their title, owner or paper",
    example="find training case studies",
    run=run,
    also=("search", "look for"),
    private=True,
    menu=7,
)
