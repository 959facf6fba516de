"""Writing history: what a save changed becomes links at the end of the pledge's chain."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from pledges.history import START, Change, Entry, digest_text, seal
from pledges.messages import PersonId
from pledges.plans import ThemeId
from storage.tables import history, history_texts
from storage.trail import Trail


@dataclass(frozen=True, slots=True, kw_only=True)
class Through:
    """Who made a change, when, and by which door it came in; `trail` is where that is noted.

    `since` is the day it counts from, where that is not its own; `under` places the pledge under a theme of a plan, and
    `place` where history says that it stood.
    """

    door: str
    by: PersonId | None
    at: datetime
    trail: Trail = field(default_factory=Trail)
    since: date | None = None
    under: ThemeId | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """The end of a pledge's chain, and the rows that are to be written to get there."""

    links: int = 0
    seal: str = START
    rows: Sequence[dict[str, object]] = field(default=())
    texts: Sequence[dict[str, object]] = ()

    @property
    def end(self) -> dict[str, object]:
        """The columns of the pledge that say where its chain ends."""
        return {"links": self.links, "seal": self.seal}


def grow(chain: Chain, number: int, changes: Sequence[Change], through: Through) -> Chain:
    """The chain with these changes at its end."""
    for change in changes:
        chain = _link(chain, number, change, through)
    return chain


def _link(chain: Chain, number: int, change: Change, through: Through) -> Chain:
    salt = secrets.token_hex(16)
    entry = Entry(
        pledge=number,
        sequence=chain.links + 1,
        at=through.at.astimezone(UTC),
        by=through.by,
        door=through.door,
        field=change.field,
        text_digest=digest_text(salt, change),
        previous=chain.seal,
    )
    sealed, place = seal(entry), {"pledge": number, "sequence": entry.sequence}
    return Chain(
        links=entry.sequence,
        seal=sealed,
        rows=[*chain.rows, row_of(entry, sealed)],
        texts=[*chain.texts, place | {"salt": salt, "before": change.before, "after": change.after}],
    )


def row_of(entry: Entry, sealed: str) -> dict[str, object]:
    """An entry as its row."""
    return {
        "pledge": entry.pledge,
        "sequence": entry.sequence,
        "at": entry.at,
        "by_id": entry.by,
        "door": entry.door,
        "field": entry.field,
        "text_digest": entry.text_digest,
        "previous": entry.previous,
        "seal": sealed,
    }


async def write(conn: AsyncConnection, chain: Chain) -> None:
    """Write what has grown."""
    if chain.rows:
        await conn.execute(sa.insert(history), list(chain.rows))
        await conn.execute(sa.insert(history_texts), list(chain.texts))
