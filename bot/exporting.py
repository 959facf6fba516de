"""The register taken out as its own sheet, which importing brings in again unchanged."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from dialogs.chasing import rows_of
from pledges.sheet import to_cells
from storage.db import Database


async def take_out(db: Database) -> list[dict[str, str]]:
    """A row for every pledge, in order of number, as they all stand at one moment."""
    async with db.read() as tx:
        people = {person.id: person for person in await tx.people.everyone()}
        return [to_cells(pledge, people) async for pledge in tx.register.all()]


async def chase_of(db: Database, ref: str, zone: ZoneInfo, now: datetime) -> list[dict[str, str]]:
    """What was asked about one pledge, oldest first, or about all where `ref` is empty. Raises UnknownPledge."""
    async with db.read() as tx:
        one = [(await tx.register.get(ref)).number] if ref else []
        log = await tx.chase.of(one) if ref else [asked async for asked in tx.chase.all()]
    return rows_of(log, zone, now.astimezone(zone).date())
