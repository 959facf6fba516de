"""Digests and a morning's planning over a hundred thousand pledges: python -m benchmarks.register URL."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable
from time import perf_counter, process_time

from benchmarks import lists, machine
from benchmarks.large import ALL, DUE, HOLDERS, MONDAY, OPEN, POLICY, SIZES, Large
from benchmarks.table import Row, below
from dialogs import samples
from dialogs.cards import corporate, digest
from pledges.digest import WEEK, Digest, summarise
from pledges.messages import ChannelId
from pledges.people import Directorate
from scheduler.plan import plan, preview
from storage.db import Database

Took = tuple[float, float]  # ms of the core, ms by the wall
TIMES = 5
LIMIT = 200.0  # ms
MORNING = ("alone", "digest", "double", "drawn", "council", "nobody", "looked", "morning", "again")


async def main(url: str) -> None:
    """Fill the register in steps, and say what the digests and the morning took."""
    large = Large(url)
    await large.found()
    small = await large.fill("Children's Services", SIZES[0])
    alone = await _digest(large.db, small)
    double = await large.fill("Place", SIZES[1])
    for number, size in enumerate(SIZES[2:], 3):
        await large.fill(f"Directorate {number}", size)
    told = await summed_up(large.db, small)
    found = {
        "alone": alone,
        "digest": await _digest(large.db, small),
        "double": await _digest(large.db, double),
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
    """What the digest of a directorate says."""
    async with db.read() as tx:
        held = await tx.register.of_directorate(directorate.id, MONDAY - WEEK)
    return summarise(held, POLICY, MONDAY, None)


def measured(name: str, url: str) -> list[Row]:
    """The figures of one database."""
    found: dict[str, Took] = json.loads(machine.done("benchmarks.register", url))
    alone, one, double = (found[each][0] for each in ("alone", "digest", "double"))
    held = SIZES[0] // OPEN
    return [
        Row(what=f"{name}: digest of {held:,} open of {SIZES[0]:,}", figure=_said(found["digest"])),
        Row(what=f"{name}: the same in a register a tenth as large", figure=f"{one / alone:.2f} x its CPU"),
        Row(what=f"{name}: a directorate twice as large", figure=f"{double / one:.2f} x its CPU"),
        Row(what=f"{name}: drawing its card", figure=_said(found["drawn"])),
        below(f"{name}: the council's digest, CPU", found["council"][0], "ms", LIMIT, f"{found['council'][1]:,.1f} ms"),
        Row(what=f"{name}: looking what is due, {DUE:,} of {ALL:,}", figure=_said(found["looked"])),
        Row(what=f"{name}: planning them, for {HOLDERS} people", figure=_said(found["morning"])),
        Row(what=f"{name}: planning again, nothing new", figure=_said(found["again"])),
        Row(what=f"{name}: planning at night", figure=_said(found["nobody"])),
        *lists.told(name, {each: found[each] for each in list(found) if each not in MORNING}),
    ]


def _said(took: Took) -> str:
    return f"{took[0]:,.1f} ms CPU, {took[1]:,.1f} ms"


async def _digest(db: Database, directorate: Directorate) -> Took:
    return await _took(lambda: summed_up(db, directorate))


async def _drawn(told: Digest) -> None:
    digest.draw("Children's Services", told, samples.look(now=MONDAY))


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
