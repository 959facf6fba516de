"""Who is a councillor: so called, in a councillor's post, or the member champion of a theme."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

import sqlalchemy as sa

from pledges.councillors import is_councillor
from pledges.messages import PersonId
from pledges.plans import Role, champion_on
from storage.plan_tables import champions
from storage.plans import championing
from storage.store import Store
from storage.tables import people, posts

# Wider than the rule itself, so that few rows are read.
_HINTS = ("%cllr%", "%councillor%", "%member%", "%portfolio%", "%leader%", "%chair%")


class Councillors(Store):
    async def on(self, day: date) -> frozenset[PersonId]:
        """Those who are councillors on a day."""
        held = posts.c.holder_id.is_not(None) & _like(posts.c.title)
        return await self._called(_like(people.c.name), held) | await self._champions(sa.true(), day)

    async def has(self, person: PersonId, day: date) -> bool:
        """Whether somebody is a councillor on a day."""
        if await self._called(people.c.id == person, posts.c.holder_id == person):
            return True
        theirs = sa.select(champions.c.theme_id).where(champions.c.person_id == person)
        return person in await self._champions(champions.c.theme_id.in_(theirs), day)

    async def _called(self, named: sa.ColumnElement[bool], held: sa.ColumnElement[bool]) -> frozenset[PersonId]:
        """Of some people and holders of posts those whose name, or whose post, is a councillor's."""
        by_name = sa.select(people.c.id, people.c.name.label("called")).where(named)
        by_post = sa.select(posts.c.holder_id.label("id"), posts.c.title.label("called")).where(held)
        rows = await self._rows(by_name.union_all(by_post))
        return frozenset(PersonId(row["id"]) for row in rows if is_councillor(row["called"]))

    async def _champions(self, which: sa.ColumnElement[bool], day: date) -> frozenset[PersonId]:
        """The member champions of some themes on a day."""
        themes = defaultdict(list)
        for row in await self._rows(sa.select(champions).where(which).order_by(champions.c.id)):
            themes[row["theme_id"]].append(championing(row))
        found = (champion_on(each, Role.MEMBER, day) for each in themes.values())
        return frozenset(person for person in found if person is not None)


def _like(column: sa.Column[str]) -> sa.ColumnElement[bool]:
    return sa.or_(*(sa.func.lower(column).like(hint) for hint in _HINTS))
