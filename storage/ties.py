"""What pledges hang on: a time of a recurring pledge, or so long after another."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from pledges.pledge import Pledge, Tie
from storage.schema import metadata, partial, refers, together, words
from storage.store import Row, insert_all

ties = sa.Table(
    "ties",
    metadata,
    refers("pledge", "pledges.number", primary_key=True),
    refers("parent", "pledges.number"),
    sa.Column("time", sa.String(40)),
    refers("follows", "pledges.number"),
    words("after"),
    together("parent", "time"),
    sa.CheckConstraint("(parent is null) <> (follows is null)", name="one_way"),
    sa.CheckConstraint("follows is null or follows <> pledge", name="follows_another"),
    partial("ix_ties_each_time_once", "parent", "time", where="parent is not null", unique=True),
    partial("ix_ties_follows", "follows", where="follows is not null"),
)
TIED = tuple(ties.c[name].label(f"tie_{name}") for name in ("parent", "time", "follows", "after"))


def tie_of(row: Row) -> Tie | None:
    """The tie of a row that was read with TIED."""
    if row["tie_parent"] is None and row["tie_follows"] is None:
        return None
    return Tie(
        parent=row["tie_parent"], time=row["tie_time"] or "", follows=row["tie_follows"], after=row["tie_after"] or ""
    )


async def write(conn: AsyncConnection, pledge: Pledge) -> None:
    """Write a pledge's tie in the place of the one it had."""
    await conn.execute(sa.delete(ties).where(ties.c.pledge == pledge.number))
    await write_all(conn, [pledge])


async def write_all(conn: AsyncConnection, pledges: Sequence[Pledge]) -> None:
    """Write the ties of pledges that are new."""
    await insert_all(conn, ties, [_row(p.number, p.tie) for p in pledges if p.tie])


def _row(number: int, tie: Tie) -> dict[str, object]:
    time = tie.time if tie.parent is not None else None
    return {"pledge": number, "parent": tie.parent, "time": time, "follows": tie.follows, "after": tie.after}
