"""What the council's digest counts: a statement for each figure, whatever the number of pledges."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from pledges.composing import Cell, Part, in_office
from pledges.corporate import Tally, Theme
from pledges.digest import FINISHED, WILL_NOT
from pledges.exceptions import QUARTER, RULES, Measure
from pledges.messages import PersonId
from pledges.plans import Championing, Role, champion_on
from pledges.pledge import Status
from storage import listed
from storage.holdings import post_places
from storage.live_tables import live_of
from storage.measuring import MEASURED, OPEN, Reading, heard
from storage.plan_rows import plan_of, theme_of
from storage.plan_tables import champions, placements, plan_themes, plans
from storage.plans import championing
from storage.said import stands
from storage.store import Row
from storage.tables import directorates, people, pledges, posts, updates

_c = pledges.c
WHILE_OPEN = tuple(rule for rule in RULES if rule.measure is not Measure.UNSHOWN)


async def parts(conn: AsyncConnection) -> list[Part]:
    """Every directorate."""
    rows = await _rows(conn, sa.select(directorates))
    return [Part(id=row["id"], name=row["name"], live=live_of(row)) for row in rows]


async def cells(conn: AsyncConnection, reading: Reading) -> list[Cell]:
    """What is open, by directorate, service and status, with how many break each rule."""
    counts = _heads(reading)
    rules = {rule.name: MEASURED[rule.measure].holds(reading, rule.at_least) for rule in WHILE_OPEN}
    broken = {f"rule{n}": _count(holds) for n, holds in enumerate(rules.values())}
    by = (_c.directorate_id, _c.service, _c.status)
    columns = [count.label(name) for name, count in (counts | broken).items()]
    rows = await _rows(conn, sa.select(*by, sa.func.max(heard).label("heard"), *columns).where(OPEN).group_by(*by))
    return [
        Cell(
            directorate=row["directorate_id"],
            service=row["service"],
            status=row["status"],
            tally=Tally(**{name: row[name] for name in counts}),
            heard=row["heard"],
            broken={name: row[f"rule{n}"] for n, name in enumerate(rules) if row[f"rule{n}"]},
        )
        for row in rows
    ]


def _heads(reading: Reading) -> dict[str, sa.ColumnElement[int]]:
    """The heads of pledges.corporate.Tally, as a directorate's own digest sorts what is open under them."""
    asked, late = reading.asked, sa.func.coalesce(reading.late, sa.false())
    decided, bad = _c.wanted.is_(None), _c.status.in_(sorted(WILL_NOT))
    past = listed.overdue(asked)
    return {
        "open": sa.func.count(),
        "late": _count(late),
        "waiting": _count(listed.waiting(asked)),
        "forecast": _count(decided & bad & (_c.due >= reading.today)),
        "past": _count(past & decided & sa.not_(late)),
        "soon": _count(listed.due_soon(asked) & decided & sa.not_(bad)),
    }


async def done(conn: AsyncConnection, since: datetime) -> Mapping[int | None, int]:
    """What was said to be done, or closed, since a moment, by directorate. What was done before is not done again."""
    mine = updates.c.pledge == _c.number
    last = sa.exists().where(mine, updates.c.sequence == _c.updates, updates.c.at >= since)
    said = sa.select(updates.c.status).where(mine, updates.c.at < since, stands)
    before = said.order_by(updates.c.sequence.desc()).limit(1).scalar_subquery()
    told = _c.status.in_(sorted(FINISHED)) & (_c.finished_at >= since) & last
    return await _by_directorate(conn, told & before.is_distinct_from(Status.DONE))


async def unshown(conn: AsyncConnection, reading: Reading) -> Mapping[str, Mapping[int | None, int]]:
    """What breaks the rules about what is finished, by the rule's name and directorate."""
    found = {}
    for rule in (each for each in RULES if each not in WHILE_OPEN):
        holds = MEASURED[rule.measure].holds(reading, rule.at_least)
        found[rule.name] = await _by_directorate(conn, holds)
    return {name: counts for name, counts in found.items() if counts}


async def spoke(conn: AsyncConnection, reading: Reading) -> frozenset[tuple[int | None, str]]:
    """The services of which something was finished within a quarter."""
    finished = _c.finished_at >= reading.after(QUARTER.days)
    rows = await _rows(conn, sa.select(_c.directorate_id, _c.service).where(finished).distinct())
    return frozenset((row["directorate_id"], row["service"]) for row in rows)


