"""What a person means by a few words of a pledge, among what they may read: as many as are wanted, from a place on."""

from __future__ import annotations

from dialogs.registry import Draw, Turn
from pledges import guard
from pledges.errors import NotUnderstood
from pledges.pledge import Pledge
from pledges.seeking import words_of
from storage import listed
from storage.lists import Asked

LONGEST = 200


async def find(turn: Turn, words: str, skip: int, most: int) -> list[Pledge]:
    """The pledge of a reference; else those that say the words, as “find” does, the nearest first."""
    asked = Asked(standing=turn.standing, today=turn.today, policy=turn.council.policy)
    found = await turn.tx.seeking.nearest(words, [listed.everything], asked)
    return found[skip : skip + most]


def found(words: str) -> Draw:
    """The list of what the words find. Raises NotUnderstood for words that are everywhere, and PersonalDetails."""
    sought = guard.check(words)[:LONGEST]
    if not words_of(sought):
        raise NotUnderstood(f"“{sought}” is in every paper. Please give a word that says more.")
    return Draw("list", {"find": sought})
