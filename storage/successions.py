"""What becomes of each line of a plan that gives way to another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from pledges.messages import PersonId
from pledges.plans import PlanId, ThemeId
from pledges.succession import Decision, Decisions
from storage.plan_tables import plans, succession_lines, successions
from storage.store import Row, Store

_c, _l = successions.c, succession_lines.c


@dataclass(frozen=True, slots=True, kw_only=True)
class Succession:
    """One plan gives way to another; `finished_at` is when it had."""

    old: PlanId
    new: PlanId
    finished_at: datetime | None = None


class Successions(Store):
    async def of(self, old: PlanId) -> Succession | None:
        """What a plan gives way to."""
        row = await self._row(sa.select(successions).where(_c.old_id == old))
        return _made(row) if row else None

    async def begin(self, old: PlanId, new: PlanId, by: PersonId, now: datetime) -> Succession:
        """Begin, or go on with what was begun. Another successor takes the place of one that was not finished."""
        begun = await self.of(old)
        if begun and (begun.finished_at or begun.new == new):
            return begun
        await self._conn.execute(sa.delete(succession_lines).where(_l.old_id == old))
        told = {"new_id": new, "begun_by": by, "begun_at": now}
        put = self._insert(successions).values(old_id=old, **told)
        await self._conn.execute(put.on_conflict_do_update(index_elements=["old_id"], set_=told))
        return Succession(old=old, new=new)

    async def decisions(self, old: PlanId) -> Decisions:
        """What was decided so far."""
        rows = await self._rows(sa.select(succession_lines).where(_l.old_id == old).order_by(_l.id))
        return Decisions(
            themes={ThemeId(row["theme_id"]): _decision(row) for row in rows if row["theme_id"] is not None},
            pledges={row["pledge"]: _decision(row) for row in rows if row["pledge"] is not None},
        )

    async def decide_theme(self, old: PlanId, theme: ThemeId, decision: Decision | None) -> None:
        """Decide what becomes of a theme, in the place of what was decided; None takes that back."""
        await self._decide(old, {"theme_id": theme}, decision)

    async def decide_pledge(self, old: PlanId, pledge: int, decision: Decision | None) -> None:
        """Decide what becomes of a pledge by itself; None has it follow its theme again."""
        await self._decide(old, {"pledge": pledge}, decision)

    async def finish(self, old: PlanId, now: datetime) -> bool:
        """Note that nothing is left to be done; False when that was noted before."""
        change = sa.update(successions).where(_c.old_id == old, _c.finished_at.is_(None))
        if await self._count(change.values(finished_at=now)) != 1:
            return False
        new = sa.select(_c.new_id).where(_c.old_id == old).scalar_subquery()
        await self._conn.execute(sa.update(plans).where(plans.c.id == old).values(successor=new))
        return True

    async def _decide(self, old: PlanId, line: dict[str, int], decision: Decision | None) -> None:
        same = [_l[name] == value for name, value in line.items()]
        await self._conn.execute(sa.delete(succession_lines).where(_l.old_id == old, *same))
        if decision is not None:
            told = {"fate": decision.fate, "to_theme": decision.to, "by_pledge": decision.by}
            await self._conn.execute(sa.insert(succession_lines).values(old_id=old, **line, **told))


def _made(row: Row) -> Succession:
    return Succession(old=PlanId(row["old_id"]), new=PlanId(row["new_id"]), finished_at=row["finished_at"])


def _decision(row: Row) -> Decision:
    to = row["to_theme"]
    return Decision(fate=row["fate"], to=None if to is None else ThemeId(to), by=row["by_pledge"])
