"""What the demo and the simulation play on: settings of their own, free ports, and a fresh sample register."""

from __future__ import annotations

import socket
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from bot.importing import Report, bring_in
from bot.opening import register
from bot.rehearsal.people import CONTACT, TENANT, YOU
from bot.settings import PREFIX, Settings
from documents import rows
from documents.table import Table
from pledges.errors import OperatorError
from storage.db import Database

_HERE = Path(__file__).resolve()
_INSTALLED, _SOURCE = _HERE.with_name("register.csv"), _HERE.parents[2] / "examples" / "register.csv"
SAMPLE = _INSTALLED if _INSTALLED.exists() else _SOURCE  # an installed wheel brings its own
NEARBY = 50  # ports


def settings_of(folder: Path, port: int = 3978) -> Settings:
    """Settings for a bot on this machine alone, whose database lies in `folder`. The environment is left out of it."""
    given = {
        "DATABASE_URL": f"sqlite+aiosqlite:///{folder / 'register.db'}",
        "PORT": str(port),
        "TENANT_ID": TENANT,
        "ADMINS": YOU.upn,
        "CONTACT": CONTACT,
    }
    return Settings.read({PREFIX + name: value for name, value in given.items()})


def forbidden_in_production(environ: Mapping[str, str], what: str) -> None:
    """Raise OperatorError where the environment is that of a council at work."""
    if environ.get(f"{PREFIX}ENVIRONMENT", "").strip().lower() == "production":
        raise OperatorError(f"{what} travels in time, so it is refused in production.")


async def must_be_new(settings: Settings) -> None:
    """Raise OperatorError for a database that was ever migrated: it may hold somebody's register."""
    db = Database(settings.database_url)
    try:
        known = await db.revision()
    finally:
        await db.close()
    if known is not None:
        raise OperatorError("That database is in use. Name an empty one: invented people are entered there.")


def claim(port: int, step: int = 1) -> socket.socket:
    """Listen on a port of this machine, or on the next one that nobody has. Raise OperatorError if there is none."""
    for candidate in range(port, min(port + NEARBY * step, 65536), step):
        claimed = socket.socket()
        claimed.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            claimed.bind(("127.0.0.1", candidate))
            claimed.listen()
        except OSError:
            claimed.close()
        else:
            return claimed
    raise OperatorError(f"No port is free from {port} on. Stop a program that listens there, or name another port.")


def free(port: int, step: int = 1) -> int:
    """The port, or the next one that nobody listens on now."""
    with claim(port, step) as claimed:
        return int(claimed.getsockname()[1])


def sample(sheet: Path = SAMPLE) -> Table:
    """The sample register, or another sheet like it."""
    if sheet == SAMPLE and not sheet.exists():
        raise OperatorError(f"The sample register is not at {sheet}: it comes with the source of Pledgekeeper.")
    return rows.read(sheet)


async def fill(settings: Settings, now: datetime, sheet: Table) -> Report:
    """Bring a sheet into the register, as of `now`."""
    async with register(settings, now) as db:
        return await bring_in(db, sheet, now)
