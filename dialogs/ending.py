"""Closed, withdrawn or opened again by an admin: whoever answers for the pledge hears it."""

from __future__ import annotations

from collections.abc import Iterable

from dialogs.changing import keep, pledge_of, tell
from dialogs.registry import Turn
from pledges.changing import withdraw
from pledges.pledge import Pledge

KIND = "ended"


def state_of(pledge: Pledge) -> str:
    """What is told: that it is open again, or how it ended."""
    return "open" if pledge.open else pledge.status.value


async def withdraw_all(turn: Turn, pledges: Iterable[Pledge], reason: str) -> int:
    """Withdraw what is open of these and tell whoever answers for each; return how many that is."""
    count = 0
    for pledge in sorted(pledges, key=lambda p: p.number):
        before = await pledge_of(turn, pledge.ref)
        if before.open:
            after = await keep(turn, before, withdraw(before, reason, turn.standing, turn.now))
            await tell_owners(turn, before, after)
            count += 1
    return count


async def tell_owners(turn: Turn, before: Pledge, after: Pledge) -> None:
    """Tell everybody who answers for it but the one who speaks, once; those asked by hand hear it from the admins.

    What was closed without having been said to be done is asked what shows it, since nobody was asked before.
    """
    by_hand = await turn.tx.by_hand.people()
    people = {person for o in after.owners for person in o.asked} - {turn.person.id} - by_hand
    ask = "yes" if before.open and after.lead.answers in people else ""
    for person in sorted(people):
        facts = {"ref": after.ref, "told": state_of(after), "ask": ask if person == after.lead.answers else ""}
        await tell(turn, KIND, person, f"{KIND}:{after.ref}:{after.version}:{person}", **facts)
