"""The measures of pledges.exceptions in SQL, as conditions on the table of pledges, and what each is read from."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

import sqlalchemy as sa

from pledges.calendar import ONE_DAY, moment
from pledges.exceptions import Measure, is_starting
from pledges.live import Live
from pledges.messages import PersonId
from pledges.people import Standing
from pledges.pledge import OwnerKind
from pledges.policy import Policy
from storage import listed
from storage.holdings import post_places
from storage.lists import Asked
from storage.seating import deputies
from storage.tables import history, pledge_owners, pledges, posts, updates

NOBODY = Standing(person=PersonId(0), admin=True)
_c, _o = pledges.c, pledge_owners.c
OPEN = _c.finished_at.is_(None)

# Who said last anything about it, or entered it: the first link of its chain is that it was entered.
_entered = sa.select(history.c.at).where(history.c.pledge == _c.number, history.c.sequence == 1).scalar_subquery()
_said = sa.select(updates.c.at).where(updates.c.pledge == _c.number, updates.c.sequence == _c.updates)
heard = sa.func.coalesce(_said.scalar_subquery(), _entered)

# Few posts are vacant, so they are found once, and not for each pledge.
_places = sa.select(posts.c.id).outerjoin(post_places, post_places.c.post_id == posts.c.id)
_vacant = _places.outerjoin(deputies, deputies.c.id == post_places.c.deputy).where(
    posts.c.holder_id.is_(None), deputies.c.holder_id.is_(None)
)
_held = sa.or_(_o.person_id.is_not(None), _o.post_id.is_not(None) & _o.post_id.not_in(_vacant))
OWNED = sa.exists().where(_o.pledge == _c.number, _o.lead, _o.kind != OwnerKind.TBC, _held)
Condition = sa.ColumnElement[bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A day on which pledges are measured, and how each directorate stands on it."""

    today: date
    policy: Policy
    lives: dict[int, Live]

    @property
    def asked(self) -> Asked:
        return Asked(standing=NOBODY, today=self.today, policy=self.policy)

    @property
    def late(self) -> Condition:
        """What pledges.exceptions.is_called_late calls late."""
        starting = [id for id, live in self.lives.items() if is_starting(live, self.policy, self.today)]
        return listed.late(self.asked) & _in_none_of(starting)

    def day(self, days: int) -> date:
        """The day so many days ago."""
        return self.today - timedelta(days=days)

    def after(self, days: int) -> datetime:
        """The moment at which the day so many days ago was over."""
        return moment(self.day(days) + ONE_DAY, time.min, self.policy.zone)

    def asked_since(self, days: int) -> Condition:
        """In a directorate that was live so many days ago."""
        day = self.day(days)
        new = [id for id, live in self.lives.items() if live.waits or (live.since or day) > day]
        return _in_none_of(new)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """How a measure is found to be at least something; its `mark` is what it counts from, or the count itself."""

    holds: Callable[[Reading, int], Condition]
    mark: sa.ColumnElement[Any]
    most_first: bool = False


MEASURED = {
    Measure.LATE: Measured(holds=lambda r, days: r.late & (_c.due <= r.day(days)), mark=_c.due),
    Measure.SILENT: Measured(
        holds=lambda r, days: OPEN & (heard < r.after(days)) & r.asked_since(days),
        mark=heard,
    ),
    Measure.DECISION: Measured(
        holds=lambda r, days: OPEN & _c.wanted.is_not(None) & (_c.wanted_at < r.after(days)), mark=_c.wanted_at
    ),
    Measure.EXTENSIONS: Measured(
        holds=lambda _, count: OPEN & (_c.extensions >= count), mark=_c.extensions, most_first=True
    ),
    Measure.UNOWNED: Measured(holds=lambda _, count: OPEN & sa.not_(OWNED), mark=sa.literal(1)),
    Measure.UNSHOWN: Measured(
        holds=lambda r, days: listed.no_impact(r.asked) & (_c.finished_at < r.after(days)), mark=_c.finished_at
    ),
}


def value_of(mark: date | datetime | int | None, reading: Reading) -> int:
    """A measure from its mark: a count is itself, a day counts until today."""
    if isinstance(mark, datetime):
        mark = reading.policy.today(mark)
    return (reading.today - mark).days if isinstance(mark, date) else mark or 0


def _in_none_of(directorates: Collection[int]) -> Condition:
    if not directorates:
        return sa.true()
    return sa.or_(_c.directorate_id.is_(None), _c.directorate_id.not_in(sorted(directorates)))
