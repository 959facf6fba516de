"""Whoever asked an owner from a desk hears what they said since, in their own message of the day."""

from __future__ import annotations

from datetime import UTC, datetime

from dialogs.registry import Turn
from pledges.messages import Outgoing
from pledges.pledge import Pledge

HEARS = "director hears"
EVER = datetime.min.replace(tzinfo=UTC)


async def tell_askers(turn: Turn, before: Pledge, after: Pledge) -> None:
    """Tell everybody who has asked since the last word on a pledge that there is a new one."""
    if after.last is None or after.last == before.last:
        return
    since = before.last.at if before.last else EVER
    for person in await turn.tx.acting.askers(after.number, since):
        if person != turn.person.id:
            key = f"{HEARS}:{after.ref}:{after.version}:{person}"
            message = Outgoing(kind=HEARS, to=person, key=key, not_before=turn.now, facts={"ref": after.ref})
            await turn.tx.outbox.put(message, turn.now)
