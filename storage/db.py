"""The two doors to the database: `begin` to write, `read` to read."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, get_type_hints

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from pledges.policy import Policy
from storage.absences import Absences
from storage.acting import Acting
from storage.afterwards import Aftermath
from storage.asks import Asks
from storage.by_hand import ByHand
from storage.calls import Calls
from storage.channels import Channels
from storage.chase import Chase
from storage.corporate import CorporateBook
from storage.councillors import Councillors
from storage.days import Days
from storage.deliveries import Deliveries
from storage.digest_rules import DigestRules
from storage.digests import Digests
from storage.escalating import Escalating
from storage.escalations import Escalations
from storage.extras import Extras
from storage.habits import Habits
from storage.history import History
from storage.holdings import Holdings
from storage.installs import Installs
from storage.journal import Journal
from storage.lists import Lists
from storage.live import Lives
from storage.meetings import Meetings
from storage.merges import Merges
from storage.notes import Notes
from storage.outbox import Outbox
from storage.pace import Pace
from storage.people import People
from storage.plans import Plans
from storage.presses import Presses
from storage.proposals import Proposals
from storage.raised import RaisedBook
from storage.recommendations import Recommendations
from storage.refusals import Refusals
from storage.register import Register
from storage.remarks import Remarks
from storage.reviews import Reviews
from storage.rules import Rules
from storage.seeking import Seeking
from storage.sheets import Sheets
from storage.silence import Silence
from storage.successions import Successions
from storage.switches import Switches
from storage.times import Times
from storage.titles import Titles
from storage.today import Today
from storage.trail import OPTION, Trail, listen
from storage.transfers import Transfers

DEFAULT = Policy()
READERS = 4
PRAGMAS = ("busy_timeout=10000", "foreign_keys=ON", "synchronous=FULL")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tx:
    """The stores inside one transaction, and the trail of what they change in it."""

    trail: Trail
    journal: Journal
    rules: Rules
    register: Register
    people: People
    channels: Channels
    notes: Notes
    outbox: Outbox
    pace: Pace
    days: Days
    deliveries: Deliveries
    asks: Asks
    absences: Absences
    habits: Habits
    councillors: Councillors
    presses: Presses
    digests: Digests
    corporate: CorporateBook
    afterwards: Aftermath
    remarks: Remarks
    digest_rules: DigestRules
    extras: Extras
    escalating: Escalating
    escalations: Escalations
    switches: Switches
    refusals: Refusals
    history: History
    holdings: Holdings
    by_hand: ByHand
    calls: Calls
    installs: Installs
    meetings: Meetings
    times: Times
    lists: Lists
    seeking: Seeking
    silence: Silence
    today: Today
    chase: Chase
    sheets: Sheets
    proposals: Proposals
    reviews: Reviews
    merges: Merges
    titles: Titles
    recommendations: Recommendations
    raised: RaisedBook
    plans: Plans
    successions: Successions
    transfers: Transfers
    live: Lives
    acting: Acting


# The stores that need nothing but the connection, by their place in Tx.
MADE_WITH_MORE = frozenset({"trail", "rules", "register", "people", "outbox", "asks", "times"})
PLAIN = {name: store for name, store in get_type_hints(Tx).items() if name not in MADE_WITH_MORE}


class Database:
    """Opens nothing before it is used. `policy` decides when a pledge that is saved is next asked about."""

    def __init__(self, url: str, policy: Policy = DEFAULT) -> None:
        self.policy = policy
        self._writer, self._reader = engines(url)
        listen(self._writer.sync_engine)

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[Tx]:
        """Write: all of the block is kept when it ends, or nothing when it raises.

        On SQLite there is one writer at a time, from the beginning of the block: never open one inside another, and
        never wait for the network in it. On PostgreSQL rows are locked as they are taken or changed.
        """
        trail = Trail()
        async with self._writer.connect() as conn:
            await conn.execution_options(**{OPTION: trail})
            async with conn.begin():
                yield _tx(conn, self.policy, trail)

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Tx]:
        """Read the database as it is at one moment, without waiting for those who write. Writing is refused."""
        async with self._reader.connect() as conn, conn.begin():
            yield _tx(conn, self.policy, Trail())

    async def revision(self) -> str | None:
        """The migration that the database has reached; None when it was never migrated."""
        async with self._reader.connect() as conn, conn.begin():
            return await conn.run_sync(reached)

    async def close(self) -> None:
        await self._reader.dispose()
        await self._writer.dispose()


def reached(conn: sa.Connection) -> str | None:
    """The migration that a database has reached; None when it was never migrated."""
    migrated = sa.inspect(conn).has_table("alembic_version")
    return conn.scalar(sa.text("select version_num from alembic_version")) if migrated else None


def _tx(conn: AsyncConnection, policy: Policy, trail: Trail) -> Tx:
    plain: dict[str, Any] = {name: store(conn) for name, store in PLAIN.items()}
    rules = Rules(conn, policy)
    register = Register(conn, rules, trail)
    return Tx(
        trail=trail,
        rules=rules,
        register=register,
        people=People(conn, rules),
        outbox=Outbox(conn, trail),
        asks=Asks(conn, trail),
        times=Times(conn, register),
        **plain,
    )


def engines(url: str) -> tuple[AsyncEngine, AsyncEngine]:
    """One engine to write with, and one to read with."""
    if sa.make_url(url).get_backend_name() == "sqlite":
        return _sqlite(url, "journal_mode=WAL", begin="BEGIN IMMEDIATE"), _sqlite(url, "query_only=ON", size=READERS)
    writer = create_async_engine(url, pool_pre_ping=True)
    sa.event.listen(writer.sync_engine, "connect", _prefer_indexes)
    snapshot = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    return writer, writer.execution_options(**snapshot)


def _prefer_indexes(raw: Any, _: object) -> None:
    """Have PostgreSQL plan for memory and solid disks, not for ones that turn: else it reads whole tables for a few."""
    cursor = raw.cursor()
    cursor.execute("SET random_page_cost = 1.1")
    cursor.close()
    raw.commit()


def _sqlite(url: str, *pragmas: str, begin: str = "BEGIN", size: int = 1) -> AsyncEngine:
    """An engine that begins its transactions itself: the driver would begin them only before the first write."""
    engine = create_async_engine(url, pool_size=size, max_overflow=0)

    def set_up(raw: Any, _: object) -> None:
        raw.isolation_level = None
        cursor = raw.cursor()
        for pragma in (*PRAGMAS, *pragmas):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    sa.event.listen(engine.sync_engine, "connect", set_up)
    sa.event.listen(engine.sync_engine, "begin", lambda conn: conn.exec_driver_sql(begin))
    return engine
