"""The words of titles, kept beside each pledge, so that likely duplicates are found by an index."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from pledges.alike import NEWEST, Known, keys, nearest
from pledges.pledge import Status
from storage.source_tables import title_words
from storage.store import Store, insert_all
from storage.tables import pledges

_c = title_words.c


class Titles(Store):
    async def all(self) -> list[Known]:
        """The titles of the whole register, but for what was withdrawn."""
        columns = (pledges.c.number, pledges.c.title, pledges.c.finished_at.is_(None).label("open"))
        kept = sa.select(*columns).where(pledges.c.status != Status.WITHDRAWN)
        return [Known(row["number"], row["title"], open=row["open"]) for row in await self._rows(kept)]

    async def near(self, title: str) -> list[int]:
        """The numbers of pledges whose titles share telling words with this one, the likeliest first.

        Of a word that very many titles have, only the newest are looked at, so that it costs the same at any size.
        """
        words = keys(title)
        if not words:
            return []
        rows = await self._rows(sa.union_all(*(_newest(word) for word in words)))
        return nearest([row["pledge"] for row in rows if row["word"] == word] for word in words)


def _newest(word: str) -> sa.Select[tuple[str, int]]:
    newest = sa.select(_c.word, _c.pledge).where(_c.word == word).order_by(_c.pledge.desc()).limit(NEWEST).subquery()
    return sa.select(newest.c.word, newest.c.pledge)


def rows_of(number: int, title: str) -> list[dict[str, object]]:
    """The rows of a title."""
    return [{"word": word, "pledge": number} for word in dict.fromkeys(keys(title))]


async def write(conn: AsyncConnection, number: int, title: str) -> None:
    """Write the words of a title in place of those that its pledge had."""
    await conn.execute(sa.delete(title_words).where(_c.pledge == number))
    await insert_all(conn, title_words, rows_of(number, title))
