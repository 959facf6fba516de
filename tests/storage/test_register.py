"""The register keeps pledges as they are."""

from __future__ import annotations

from storage.db import Database
from tests.make import in_register, someone


async def test_a_pledge_comes_back_as_it_was_entered(db: Database) -> None:
    asha = await someone(db)
    pledge = await in_register(db, answers=asha.id)
    async with db.read() as tx:
        assert await tx.register.get("cp 1") == pledge
