"""What a person means by a few words of a pledge, among what they may read."""

from __future__ import annotations

from dialogs import finding
from dialogs.registry import Turn
from pledges.pledge import Pledge, may_read

MOST = 200  # of those that have the words, so many are looked at


async def find(turn: Turn, words: str, skip: int, most: int) -> list[Pledge]:
    """The pledge of a reference; else those with all the words in their titles, open ones and newest first."""
    ref, rest = finding.reference(words)
    if ref and not rest:
        found = await turn.tx.register.of_numbers([int(ref.removeprefix("CP-"))])
    else:
        found = await turn.tx.register.with_words(words.split(), MOST)
    mine = [pledge for pledge in found if may_read(turn.standing, pledge)]
    return sorted(mine, key=lambda pledge: not pledge.open)[skip : skip + most]