async def services(conn: AsyncConnection) -> frozenset[tuple[int | None, str]]:
    """The services that posts stand in, with their directorates."""
    query = sa.select(posts.c.directorate_id, post_places.c.service).join(posts, posts.c.id == post_places.c.post_id)
    rows = await _rows(conn, query.where(post_places.c.service != "").distinct())
    return frozenset((row["directorate_id"], row["service"]) for row in rows)


async def themes(conn: AsyncConnection, reading: Reading) -> tuple[Theme, ...]:
    """The themes of the plans that count today, in their order, and of any other in which something is open."""
    counted = await _of_themes(conn, reading)
    rows = await _rows(conn, _every_theme)
    shown = [row for row in rows if row["id"] in counted or _counts(row, reading.today)]
    championed = await _champions(conn, reading.today, [row["id"] for row in shown])
    return tuple(_theme(row, counted.get(row["id"], (0, 0)), championed.get(row["id"], {})) for row in shown)


_every_theme = (
    sa.select(plan_themes, *(c.label(f"of_{c.name}") for c in plans.c))
    .join(plans, plans.c.id == plan_themes.c.plan_id)
    .order_by(plans.c.folded, plans.c.version.desc(), plan_themes.c.number)
)


def _counts(row: Row, today: date) -> bool:
    plan = plan_of(row, prefix="of_")
    return plan.successor is None and plan.counts_on(today)


def _theme(row: Row, counted: tuple[int, int], championed: Mapping[Role, str]) -> Theme:
    plan, theme = plan_of(row, prefix="of_"), theme_of(row)
    member, officer = championed.get(Role.MEMBER), championed.get(Role.OFFICER)
    opened, late = counted
    return Theme(name=theme.called, plan=plan.called, open=opened, late=late, member=member, officer=officer)


async def _of_themes(conn: AsyncConnection, reading: Reading) -> Mapping[int, tuple[int, int]]:
    """How many are open under each theme, and how many of them late."""
    counts = (sa.func.count().label("open"), _count(reading.late).label("late"))
    query = sa.select(placements.c.theme_id, *counts).join(pledges, _c.number == placements.c.pledge)
    rows = await _rows(conn, query.where(OPEN).group_by(placements.c.theme_id))
    return {row["theme_id"]: (row["open"], row["late"]) for row in rows}


async def _champions(conn: AsyncConnection, today: date, shown: Iterable[int]) -> Mapping[int, Mapping[Role, str]]:
    """Who champions some themes today, as they are called in office."""
    noted = defaultdict[int, list[Championing]](list)
    query = sa.select(champions).where(champions.c.theme_id.in_(list(shown))).order_by(champions.c.id)
    for row in await _rows(conn, query):
        noted[row["theme_id"]].append(championing(row))
    today_by = {theme: {role: champion_on(all_, role, today) for role in Role} for theme, all_ in noted.items()}
    called = await _in_office(conn, {who for roles in today_by.values() for who in roles.values() if who is not None})
    return {
        theme: {role: called[who] for role, who in roles.items() if who is not None}
        for theme, roles in today_by.items()
    }


async def _in_office(conn: AsyncConnection, who: Iterable[PersonId]) -> Mapping[int, str]:
    held, names = defaultdict[int, list[str]](list), dict[int, str]()
    query = sa.select(people.c.id, people.c.name, posts.c.title).outerjoin(posts, posts.c.holder_id == people.c.id)
    for row in await _rows(conn, query.where(people.c.id.in_(sorted(who))).order_by(posts.c.title)):
        names[row["id"]] = row["name"]
        held[row["id"]] += [row["title"]] if row["title"] else []
    return {id: in_office(name, held[id]) for id, name in names.items()}


async def _by_directorate(conn: AsyncConnection, which: sa.ColumnElement[bool]) -> Mapping[int | None, int]:
    query = sa.select(_c.directorate_id, sa.func.count().label("count")).where(which).group_by(_c.directorate_id)
    return {row["directorate_id"]: row["count"] for row in await _rows(conn, query)}


def _count(which: sa.ColumnElement[bool]) -> sa.ColumnElement[int]:
    """How many rows of a group it holds for."""
    return sa.func.count(sa.case((which, 1)))


async def _rows(conn: AsyncConnection, query: sa.Select[Any]) -> list[Row]:
    return list((await conn.execute(query)).mappings())
