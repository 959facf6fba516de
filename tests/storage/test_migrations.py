"""Migrations make exactly the tables that the code believes in."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.script import ScriptDirectory

from pledges.errors import OperatorError
from storage import migrate
from storage.db import Database, engines
from storage.migrate import is_current, newest, upgrade
from storage.schema import metadata
from tests.databases import KINDS, Databases

SQLITE = ["select type, name, tbl_name, sql from sqlite_master where tbl_name not like 'alembic%'"]
POSTGRES = [
    "select table_name, ordinal_position, column_name, data_type, character_maximum_length, is_nullable, column_default"
    " from information_schema.columns where table_schema = 'public' and table_name not like 'alembic%'",
    "select conrelid::regclass::text, conname, pg_get_constraintdef(oid) from pg_constraint"
    " where connamespace = 'public'::regnamespace and conrelid::regclass::text not like 'alembic%'",
    "select tablename, indexname, indexdef from pg_indexes"
    " where schemaname = 'public' and tablename not like 'alembic%'",
]


async def described(url: str) -> set[tuple[object, ...]]:
    """All that a database knows of its tables: columns, keys, checks and indexes, spacing apart."""
    _, reader = engines(url)
    async with reader.connect() as conn:
        queries = SQLITE if conn.dialect.name == "sqlite" else POSTGRES
        rows = [row for query in queries for row in await conn.execute(sa.text(query))]
    await reader.dispose()
    return {tuple(" ".join(v.split()) if isinstance(v, str) else v for v in row) for row in rows}


async def made_from_tables(url: str) -> set[tuple[object, ...]]:
    writer, _ = engines(url)
    async with writer.begin() as conn:
        await conn.run_sync(metadata.create_all)
    await writer.dispose()
    return await described(url)


async def test_migrations_make_the_tables_with_their_checks_and_indexes(
    database_url: str, databases: Databases, tmp_path_factory: pytest.TempPathFactory
) -> None:
    kind = next(kind for kind in KINDS if database_url.startswith(kind))
    async with databases.fresh(kind, tmp_path_factory.mktemp("tables"), migrated=False) as url:
        expected = await made_from_tables(url)
    assert await described(database_url) == expected
    assert any("CHECK" in str(row) for row in expected)
    assert any("WHERE" in str(row).upper() for row in expected)


async def test_a_new_database_is_not_current_until_it_is_migrated(bare_database_url: str) -> None:
    db = Database(bare_database_url)
    assert not await is_current(db)
    await asyncio.to_thread(upgrade, bare_database_url)
    assert await is_current(db)
    assert await db.revision() == newest()
    await db.close()


async def test_migrating_again_changes_nothing(database_url: str) -> None:
    before = await described(database_url)
    await asyncio.to_thread(upgrade, database_url)
    assert await described(database_url) == before


async def test_copies_that_start_together_migrate_once(bare_database_url: str) -> None:
    await asyncio.gather(*(asyncio.to_thread(upgrade, bare_database_url) for _ in range(4)))
    db = Database(bare_database_url)
    assert await is_current(db)
    await db.close()


async def test_a_database_of_a_newer_version_is_left_alone(database_url: str) -> None:
    writer, _ = engines(database_url)
    async with writer.begin() as conn:
        await conn.execute(sa.text("update alembic_version set version_num = '9999'"))
    await writer.dispose()
    with pytest.raises(OperatorError, match="newer version"):
        await asyncio.to_thread(upgrade, database_url)
    db = Database(database_url)
    assert not await is_current(db)
    await db.close()


def test_migrations_work_from_another_folder(tmp_path: Path) -> None:
    """As they must in an installed wheel, where nothing stands in the working folder."""
    url = f"sqlite+aiosqlite:///{tmp_path}/new.db"
    code = f"from storage.migrate import upgrade; upgrade({url!r})"
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], cwd=tmp_path, env={"PYTHONPATH": str(root)}, check=False
    )
    assert done.returncode == 0
    assert asyncio.run(described(url))


def test_the_newest_migration_is_the_one_that_alembic_would_come_to() -> None:
    assert newest() == ScriptDirectory.from_config(migrate._config()).get_current_head()
