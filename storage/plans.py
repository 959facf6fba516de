"""Plans with their themes and champions, as they are kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime

import sqlalchemy as sa

from pledges.messages import PersonId
from pledges.plans import Championing, Plan, PlanId, PlanKind, Role, Stated, Theme, ThemeId, lapse_notice
from storage import placing
from storage.placing import Place
from storage.plan_rows import plan_of, stated_of, theme_of
from storage.plan_tables import champions, placements, plan_stages, plan_themes, plans, succession_lines, successions
from storage.store import Row, Store, folded
from storage.tables import pledges

_t, _s = plan_themes.c, plan_stages.c
_lines = (succession_lines.c.theme_id, succession_lines.c.to_theme)


class Plans(Store):
    async def all(self) -> list[Plan]:
        """Every version of every plan, by name, the newest version first."""
        rows = await self._rows(sa.select(plans))
        return sorted(await self._made(rows), key=lambda p: (p.name.casefold(), -p.version))

    async def get(self, plan: PlanId) -> Plan:
        """Raises LookupError for an id that no plan has."""
        rows = await self._rows(sa.select(plans).where(plans.c.id == plan))
        if not rows:
            raise LookupError(f"there is no plan {plan}")
        return (await self._made(rows))[0]

    async def add(
        self,
        name: str,
        *,
        kind: PlanKind = PlanKind.PLAN,
        starts: date | None = None,
        ends: date | None = None,
        within: PlanId | None = None,
        version: int = 1,
    ) -> Plan | None:
        """Enter a plan; None when one of that name and version is known. Its last day is not before the first."""
        told = {"name": name, "folded": folded(name), "kind": kind, "version": version}
        new = self._insert(plans).values(starts=starts, ends=ends, within=within, **told)
        row = await self._row(new.on_conflict_do_nothing().returning(plans))
        return plan_of(row) if row else None

    async def set_days(self, plan: PlanId, starts: date | None, ends: date | None) -> Plan:
        """Change the days on which a plan counts."""
        await self._conn.execute(sa.update(plans).where(plans.c.id == plan).values(starts=starts, ends=ends))
        return await self.get(plan)

    async def put_within(self, plan: PlanId, within: PlanId | None) -> None:
        """Link a sub-strategy to its over-arching one."""
        await self._conn.execute(sa.update(plans).where(plans.c.id == plan).values(within=within))

    async def state(self, plan: PlanId, stated: Stated, now: datetime) -> Plan:
        """Note how far a plan has come. What was noted before stays."""
        told = {"stage": stated.stage, "words": stated.words, "meeting_id": stated.meeting, "by_id": stated.by}
        await self._conn.execute(sa.insert(plan_stages).values(plan_id=plan, on_day=stated.on, at=now, **told))
        return await self.get(plan)

    async def themes(self, plan: PlanId) -> list[Theme]:
        """The themes of a plan in their order."""
        rows = await self._rows(sa.select(plan_themes).where(_t.plan_id == plan).order_by(_t.number))
        return [theme_of(row) for row in rows]

    async def places(self) -> list[Place]:
        """Every theme with its plan, the newest version of a plan first."""
        known = {plan.id: plan for plan in await self.all()}
        rows = await self._rows(sa.select(plan_themes).order_by(_t.plan_id, _t.number))
        order = {plan: i for i, plan in enumerate(known)}
        themes = sorted((theme_of(row) for row in rows), key=lambda t: (order[t.plan], t.number))
        return [Place(theme=t, plan=known[t.plan]) for t in themes]

    async def at(self, theme: ThemeId) -> Place:
        """A theme with its plan and how far that has come. Raises LookupError."""
        place = await placing.at(self._conn, theme)
        return Place(theme=place.theme, plan=await self.get(place.plan.id))

    async def place_of(self, pledge: int) -> Place | None:
        """Where a pledge stands; None when it stands under no theme of a plan."""
        return await placing.of(self._conn, pledge)

    async def put_theme(self, plan: PlanId, number: int, name: str) -> Theme | None:
        """Enter a theme of a plan; one of that name is returned as it is. None when its number has another name."""
        known = sa.select(plan_themes).where(_t.plan_id == plan, _t.folded == folded(name))
        told = {"plan_id": plan, "number": number, "name": name, "folded": folded(name)}
        await self._insert_once(plan_themes, **told)
        row = await self._row(known)
        return theme_of(row) if row else None

    async def write_theme(self, theme: ThemeId, *, known: str, done: str, to_do: str) -> Theme:
        """Keep the three texts of an area: what is known, what was done, what is still to do."""
        change = sa.update(plan_themes).where(_t.id == theme).values(known=known, done=done, to_do=to_do)
        return theme_of((await self._rows(change.returning(plan_themes)))[0])

    async def waiting_for(self, theme: Theme) -> list[int]:
        """The pledges whose words name a theme and that stand under none; by number."""
        spelt = await self._rows(sa.select(pledges.c.theme).where(pledges.c.theme != "").distinct())
        same = [row["theme"] for row in spelt if folded(row["theme"]) == folded(theme.name)]
        elsewhere = sa.exists().where(placements.c.pledge == pledges.c.number)
        query = sa.select(pledges.c.number).where(pledges.c.theme.in_(same), sa.not_(elsewhere))
        return sorted(row["number"] for row in await self._rows(query)) if same else []

    async def placed(self, themes: Iterable[ThemeId]) -> dict[int, ThemeId]:
        """The pledges that stand under some themes, by number, each with its theme."""
        query = sa.select(placements).where(placements.c.theme_id.in_(sorted(set(themes))))
        return {row["pledge"]: ThemeId(row["theme_id"]) for row in await self._rows(query)}

    async def champions(self, theme: ThemeId) -> list[Championing]:
        """Who champions a theme, did and will, in the order it was noted."""
        query = sa.select(champions).where(champions.c.theme_id == theme).order_by(champions.c.id)
        return [championing(row) for row in await self._rows(query)]

    async def champion(self, new: Championing, by: PersonId | None, now: datetime) -> None:
        """Have somebody champion a theme from a day on, or nobody."""
        told = {"theme_id": new.theme, "role": new.role, "person_id": new.person, "since": new.since}
        await self._conn.execute(sa.insert(champions).values(put_by=by, put_at=now, **told))

    async def championed_by(self, person: PersonId) -> list[ThemeId]:
        """The themes that somebody champions, did or will, in either role."""
        query = sa.select(champions.c.theme_id).where(champions.c.person_id == person).distinct()
        return sorted(ThemeId(row["theme_id"]) for row in await self._rows(query))

    async def forget_theme(self, theme: ThemeId) -> bool:
        """Take a theme out that was entered by mistake; False where anything stands under it or it has a champion."""
        used = [sa.exists().where(c == theme) for c in (placements.c.theme_id, champions.c.theme_id, *_lines)]
        gone = sa.delete(plan_themes).where(_t.id == theme, *(sa.not_(each) for each in used))
        return await self._count(gone) == 1

    async def forget(self, plan: PlanId) -> bool:
        """Take a plan out that was entered by mistake; False where it has a theme or anything refers to it."""
        held = (_t.plan_id, _s.plan_id, successions.c.old_id, successions.c.new_id)
        used = [sa.exists().where(column == plan) for column in held]
        other = plans.alias()
        used.append(sa.exists().where(sa.or_(other.c.within == plan, other.c.successor == plan)))
        gone = sa.delete(plans).where(plans.c.id == plan, *(sa.not_(each) for each in used))
        return await self._count(gone) == 1

    async def lapsing(self, today: date) -> list[tuple[Plan, str]]:
        """The plans of whose end the admins hear this week, each with what they hear."""
        ending = [plan for plan in await self.all() if lapse_notice(plan, today, busy=True)]
        busy = await self._busy() if ending else set()
        told = [(plan, lapse_notice(plan, today, busy=plan.id in busy)) for plan in ending]
        return [(plan, notice) for plan, notice in told if notice]

    async def _busy(self) -> set[PlanId]:
        """The plans in which something is open."""
        here = sa.join(plan_themes, placements).join(pledges, pledges.c.number == placements.c.pledge)
        query = sa.select(_t.plan_id).select_from(here).where(pledges.c.finished_at.is_(None)).distinct()
        return {PlanId(row["plan_id"]) for row in await self._rows(query)}

    async def _made(self, rows: Sequence[Row]) -> list[Plan]:
        stated: defaultdict[int, list[Stated]] = defaultdict(list)
        query = sa.select(plan_stages).where(_s.plan_id.in_([row["id"] for row in rows])).order_by(_s.id)
        for row in await self._rows(query):
            stated[row["plan_id"]].append(stated_of(row))
        return [plan_of(row, stated[row["id"]]) for row in rows]


def championing(row: Row) -> Championing:
    """A row of the champions."""
    return Championing(
        theme=ThemeId(row["theme_id"]), role=Role(row["role"]), person=row["person_id"], since=row["since"]
    )
