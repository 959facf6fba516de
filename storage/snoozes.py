"""What was put off: until which day, by whom, and how often in a row."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from pledges.messages import PersonId
from pledges.pledge import Pledge
from pledges.snooze import Snooze
from storage.schema import metadata, number, refers, words
from storage.store import Row

snoozes = sa.Table(
    "snoozes",
    metadata,
    refers("pledge", "pledges.number", primary_key=True),
    sa.Column("until", sa.Date, nullable=False),
    refers("by_id", "people.id", nullable=False),
    words("reason"),
    number("times"),
)
SNOOZED = tuple(snoozes.c[name].label(f"snooze_{name}") for name in ("until", "by_id", "reason", "times"))


def snooze_of(row: Row) -> Snooze | None:
    """The snooze of a row that was read with SNOOZED."""
    if row["snooze_until"] is None:
        return None
    by, reason = PersonId(row["snooze_by_id"]), row["snooze_reason"]
    return Snooze(until=row["snooze_until"], by=by, reason=reason, times=row["snooze_times"])


async def write(conn: AsyncConnection, pledge: Pledge) -> None:
    """Write a pledge's snooze in the place of the one it had."""
    await conn.execute(sa.delete(snoozes).where(snoozes.c.pledge == pledge.number))
    if snooze := pledge.snooze:
        row = {"until": snooze.until, "by_id": snooze.by, "reason": snooze.reason, "times": snooze.times}
        await conn.execute(sa.insert(snoozes).values(pledge=pledge.number, **row))
