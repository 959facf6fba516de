"""What a person means by a few words of a pledge, among what they may read: as many as are wanted, from a place on."""

from __future__ import annotations

from dialogs.registry import Turn
from pledges.pledge import Pledge
from storage import listed
from storage.lists import Asked


async def find(turn: Turn, words: str, skip: int, most: int) -> list[Pledge]:
    """The pledge of a reference; else those that say the words, as “find” does, the nearest first."""
    asked = Asked(standing=turn.standing, today=turn.today, policy=turn.council.policy)
    found = await turn.tx.seeking.nearest(words, [listed.everything], asked)
    return found[skip : skip + most]
