"""Writing a pledge: the row, what was said, owners, sources and history, always together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from pledges.errors import ChangedMeanwhile
from pledges.history import changes
from pledges.pledge import Pledge, Source, Update
from pledges.policy import Policy
from storage import chain, owners
from storage.asking import next_ask_on
from storage.chain import Chain, Through
from storage.pledge_rows import columns
from storage.store import insert
from storage.tables import pledge_sources, pledges, updates


async def enter(conn: AsyncConnection, pledge: Pledge, policy: Policy, through: Through) -> Pledge:
    """Write a pledge that has its number and is new; return it as it stands. Raises ChangedMeanwhile when it is not."""
    new = replace(pledge, owners=await owners.resolve(conn, pledge.owners), version=1)
    grown = chain.grow(Chain(), new.number, changes(None, new), through)
    row = _row(None, new, policy, through.at) | grown.end | {"number": new.number, "updates": 1 if new.last else 0}
    if (await conn.execute(insert(conn, pledges).on_conflict_do_nothing(), row)).rowcount != 1:
        raise ChangedMeanwhile(new.ref)
    await _write_parts(conn, None, new)
    await _write_said(conn, new.number, 1, new.last)
    await chain.write(conn, grown)
    return new


async def save(conn: AsyncConnection, before: Pledge, after: Pledge, policy: Policy, through: Through) -> Pledge:
    """Write what became of a pledge. Raises ChangedMeanwhile when it was saved since `before` was read."""
    if after.owners != before.owners:
        after = replace(after, owners=await owners.resolve(conn, after.owners))
    after = replace(after, version=before.version + 1)
    said = after.last if after.last != before.last else None
    count, end = await _ends(conn, before)
    grown = chain.grow(end, before.number, changes(before, after), through)
    row = _row(before, after, policy, through.at) | grown.end | {"updates": count + 1 if said else count}
    await _overwrite(conn, before, row)
    await _write_parts(conn, before, after)
    await _write_said(conn, before.number, count + 1, said)
    await chain.write(conn, grown)
    return after


def _row(before: Pledge | None, after: Pledge, policy: Policy, now: datetime) -> dict[str, object]:
    row = columns(after) | {"version": after.version, "next_ask_on": next_ask_on(after, policy, policy.today(now))}
    if before is None or before.open != after.open or before.last != after.last:
        row["finished_at"] = None if after.open else after.last.at if after.last else now
    return row


async def _ends(conn: AsyncConnection, pledge: Pledge) -> tuple[int, Chain]:
    """How many updates there are, and the end of the chain."""
    query = sa.select(pledges.c.updates, pledges.c.links, pledges.c.seal).where(pledges.c.number == pledge.number)
    row = (await conn.execute(query)).one_or_none()
    if row is None:
        raise ChangedMeanwhile(pledge.ref)
    return row.updates, Chain(links=row.links, seal=row.seal)


async def _overwrite(conn: AsyncConnection, before: Pledge, row: dict[str, object]) -> None:
    as_read = {"number_read": before.number, "version_read": before.version}
    if (await conn.execute(_OVERWRITE, row | as_read)).rowcount != 1:
        raise ChangedMeanwhile(before.ref)


_OVERWRITE = sa.update(pledges).where(
    pledges.c.number == sa.bindparam("number_read"), pledges.c.version == sa.bindparam("version_read")
)


async def _write_parts(conn: AsyncConnection, before: Pledge | None, after: Pledge) -> None:
    if before is None or before.owners != after.owners:
        await owners.write(conn, after.number, after.owners)
    if before is None or before.sources != after.sources:
        await _write_sources(conn, after.number, after.sources)


async def _write_sources(conn: AsyncConnection, number: int, sources: Sequence[Source]) -> None:
    await conn.execute(sa.delete(pledge_sources).where(pledge_sources.c.pledge == number))
    rows = [{"pledge": number, "position": i, **asdict(source)} for i, source in enumerate(sources)]
    if rows:
        await conn.execute(sa.insert(pledge_sources), rows)


async def _write_said(conn: AsyncConnection, number: int, sequence: int, said: Update | None) -> None:
    if said:
        told = {"at": said.at, "by_id": said.by, "status": said.status, "note": said.note}
        await conn.execute(sa.insert(updates), {"pledge": number, "sequence": sequence, **told})
