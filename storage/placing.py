"""Under which theme of a plan each pledge stands: found by the words of its paper, or put there by somebody."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from pledges.history import Change
from pledges.plans import Plan, Theme, ThemeId, meant
from pledges.pledge import Pledge
from storage.chain import Through
from storage.plan_rows import plan_of, theme_of
from storage.plan_tables import placements, plan_themes, plans
from storage.store import folded, insert, insert_all

PLAN = "plan"
NOWHERE = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A theme with its plan."""

    theme: Theme
    plan: Plan

    @property
    def called(self) -> str:
        return f"{self.plan.called}: {self.theme.called}"


Places = Mapping[str, Place]

_places = sa.select(plan_themes, *(c.label(f"of_{c.name}") for c in plans.c)).join(
    plans, plans.c.id == plan_themes.c.plan_id
)


async def named(conn: AsyncConnection, words: Iterable[str], today: date) -> Places:
    """The themes that words name exactly, apart from case and spacing; by the words, folded."""
    wanted = sorted({folded(each) for each in words} - {""})
    if not wanted:
        return {}
    found: defaultdict[str, list[Place]] = defaultdict(list)
    for place in await _read(conn, plan_themes.c.folded.in_(wanted)):
        found[folded(place.theme.name)].append(place)
    clear = {name: _one(several, today) for name, several in found.items()}
    return {name: place for name, place in clear.items() if place}


def _one(several: Sequence[Place], today: date) -> Place | None:
    theme = meant([p.theme for p in several], {p.plan.id: p.plan for p in several}, today)
    return next((p for p in several if p.theme == theme), None)


async def at(conn: AsyncConnection, theme: ThemeId) -> Place:
    """A theme with its plan. Raises LookupError for an id that no theme has."""
    found = await _read(conn, plan_themes.c.id == theme)
    if not found:
        raise LookupError(f"there is no theme {theme}")
    return found[0]


async def of(conn: AsyncConnection, pledge: int) -> Place | None:
    """Where a pledge stands."""
    here = sa.select(placements.c.theme_id).where(placements.c.pledge == pledge)
    return next(iter(await _read(conn, plan_themes.c.id.in_(here))), None)


async def enter(conn: AsyncConnection, entered: Iterable[Pledge], places: Places) -> None:
    """Place new pledges under the themes that their words name."""
    found = [(p.number, places.get(folded(p.theme))) for p in entered]
    await insert_all(conn, placements, [{"pledge": n, "theme_id": place.theme.id} for n, place in found if place])


async def move(conn: AsyncConnection, pledge: int, to: Place | None) -> list[Change]:
    """Have a pledge stand elsewhere, or nowhere; what a reader of its history is told of that."""
    was = await of(conn, pledge)
    if (was and was.theme.id) == (to and to.theme.id):
        return []
    if to is None:
        await conn.execute(sa.delete(placements).where(placements.c.pledge == pledge))
    else:
        new = insert(conn, placements).values(pledge=pledge, theme_id=to.theme.id)
        await conn.execute(new.on_conflict_do_update(index_elements=["pledge"], set_={"theme_id": to.theme.id}))
    return [Change(field=PLAN, before=was.called if was else NOWHERE, after=to.called if to else NOWHERE)]


async def follow(conn: AsyncConnection, before: Pledge, after: Pledge, through: Through, today: date) -> list[Change]:
    """Have the place of a saved pledge follow what was said: the theme it is put under, else its changed words."""
    if through.place is not None:
        there = await _read(conn, sa.true()) if through.place else []
        return await move(conn, after.number, next((p for p in there if p.called == through.place), None))
    if through.under is not None:
        return await move(conn, after.number, await at(conn, through.under))
    if after.theme == before.theme:
        return []
    return await move(conn, after.number, (await named(conn, [after.theme], today)).get(folded(after.theme)))


async def _read(conn: AsyncConnection, which: sa.ColumnElement[bool]) -> list[Place]:
    rows = (await conn.execute(_places.where(which))).mappings()
    return [Place(theme=theme_of(row), plan=plan_of(row, prefix="of_")) for row in rows]
