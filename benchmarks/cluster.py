"""A PostgreSQL as a council would run it, with its defaults for durability, for as long as a run takes."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks import machine
from storage.migrate import upgrade
from tests import postgres


@contextmanager
def cluster(folder: Path) -> Iterator[str | None]:
    """The URL of a server without a database, beside what is measured; None where PostgreSQL is not installed."""
    if named := postgres.named():
        yield named.rstrip("/")
        return
    programs = postgres.programs()
    if programs is None:
        yield None
        return
    data, port = folder / "postgres", machine.free_port()
    data.mkdir()
    shutil.chown(data, *_account())
    _do(programs / "initdb", "-D", str(data), "-U", "bench", "-A", "trust", "-E", "UTF8", "--locale=C")
    options = f"-c port={port} -c listen_addresses=127.0.0.1 -c unix_socket_directories="
    with machine.on(machine.REST):
        _do(programs / "pg_ctl", "start", "-w", "-D", str(data), "-l", str(data / "log"), "-o", options)
    try:
        yield f"postgresql+asyncpg://bench@127.0.0.1:{port}"
    finally:
        _do(programs / "pg_ctl", "stop", "-w", "-m", "fast", "-D", str(data))


async def database(server: str, name: str) -> str:
    """The URL of a new database on the server."""
    import asyncpg

    connection = await asyncpg.connect(f"{server.replace('+asyncpg', '')}/postgres")
    await connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    await connection.execute(f'CREATE DATABASE "{name}"')
    await connection.close()
    return f"{server}/{name}"


def migrated(url: str) -> str:
    """The URL itself, once its database is up to date. Not to be called where an event loop runs."""
    upgrade(url)
    return url


def _account() -> tuple[int, int]:
    """PostgreSQL refuses root, so another user where we are root."""
    if os.geteuid() != 0:
        return os.geteuid(), os.getegid()
    known = {each.pw_name: each for each in pwd.getpwall()}
    account = known.get("postgres") or known["nobody"]
    return account.pw_uid, account.pw_gid


def _do(*command: str | Path) -> None:
    user, group = _account()
    root = os.geteuid() == 0
    subprocess.run(
        command,
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        check=True,
        user=user if root else None,
        group=group if root else None,
        extra_groups=[] if root else None,
    )
