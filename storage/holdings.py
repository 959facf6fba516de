"""Who holds each post from when to when. A row is never changed: a hand-over that takes its place overrules it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from pledges.holding import Holding, Manner
from pledges.messages import PersonId
from pledges.people import PostId
from storage.schema import metadata, one_of, partial, refers, words
from storage.shares import joint_seats
from storage.store import Row, Store, insert_all
from storage.tables import posts
from storage.types import UtcDateTime, Word

holdings = sa.Table(
    "holdings",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    refers("post_id", "posts.id", nullable=False),
    refers("person_id", "people.id", index=True),
    sa.Column("since", sa.Date),
    sa.Column("until", sa.Date),
    sa.Column("manner", Word(Manner), nullable=False),
    sa.Column("joint", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("stands", sa.Boolean, nullable=False, server_default=sa.true()),
    refers("put_by", "people.id"),
    sa.Column("put_at", UtcDateTime),
    one_of("manner", Manner),
    sa.CheckConstraint("(manner = 'vacant') = (person_id is null)", name="vacant_has_nobody"),
    sa.CheckConstraint("since is null or until is null or since <= until", name="ends_after_it_begins"),
    sa.CheckConstraint("not joint or person_id is not null", name="joint_has_somebody"),
    partial("ix_holdings_one_at_a_time", "post_id", "since", where="stands and not joint", unique=True),
    partial("ix_holdings_standing", "post_id", where="stands"),
)

# Where a post stands in the council, for those posts of which it is known.
post_places = sa.Table(
    "post_places",
    metadata,
    sa.Column("post_id", sa.ForeignKey("posts.id"), primary_key=True, autoincrement=False),
    words("service"),
    refers("reports_to", "posts.id", index=True),
    refers("deputy", "posts.id", index=True),
    sa.CheckConstraint("reports_to is null or reports_to <> post_id", name="reports_to_another"),
    sa.CheckConstraint("deputy is null or deputy <> post_id", name="deputy_is_another"),
)

_c = holdings.c


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A holding with its number and its post: rows of one number say the same for ever."""

    id: int
    post: PostId
    holding: Holding


class Holdings(Store):
    async def of(self, post: PostId) -> list[Holding]:
        """Who holds a post, held it and will hold it, oldest first."""
        return [held.holding for held in await self.standing([post])]

    async def standing(self, posts: Iterable[PostId]) -> list[Held]:
        """The same for some posts."""
        query = sa.select(holdings).where(_c.stands, _c.post_id.in_(sorted(set(posts))))
        found = [_held(row) for row in await self._rows(query)]
        return sorted(found, key=lambda h: (h.post, h.holding.since or date.min, h.id))

    async def put(
        self, post: PostId, after: Sequence[Holding], *, by: PersonId | None = None, now: datetime | None = None
    ) -> None:
        """Have these stand for a post from now on. What stood otherwise is overruled and kept.

        Whoever calls has locked the post.
        """
        before = await self.standing([post])
        kept = {held.holding for held in before} & set(after)
        gone = [held.id for held in before if held.holding not in kept]
        await self._conn.execute(sa.update(holdings).where(_c.id.in_(gone)).values(stands=False))
        rows = [_row(post, each) | {"put_by": by, "put_at": now} for each in after if each not in kept]
        await insert_all(self._conn, holdings, rows)

    async def by_command(self, today: date) -> dict[PostId, Holding]:
        """The posts that somebody was given by command, today or for a day to come, with the last such holding."""
        to_come = sa.or_(_c.until.is_(None), _c.until >= today)
        query = sa.select(holdings).where(_c.stands, _c.put_by.is_not(None), to_come).order_by(_c.since, _c.id)
        return {held.post: held.holding for held in map(_held, await self._rows(query))}

    async def misplaced(self, today: date) -> list[PostId]:
        """The posts that somebody else answers for than holds them on this day."""
        covers = _c.stands & (_c.post_id == posts.c.id) & _covers(today)
        right = sa.exists().where(covers & (_c.person_id == posts.c.holder_id))
        held = sa.exists().where(covers & _c.person_id.is_not(None))
        known = sa.exists().where(_c.stands & (_c.post_id == posts.c.id))
        beside = (joint_seats.c.post_id == posts.c.id) & (joint_seats.c.person_id == _c.person_id)
        unseated = covers & (_c.person_id != posts.c.holder_id) & sa.not_(sa.exists().where(beside))
        stands = (_c.post_id == joint_seats.c.post_id) & (_c.person_id == joint_seats.c.person_id)
        parted = sa.not_(sa.exists().where(_c.stands & stands & _covers(today)))
        wrong = sa.or_(
            posts.c.holder_id.is_not(None) & sa.not_(right) & known,
            posts.c.holder_id.is_(None) & held,
            sa.exists().where(unseated),
            sa.exists().where(joint_seats.c.post_id == posts.c.id, parted),
        )
        return [row["id"] for row in await self._rows(sa.select(posts.c.id).where(wrong).order_by(posts.c.id))]


def _covers(day: date) -> sa.ColumnElement[bool]:
    begun = sa.or_(_c.since.is_(None), _c.since <= day)
    return begun & sa.or_(_c.until.is_(None), _c.until >= day)


def _held(row: Row) -> Held:
    told = {name: row[name] for name in ("since", "until", "manner", "joint")}
    return Held(id=row["id"], post=PostId(row["post_id"]), holding=Holding(person=row["person_id"], **told))


def _row(post: PostId, holding: Holding) -> dict[str, object]:
    told = {name: getattr(holding, name) for name in ("since", "until", "manner", "joint")}
    return {"post_id": post, "person_id": holding.person} | told
