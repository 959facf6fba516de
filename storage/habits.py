"""On which weekdays somebody wants to be asked, for those who have said so."""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa

from pledges.habits import USUAL, Habit
from pledges.messages import PersonId
from storage.schema import metadata, refers
from storage.store import Row, Store

# `off_days` holds weekdays as figures from Monday = 0, as “04”.
habits = sa.Table(
    "habits",
    metadata,
    refers("person_id", "people.id", primary_key=True),
    sa.Column("off_days", sa.String(5), nullable=False, server_default=""),
    sa.Column("only_on", sa.Integer),
    sa.Column("notes", sa.Boolean, nullable=False, server_default=sa.true()),
)
_c = habits.c


class Habits(Store):
    async def all(self) -> Mapping[PersonId, Habit]:
        """The habits of all who have one."""
        return {PersonId(row["person_id"]): _made(row) for row in await self._rows(sa.select(habits))}

    async def of(self, person: PersonId) -> Habit:
        """Somebody's habit; the usual one where they have said nothing."""
        row = await self._row(sa.select(habits).where(_c.person_id == person))
        return _made(row) if row else USUAL

    async def put(self, person: PersonId, habit: Habit) -> None:
        """Keep somebody's habit in the place of the one they had."""
        await self._conn.execute(sa.delete(habits).where(_c.person_id == person))
        if habit != USUAL:
            off = "".join(map(str, sorted(habit.off)))
            await self._conn.execute(
                sa.insert(habits).values(person_id=person, off_days=off, only_on=habit.only_on, notes=habit.notes)
            )


def _made(row: Row) -> Habit:
    return Habit(off=frozenset(map(int, row["off_days"])), only_on=row["only_on"], notes=bool(row["notes"]))
