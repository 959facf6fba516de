"""What a person means by a few words of a pledge, among what they may read: as many as are wanted, from a place on."""

from __future__ import annotations

from dialogs import finding
from dialogs.registry import Turn
from pledges.pledge import Pledge, may_read
from storage.lists import SIZE, Asked


async def find(turn: Turn, words: str, skip: int, most: int) -> list[Pledge]:
    """The pledge of a reference; else what has the words, the nearest first."""
    ref, rest = finding.reference(words)
    if ref and not rest:
        found = await turn.tx.register.of_numbers([int(ref.removeprefix("CP-"))])
        return [pledge for pledge in found if may_read(turn.standing, pledge)][skip : skip + most]
    asked = Asked(standing=turn.standing, today=turn.today, policy=turn.council.policy)
    begin, gathered, on = skip - skip % SIZE, list[Pledge](), True
    while on and len(gathered) < skip - begin + most:
        page = await turn.tx.seeking.page(words, [], asked, str(begin + len(gathered)))
        if page.before < begin + len(gathered):
            break  # behind the last page stands the last one again
        gathered, on = [*gathered, *page.pledges], bool(page.on)
    return gathered[skip - begin :][:most]
