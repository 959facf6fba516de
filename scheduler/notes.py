"""The directors' weekly notes: the digest's figures in private, since a post in a channel alerts nobody.

A note is put as its day begins and waits for the figures, and all else for its reader that day waits with it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import cast

from pledges.calendar import listed
from pledges.digest import Slot, slot_of
from pledges.habits import USUAL, by_habit
from pledges.messages import Outgoing, PersonId
from pledges.people import Directorate, DirectorateId
from pledges.policy import Policy
from scheduler.planned import Planned
from storage.db import Database, Tx
from storage.digests import before_of
from storage.directing import readers
from storage.week import as_it_stands

NOTE = "note"
PATIENCE = timedelta(hours=3)  # so long a morning's message may wait for the figures; else they come the next morning
WAITS = timedelta(hours=1)  # for the figures: after that the note goes with those that there are
MINUTE = timedelta(minutes=1)


def key_of(person: PersonId, week: str) -> str:
    """One for each reader and ISO week, whatever they direct."""
    return f"{NOTE}:{person}:{week}"


async def due(tx: Tx, policy: Policy, now: datetime) -> list[Planned]:
    """The notes that are to be put now, and those whose figures are there now; in the hours for writing to people."""
    slot = slot_of(policy.today(now), policy)
    last = policy.days.forward(slot.day, 1)  # a note that was missed is caught up on the day after
    if not policy.may_nudge(now) or not slot.day <= policy.today(now) <= last:
        return []
    found, kept = await _readers(tx, policy, now), await tx.notes.kept(slot.week)
    put = await tx.notes.put_for([key_of(person, slot.week) for person in found])
    return [
        _planned(person, parts, slot)
        for person, parts in found.items()
        if (key := key_of(person, slot.week)) not in put
        or (now >= slot.at and _is_due(parts, slot, put[key], kept, now))
    ]


async def put(db: Database, planned: Planned, policy: Policy, now: datetime) -> bool:
    """Put a note, or send it on its way once its figures are kept."""
    person, slot = cast("PersonId", planned.to), slot_of(policy.today(now), policy)
    async with db.begin() as tx:
        parts = (await _readers(tx, policy, now)).get(person, [])
        if now >= slot.at:
            for directorate in parts:
                await _keep(tx, directorate, slot.week, policy, now)
        facts = {"week": slot.week, "directorates": ",".join(str(part.id) for part in parts)}
        at = await _at(tx, person, slot, policy, now)
        note = Outgoing(kind=NOTE, to=person, key=planned.key, not_before=at, until=slot.until, facts=facts)
        if parts and await tx.outbox.put(note, now):
            return True
        if parts and at <= now:
            await tx.notes.bring_forward(planned.key, slot.at + WAITS, now)
        return False


async def _readers(tx: Tx, policy: Policy, now: datetime) -> Mapping[PersonId, list[Directorate]]:
    """Who reads a note about which directorates; those who want none left out."""
    found = defaultdict[PersonId, list[Directorate]](list)
    pilot, habits, by_hand = bool(await tx.live.pilot()), await tx.habits.all(), await tx.by_hand.people()
    for directorate, live in await tx.live.all():
        if live.waits or (pilot and not live.began):
            continue
        for reader in await readers(tx, directorate.id, policy.today(now), by_hand):
            if habits.get(reader.person, USUAL).notes:
                found[reader.person] += [directorate] if directorate not in found[reader.person] else []
    return found


def _is_due(
    parts: Collection[Directorate], slot: Slot, at: datetime | None, kept: Collection[DirectorateId], now: datetime
) -> bool:
    """Whether a note that was put waits for its figures, or figures are still to be kept for it."""
    return at is not None and (now < at <= slot.at + WAITS or any(part.id not in kept for part in parts))


async def _at(tx: Tx, person: PersonId, slot: Slot, policy: Policy, now: datetime) -> datetime:
    """When the note goes: with its figures, or the next morning that suits its reader where that is too long a wait."""
    own = by_habit(policy, await tx.habits.of(person))
    today = policy.today(now)
    begins, ends = policy.nudge_hours(today)
    if own.later(today, any_day=True) != today:
        return policy.nudge_hours(own.later(today, any_day=True))[0]
    if now >= slot.at:
        return now
    if slot.at - begins > PATIENCE:
        return policy.next_morning(slot.at)
    return min(slot.at + WAITS, ends - MINUTE)


async def _keep(tx: Tx, directorate: Directorate, week: str, policy: Policy, now: datetime) -> None:
    """Keep the figures of a directorate of which no channel was told."""
    if await tx.notes.figures(directorate.id, week) is None:
        earlier = await tx.notes.earlier(directorate.id, week)
        before = before_of(earlier) if earlier else None
        live = await tx.live.of(directorate.id)
        digest = await as_it_stands(tx, directorate.id, live, before, policy, now)
        await tx.notes.keep(directorate.id, week, digest, now)


def _planned(person: PersonId, parts: Collection[Directorate], slot: Slot) -> Planned:
    names = tuple(part.name for part in parts)
    why = f"the note of {slot.week} for whoever directs {listed(names)}"
    return Planned(kind=NOTE, to=person, key=key_of(person, slot.week), about=names, why=why)
