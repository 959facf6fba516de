"""The rhythm as admins have set it: each setting of it is a row of its own, and none is ever changed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from pledges.messages import PersonId
from pledges.policy import Policy
from pledges.rhythm import applied, differing, told
from storage.schema import metadata, position, refers
from storage.store import Row, Store
from storage.tables import people
from storage.types import UtcDateTime

# `told` are the texts of the rules that are not as the settings have them, as JSON: see pledges.rhythm. `was` and
# `became` are those of all rules as they held then, whatever the settings become.
rhythms = sa.Table(
    "rhythms",
    metadata,
    position("version"),
    sa.Column("told", sa.Text, nullable=False),
    sa.Column("was", sa.Text, nullable=False),
    sa.Column("became", sa.Text, nullable=False),
    refers("by_id", "people.id", nullable=False),
    sa.Column("at", UtcDateTime, nullable=False),
    sa.CheckConstraint("version > 0", name="version_positive"),
)
_c = rhythms.c


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """The rules that differ from the settings from a moment on, under a version: before the first is version 0.

    `was` and `became` are all rules before and after, as they held then.
    """

    version: int = 0
    told: Mapping[str, str] = field(default_factory=dict)
    was: Mapping[str, str] = field(default_factory=dict)
    became: Mapping[str, str] = field(default_factory=dict)
    by: str = ""
    at: datetime | None = None


NOTHING_SET = Kept()


class Rules(Store):
    def __init__(self, conn: AsyncConnection, usual: Policy) -> None:
        super().__init__(conn)
        self._usual = usual
        self._known: Kept | None = None

    def today(self, now: datetime) -> date:
        """The day it is in the council's zone, which nobody sets here."""
        return self._usual.today(now)

    async def policy(self, usual: Policy | None = None) -> Policy:
        """The rhythm that holds: the one of the settings, with what admins have set since; read once."""
        if self._known is None:
            self._known = await self.kept()
        return applied(usual or self._usual, frozenset(self._known.told.items()))

    async def at(self, version: int) -> Policy:
        """The rhythm as it was under a version."""
        return applied(self._usual, frozenset((await self.kept(version)).told.items()))

    async def kept(self, version: int | None = None) -> Kept:
        """What is set now, or was under a version; nothing of version 0."""
        which = sa.true() if version is None else _c.version == version
        row = await self._row(_all.where(which).limit(1))
        return _made(row) if row else NOTHING_SET

    async def put(self, wanted: Policy, by: PersonId, now: datetime) -> Kept | None:
        """Set what differs from the settings; None, with nothing set, when somebody else set the rhythm meanwhile."""
        return await self._put(differing(self._usual, wanted), by, now)

    async def put_back(self, version: int, by: PersonId, now: datetime) -> Kept | None:
        """Set what was set under a version anew, as `put` does."""
        return await self._put((await self.kept(version)).told, by, now)

    async def _put(self, kept: Mapping[str, str], by: PersonId, now: datetime) -> Kept | None:
        before, was = await self.kept(), await self.policy()
        became = applied(self._usual, frozenset(kept.items()))
        texts = {"told": kept, "was": told(was), "became": told(became)}
        row = {name: json.dumps(text, ensure_ascii=False) for name, text in texts.items()}
        self._known = None
        new = await self._insert_once(rhythms, version=before.version + 1, by_id=by, at=now, **row)
        return await self.kept() if new else None

    async def history(self) -> list[Kept]:
        """All that was ever set, newest first."""
        return [_made(row) for row in await self._rows(_all)]


_all = sa.select(rhythms, people.c.name.label("by")).join(people, people.c.id == _c.by_id).order_by(_c.version.desc())


def _made(row: Row) -> Kept:
    texts = {name: json.loads(row[name]) for name in ("told", "was", "became")}
    return Kept(version=row["version"], by=row["by"], at=row["at"], **texts)
