"""Who gets the digest of a directorate in their own chat while its channel is gone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pledges.people import DirectorateId, Person
from storage.db import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class Readers:
    """The `people`: who directs it, and else the admins."""

    people: Sequence[Person]
    direct: bool


async def readers(tx: Tx, directorate: DirectorateId, admins: frozenset[str]) -> Readers:
    """Directors who have a chat with the bot, and are in the pilot where there is one; where there are none, admins."""
    pilot = await tx.live.pilot()
    found = [p for p in await tx.people.directors(directorate) if await tx.people.reachable(p.id)]
    direct = [p for p in found if not pilot or p.id in pilot]
    return Readers(people=direct or await tx.people.admins(admins), direct=bool(direct))


async def elsewhere(tx: Tx, directorate: DirectorateId) -> str:
    """A channel that goes on getting the digest of a directorate; empty where there is none."""
    return next((c.name for c in await tx.channels.linked() if c.directorate.id == directorate and not c.gone), "")
