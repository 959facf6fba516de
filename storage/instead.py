"""Who gets the digest of a directorate in their own chat while its channel is gone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pledges.absences import asked_for
from pledges.people import DirectorateId, Person
from storage.channels import Linked
from storage.db import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class Readers:
    """The `people`: who directs it (`direct`), and else the admins."""

    people: Sequence[Person]
    direct: bool


async def readers(tx: Tx, directorate: DirectorateId, admins: frozenset[str], today: date) -> Readers:
    """Who directs it, or stands in for them today, of those with a chat who are not written to by hand.

    Where there is a pilot, of those who are in it; where there is nobody, the admins.
    """
    pilot, away, by_hand = await tx.live.pilot(), await tx.absences.stand_ins(today), await tx.by_hand.people()
    ids = {id for p in await tx.people.directors(directorate) if (id := asked_for(p.id, away))}
    found = [await tx.people.get(id) for id in sorted(ids - by_hand) if await tx.people.reachable(id)]
    direct = [p for p in found if not pilot or p.id in pilot]
    return Readers(people=direct or await tx.people.admins(admins), direct=bool(direct))


async def elsewhere(tx: Tx, directorate: DirectorateId) -> Linked | None:
    """A channel that goes on getting the digest of a directorate."""
    return next((c for c in await tx.channels.linked() if c.directorate.id == directorate and not c.gone), None)
