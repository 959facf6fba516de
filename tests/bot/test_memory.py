"""What a bot at work has no use for is not in its memory."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from tests.databases import Databases

ROOT = Path(__file__).resolve().parents[2]
READY = """
import os, sys
from datetime import datetime, UTC
from bot import holidays
from bot.main import build
from bot.opening import migrated
from bot.settings import Settings

settings = Settings.read(os.environ)
migrated(settings)
build(settings)
assert holidays.around(2026)
print(*sorted({name.partition(".")[0] for name in sys.modules}))
"""


async def test_a_bot_on_a_database_that_is_up_to_date_has_loaded_no_tool_that_it_does_not_need(
    databases: Databases, tmp_path: Path
) -> None:
    async with databases.fresh("sqlite", tmp_path) as url:
        ready = await asyncio.create_subprocess_exec(
            *(sys.executable, "-c", READY),
            cwd=ROOT,
            env={"PLEDGEKEEPER_DATABASE_URL": url, "PYTHONPATH": str(ROOT)},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        out, errors = await ready.communicate()
    assert ready.returncode == 0, errors.decode()
    loaded = set(out.decode().split())
    assert {"aiohttp", "sqlalchemy", "botbuilder"} <= loaded
    assert not loaded & {"alembic", "mako", "openpyxl", "holidays", "asyncpg", "numpy"}
