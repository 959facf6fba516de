"""Writing a pledge: the row, what was said, owners, sources and history, always together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime
from itertools import islice

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from pledges.errors import ChangedMeanwhile
from pledges.history import changes
from pledges.people import DirectorateId
from pledges.pledge import Asking, Pledge, Source
from pledges.policy import Policy
from pledges.rounds import papers_for
from storage import chain, homes, merges, owners, placing, said, shares, snoozes, ties, titles, words
from storage.asking import next_ask_on
from storage.chain import Chain, Through
from storage.live_tables import resolve, resolve_all
from storage.pledge_rows import columns, papers_ahead
from storage.shares import must_answer
from storage.source_tables import title_words
from storage.store import insert, insert_all
from storage.tables import history, history_texts, pledge_owners, pledge_sources, pledges, updates
from storage.trail import Saved


async def enter(conn: AsyncConnection, pledge: Pledge, policy: Policy, through: Through) -> Pledge:
    """Write a pledge that has its number and is new; return it as it stands. Raises ChangedMeanwhile when it is not."""
    papers = papers_for(pledge.sources, await papers_ahead(conn))
    live = await resolve(conn, _home(pledge))
    resolved = await owners.resolve(conn, pledge.owners)
    new = replace(pledge, owners=resolved, papers=papers, live=live, version=1)
    grown = chain.grow(Chain(), new.number, changes(None, new), through)
    row = _new_row(new, policy, through.at, grown)
    if (await conn.execute(insert(conn, pledges).on_conflict_do_nothing(), row)).rowcount != 1:
        raise ChangedMeanwhile(new.ref)
    await _write_parts(conn, None, new)
    await ties.write_all(conn, [new])
    await said.write(conn, new.number, 1, new.last)
    await placing.enter(conn, [new], await placing.named(conn, [new.theme], policy.today(through.at)))
    await chain.write(conn, grown)
    _note(through, None, new, Chain(), grown)
    return new


async def enter_all(conn: AsyncConnection, new: Sequence[Pledge], policy: Policy, through: Through) -> list[Pledge]:
    """Write many pledges, as `enter` does one, in a constant number of statements."""
    await _refuse_known(conn, [pledge.number for pledge in new])
    resolved = iter(await owners.resolve(conn, [each for pledge in new for each in pledge.owners]))
    ahead, asks = await papers_ahead(conn), [tuple(islice(resolved, len(p.owners))) for p in new]
    live = await resolve_all(conn, {_home(p) for p in new})
    entered = [
        replace(p, owners=theirs, papers=papers_for(p.sources, ahead), live=live[_home(p)], version=1)
        for p, theirs in zip(new, asks, strict=True)
    ]
    chains = [chain.grow(Chain(), p.number, changes(None, p), through) for p in entered]
    pairs = zip(entered, chains, strict=True)
    await insert_all(conn, pledges, [_new_row(p, policy, through.at, grown) for p, grown in pairs])
    await insert_all(conn, pledge_owners, [row for p in entered for row in owners.rows_of(p.number, p.owners)])
    await insert_all(conn, pledge_sources, [row for p in entered for row in _source_rows(p.number, p.sources)])
    await insert_all(conn, must_answer, [{"pledge": p.number} for p in entered if p.each])
    await ties.write_all(conn, entered)
    await insert_all(conn, updates, [said.row_of(p.number, 1, p.last) for p in entered if p.last])
    await insert_all(conn, title_words, [row for p in entered for row in titles.rows_of(p.number, p.title)])
    await words.index(conn, entered)
    places = await placing.named(conn, {p.theme for p in entered}, policy.today(through.at))
    await placing.enter(conn, entered, places)
    await insert_all(conn, history, [row for grown in chains for row in grown.rows])
    await insert_all(conn, history_texts, [row for grown in chains for row in grown.texts])
    for pledge, grown in zip(entered, chains, strict=True):
        _note(through, None, pledge, Chain(), grown)
    return entered


def _home(pledge: Pledge) -> DirectorateId | None:
    return pledge.directorate.id if pledge.directorate else None


async def _refuse_known(conn: AsyncConnection, numbers: Sequence[int]) -> None:
    known = await conn.scalar(sa.select(sa.func.min(pledges.c.number)).where(pledges.c.number.in_(numbers)))
    if known is not None:
        raise ChangedMeanwhile(f"CP-{known}")


async def save(
    conn: AsyncConnection, before: Pledge, after: Pledge, policy: Policy, through: Through, *, back: bool = False
) -> Pledge:
    """Write what became of a pledge. Raises ChangedMeanwhile when it was saved since `before` was read.

    With `back` it goes back to what was said before, and nothing is newly said.
    """
    after = replace(await _resolved(conn, before, after), version=before.version + 1)
    new = after.last if after.last != before.last else None
    last, highest, end = await _ends(conn, before)
    if back and after.last != before.last:
        new, last = None, await said.go_back(conn, before.number, after.last, last)
    placed = await placing.follow(conn, before, after, through, policy.today(through.at))
    grown = chain.grow(end, before.number, [*changes(before, after), *placed], through)
    row = _row(before, after, policy, through.at) | grown.end | {"updates": highest + 1 if new else last}
    await _overwrite(conn, before, row)
    await _write_parts(conn, before, after)
    await merges.follow(conn, before, after, through)
    await homes.follow(conn, before, after, through.since or policy.today(through.at))
    if before.tie != after.tie:
        await ties.write(conn, after)
    if before.snooze != after.snooze:
        await snoozes.write(conn, after)
    await said.write(conn, before.number, highest + 1, new)
    await chain.write(conn, grown)
    _note(through, before, after, end, grown)
    return after


async def _resolved(conn: AsyncConnection, before: Pledge, after: Pledge) -> Pledge:
    """With what follows from its owners, its directorate and its sources, where these have changed."""
    if after.owners != before.owners:
        after = replace(after, owners=await owners.resolve(conn, after.owners))
    if after.directorate != before.directorate:
        after = replace(after, live=await resolve(conn, _home(after)))
    if after.sources != before.sources:
        after = replace(after, papers=papers_for(after.sources, await papers_ahead(conn)))
    return after


def _note(through: Through, before: Pledge | None, after: Pledge, end: Chain, grown: Chain) -> None:
    """Note what `undo` must know."""
    saved = Saved(
        number=after.number,
        since=end.links,
        links=grown.links,
        seal=grown.seal,
        was=before.asking if before else Asking(),
        became=after.asking,
        asked=before.lead.answers if before else None,
        asks=after.lead.answers,
        shared=before.shares if before else (),
        shares=after.shares,
    )
    through.trail.saved.append(saved)


def _new_row(new: Pledge, policy: Policy, now: datetime, grown: Chain) -> dict[str, object]:
    return _row(None, new, policy, now) | grown.end | {"number": new.number, "updates": 1 if new.last else 0}


def _row(before: Pledge | None, after: Pledge, policy: Policy, now: datetime) -> dict[str, object]:
    row = columns(after) | {"version": after.version, "next_ask_on": next_ask_on(after, policy, policy.today(now))}
    if before is None or before.open != after.open or before.last != after.last:
        row["finished_at"] = None if after.open else after.last.at if after.last else now
    return row


async def _ends(conn: AsyncConnection, pledge: Pledge) -> tuple[int, int, Chain]:
    """The place of the last word that stands, the highest place that was given, and the end of the chain."""
    query = sa.select(pledges.c.updates, said.highest.label("highest"), pledges.c.links, pledges.c.seal)
    row = (await conn.execute(query.where(pledges.c.number == pledge.number))).one()
    return row.updates, row.highest or 0, Chain(links=row.links, seal=row.seal)


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
    await shares.write(conn, before, after)
    if before is None or before.title != after.title:
        await titles.write(conn, after.number, after.title)
    if before is None or _heard(before) != _heard(after):
        await words.index(conn, [after])


def _heard(pledge: Pledge) -> tuple[object, ...]:
    """What the words that a pledge is found by come from."""
    return pledge.title, pledge.theme, pledge.service, pledge.owners, pledge.sources


async def _write_sources(conn: AsyncConnection, number: int, sources: Sequence[Source]) -> None:
    await conn.execute(sa.delete(pledge_sources).where(pledge_sources.c.pledge == number))
    await insert_all(conn, pledge_sources, _source_rows(number, sources))


def _source_rows(number: int, sources: Sequence[Source]) -> list[dict[str, object]]:
    return [{"pledge": number, "position": i, **asdict(source)} for i, source in enumerate(sources)]
