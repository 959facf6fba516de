"""Bringing a database up to date: works from an installed wheel, and for both databases."""

from __future__ import annotations

import asyncio
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa

from pledges.errors import OperatorError
from storage.db import Database, engines, reached

if TYPE_CHECKING:
    from alembic.config import Config

HERE = Path(__file__).parent / "migrations"
LOCK = 7_303_014_277  # any number, but always the same: copies that start together take turns


def upgrade(url: str) -> None:
    """Bring the database up to date, in one transaction. Harmless when it is already, and when copies do so at once.

    Raises OperatorError when a newer version of the program has been at it. Runs an event loop of its own: call it in a
    thread where one is running.
    """
    asyncio.run(_upgrade(url))


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
    if reached(conn) != newest():
        _migrate(conn)


def _migrate(conn: sa.Connection) -> None:
    """Fetch alembic, 9 MB, only where there is something to do."""
    from alembic import command
    from alembic.util import CommandError

    config = _config()
    config.attributes["connection"] = conn
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise OperatorError(
            f"{error}. The database belongs to a newer version of the program: install that."
        ) from error


async def is_current(db: Database) -> bool:
    """Whether the database has every migration that this program knows, and none beyond."""
    return await db.revision() == newest()


@cache
def newest() -> str | None:
    """The name of the newest migration, with which its file begins."""
    names = [path.name.partition("_")[0] for path in (HERE / "versions").glob("[0-9]*.py")]
    return max(names, default=None)


def _config() -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(HERE).replace("%", "%%"))
    return config
