"""Pledges that several answer for: which of them each owner must answer, and how far the asking of each has come."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from pledges.messages import PersonId
from pledges.pledge import Pledge, Share, Status
from storage.schema import metadata, one_of, refers
from storage.store import insert_all
from storage.types import Word

# The pledges of which each owner must answer; of all others one answer is enough.
must_answer = sa.Table("must_answer", metadata, refers("pledge", "pledges.number", primary_key=True))

shares = sa.Table(
    "shares",
    metadata,
    refers("pledge", "pledges.number", primary_key=True),
    refers("person_id", "people.id", primary_key=True),
    sa.Column("rung", sa.String(16), nullable=False, server_default=""),
    sa.Column("asked_on", sa.Date),
    sa.Column("answered_on", sa.Date),
    sa.Column("said", Word(Status)),
    one_of("said", Status),
)

# Who holds a post today beside the one who answers for it.
joint_seats = sa.Table(
    "joint_seats",
    metadata,
    refers("post_id", "posts.id", primary_key=True),
    refers("person_id", "people.id", primary_key=True, index=True),
)

_c = shares.c
_OWN = ("rung", "asked_on", "answered_on", "said")


async def of(conn: AsyncConnection, numbers: Collection[int]) -> Mapping[int, tuple[Share, ...]]:
    """The shares in some pledges; nothing is read for none."""
    found: defaultdict[int, tuple[Share, ...]] = defaultdict(tuple)
    if numbers:
        query = sa.select(shares).where(_c.pledge.in_(sorted(numbers))).order_by(_c.person_id)
        for row in (await conn.execute(query)).mappings():
            told = {name: row[name] for name in _OWN}
            found[row["pledge"]] += (Share(person=PersonId(row["person_id"]), **told),)
    return found


async def write(conn: AsyncConnection, before: Pledge | None, after: Pledge) -> None:
    """Write what changed of who must answer, and of the shares."""
    if after.shares != (before.shares if before else ()):
        await overwrite(conn, [after])
    if after.each != (before.each if before else False):
        change = sa.insert(must_answer).values(pledge=after.number)
        undo = sa.delete(must_answer).where(must_answer.c.pledge == after.number)
        await conn.execute(change if after.each else undo)


async def overwrite(conn: AsyncConnection, noted: Sequence[Pledge]) -> None:
    """Put the shares of some pledges, which whoever calls has locked, in the place of those that were there."""
    numbers = [pledge.number for pledge in noted]
    if numbers:
        await conn.execute(sa.delete(shares).where(_c.pledge.in_(numbers)))
    await insert_all(conn, shares, [_row(pledge.number, share) for pledge in noted for share in pledge.shares])


def _row(number: int, share: Share) -> dict[str, object]:
    return {"pledge": number, "person_id": share.person} | {name: getattr(share, name) for name in _OWN}
