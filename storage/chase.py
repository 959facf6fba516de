"""The chase: each question that was put about a pledge, whether it arrived, and what came back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import sqlalchemy as sa

from pledges.messages import PersonId
from pledges.pledge import Status
from storage.asks import BY_HAND
from storage.escalation_tables import escalations
from storage.ledger import asks
from storage.said import stands
from storage.store import Row, Store
from storage.tables import people, pledges, updates

BATCH = 200
MENDED = timedelta(hours=1)

_c, _by = asks.c, people.alias("replied")


@dataclass(frozen=True, slots=True, kw_only=True)
class Chased:
    """One question; a `step` is one of escalation, with the step as its rung.

    `undelivered` is the last reason why it had not arrived, empty when there was none. `reply` is what came back where
    that is no update; `status`, `note` and `by` are the update, where it is one.
    """

    pledge: int
    title: str
    person: PersonId
    name: str
    rung: str
    for_due: str
    asked_on: date
    by_hand: bool
    reached_at: datetime | None
    undelivered: str
    undelivered_at: datetime | None
    answered_at: datetime | None
    excused: str
    reply: str
    step: bool = False
    meant_for: date | None = None
    status: Status | None = None
    note: str = ""
    by: str = ""

    @property
    def ref(self) -> str:
        return f"CP-{self.pledge}"


class Chase(Store):
    async def of(self, numbers: Iterable[int]) -> list[Chased]:
        """All that was asked about some pledges, oldest first."""
        these = sorted(set(numbers))
        asked = await self._some(_c.pledge.in_(these), (_c.asked_on, _c.id))
        return sorted([*asked, *await self._steps(these)], key=lambda one: one.asked_on)

    async def all(self) -> AsyncIterator[Chased]:
        """All that was asked about all pledges, in order of number, read in batches."""
        last = 0
        while numbers := await self._numbers(last):
            asked = await self._some(_c.pledge.in_(numbers), (_c.pledge, _c.asked_on, _c.id))
            for one in sorted([*asked, *await self._steps(numbers)], key=lambda one: (one.pledge, one.asked_on)):
                yield one
            last = numbers[-1]

    async def _numbers(self, after: int) -> list[int]:
        query = sa.select(_c.pledge).where(_c.pledge > after).distinct().order_by(_c.pledge).limit(BATCH)
        return [row["pledge"] for row in await self._rows(query)]

    async def _some(self, which: sa.ColumnElement[bool], order: Sequence[sa.Column[object]]) -> list[Chased]:
        query = (
            sa.select(asks, pledges.c.title, people.c.name)
            .join(pledges, pledges.c.number == _c.pledge)
            .join(people, people.c.id == _c.person_id)
            .where(which)
            .order_by(*order)
        )
        asked = await self._rows(query)
        said = await self._said({row["pledge"] for row in asked if row["answered_at"]})
        return [_made(row, _reply(row, said[row["pledge"]])) for row in asked]

    async def _steps(self, numbers: Sequence[int]) -> list[Chased]:
        query = (
            sa.select(escalations, pledges.c.title, people.c.name, _by.c.name.label("by"))
            .join(pledges, pledges.c.number == escalations.c.pledge)
            .outerjoin(people, people.c.id == escalations.c.person_id)
            .outerjoin(_by, _by.c.id == escalations.c.by_id)
            .where(escalations.c.pledge.in_(numbers))
            .order_by(escalations.c.id)
        )
        return [_step(row) for row in await self._rows(query)]

    async def _said(self, numbers: Iterable[int]) -> defaultdict[int, list[Row]]:
        """What was said about these pledges and stands, in turn."""
        query = sa.select(updates, people.c.name.label("by")).outerjoin(people, people.c.id == updates.c.by_id)
        found = query.where(updates.c.pledge.in_(sorted(numbers)), stands).order_by(
            updates.c.pledge, updates.c.sequence
        )
        said = defaultdict[int, list[Row]](list)
        for row in await self._rows(found):
            said[row["pledge"]].append(row)
        return said


def _reply(ask: Row, said: Sequence[Row]) -> Row | None:
    """The update that answered a question, as it was mended in the hour that followed."""
    answer = next((one for one in reversed(said) if one["at"] == ask["answered_at"]), None)
    if answer is None:
        return None
    after = (one for one in said if answer["at"] <= one["at"] <= answer["at"] + MENDED)
    return [one for one in after if one["by_id"] == answer["by_id"]][-1]


def _made(row: Row, said: Row | None) -> Chased:
    same = {name: row[name] for name in _SAME}
    return Chased(
        person=PersonId(row["person_id"]),
        by_hand=row["message"].startswith(f"{BY_HAND}:"),
        status=said["status"] if said else None,
        note=said["note"] if said else "",
        by=said["by"] or "" if said else "",
        **same,
    )


def _step(row: Row) -> Chased:
    same = ("pledge", "title", "for_due", "reached_at", "undelivered", "undelivered_at", "reply")
    return Chased(
        person=PersonId(row["person_id"] or row["owner_id"]),
        name=row["name"] or "the admins",
        rung=row["step"].value,
        asked_on=row["put_on"],
        by_hand=False,
        answered_at=row["settled_at"],
        excused="",
        step=True,
        by=row["by"] or "",
        **{name: row[name] for name in same},
    )


_SAME = (
    *("pledge", "title", "name", "rung", "for_due", "asked_on", "meant_for", "reached_at"),
    *("undelivered", "undelivered_at", "answered_at", "excused", "reply"),
)
