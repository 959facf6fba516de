"""The words that pledges are found by: a vocabulary, and which pledges say each word of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from pledges.pledge import Pledge
from pledges.seeking import LONGEST, told_by
from storage.schema import metadata, refers
from storage.store import insert, insert_all

T = TypeVar("T")
MANY = 1_000  # words in a statement

# Words in the order of their letters' numbers on either database, so that those with one beginning stand together.
letters = sa.String(LONGEST).with_variant(sa.String(LONGEST, collation="C"), "postgresql")
vocabulary = sa.Table(
    "vocabulary",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("word", letters, nullable=False, unique=True),
)
pledge_words = sa.Table(
    "pledge_words",
    metadata,
    refers("word", "vocabulary.id", primary_key=True),
    refers("pledge", "pledges.number", primary_key=True, index=True),
)
_v, _w = vocabulary.c, pledge_words.c


async def index(conn: AsyncConnection, told: Sequence[Pledge]) -> None:
    """Have pledges found by the words that they now say."""
    words = {p.number: told_by(p) for p in told}
    ids = await entered(conn, sorted({word for said in words.values() for word in said}))
    for some in _batches(sorted(words)):
        await conn.execute(sa.delete(pledge_words).where(_w.pledge.in_(some)))
    await insert_all(
        conn, pledge_words, [{"word": ids[w], "pledge": number} for number, said in words.items() for w in said]
    )


async def entered(conn: AsyncConnection, words: Sequence[str]) -> dict[str, int]:
    """Each word's id; new words are entered in their order, so that no two copies wait for each other."""
    known = await _known(conn, words)
    if new := [{"word": word} for word in words if word not in known]:
        await conn.execute(insert(conn, vocabulary).on_conflict_do_nothing(), new)
        known |= await _known(conn, [each["word"] for each in new])
    return known


async def _known(conn: AsyncConnection, words: Sequence[str]) -> dict[str, int]:
    query = sa.select(_v.word, _v.id)
    rows = [row for some in _batches(words) for row in await conn.execute(query.where(_v.word.in_(some)))]
    return {row.word: row.id for row in rows}


def _batches(all_of_them: Sequence[T]) -> Iterator[Sequence[T]]:
    for begin in range(0, len(all_of_them), MANY):
        yield all_of_them[begin : begin + MANY]
