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
        named = sa.select(people.c.id, people.c.name.label("called")).where(_like(people.c.name))
        held = sa.select(posts.c.holder_id.label("id"), posts.c.title.label("called")).where(
            posts.c.holder_id.is_not(None), _like(posts.c.title)
        )
        rows = await self._rows(named.union_all(held))
        return frozenset(PersonId(r["id"]) for r in rows if is_councillor(r["called"])) | await self._champions(day)

    async def _champions(self, day: date) -> frozenset[PersonId]:
        """The member champions of a day."""
        themes = defaultdict(list)
        for row in await self._rows(sa.select(champions).order_by(champions.c.id)):
            themes[row["theme_id"]].append(championing(row))
        found = (champion_on(each, Role.MEMBER, day) for each in themes.values())
        return frozenset(person for person in found if person is not None)


def _like(column: sa.Column[str]) -> sa.ColumnElement[bool]:
    return sa.or_(*(sa.func.lower(column).like(hint) for hint in _HINTS))
