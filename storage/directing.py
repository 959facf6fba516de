"""Who directs a directorate, and who reads what is meant for them today."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from pledges.absences import asked_for
from pledges.messages import PersonId
from pledges.people import DirectorateId
from storage.db import Tx


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads a director's note today: the director, who covers for them, or the deputy of the post."""

    director: PersonId
    person: PersonId


async def readers(tx: Tx, directorate: DirectorateId, today: date, by_hand: Collection[PersonId]) -> list[Reader]:
    """One for each director's post that somebody holds or is deputy of; none where nobody can be written to."""
    away, found = await tx.absences.stand_ins(today), list[Reader]()
    for id in await tx.escalations.director_posts(directorate):
        post = await tx.people.post_of(id)
        deputy = (await tx.people.post_of(post.deputy)).holder if post.deputy is not None else None
        both = [person.id for person in (post.holder, deputy) if person]
        there = [reader for person in both if (reader := asked_for(person, away)) is not None and reader not in by_hand]
        reached = [each for each in there if await tx.people.reachable(each)]
        found += [Reader(both[0], each) for each in reached[:1]]
    return found
