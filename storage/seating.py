"""Who answers for a post today: its holder, those who hold it beside them, and its deputy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from pledges.messages import PersonId
from pledges.people import PostId
from storage.holdings import post_places
from storage.shares import joint_seats
from storage.store import Row
from storage.tables import posts

deputies = posts.alias("deputies")

# The columns of a seat; a post that is held jointly has a row for each of those beside its holder.
SEATED = (
    posts.c.holder_id,
    deputies.c.holder_id.label("deputy_id"),
    joint_seats.c.person_id.label("beside_id"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """`answers` is the holder, or the deputy while there is none."""

    answers: PersonId | None = None
    beside: tuple[PersonId, ...] = ()
    deputy: PersonId | None = None


def with_seats(query: sa.Select[Any]) -> sa.Select[Any]:
    """A query that reads posts, with what SEATED needs beside them."""
    return (
        query.outerjoin(post_places, post_places.c.post_id == posts.c.id)
        .outerjoin(deputies, deputies.c.id == post_places.c.deputy)
        .outerjoin(joint_seats, joint_seats.c.post_id == posts.c.id)
    )


def seat_of(rows: Sequence[Row]) -> Seat:
    """The seat that the rows of one post tell."""
    holder, deputy = rows[0]["holder_id"], rows[0]["deputy_id"]
    return Seat(
        answers=deputy if holder is None else holder,
        beside=tuple(sorted(row["beside_id"] for row in rows if row["beside_id"] is not None)),
        deputy=None if deputy == holder else deputy,
    )


def deputised_by(person: PersonId) -> sa.Select[tuple[int]]:
    """The posts whose deputy is a post that somebody holds."""
    places = sa.select(posts.c.id).join(post_places, post_places.c.post_id == posts.c.id)
    return places.join(deputies, deputies.c.id == post_places.c.deputy).where(deputies.c.holder_id == person)


def instead_of(people: sa.Select[tuple[int]]) -> sa.Select[tuple[int]]:
    """The posts that nobody holds and whose deputy is a post that one of these people holds."""
    places = sa.select(posts.c.id).join(post_places, post_places.c.post_id == posts.c.id)
    deputised = places.join(deputies, deputies.c.id == post_places.c.deputy)
    return deputised.where(posts.c.holder_id.is_(None), deputies.c.holder_id.in_(people))


def vacant_below(post: PostId) -> sa.Select[tuple[int]]:
    """The posts that nobody holds and whose deputy is this post."""
    places = sa.select(posts.c.id).join(post_places, post_places.c.post_id == posts.c.id)
    return places.where(post_places.c.deputy == post, posts.c.holder_id.is_(None))
