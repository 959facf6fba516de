"""Posts with who holds them, and the directorates they belong to. Names are the same whatever their case."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from pledges.messages import PersonId
from pledges.people import Directorate, DirectorateId, Post, PostId
from pledges.policy import Policy
from storage import asking
from storage.person_rows import SHOWN, person_of
from storage.store import Row, Store, folded
from storage.tables import directorates, people, posts

_post = (
    sa.select(
        posts,
        directorates.c.name.label("directorate"),
        *SHOWN[1:],
    )
    .outerjoin(directorates, directorates.c.id == posts.c.directorate_id)
    .outerjoin(people, people.c.id == posts.c.holder_id)
)


class Posts(Store):
    def __init__(self, conn: AsyncConnection, policy: Policy) -> None:
        super().__init__(conn)
        self._policy = policy

    async def posts(self) -> list[Post]:
        return [_made(row) for row in await self._rows(_post.order_by(posts.c.title))]

    async def post(self, title: str) -> Post | None:
        row = await self._row(_post.where(posts.c.folded == folded(title)))
        return _made(row) if row else None

    async def put_post(
        self, title: str, directorate: DirectorateId | None, holder: PersonId | None, *, director: bool = False
    ) -> Post:
        """Enter a post, or change what is known of it.

        With a new holder the asking about the pledges that the post leads starts anew, as when a pledge is given to
        somebody: the new holder has taken nothing on, was not reached and is still to be told; asking follows the
        ladder from there, and the wait for their answer counts from the day they are told.
        """
        known = await self._locked(title)
        values = {"title": title, "directorate_id": directorate, "holder_id": holder, "director": director}
        new = self._insert(posts).values(folded=folded(title), **values)
        await self._conn.execute(new.on_conflict_do_update(index_elements=["folded"], set_=values))
        if known and known["holder_id"] != holder:
            await asking.ask_anew(self._conn, PostId(known["id"]), holder, self._policy)
        found = await self.post(title)
        assert found
        return found

    async def directorates(self) -> list[Directorate]:
        rows = await self._rows(sa.select(directorates).order_by(directorates.c.name))
        return [Directorate(row["id"], row["name"]) for row in rows]

    async def put_directorate(self, name: str) -> Directorate:
        """Enter a directorate, or change the way its name is written."""
        new = self._insert(directorates).values(name=name, folded=folded(name))
        put = new.on_conflict_do_update(index_elements=["folded"], set_={"name": name}).returning(directorates)
        row = (await self._rows(put))[0]
        return Directorate(row["id"], row["name"])

    async def _locked(self, title: str) -> Row | None:
        return await self._row(sa.select(posts).where(posts.c.folded == folded(title)).with_for_update())


def _made(row: Row) -> Post:
    directorate, holder = row["directorate_id"], row["holder_id"]
    return Post(
        id=PostId(row["id"]),
        title=row["title"],
        directorate=None if directorate is None else Directorate(DirectorateId(directorate), row["directorate"]),
        holder=None if holder is None else person_of(row, "holder_id"),
    )
