"""Bringing a database up to date: works from an installed wheel, and for both databases."""

from __future__ import annotations

import asyncio
from functools import cache
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util import CommandError

from pledges.errors import OperatorError
from storage.db import Database, engines

HERE = Path(__file__).parent / "migrations"
LOCK = 7_303_014_277  # any number, but always the same: copies that start together take turns


def upgrade(url: str) -> None:
    """Bring the database up to date, in one transaction. Harmless when it is already, and when copies do so at once.

    Raises OperatorError when a newer version of the program has been at it. Runs an event loop of its own: call it in a
    thread where one is running.
    """
    try:
        asyncio.run(_upgrade(url))
    except CommandError as error:
        raise OperatorError(
            f"{error}. The database belongs to a newer version of the program: install that."
        ) from error


async def _upgrade(url: str) -> None:
    writer, _ = engines(url)
    try:
        async with writer.begin() as conn:
            await conn.run_sync(_to_head)
    finally:
        await writer.dispose()


def _to_head(conn: sa.Connection) -> None:
    if conn.dialect.name == "postgresql":
        conn.execute(sa.select(sa.func.pg_advisory_xact_lock(LOCK)))
    config = _config()
    config.attributes["connection"] = conn
    command.upgrade(config, "head")


async def is_current(db: Database) -> bool:
    """Whether the database has every migration that this program knows, and none beyond."""
    return await db.revision() == newest()


@cache
def newest() -> str | None:
    """The name of the newest migration."""
    return ScriptDirectory.from_config(_config()).get_current_head()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(HERE).replace("%", "%%"))
    return config
