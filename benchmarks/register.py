"""Digests and a morning's planning over a hundred thousand pledges: python -m benchmarks.register URL."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable
from time import perf_counter, process_time

import psutil

from benchmarks import lists, machine
from benchmarks.large import ALL, DUE, HOLDERS, MONDAY, NAMES, OPEN, POLICY, SIZES, TODAY, Large
from benchmarks.table import Row, below
from dialogs import samples
from dialogs.cards import corporate, digest
from pledges.calendar import week_of
from pledges.digest import WEEK, Digest
from pledges.digest_pages import pages
from pledges.live import Live
from pledges.messages import Address, ChannelId
from pledges.people import Directorate
from scheduler.plan import plan, preview
from storage.db import Database
from storage.week import as_it_stands

Took = tuple[float, float]  # ms of the core, ms by the wall
TIMES, MANY = 5, 20
LIMIT = 200.0  # ms
CHANNEL = ChannelId("19:bench@thread.tacv2")
MORNING = ("alone", "digest", "read", "double", "drawn", "council", "nobody", "looked", "morning", "again")


async def main(url: str) -> None:
    """Fill the register in steps, and say what the digests and the morning took."""
    large = Large(url)
    await large.found()
    small = await large.fill(NAMES[0], SIZES[0])
    await large.partners()
    await _last_week(large.db, small)
    alone = await _core(url, large.db, small)
    double = await large.fill(NAMES[1], SIZES[1])
    await _last_week(large.db, double)
    for name, size in zip(NAMES[2:], SIZES[2:], strict=True):
        await large.fill(name, size)
    told = await summed_up(large.db, small)
    found = {
        "alone": alone,
        "digest": await _core(url, large.db, small),
        "read": await _took(lambda: summed_up(large.db, small)),
        "double": await _core(url, large.db, double),
        "drawn": await _took(lambda: _drawn(told)),
        "council": await _took(lambda: _council(large.db)),
        "nobody": await _morning(large.db, at_night=True),
        "looked": await _looked(large.db),
        "morning": await _morning(large.db),
        "again": await _morning(large.db),
    }
    found |= {name: await _took(work) for name, work in lists.looked_up(large.db).items()}
    await large.db.close()
    print(json.dumps(found))


async def summed_up(db: Database, directorate: Directorate) -> Digest:
    """What the digest of a directorate says, with what it compares with and what it helps with."""
    async with db.read() as tx:
        before = await tx.digests.before(CHANNEL, directorate.id, week_of(TODAY))
        assert before
        return await as_it_stands(tx, directorate.id, Live(), before, POLICY, MONDAY)


async def _last_week(db: Database, directorate: Directorate) -> None:
    """Keep a digest to compare with."""
    async with db.begin() as tx:
        await tx.channels.seen(CHANNEL, "General", "Corporate parenting", Address("a channel"))
        told = await as_it_stands(tx, directorate.id, Live(), None, POLICY, MONDAY - WEEK)
        await tx.digests.put(CHANNEL, directorate.id, week_of(TODAY - WEEK), told, MONDAY - WEEK)


def measured(name: str, url: str) -> list[Row]:
    """The figures of one database."""
    found: dict[str, Took] = json.loads(machine.done("benchmarks.register", url))
    alone, one, double = (found[each] for each in ("alone", "digest", "double"))
    what = f"{name}: a digest of {SIZES[0] // OPEN:,} open of {SIZES[0]:,}"
    return [
        below(what, one[0], "ms", LIMIT, f"{one[1]:,.0f} ms by the wall"),
        Row(what=f"{name}: of that, reading and counting", figure=_said(found["read"])),
        Row(what=f"{name}: of that, drawing its pages", figure=_said(found["drawn"])),
        Row(what=f"{name}: the whole in a register a tenth as large", figure=f"{one[0] / alone[0]:.2f} x its CPU"),
        Row(what=f"{name}: a directorate twice as large", figure=f"{double[0] / one[0]:.2f} x its CPU"),
        below(f"{name}: the council's digest, CPU", found["council"][0], "ms", LIMIT, f"{found['council'][1]:,.1f} ms"),
        Row(what=f"{name}: looking what is due, {DUE:,} of {ALL:,}", figure=_said(found["looked"])),
        Row(what=f"{name}: planning them, for {HOLDERS} people", figure=_said(found["morning"])),
        Row(what=f"{name}: planning again, nothing new", figure=_said(found["again"])),
        Row(what=f"{name}: planning at night", figure=_said(found["nobody"])),
        *lists.told(name, {each: found[each] for each in list(found) if each not in MORNING}),
    ]


def _said(took: Took) -> str:
    return f"{took[0]:,.1f} ms CPU, {took[1]:,.1f} ms"


async def _core(url: str, db: Database, directorate: Directorate) -> Took:
    """All of a digest: read, counted, and each page drawn. Of the core it is the server's part too, if that is here."""
    await _drawn(await summed_up(db, directorate))
    begun, used = perf_counter(), process_time() + _server(url)
    for _ in range(MANY):
        await _drawn(await summed_up(db, directorate))
    cpu = process_time() + _server(url) - used
    return cpu / MANY * 1e3, (perf_counter() - begun) / MANY * 1e3


def _server(url: str) -> float:
    """The seconds of a core that PostgreSQL's processes for our database have used, on this machine."""
    name, running = url.rpartition("/")[2], psutil.process_iter(["cmdline"])
    titles = {each.pid: " ".join(each.info["cmdline"] or ()) for each in running}
    return sum(machine.cpu(pid) for pid, title in titles.items() if title.startswith("postgres:") and name in title)


async def _drawn(told: Digest) -> None:
    for page in pages(told):
        digest.draw(NAMES[0], told, samples.look(now=MONDAY, facts={"page": str(page.number)}))


async def _council(db: Database) -> None:
    """Count the whole register, and draw the card."""
    async with db.read() as tx:
        told = await tx.corporate.summed_up(ChannelId("19:leaders"), "2026-W10", POLICY, MONDAY)
    corporate.draw(told, samples.look(now=MONDAY))


async def _looked(db: Database) -> Took:
    async def look() -> None:
        async with db.read() as tx:
            assert len(await preview(tx, POLICY, MONDAY)) == HOLDERS

    return await _took(look)


async def _morning(db: Database, *, at_night: bool = False) -> Took:
    """Once: what is planned is planned."""
    now = MONDAY.replace(hour=3) if at_night else MONDAY
    return await _once(lambda: plan(db, POLICY, now))


async def _took(work: Callable[[], Awaitable[object]]) -> Took:
    """The median of some times, after one that fills caches."""
    await work()
    all_of_them = [await _once(work) for _ in range(TIMES)]
    return machine.median([cpu for cpu, _ in all_of_them]), machine.median([wall for _, wall in all_of_them])


async def _once(work: Callable[[], Awaitable[object]]) -> Took:
    begun, used = perf_counter(), process_time()
    await work()
    return (process_time() - used) * 1e3, (perf_counter() - begun) * 1e3


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
