"""The journal: what each person's last turns changed, for as long as they may be taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from pledges.exact import text_of, value_of
from pledges.messages import PersonId
from storage.schema import metadata, refers, words
from storage.store import Store
from storage.trail import Inverse, Saved, Trail
from storage.types import UtcDateTime

# `steps` are a Steps as exact text. It holds numbers, keys and days, and no words that anybody wrote.
journal = sa.Table(
    "journal",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    refers("person_id", "people.id", nullable=False),
    sa.Column("at", UtcDateTime, nullable=False, index=True),
    words("what"),
    sa.Column("steps", sa.Text, nullable=False),
    sa.Column("undone_at", UtcDateTime),
    sa.Index("ix_journal_person", "person_id", "id"),
)

_c = journal.c


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressed:
    """The card that was pressed, as it was: its kind and facts, and the message that it stands in."""

    kind: str
    facts: tuple[tuple[str, str], ...]
    address: str
    message: str
    channel: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """What a turn changed. `beyond` names what cannot be taken back here, and `instead` says what to do about that."""

    saved: tuple[Saved, ...] = ()
    messages: tuple[str, ...] = ()
    settled: tuple[int, ...] = ()
    inverses: tuple[Inverse, ...] = ()
    beyond: tuple[str, ...] = ()
    instead: str = ""
    pressed: Pressed | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Turned:
    """A turn of the journal; `what` is the command, or the verb of the button."""

    id: int
    at: datetime
    what: str
    steps: Steps
    undone_at: datetime | None


def steps_of(trail: Trail, instead: str = "", pressed: Pressed | None = None) -> Steps:
    """What a trail has noted."""
    return Steps(
        saved=tuple(trail.saved),
        messages=tuple(trail.messages),
        settled=tuple(trail.settled),
        inverses=tuple(trail.inverses),
        beyond=tuple(sorted(trail.beyond)),
        instead=instead,
        pressed=pressed,
    )


class Journal(Store):
    async def put(self, person: PersonId, what: str, steps: Steps, now: datetime) -> None:
        """Note a turn of somebody."""
        row = {"person_id": person, "at": now, "what": what, "steps": text_of(steps)}
        await self._conn.execute(sa.insert(journal).values(row))

    async def last(self, person: PersonId) -> Turned | None:
        """Somebody's last turn that changed anything, locked: of two who take it back at once the second sees that."""
        query = sa.select(journal).where(_c.person_id == person).order_by(_c.id.desc()).limit(1)
        row = await self._row(query.with_for_update())
        if row is None:
            return None
        same = {name: row[name] for name in ("id", "at", "what", "undone_at")}
        return Turned(steps=value_of(Steps, row["steps"]), **same)

    async def mark_undone(self, turn: int, now: datetime) -> None:
        await self._conn.execute(sa.update(journal).where(_c.id == turn).values(undone_at=now))

    async def tidy(self, before: datetime) -> int:
        """Forget turns before a moment; return how many."""
        return await self._count(sa.delete(journal).where(_c.at < before))
