"""The directors' weekly notes: the digest's figures in private, since a post in a channel alerts nobody.

A note is put as its day begins and waits for the figures, and all else for its reader that day waits with it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from pledges.calendar import listed
from pledges.digest import Slot, slot_of
from pledges.digest_hours import NOTHING_OWN, Own
from pledges.habits import USUAL, by_habit
from pledges.messages import Outgoing, PersonId
from pledges.people import Directorate, DirectorateId
from pledges.policy import Policy
from scheduler.lost_channels import key_in_place
from scheduler.planned import Planned
from storage.db import Database, Tx
from storage.digests import before_of
from storage.directing import readers
from storage.week import as_it_stands

NOTE = "note"
PATIENCE = timedelta(hours=3)  # so long a morning's message may wait for the figures; else they come the next morning
WAITS = timedelta(hours=1)  # for the figures: after that the note goes with those that there are
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What somebody is to read about all whose digest is meant for the same day, with the slot of the last of them."""

    reader: PersonId
    parts: Sequence[Directorate]
    slot: Slot

    @property
    def key(self) -> str:
        """One for each reader and day of digests, whatever they direct."""
        return f"{NOTE}:{self.reader}:{self.slot.day.isoformat()}"


async def due(tx: Tx, policy: Policy, now: datetime) -> list[Planned]:
    """The notes that are to be put now, and those whose figures are there now; in the hours for writing to people."""
    notes = await _notes(tx, policy, now) if policy.may_nudge(now) else []
    put = await tx.notes.put_for([note.key for note in notes])
    kept = {week: await tx.notes.kept(week) for week in {note.slot.week for note in notes}}
    return [_planned(note) for note in notes if _is_due(note, put, kept[note.slot.week], now)]


async def put(db: Database, planned: Planned, policy: Policy, now: datetime) -> bool:
    """Put a note, or send it on its way once its figures are kept."""
    async with db.begin() as tx:
        note = next((n for n in await _notes(tx, policy, now) if n.key == planned.key), None)
        if note is None:
            return False
        if now >= note.slot.at:
            for directorate in note.parts:
                await _keep(tx, directorate, note.slot.week, policy, now)
        facts = {"week": note.slot.week, "directorates": ",".join(str(part.id) for part in note.parts)}
        at = await _at(tx, note, policy, now)
        told = Outgoing(kind=NOTE, to=note.reader, key=note.key, not_before=at, until=note.slot.until, facts=facts)
        new = await tx.outbox.put(told, now)
        if not new and at <= now:
            await tx.notes.bring_forward(note.key, note.slot.at + WAITS, now)
        return new


async def _notes(tx: Tx, policy: Policy, now: datetime) -> list[Note]:
    """The notes of today, and those of the working day before, which are caught up on if they were missed."""
    today, found = policy.today(now), defaultdict[tuple[PersonId, date], list[tuple[Directorate, Slot]]](list)
    pilot, habits, by_hand = bool(await tx.live.pilot()), await tx.habits.all(), await tx.by_hand.people()
    rules = await tx.digest_rules.all()
    for directorate, live in await tx.live.all():
        slot = _slot(rules.get(directorate.id, NOTHING_OWN), policy, today)
        if live.waits or (pilot and not live.began) or slot is None:
            continue
        for person in {reader.person for reader in await readers(tx, directorate.id, today, by_hand)}:
            if habits.get(person, USUAL).notes:
                found[person, slot.day].append((directorate, slot))
    notes = [_note(person, parts) for (person, _), parts in sorted(found.items(), key=lambda pair: pair[0])]
    told = await tx.notes.put_for([key for note in notes for key in _in_place(note)])
    return [note for note in notes if told.keys().isdisjoint(_in_place(note))]


def _in_place(note: Note) -> list[str]:
    """The key of the whole digest that its reader may have got already, where the note would say nothing else."""
    week, parts = note.slot.week, note.parts
    return [key_in_place(parts[0].id, week, note.reader)] if len(parts) == 1 else []


def _slot(own: Own, policy: Policy, today: date) -> Slot | None:
    """The slot of today or of the working day before; none of a week in which the digest was paused."""
    slot = slot_of(today, own.policy(policy, today))
    paused = own.pause and slot.day < own.pause.until
    return slot if slot.day <= today <= policy.days.forward(slot.day, 1) and not paused else None


def _note(reader: PersonId, parts: Sequence[tuple[Directorate, Slot]]) -> Note:
    last = max((slot for _, slot in parts), key=lambda slot: slot.at)
    return Note(reader=reader, parts=[part for part, _ in parts], slot=last)


def _is_due(note: Note, put: dict[str, datetime | None], kept: Collection[DirectorateId], now: datetime) -> bool:
    """Whether it was not put yet, waits for figures that can be there, or figures are still to be kept for it."""
    if note.key not in put:
        return True
    at, slot = put[note.key], note.slot
    missing = any(part.id not in kept for part in note.parts)
    return at is not None and slot.at <= now and (now < at <= slot.at + WAITS or missing)


async def _at(tx: Tx, note: Note, policy: Policy, now: datetime) -> datetime:
    """When a note goes: with its figures, or the next morning that suits its reader where that is too long a wait."""
    own, today = by_habit(policy, await tx.habits.of(note.reader)), policy.today(now)
    suits, (begins, ends) = own.later(today, any_day=True), policy.nudge_hours(today)
    if suits != today:
        return policy.nudge_hours(suits)[0]
    if now >= note.slot.at:
        return now
    if note.slot.at - begins > PATIENCE:
        return policy.next_morning(note.slot.at)
    return min(note.slot.at + WAITS, ends - MINUTE)


async def _keep(tx: Tx, directorate: Directorate, week: str, policy: Policy, now: datetime) -> None:
    """Keep the figures of a directorate of which no channel was told."""
    if await tx.notes.figures(directorate.id, week) is None:
        earlier = await tx.notes.earlier(directorate.id, week)
        before, live = before_of(earlier) if earlier else None, await tx.live.of(directorate.id)
        digest = await as_it_stands(tx, directorate.id, live, before, policy, now)
        await tx.notes.keep(directorate.id, week, digest, now)


def _planned(note: Note) -> Planned:
    names = tuple(part.name for part in note.parts)
    why = f"the note of {note.slot.week} for whoever directs {listed(names)}"
    return Planned(kind=NOTE, to=note.reader, key=note.key, about=names, why=why)
