"""The register taken out as its own sheet, which importing brings in again unchanged."""

from __future__ import annotations

from pledges.sheet import to_cells
from storage.db import Database


async def take_out(db: Database) -> list[dict[str, str]]:
    """A row for every pledge, in order of number, as they all stand at one moment."""
    async with db.read() as tx:
        people = {person.id: person for person in await tx.people.everyone()}
        return [to_cells(pledge, people) async for pledge in tx.register.all()]
