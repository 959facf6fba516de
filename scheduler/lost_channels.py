"""Channels that go and come back: the admins hear of it once, and a directorate's digest finds its director instead.

The council's digest has no director to go to: when its channel is gone, the admins hear that nobody gets it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from pledges.digest import Slot
from pledges.lost import in_words
from pledges.messages import Outgoing, PersonId
from pledges.people import DirectorateId
from pledges.policy import Policy
from scheduler.digests import DIGEST, key_of, owed, snapshot
from scheduler.planned import Planned
from storage.channels import Linked
from storage.corporate import CorporateChannel
from storage.db import Database, Tx
from storage.instead import elsewhere, readers

CHANNEL, INSTEAD, NOTE = "channel", "digest instead", "note"
KINDS = frozenset({CHANNEL, INSTEAD})
WENT = "the channel is gone: this went to the director's own chat"
COUNCIL = "the whole council"
Owed = tuple[Linked, Slot]
Fed = Linked | CorporateChannel


async def due(tx: Tx, policy: Policy, now: datetime, admins: frozenset[str]) -> list[Planned]:
    """What the admins do not know of channels yet, and the digests that are due and have no channel to go to."""
    return [*await _news(tx, admins), *await _homeless(tx, policy, now, admins)]


async def put(db: Database, planned: Planned, policy: Policy, now: datetime, admins: frozenset[str]) -> bool:
    """Put a word to each admin, or a digest into each director's chat. False when another copy did, or it is back."""
    async with db.begin() as tx:
        if planned.kind == CHANNEL:
            found = [linked for linked in await _changed(tx) if _news_key(linked, gone=linked.gone) == planned.key]
            return any([await _tell(tx, linked, now, admins) for linked in found])
        owing = [link for link in await _without(tx, policy, now) if _key(*link) == planned.key]
        return any([await _instead(tx, link, policy, now, admins) for link in owing])


def key_in_place(directorate: DirectorateId, week: str, person: PersonId) -> str:
    """The key of the digest that somebody gets in place of a channel."""
    return f"{_key_of(directorate, week)}:{person}"


def _key_of(directorate: DirectorateId, week: str) -> str:
    """One for each directorate and ISO week, however many of its channels are gone."""
    return f"{INSTEAD}:{directorate}:{week}"


def _key(linked: Linked, slot: Slot) -> str:
    return _key_of(linked.directorate.id, slot.week)


def _news_key(linked: Fed, *, gone: bool) -> str:
    since = linked.lost_at.isoformat(timespec="seconds") if linked.lost_at else "before"
    return f"{CHANNEL} {'gone' if gone else 'back'}:{linked.id}:{since}"


async def _changed(tx: Tx) -> list[Fed]:
    every: list[Fed] = [*await tx.channels.linked(), *await tx.corporate.linked()]
    return [linked for linked in every if linked.gone != linked.told_gone]


def _whose(linked: Fed) -> str:
    return linked.directorate.name if isinstance(linked, Linked) else COUNCIL


async def _news(tx: Tx, admins: frozenset[str]) -> list[Planned]:
    changed = await _changed(tx)
    told = await tx.people.admins(admins) if changed else []
    return [
        Planned(
            kind=CHANNEL,
            to=told[0].id,
            key=_news_key(linked, gone=linked.gone),
            about=(_whose(linked),),
            why=f"the channel {linked.name} is {f'gone: {in_words(linked.lost)}' if linked.gone else 'back'}",
        )
        for linked in changed
        if told
    ]


async def _tell(tx: Tx, linked: Fed, now: datetime, admins: frozenset[str]) -> bool:
    """Whoever has not been sent that it was gone is not told that it is back."""
    if not await tx.channels.told(linked.id, gone=linked.gone):
        return False
    facts, put = {"channel": linked.id, "is": "gone" if linked.gone else "back"}, 0
    for admin in await tx.people.admins(admins):
        unheard = f"{_news_key(linked, gone=True)}:{admin.id}"
        if linked.gone or not await tx.outbox.drop(unheard, "the channel is back", now):
            key = f"{_news_key(linked, gone=linked.gone)}:{admin.id}"
            put += await tx.outbox.put(Outgoing(kind=CHANNEL, to=admin.id, key=key, not_before=now, facts=facts), now)
    return put > 0


async def _homeless(tx: Tx, policy: Policy, now: datetime, admins: frozenset[str]) -> list[Planned]:
    planned = dict[str, Planned]()
    for linked, slot in await _without(tx, policy, now):
        to = await readers(tx, linked.directorate.id, admins, policy.today(now))
        if to.people:
            why = f"the digest of {slot.week} for {linked.directorate.name}, whose channel is gone"
            about, key = (linked.directorate.name,), _key(linked, slot)
            planned[key] = Planned(kind=INSTEAD, to=to.people[0].id, key=key, about=about, why=why)
    return list(planned.values())


async def _without(tx: Tx, policy: Policy, now: datetime) -> list[Owed]:
    """The links whose digest of this week is due and was told nowhere, where no other channel gets it."""
    gone = [(linked, slot) for linked, slot in await owed(tx, policy, now) if linked.gone]
    alone = [link for link in gone if not await elsewhere(tx, link[0].directorate.id)]
    return [link for link in alone if await _is_untold(tx, *link, now)]


async def _is_untold(tx: Tx, linked: Linked, slot: Slot, now: datetime) -> bool:
    kept = await tx.digests.knows(linked.id, linked.directorate.id, slot.week)
    return not kept or key_of(linked, slot.week) in await _waiting(tx, linked, slot, now)


async def _waiting(tx: Tx, linked: Linked, slot: Slot, now: datetime) -> Sequence[str]:
    """The post of this week, and the replies to it, that wait for the channel and are not on the wire."""
    post = key_of(linked, slot.week)
    waits = [message.key for message in await tx.outbox.unsent(DIGEST, linked.id, now)]
    return [key for key in waits if key == post or key.removeprefix(f"{post}:").isdigit()]


async def _instead(tx: Tx, owing: Owed, policy: Policy, now: datetime, admins: frozenset[str]) -> bool:
    """Keep the figures where that was not done, and give them to the readers in place of the channel."""
    (linked, slot), put = owing, 0
    await snapshot(tx, linked, slot.week, policy, now)
    for key in await _waiting(tx, linked, slot, now):
        await tx.outbox.drop(key, WENT, now)
    facts = {"week": slot.week, "directorate": str(linked.directorate.id), "channel": linked.id}
    for person in (await readers(tx, linked.directorate.id, admins, policy.today(now))).people:
        await _drop_note(tx, person.id, linked, slot, now)
        key = key_in_place(linked.directorate.id, slot.week, person.id)
        message = Outgoing(kind=DIGEST, to=person.id, key=key, not_before=slot.at, until=slot.until, facts=facts)
        put += await tx.outbox.put(message, now)
    return put > 0


async def _drop_note(tx: Tx, person: PersonId, linked: Linked, slot: Slot, now: datetime) -> None:
    """The note of the week, where it would say of this directorate alone what the digest says."""
    for note in await tx.outbox.unsent(NOTE, person, now):
        if note.facts.get("week") == slot.week and note.facts.get("directorates") == str(linked.directorate.id):
            await tx.outbox.drop(note.key, "the whole digest comes in its place", now)
