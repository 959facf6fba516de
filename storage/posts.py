"""Posts with who holds them, and the directorates they belong to. Names are the same whatever their case."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from pledges.holding import Holding, Manner, answering, beside_on, hand_over
from pledges.messages import PersonId
from pledges.people import Directorate, DirectorateId, Post, PostId
from storage import asking
from storage.holdings import Holdings, post_places
from storage.live_tables import NEW_WAITS
from storage.person_rows import SHOWN, person_of
from storage.rules import Rules
from storage.seating import vacant_below
from storage.shares import joint_seats
from storage.store import Row, Store, folded, insert_all
from storage.tables import directorates, people, pledge_owners, pledges, posts

PLACE = ("service", "reports_to", "deputy")

_post = (
    sa.select(
        posts,
        directorates.c.name.label("directorate"),
        *(post_places.c[name] for name in PLACE),
        *SHOWN[1:],
    )
    .outerjoin(post_places, post_places.c.post_id == posts.c.id)
    .outerjoin(directorates, directorates.c.id == posts.c.directorate_id)
    .outerjoin(people, people.c.id == posts.c.holder_id)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seated:
    """A post that somebody else answers for from now on, or holds jointly from now on, or no more.

    `deputised` are the vacant posts for which its holder is the deputy.
    """

    post: PostId
    former: PersonId | None
    holder: PersonId | None
    joined: tuple[PersonId, ...] = ()
    parted: tuple[PersonId, ...] = ()
    deputised: tuple[PostId, ...] = ()

    @property
    def changed(self) -> bool:
        """Whether another answers for it."""
        return self.holder != self.former


class Posts(Store):
    def __init__(self, conn: AsyncConnection, rules: Rules) -> None:
        super().__init__(conn)
        self._rules = rules
        self._holdings = Holdings(conn)

    async def posts(self) -> list[Post]:
        return [_made(row) for row in await self._rows(_post.order_by(posts.c.title))]

    async def post(self, title: str) -> Post | None:
        row = await self._row(_post.where(posts.c.folded == folded(title)))
        return _made(row) if row else None

    async def post_of(self, id: PostId) -> Post:
        """Raises LookupError for an id that no post has."""
        row = await self._row(_post.where(posts.c.id == id))
        if row is None:
            raise LookupError(f"there is no post {id}")
        return _made(row)

    async def put_post(
        self,
        title: str,
        directorate: DirectorateId | None,
        holder: PersonId | None,
        *,
        director: bool = False,
        on: date | None = None,
    ) -> Post:
        """Enter a post, or change what is known of it. A new holder holds it from `on`, or as long as anyone knows.

        With a new holder the asking about the pledges that the post leads starts anew, as when a pledge is given to
        somebody: the new holder has taken nothing on, was not reached and is still to be told; asking follows the
        ladder from there, and the wait for their answer counts from the day they are told.
        """
        known = await self._locked(title)
        values = {"title": title, "directorate_id": directorate, "holder_id": holder, "director": director}
        new = self._insert(posts).values(folded=folded(title), **values)
        await self._conn.execute(new.on_conflict_do_update(index_elements=["folded"], set_=values))
        found = await self.post(title)
        assert found
        if (known["holder_id"] if known else None) != holder:
            await self._hold(found.id, holder, on if known else None)
            await self._ask_anew(found.id, holder)
        return found

    async def hand_over(self, post: PostId, new: Holding, *, by: PersonId | None, now: datetime) -> list[Holding]:
        """Have a post held by somebody, or by nobody, on the days of `new`; return what was to be before.

        Who answers for it changes when `seat` finds that the day has come.
        """
        await self._conn.execute(sa.select(posts.c.id).where(posts.c.id == post).with_for_update())
        before = await self._holdings.of(post)
        await self._holdings.put(post, hand_over(before, new), by=by, now=now)
        return before

    async def hold_again(
        self, post: PostId, before: Sequence[Holding], after: Iterable[Holding], *, by: PersonId, now: datetime
    ) -> bool:
        """Have a post's holdings be again as they were before a hand-over. False when they are not as it left them."""
        await self._conn.execute(sa.select(posts.c.id).where(posts.c.id == post).with_for_update())
        if set(await self._holdings.of(post)) != set(after):
            return False
        nobody = (Holding(person=None, manner=Manner.VACANT),)
        await self._holdings.put(post, before or nobody, by=by, now=now)
        return True

    async def seat(self, post: PostId, today: date) -> Seated | None:
        """Have whoever holds a post today answer for it, and start the asking anew; None when they do already.

        What the post leads is locked first, in order, as whoever saves a pledge does it.
        """
        await self._lock_led(sa.or_(pledge_owners.c.post_id == post, pledge_owners.c.post_id.in_(vacant_below(post))))
        row = await self._row(sa.select(posts).where(posts.c.id == post).with_for_update())
        former = row["holder_id"] if row else None
        known = await self._holdings.of(post)
        holder = answering(known, today, former)
        joined, parted = await self._seat_beside(post, known, holder, today)
        if row is None or (holder == former and not joined and not parted):
            return None
        beside = {"joined": tuple(p for p in joined if p != former), "parted": tuple(p for p in parted if p != holder)}
        below = () if holder == former else await self._seat_holder(post, holder, today)
        return Seated(post=post, former=former, holder=holder, deputised=below, **beside)

    async def _seat_holder(self, post: PostId, holder: PersonId | None, today: date) -> tuple[PostId, ...]:
        """Have somebody answer for a post, and for the vacant posts whose deputy it is; return these."""
        await self._conn.execute(sa.update(posts).where(posts.c.id == post).values(holder_id=holder))
        return await self._ask_anew(post, holder, today)

    async def _ask_anew(self, post: PostId, holder: PersonId | None, told_on: date | None = None) -> tuple[PostId, ...]:
        policy = await self._rules.policy()
        await asking.ask_anew(self._conn, post, holder, policy, told_on)
        below = tuple(PostId(row["id"]) for row in await self._rows(vacant_below(post)))
        for each in below:
            await asking.ask_anew(self._conn, each, None, policy)
        return below

    async def _seat_beside(
        self, post: PostId, known: Iterable[Holding], holder: PersonId | None, today: date
    ) -> tuple[list[PersonId], list[PersonId]]:
        """Note who holds a post beside the one who answers for it; return who is new there, and who is no more."""
        there = await self._rows(sa.select(joint_seats.c.person_id).where(joint_seats.c.post_id == post))
        before, after = {row["person_id"] for row in there}, set(beside_on(known, holder, today))
        if before != after:
            await self._conn.execute(sa.delete(joint_seats).where(joint_seats.c.post_id == post))
            await insert_all(self._conn, joint_seats, [{"post_id": post, "person_id": each} for each in sorted(after)])
        return sorted(after - before), sorted(before - after)

    async def _lock_led(self, of: sa.ColumnElement[bool]) -> None:
        led = sa.select(pledge_owners.c.pledge).where(of, pledge_owners.c.lead)
        numbers = sa.select(pledges.c.number).where(pledges.c.number.in_(led)).order_by(pledges.c.number)
        await self._conn.execute(numbers.with_for_update())

    async def is_director(self, post: PostId) -> bool:
        """Whether a post is the director's of its directorate."""
        return bool(await self._conn.scalar(sa.select(posts.c.director).where(posts.c.id == post)))

    async def place(self, post: PostId, service: str, reports_to: PostId | None, deputy: PostId | None) -> None:
        """Note where a post stands: its service, the post it reports to, and its standing deputy."""
        values = {"service": service, "reports_to": reports_to, "deputy": deputy}
        before = await self.post_of(post)
        new = self._insert(post_places).values(post_id=post, **values)
        await self._conn.execute(new.on_conflict_do_update(index_elements=["post_id"], set_=values))
        if before.holder is None and before.deputy != deputy:
            await asking.ask_anew(self._conn, post, None, await self._rules.policy())

    async def forget_post(self, post: PostId) -> bool:
        """Take out a post that was entered by mistake. False where anything refers to it already."""
        try:
            async with self._conn.begin_nested():
                await self._conn.execute(sa.delete(post_places).where(post_places.c.post_id == post))
                await self._conn.execute(sa.delete(posts).where(posts.c.id == post))
        except sa.exc.IntegrityError:
            return False
        return True

    async def directorates(self) -> list[Directorate]:
        rows = await self._rows(sa.select(directorates).order_by(directorates.c.name))
        return [Directorate(row["id"], row["name"]) for row in rows]

    async def put_directorate(self, name: str) -> Directorate:
        """Enter a directorate, or change the way its name is written. A new one waits where an admin said so."""
        new = self._insert(directorates).values(name=name, folded=folded(name), waits=NEW_WAITS)
        put = new.on_conflict_do_update(index_elements=["folded"], set_={"name": name}).returning(directorates)
        row = (await self._rows(put))[0]
        return Directorate(row["id"], row["name"])

    async def _hold(self, post: PostId, holder: PersonId | None, on: date | None) -> None:
        manner = Manner.SUBSTANTIVE if holder else Manner.VACANT
        after = hand_over(await self._holdings.of(post), Holding(person=holder, since=on, manner=manner))
        await self._holdings.put(post, after)

    async def _locked(self, title: str) -> Row | None:
        return await self._row(sa.select(posts).where(posts.c.folded == folded(title)).with_for_update())


def _made(row: Row) -> Post:
    directorate, holder = row["directorate_id"], row["holder_id"]
    return Post(
        id=PostId(row["id"]),
        title=row["title"],
        directorate=None if directorate is None else Directorate(DirectorateId(directorate), row["directorate"]),
        holder=None if holder is None else person_of(row, "holder_id"),
        service=row["service"] or "",
        reports_to=row["reports_to"],
        deputy=row["deputy"],
    )
