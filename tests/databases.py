"""Fresh databases for tests: copies of a template that a run migrates once for each kind."""

from __future__ import annotations

import asyncio
import shutil
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import asyncpg

from storage.migrate import upgrade
from tests import postgres

KINDS = ("sqlite", "postgres") if postgres.named() or postgres.programs() else ("sqlite",)


class Databases:
    """All test processes of a run share its folder, and with it the templates and the server.

    Whoever needs a template first makes it, under a lock.
    """

    def __init__(self, run: Path) -> None:
        self._run = run
        self._template = f"pledgekeeper_{run.name}"

    @asynccontextmanager
    async def fresh(self, kind: str, folder: Path, *, migrated: bool = True) -> AsyncIterator[str]:
        """The URL of a new database, up to date or altogether empty. A PostgreSQL one is gone after the block."""
        if kind == "sqlite":
            yield await self._sqlite(folder / "pledgekeeper.db", migrated=migrated)
            return
        name = f"pledgekeeper_{uuid.uuid4().hex}"
        server = await self._server()
        template = await self._postgres_template(server) if migrated else "template0"
        await _copy(server, template, name)
        try:
            yield f"{server}/{name}"
        finally:
            await _do(server, f'DROP DATABASE "{name}" WITH (FORCE)')

    async def remove_template(self) -> None:
        """Leave nothing on a server that is not our own."""
        if postgres.named() and self._noted_server.exists():
            await _do(self._noted_server.read_text(), f'DROP DATABASE IF EXISTS "{self._template}" WITH (FORCE)')

    async def _sqlite(self, path: Path, *, migrated: bool) -> str:
        if migrated:
            shutil.copyfile(await self._sqlite_template(), path)
        return f"sqlite+aiosqlite:///{path}"

    async def _sqlite_template(self) -> Path:
        template, making = self._run / "template.db", self._run / "making.db"
        with postgres.locked(self._run / "sqlite.lock"):
            if not template.exists():
                await asyncio.to_thread(upgrade, f"sqlite+aiosqlite:///{making}")
                making.rename(template)
        return template

    async def _server(self) -> str:
        with postgres.locked(self._run / "postgres.lock"):
            if not self._noted_server.exists():
                self._noted_server.write_text((postgres.named() or postgres.start(self._run)).rstrip("/"))
        return self._noted_server.read_text()

    async def _postgres_template(self, server: str) -> str:
        made = self._run / "template.made"
        with postgres.locked(self._run / "postgres.lock"):
            if not made.exists():
                await _do(server, f'DROP DATABASE IF EXISTS "{self._template}" WITH (FORCE)')
                await _do(server, f'CREATE DATABASE "{self._template}"')
                await asyncio.to_thread(upgrade, f"{server}/{self._template}")
                made.touch()
        return self._template

    @property
    def _noted_server(self) -> Path:
        return self._run / "server"


async def _copy(server: str, template: str, name: str) -> None:
    """File by file, which is the fastest way to copy little; before version 15 it was the only one."""
    async with _connected(server) as connection:
        how = "STRATEGY FILE_COPY" if connection.get_server_version().major >= 15 else ""
        await connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}" {how}')


async def _do(server: str, command: str) -> None:
    async with _connected(server) as connection:
        await connection.execute(command)


@asynccontextmanager
async def _connected(server: str) -> AsyncIterator[asyncpg.Connection]:
    connection = await asyncpg.connect(f"{server.replace('+asyncpg', '')}/postgres")
    try:
        yield connection
    finally:
        await connection.close()
