"""What has to be known of a turn before its transaction begins."""

from __future__ import annotations

from dialogs.turn import ELSEWHERE, Inbound
from pledges.messages import Member, Transport
from pledges.people import Person
from storage.db import Database


async def who(inbound: Inbound, db: Database, transport: Transport) -> Person:
    """The person who speaks. At first contact Teams is asked once for their UPN, outside any transaction.

    In a conversation that the bot is not in Teams would not say, and is not asked.
    """
    speaker = inbound.speaker
    async with db.read() as tx:
        person = await tx.people.find(aad_id=speaker.aad_id, teams_id=speaker.teams_id)
    if person and (person.upn or inbound.happened in ELSEWHERE) and person.teams_id == speaker.teams_id:
        return person
    member = Member(speaker.teams_id, speaker.name, None, speaker.aad_id)
    if inbound.happened not in ELSEWHERE and not (person and person.upn):
        member = await transport.member(inbound.address, speaker.teams_id)
    async with db.begin() as tx:
        return await tx.people.meet(member)
