"""Owners of pledges: written as named, and answered for by whoever holds the post."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from pledges.messages import PersonId
from pledges.people import PostId
from pledges.pledge import Owner
from storage.seating import SEATED, Seat, deputised_by, seat_of, with_seats
from storage.shares import joint_seats
from storage.store import insert_all
from storage.tables import pledge_owners, posts


async def resolve(conn: AsyncConnection, owners: Sequence[Owner]) -> tuple[Owner, ...]:
    """The owners with who answers for each today. The posts stay as they are until the transaction ends."""
    seats = await _seats(conn, {o.post for o in owners if o.post is not None})
    return tuple(_seated(o, seats[o.post]) if o.post is not None else o for o in owners)


def _seated(owner: Owner, seat: Seat) -> Owner:
    return replace(owner, answers=seat.answers, beside=seat.beside, deputy=seat.deputy)


async def _seats(conn: AsyncConnection, wanted: set[PostId]) -> Mapping[PostId, Seat]:
    if not wanted:
        return {}
    query = with_seats(sa.select(posts.c.id, *SEATED)).where(posts.c.id.in_(wanted)).order_by(posts.c.id)
    rows = (await conn.execute(query.with_for_update(read=True, of=posts))).mappings().all()
    return {post: seat_of(list(same)) for post, same in groupby(rows, key=lambda row: PostId(row["id"]))}


async def write(conn: AsyncConnection, number: int, owners: Sequence[Owner]) -> None:
    """Put these owners in the place of those that a pledge had."""
    await conn.execute(sa.delete(pledge_owners).where(pledge_owners.c.pledge == number))
    await insert_all(conn, pledge_owners, rows_of(number, owners))


def rows_of(number: int, owners: Sequence[Owner]) -> list[dict[str, object]]:
    """The owners of a pledge as their rows."""
    return [_row(number, i, owner) for i, owner in enumerate(owners)]


def _row(number: int, position: int, owner: Owner) -> dict[str, object]:
    return {
        "pledge": number,
        "position": position,
        "lead": owner.lead,
        "kind": owner.kind,
        "title": owner.title,
        "words": owner.words,
        "post_id": owner.post,
        "person_id": owner.answers if owner.post is None else None,
    }


def answered_by(person: PersonId, *, leading: bool = False) -> sa.CompoundSelect[tuple[int]]:
    """The numbers of the pledges that a person answers for: named, through a post, or as deputy of a vacant one.

    With `leading` only those of which that is the lead.
    """
    posted = _owned(leading=leading)
    named = posted.where(pledge_owners.c.person_id == person)
    held = posted.join(posts, posts.c.id == pledge_owners.c.post_id).where(posts.c.holder_id == person)
    jointly = posted.join(joint_seats, joint_seats.c.post_id == pledge_owners.c.post_id)
    vacant = deputised_by(person).where(posts.c.holder_id.is_(None))
    instead = posted.where(pledge_owners.c.post_id.in_(vacant))
    return named.union(held, jointly.where(joint_seats.c.person_id == person), instead)


def deputised(person: PersonId, *, leading: bool = False) -> sa.Select[tuple[int]]:
    """The numbers of the pledges that a person may answer for as the deputy of a post, held or vacant."""
    return _owned(leading=leading).where(pledge_owners.c.post_id.in_(deputised_by(person)))


def _owned(*, leading: bool) -> sa.Select[tuple[int]]:
    owned = sa.select(pledge_owners.c.pledge)
    return owned.where(pledge_owners.c.lead) if leading else owned
