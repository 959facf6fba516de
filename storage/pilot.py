"""The pilot in the outbox: while there is a list of people, nobody else is written to unasked about pledges."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from pledges.first_cards import FIRST
from storage.ledger import outbox
from storage.live_tables import pilots

# What admins get as admins goes to them all the same, and so does a decision that somebody waits for.
ABOUT_PLEDGES = ("nudge", FIRST, "new", "hand over", "left", "escalation warning", "escalation")
LEFT_OUT = (
    outbox.c.kind.in_(ABOUT_PLEDGES)
    & sa.exists(sa.select(pilots.c.person_id))
    & outbox.c.person_id.not_in(sa.select(pilots.c.person_id))
)


async def unfold(conn: AsyncConnection) -> None:
    """Have all messages of the day made anew that are not on the wire, because others are asked from now on."""
    free = outbox.c.settled_at.is_(None) & outbox.c.claim.is_(None)
    folded = outbox.c.day.is_not(None) | outbox.c.carried_by.is_not(None)
    await conn.execute(sa.update(outbox).where(free, folded).values(day=None, carried_by=None))
