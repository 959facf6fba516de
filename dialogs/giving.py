"""Giving a pledge to somebody else: the one who had it is told, and so is the one who has it now."""

from __future__ import annotations

from dialogs.changing import keep, tell
from dialogs.registry import Turn
from pledges.changing import give
from pledges.pledge import Owner, Pledge


async def give_to(turn: Turn, before: Pledge, owner: Owner) -> Pledge:
    """Write down the new owner, take back what the former was asked, and tell them. The new one is still to be told."""
    after = await keep(turn, before, give(before, owner, turn.today))
    former = before.lead.answers
    if former and former not in (after.lead.answers, turn.person.id):
        await turn.tx.asks.take_back([after.number], former, f"given to {owner.title}")
        await tell(turn, "gone", former, f"gone:{after.ref}:{after.version}", ref=after.ref)
    return after


def is_with(pledge: Pledge, owner: Owner) -> bool:
    """Whether it is with this owner already."""
    return (owner.post, owner.title) == (pledge.lead.post, pledge.lead.title)
