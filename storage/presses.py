"""Presses on cards, so that what Teams sends twice counts once."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from pledges.messages import PersonId
from storage.ledger import presses
from storage.store import Store


class Presses(Store):
    async def first(self, nonce: str, person: PersonId, verb: str, digest: str, now: datetime) -> bool:
        """Note a press of a card. True the first time; False for the same inputs sent again."""
        return await self._insert_once(presses, nonce=nonce, person_id=person, verb=verb, digest=digest, at=now)

    async def tidy(self, before: datetime) -> int:
        """Forget presses before a moment; return how many. Teams sends nothing again after some minutes."""
        return await self._count(sa.delete(presses).where(presses.c.at < before))
