"""Closed, withdrawn or opened again by an admin: whoever answers for the pledge hears it."""

from __future__ import annotations

from dialogs.changing import tell
from dialogs.registry import Turn
from pledges.pledge import Pledge

KIND = "ended"


async def tell_owners(turn: Turn, before: Pledge, after: Pledge) -> None:
    """Tell everybody who answers for it but the one who speaks, once; those asked by hand hear it from the admins.

    What was closed without having been said to be done is asked what shows it, since nobody was asked before.
    """
    by_hand = await turn.tx.by_hand.people()
    people = {o.answers for o in after.owners if o.answers is not None} - {turn.person.id} - by_hand
    ask = "yes" if before.open and after.lead.answers in people else ""
    for person in sorted(people):
        facts = {"ref": after.ref, "ask": ask if person == after.lead.answers else ""}
        await tell(turn, KIND, person, f"{KIND}:{after.ref}:{after.version}:{person}", **facts)
