"""Pledges that people propose, until an admin has made or left them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from pledges.messages import PersonId
from storage.schema import metadata, refers, words
from storage.store import Store
from storage.types import UtcDateTime

# `mark` is that of the press that made it, so that what Teams sends twice is proposed once.
proposals = sa.Table(
    "proposals",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("mark", sa.String(64), nullable=False, unique=True),
    refers("by_id", "people.id", nullable=False),
    sa.Column("at", UtcDateTime, nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    words("owner"),
    words("due"),
    words("words"),
    words("link"),
    sa.Column("said_on", sa.Date),
    refers("decided_by", "people.id"),
    sa.Column("decided_at", UtcDateTime, index=True),
    refers("pledge", "pledges.number"),
    sa.CheckConstraint("(decided_by is null) = (decided_at is null)", name="decided_by_somebody"),
    sa.CheckConstraint("pledge is null or decided_at is not null", name="made_is_decided"),
)

_c = proposals.c


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What somebody proposes, as they wrote it, and the message that it comes from: its words, its day, its link."""

    id: int = 0
    by: PersonId
    title: str
    owner: str = ""
    due: str = ""
    words: str = ""
    link: str = ""
    said_on: date | None = None
    decided: bool = False
    pledge: int | None = None


class Proposals(Store):
    async def put(self, new: Proposal, mark: str, now: datetime) -> int | None:
        """Keep a proposal; return its number, or None where the same press has made it already."""
        told = {name: getattr(new, name) for name in ("title", "owner", "due", "words", "link", "said_on")}
        once = self._insert(proposals).values(mark=mark, by_id=new.by, at=now, **told).on_conflict_do_nothing()
        row = await self._row(once.returning(_c.id))
        return int(row["id"]) if row else None

    async def get(self, id: int) -> Proposal | None:
        row = await self._row(sa.select(proposals).where(_c.id == id))
        if row is None:
            return None
        told = {name: row[name] for name in ("id", "title", "owner", "due", "words", "link", "said_on", "pledge")}
        return Proposal(by=row["by_id"], decided=row["decided_at"] is not None, **told)

    async def decide(self, id: int, by: PersonId, now: datetime, pledge: int | None) -> bool:
        """Note what was made of a proposal, or that it was left, once: False where somebody has decided."""
        waits = (_c.id == id) & _c.decided_at.is_(None)
        made = sa.update(proposals).where(waits).values(decided_by=by, decided_at=now, pledge=pledge)
        return await self._count(made) == 1

    async def tidy(self, before: datetime) -> int:
        """Forget proposals that were decided before a moment; return how many."""
        return await self._count(sa.delete(proposals).where(_c.decided_at < before))
