"""What has to be known of a turn before its transaction begins."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable

from dialogs.turn import ELSEWHERE, Happened, Inbound
from pledges.errors import DeliveryError
from pledges.messages import Address, Member, PersonId, Transport
from pledges.people import Person
from storage.db import Database, Tx

log = logging.getLogger(__name__)
STRANGER = PersonId(0)


async def who(inbound: Inbound, db: Database, transport: Transport) -> Person:
    """The person who speaks. At first contact Teams is asked once for their UPN, outside any transaction.

    In a conversation that the bot is not in Teams would not say, and is not asked. A stranger who only looks, there, is
    not kept: their number is that of nobody.
    """
    speaker, elsewhere = inbound.speaker, inbound.happened in ELSEWHERE
    async with db.read() as tx:
        person = await tx.people.find(aad_id=speaker.aad_id, teams_id=speaker.teams_id)
    if person and (elsewhere or (person.upn and person.teams_id == speaker.teams_id)):
        return person
    if elsewhere and inbound.happened is not Happened.DIALOG_SENT:
        return Person(id=STRANGER, name=speaker.name, aad_id=speaker.aad_id and speaker.aad_id.lower())
    member = Member(speaker.teams_id, speaker.name, None, speaker.aad_id)
    if not elsewhere and not (person and person.upn):
        member = await transport.member(inbound.address, speaker.teams_id)
    async with db.begin() as tx:
        return await tx.people.meet(member)


async def readers(
    inbound: Inbound,
    elsewhere: Callable[[Tx, Inbound], Awaitable[Address | None]],
    db: Database,
    transport: Transport,
) -> tuple[Member, ...]:
    """Who can read the channel that is spoken of; nobody known where there is none, or Teams does not tell."""
    async with db.read() as tx:
        address = await elsewhere(tx, inbound)
    try:
        return tuple(await transport.members(address)) if address else ()
    except DeliveryError:
        log.info("who reads a channel is not known", extra={"turn": inbound.id}, exc_info=True)
        return ()
