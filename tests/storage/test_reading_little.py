"""Reading costs what is asked for: a few statements whatever the number of rows, and rows found by an index."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import asyncpg
import pytest
import sqlalchemy as sa

from pledges.messages import ChannelId, PersonId
from pledges.people import DirectorateId
from pledges.policy import Policy
from storage.db import Database, Tx, engines
from storage.schema import metadata
from tests.make import NOW, TODAY, a_directorate, a_message, a_post, an_owner, an_update, in_register, someone
from tests.storage.conftest import Statement, overheard

MORNING = NOW.replace(hour=12)
ASHA, HOUSING = PersonId(1), DirectorateId(1)
BIG = "pledges|pledge_owners|pledge_sources|outbox|asks|posts|title_words|raised_pledges|recommendation_pledges"
MERGED = '{"pledge": 1, "kept": 2, "at": "2026-03-02T09:00:00Z", "was": "on track"}'
Use = Callable[[Tx], Awaitable[Any]]

LISTS: dict[str, Use] = {
    "of a person": lambda tx: tx.register.of_person(ASHA),
    "of a directorate": lambda tx: tx.register.of_directorate(HOUSING, NOW),
    "due": lambda tx: tx.register.due(TODAY + timedelta(days=5)),
    "past": lambda tx: tx.register.past(TODAY + timedelta(days=5)),
}

SERVED: list[tuple[str, Use]] = [
    ("ix_pledges_directorate_status", LISTS["of a directorate"]),
    ("ix_pledges_next_ask_on", LISTS["due"]),
    ("ix_pledges_open_due", LISTS["past"]),
    ("ix_pledge_owners_person_id", LISTS["of a person"]),
    ("ix_pledge_owners_post_id", LISTS["of a person"]),
    ("ix_posts_holder_id", LISTS["of a person"]),
    ("ix_pledges_open_undated", lambda tx: tx.times.recurring(TODAY)),
    ("ix_ties_each_time_once", lambda tx: tx.times.of(1)),
    ("ix_ties_follows", lambda tx: tx.register.following(1)),
    ("ix_outbox_ready", lambda tx: tx.outbox.claim(10, NOW, timedelta(minutes=2))),
    ("ix_outbox_person", lambda tx: tx.outbox.unsent("nudge", ASHA)),
    ("ix_outbox_person", lambda tx: tx.outbox.release(ASHA)),
    ("ix_outbox_channel", lambda tx: tx.outbox.unsent("nudge", ChannelId("19:general"))),
    ("ix_outbox_ready", lambda tx: tx.days.fold(10, Policy(), MORNING)),
    ("ix_outbox_stands", lambda tx: tx.days.standing(ASHA, "message")),
    ("ix_outbox_one_a_day", lambda tx: tx.days.written(ASHA, TODAY)),
    ("ix_outbox_settled", lambda tx: tx.outbox.tidy(NOW)),
    ("ix_asks_message", lambda tx: tx.asks.of_message("key")),
    ("asks", lambda tx: tx.asks.answered(1, NOW)),
    ("ix_presses_at", lambda tx: tx.presses.tidy(NOW)),
    ("ix_merges_one_at_a_time", lambda tx: tx.merges.of(1)),
    ("ix_merges_kept", lambda tx: tx.merges.inside(2)),
    ("title_words", lambda tx: tx.titles.near("pledge")),
    ("recommendation_pledges", lambda tx: tx.recommendations.of_paper(1)),
    ("ix_raised_pledges_pledge", lambda tx: tx.raised.of_pledge(1)),
]


async def fill(db: Database, count: int) -> None:
    asha, housing = await someone(db), await a_directorate(db, "Housing")
    post = await a_post(db, "Head of Housing", asha)
    for _ in range(count):
        supporting = an_owner(post=post.id, lead=False)
        await in_register(
            db, due=TODAY + timedelta(days=3), directorate=housing, owners=(an_owner(answers=asha.id), supporting)
        )


@pytest.mark.parametrize("name", LISTS)
async def test_a_list_takes_four_statements_however_long_it_is(db: Database, name: str) -> None:
    await fill(db, 7)
    async with db.read() as tx:
        with overheard() as heard:
            assert len(await LISTS[name](tx)) == 7
    assert len(heard) == 4


async def test_an_answer_takes_eleven_statements_and_a_lock(db: Database) -> None:
    """Read under a lock, saved with its update and its history, and told: what 50 a second must afford."""
    await fill(db, 1)
    async with db.begin() as tx:
        with overheard() as heard:
            before = await tx.register.get("CP-1", for_update=True)
            after = replace(before, last=an_update())
            await tx.register.save(before, after, door="card", by=ASHA, now=NOW)
            await tx.outbox.put(a_message(ASHA), NOW)
    locked = sum("FOR UPDATE" in statement for statement, _ in heard)  # SQLite has no such thing
    assert len(heard) - locked == 11


async def crowd(url: str, many: int = 3000) -> None:
    """Fill the tables, so that reading one of them whole is no option."""
    writer, _ = engines(url)
    each, day = range(1, many + 1), [TODAY + timedelta(days=n) for n in range(many + 1)]
    usual = {
        "kind": "promise",
        "status": "on track",
        "publication": "internal",
        "accepted": True,
        "seal": "",
        "title": "A pledge",
    }
    rows: dict[str, list[dict[str, Any]]] = {
        "people": [{"id": n, "name": f"Person {n}"} for n in each],
        "directorates": [{"id": n, "name": f"{n}", "folded": f"{n}"} for n in each],
        "posts": [
            {"id": n, "title": f"{n}", "folded": f"{n}", "holder_id": n, "director": False, "directorate_id": n}
            for n in each
        ],
        "pledges": [
            usual | {"number": n, "directorate_id": n % 500 + 1, "due": day[n], "next_ask_on": day[n]} for n in each
        ],
        "pledge_owners": [
            {"pledge": n, "position": i, "lead": not i, "kind": "post", "title": ""} | {answers: n, other: None}
            for n in each
            for i, (answers, other) in enumerate((("post_id", "person_id"), ("person_id", "post_id")))
        ],
        "pledge_sources": [{"pledge": n, "position": 0, "document": "A paper"} for n in each],
        "ties": [
            {"pledge": n, "after": ""}
            | (
                {"parent": n - 1, "time": f"{n}", "follows": None}
                if n % 2
                else {"parent": None, "time": None, "follows": n - 1}
            )
            for n in each
            if n > 1
        ],
        "outbox": [
            {"key": f"{n}", "kind": "nudge", "person_id": n, "facts": {}, "put_at": NOW, "not_before": NOW}
            | ({"state": "sent", "settled_at": NOW} if n % 2 else {"state": "held", "settled_at": None})
            for n in each
        ],
        "asks": [
            {"pledge": n, "person_id": n, "rung": "2", "for_due": "", "message": f"{n}", "asked_on": TODAY}
            for n in each
        ],
        "title_words": [{"word": "pledg", "pledge": n} for n in each],
        "merges": [{"pledge": n, "kept": n % many + 1, "told": MERGED, "by_id": 1, "at": NOW} for n in each],
        "papers": [{"id": n, "name": f"{n}", "folded": f"{n}"} for n in each],
        "recommendations": [{"id": n, "paper_id": n, "ref": "1", "words": "", "at": NOW} for n in each],
        "recommendation_pledges": [{"recommendation_id": n, "pledge": n, "at": NOW} for n in each],
        "raised": [
            {"id": n, "raised_on": TODAY, "words": "", "approved_by": 1, "approved_on": TODAY, "by_id": 1, "at": NOW}
            for n in each
        ],
        "raised_pledges": [{"raised_id": n, "pledge": n, "by_id": 1, "at": NOW} for n in each],
        "presses": [{"nonce": f"{n}", "person_id": n, "verb": "", "digest": "", "at": NOW} for n in each],
    }
    async with writer.begin() as conn:
        for table, filled in rows.items():
            await conn.execute(sa.insert(metadata.tables[table]), filled)
    await writer.dispose()


async def plan_of(url: str, heard: list[Statement]) -> str:
    """How a database would go about these statements."""
    if url.startswith("sqlite"):
        writer, _ = engines(url)
        async with writer.connect() as conn:
            rows = [r for sql, args in heard for r in await conn.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", args)]
        await writer.dispose()
        return "\n".join(row[-1] for row in rows)
    server = await asyncpg.connect(url.replace("+asyncpg", ""))
    await server.execute("ANALYZE")
    found = [row for sql, args in heard for row in await server.fetch(f"EXPLAIN {sql}", *args)]
    await server.close()
    return "\n".join(row[0] for row in found)


async def test_rows_are_found_by_an_index_and_no_table_is_read_whole(database_url: str) -> None:
    await crowd(database_url)
    db = Database(database_url)
    for index, use in SERVED:
        async with db.begin() as tx:
            with overheard() as heard:
                await use(tx)
        plan = await plan_of(database_url, heard)
        assert index in plan
        assert not re.search(rf"(SCAN|Seq Scan on) ({BIG})\b", plan)
    await db.close()
