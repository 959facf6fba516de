"""Every list, every narrowing of one, and every look-up finds its rows by an index, on both databases."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import asyncpg

from dialogs.listings import all_lists
from dialogs.narrowing import NARROWINGS
from pledges.messages import ChannelId, PersonId
from pledges.people import DirectorateId, Standing
from pledges.policy import Policy
from storage import listed
from storage.db import Database, Tx
from storage.lists import MOST_URGENT, SOONEST, Asked, Order, Which
from tests.make import NOW, TODAY
from tests.storage.conftest import Statement, overheard
from tests.storage.test_reading_little import crowd, plan_of

LARGE = "digests|pledges|pledge_owners|pledge_sources|updates|asks|outbox|history|pledge_words|vocabulary"
WHOLE = re.compile(rf"SCAN ({LARGE})$|Seq Scan on ({LARGE})\b", re.MULTILINE)
SOMEBODY = Standing(person=PersonId(7), directs=frozenset({DirectorateId(3)}))
READERS = {"an admin": Standing(person=PersonId(7), admin=True), "a director": SOMEBODY}
KEYS = {
    "directorate": "3",
    "theme": "Housing",
    "service": "Fostering",
    "owner": "post 7",
    "source": "A paper\t\t2026-01-12",
    "status": "at risk",
}
OWNERS = ("person 7", "words Officers")
Use = Callable[[Tx], Awaitable[Any]]


def asked(standing: Standing) -> Asked:
    return Asked(standing=standing, today=TODAY + timedelta(days=5), policy=Policy())


def paged(which: list[Which], order: Order, standing: Standing) -> Use:
    """The first page, the one behind a place, and the one before it."""
    key = {SOONEST: f"{TODAY}", MOST_URGENT: "1"}.get(order, f"{TODAY}T10:00:00+00:00")

    async def use(tx: Tx) -> None:
        for at in ("", f"after {key} 3", f"before {key} 3000"):
            await tx.lists.page(which, asked(standing), order, at)
        await tx.lists.count(which, asked(standing))

    return use


def uses() -> dict[str, Use]:
    found: dict[str, Use] = {}
    for who, standing in READERS.items():
        for name, listing in all_lists().items():
            found[f"list {name}, by {who}"] = paged([listing.which], listing.order, standing)
        for name, narrowing in NARROWINGS.items():
            for key in (KEYS[name], *(OWNERS if name == "owner" else ())):
                which = [listed.is_open, narrowing.which(key)]
                found[f"list all {name} {key}, by {who}"] = paged(which, SOONEST, standing)
    for name, narrowing in NARROWINGS.items():
        found[f"what there is of {name}"] = narrowing.choices
    found |= {
        "find": lambda tx: tx.seeking.page("pledge papar 42", [listed.everything], asked(SOMEBODY)),
        "a digest, what is led": lambda tx: tx.register.of_directorate(DirectorateId(3), NOW),
        "a digest, what is helped with": lambda tx: tx.register.helped_by(DirectorateId(3)),
        "a digest, last week's": lambda tx: tx.digests.before(ChannelId("19:a"), DirectorateId(3), "2026-W49"),
        "who has not replied": lambda tx: tx.silence.page(SOMEBODY),
        "who has not replied, further on": lambda tx: tx.silence.page(READERS["an admin"], "after 2026-03-02 3 3"),
        "who can't be reached": lambda tx: tx.people.count_not_reachable(),
        "who can't be reached, each": lambda tx: tx.people.not_reachable(),
    }
    return found


async def forced(url: str, heard: list[Statement]) -> str:
    """The plans. PostgreSQL is told to read no table whole unless it must: of a small one it would do so."""
    if url.startswith("sqlite"):
        return await plan_of(url, heard)
    server = await asyncpg.connect(url.replace("+asyncpg", ""))
    await server.execute("SET enable_seqscan = off")
    found = [row[0] for sql, args in heard for row in await server.fetch(f"EXPLAIN {sql}", *args)]
    await server.close()
    return "\n".join(found)


def test_a_table_read_whole_is_noticed() -> None:
    assert WHOLE.search("SCAN pledges")
    assert WHOLE.search("  ->  Seq Scan on pledges  (cost=0.00..1.00)")
    assert not WHOLE.search("SCAN pledges USING INDEX ix_pledges_open_soonest")


async def test_no_list_reads_a_table_whole(database_url: str) -> None:
    await crowd(database_url)
    db = Database(database_url)
    whole = {}
    for name, use in uses().items():
        async with db.read() as tx:
            with overheard() as heard:
                await use(tx)
        assert heard or name == "what there is of status"
        if found := WHOLE.findall(plan := await forced(database_url, heard)):
            whole[name] = (found, plan)
    await db.close()
    assert whole == {}
