"""Whom a message of the outbox is for: a person or a channel, and whether they can be written to at present."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from pledges.messages import ChannelId, PersonId, Recipient
from storage.ledger import channels, outbox
from storage.store import Row
from storage.tables import people

PERSON_ACTIVE = people.c.address.is_not(None) & people.c.suspended_at.is_(None)
CHANNEL_ACTIVE = sa.not_(channels.c.gone)

# Spelled out, because a partial index serves only a query that says the same in so many words.
READY = outbox.c.state == sa.literal_column("'ready'")

PART = outbox.c.person_id.is_not(None) & outbox.c.redraw_address.is_(None) & sa.not_(outbox.c.alone)
"""What goes to a person unasked, and so in the one message of a day."""


def unsettled(to: Recipient) -> sa.ColumnElement[bool]:
    """What is on its way to somebody, or waits."""
    mine = outbox.c.person_id == to if isinstance(to, int) else outbox.c.channel_id == to
    return mine & outbox.c.settled_at.is_(None)


def columns_of(to: Recipient) -> dict[str, object]:
    """The column of the outbox that says whom a message is for."""
    return {"person_id": to} if isinstance(to, int) else {"channel_id": to}


def recipient_of(row: Row) -> Recipient:
    """Whom the message of a row is for."""
    return PersonId(row["person_id"]) if row["person_id"] is not None else ChannelId(row["channel_id"])


def state_for(to: Recipient) -> sa.Select[Any]:
    """One row, "ready" or "held", that stays true until the transaction ends: nobody can be met or lost meanwhile."""
    table, active = (people, PERSON_ACTIVE) if isinstance(to, int) else (channels, CHANNEL_ACTIVE)
    state = sa.case((active, "ready"), else_="held")
    return sa.select(state.label("state")).where(table.c.id == to).with_for_update(read=True)


async def release(conn: AsyncConnection, to: Recipient) -> int:
    """Make ready what is held for somebody, with all its attempts before it again; return how much that was."""
    held = unsettled(to) & (outbox.c.state == "held")
    return (await conn.execute(sa.update(outbox).where(held).values(state="ready", attempts=0))).rowcount


async def hold_back(conn: AsyncConnection, to: Recipient, why: str) -> None:
    """Hold what is ready for somebody, except what is on the wire."""
    waits = unsettled(to) & READY & outbox.c.claim.is_(None)
    await conn.execute(sa.update(outbox).where(waits).values(state="held", outcome=why))
