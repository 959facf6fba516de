"""What every command does first: settings, the time it is about, an open database that is up to date."""

from __future__ import annotations

import os
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import datetime
from pathlib import Path

from bot import holidays
from bot.clock import Clock, moment_of, starting_at, utc_now
from bot.settings import Settings
from pledges.errors import OperatorError, UserError
from storage import migrate
from storage.db import Database

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_SQLITE = "sqlite+aiosqlite:///"


def time_of(settings: Settings, at: str) -> datetime:
    """The moment that `--at` names, or now. A day alone means its morning, when people are asked."""
    if _DAY.fullmatch(at.strip()):
        at = f"{at.strip()}T{settings.nudge_at:%H:%M}"
    return moment_of(at, settings.timezone) if at else utc_now()


def clock_at(settings: Settings, at: str) -> Clock:
    """The clock to live by: the real one, or one that starts at `at`, which production refuses."""
    if at and settings.production:
        raise OperatorError("Time travel is for trying things out, so it is refused in production. Leave --at out.")
    return starting_at(moment_of(at, settings.timezone)) if at else utc_now


def migrated(settings: Settings) -> None:
    """Bring the database up to date."""
    with _reachable(settings):
        migrate.upgrade(settings.database_url)


@asynccontextmanager
async def register(settings: Settings, now: datetime) -> AsyncIterator[Database]:
    """The database, open within the block. Raise OperatorError when it cannot be read or is not up to date."""
    db = Database(settings.database_url, settings.policy(holidays.around(now.year)))
    try:
        with _reachable(settings):
            current = await migrate.is_current(db)
        if not current:
            raise OperatorError("The database is not up to date. Run this first: pledgekeeper migrate")
        yield db
    finally:
        await db.close()


async def restamped(settings: Settings, now: datetime) -> None:
    """Put the register back, or forward, to a day: from there on people are asked as if it were that day."""
    async with register(settings, now) as db, db.begin() as tx:
        await tx.register.restamp(now)


def is_there(settings: Settings) -> bool:
    """Whether the database can be there at all: opening one of SQLite's would make its file."""
    return not settings.database_url.startswith(_SQLITE) or _file(settings.database_url).is_file()


@contextmanager
def _reachable(settings: Settings) -> Iterator[None]:
    _check_folder(settings.database_url)
    try:
        yield
    except (OperatorError, UserError):
        raise
    except Exception as error:  # each driver has its own
        first_line = str(error).partition("\n")[0]
        raise OperatorError(f"The database cannot be used: {first_line} (see PLEDGEKEEPER_DATABASE_URL)") from error


def _check_folder(url: str) -> None:
    """A file in a folder that is not there is what goes wrong most, and SQLite's driver tells it badly."""
    file = _file(url)
    if url.startswith(_SQLITE) and ":" not in str(file) and not os.access(file.parent, os.R_OK | os.W_OK | os.X_OK):
        raise OperatorError(
            f"The database cannot be kept in {file.parent}: there is no such folder, or it is not ours."
        )


def _file(url: str) -> Path:
    return Path(url.removeprefix(_SQLITE).partition("?")[0])
