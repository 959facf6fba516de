"""History taken out: every change as a row, and a pledge as it stood at a moment."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from pledges.telling import FIELDS
from storage.db import Database
from storage.history import Told

COLUMNS = ("Reference", "Change", "When", "By", "Door", "What", "From", "To")


async def rows_of(db: Database, ref: str, zone: ZoneInfo) -> list[dict[str, str]]:
    """The changes of one pledge, oldest first, or of all where `ref` is empty. Times are those of `zone`.

    Raises UnknownPledge.
    """
    async with db.read() as tx:
        if not ref:
            return [_row(told, zone) async for told in tx.history.all()]
        pledge = await tx.register.get(ref)
        return [_row(told, zone) for told in await tx.history.of(pledge.ref)]


async def as_at(db: Database, ref: str, at: datetime) -> list[tuple[str, str]]:
    """How a pledge stood at a moment, field by field; nothing where it was not in the register yet.

    Raises UnknownPledge.
    """
    async with db.read() as tx:
        pledge = await tx.register.get(ref)
        then = await tx.history.as_at(pledge.ref, at)
    told = [(field.name, field.words(field.tell(then.pledge))) for field in FIELDS]
    known = [(name, words) for name, words in told if words and name not in then.unknown]
    unknown = [(name, "not known: erased, or told in words alone") for name in sorted(then.unknown)]
    return [*known, *unknown] if then.pledge.title or then.unknown else []


def _row(told: Told, zone: ZoneInfo) -> dict[str, str]:
    when, by = f"{told.at.astimezone(zone):%Y-%m-%d %H:%M:%S}", told.by or "the clock"
    cells = (f"CP-{told.pledge}", str(told.sequence), when, by, told.door, told.field, told.was, told.became)
    return dict(zip(COLUMNS, cells, strict=True))
