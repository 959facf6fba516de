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

    async def knows(self, nonce: str, person: PersonId, verb: str) -> bool:
        """Whether somebody has pressed this already, whatever the inputs."""
        same = (presses.c.nonce == nonce) & (presses.c.person_id == person) & (presses.c.verb == verb)
        return await self._row(sa.select(presses.c.at).where(same).limit(1)) is not None

    async def tidy(self, before: datetime) -> int:
        """Forget presses before a moment; return how many. Teams sends nothing again after some minutes."""
        return await self._count(sa.delete(presses).where(presses.c.at < before))
