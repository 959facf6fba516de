"""A PostgreSQL for the tests: the one that TEST_POSTGRES names, else a throwaway cluster from this machine's programs.

The cluster is started when the first test asks for it, and all test processes of a run share it. A keeper process owns
it and waits for a lock that the run holds, so it is stopped and removed however the run ends, `kill -9` included.
"""

from __future__ import annotations

import fcntl
import glob
import os
import pwd
import re
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_wal_size=256MB", "max_connections=200")
MEMORY, ENOUGH = "/dev/shm", 2_000_000_000  # bytes; a new database is ten times as fast there as on a disk


class CannotStart(Exception):
    """PostgreSQL's programs are here, and did not make or start a cluster; holds what they printed."""


def named() -> str | None:
    """The server that whoever runs the tests has named: an SQLAlchemy URL without a database."""
    return os.environ.get("TEST_POSTGRES") or None


def programs() -> Path | None:
    """The folder of PostgreSQL's own programs: on the PATH, else the newest that Debian or Red Hat installed."""
    if on_path := shutil.which("initdb"):
        return Path(on_path).resolve().parent
    found = [*glob.glob("/usr/lib/postgresql/*/bin/initdb"), *glob.glob("/usr/pgsql-*/bin/initdb")]
    newest = max(found, key=lambda path: int(re.findall(r"\d+", path)[0]), default=None)
    return Path(newest).parent if newest else None


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold a lock that ends with this block, or with this process however it dies."""
    with path.open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextmanager
def run_alive(run: Path) -> Iterator[None]:
    """Let the run's cluster, if one is started, live until this block ends; then wait until it is gone."""
    with locked(run / "alive"):
        yield
    with locked(run / "kept"):
        pass


def start(run: Path) -> str:
    """Start the run's cluster and return its URL, without a database. Raise CannotStart with what was printed."""
    keeper = subprocess.run(
        [sys.executable, "-m", "tests.postgres", str(run)],
        cwd=HERE,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        start_new_session=True,  # Ctrl-C is for the run; the keeper cleans up behind it
    )
    if keeper.returncode:
        raise CannotStart(keeper.stdout)
    return keeper.stdout


def keep(run: Path) -> None:
    """Print the URL of a new cluster, and keep it, in a process of its own, while the run is alive."""
    with locked(run / "kept"), _cluster() as url:
        sys.stdout.write(url)
        sys.stdout.flush()
        if os.fork():
            os._exit(0)  # whoever started us has read all, and waits no longer
        _hang_up()
        with locked(run / "alive"):
            pass


def _hang_up() -> None:
    """Close the output, which the starter reads to its end."""
    with open(os.devnull, "w") as nowhere:
        os.dup2(nowhere.fileno(), 1)
        os.dup2(nowhere.fileno(), 2)


@dataclass(frozen=True, slots=True)
class Server:
    """A cluster of our own. `url` is an SQLAlchemy URL without a database."""

    url: str
    folder: str
    options: str

    def starts(self) -> None:
        self._do("start", "-l", f"{self.folder}/log", "-o", self.options)

    def dies(self) -> None:
        """At once, and without a word to those that are connected; what was committed is there when it starts again."""
        self._do("stop", "-m", "immediate")

    def _do(self, *what: str) -> None:
        where = programs()
        assert where, "there is no PostgreSQL on this machine"
        _do(where / "pg_ctl", *what, "-w", "-D", f"{self.folder}/data")


@contextmanager
def _cluster() -> Iterator[str]:
    with cluster(*FAST) as server:
        yield server.url


@contextmanager
def cluster(*settings: str) -> Iterator[Server]:
    """A new cluster, started, that is gone after the block."""
    where = programs()
    assert where, "there is no PostgreSQL on this machine"
    folder = _folder()
    try:
        data, port = f"{folder}/data", _free_port()
        _do(where / "initdb", "-D", data, "-U", "tests", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        here = (*settings, f"port={port}", "listen_addresses=127.0.0.1", "unix_socket_directories=")
        options = " ".join(f"-c {setting}" for setting in here)
        server = Server(f"postgresql+asyncpg://tests@127.0.0.1:{port}", folder, options)
        server.starts()
        try:
            yield server
        finally:
            server.dies()
    finally:
        shutil.rmtree(folder)


def _folder() -> str:
    """A new temporary folder that belongs to whoever is to run PostgreSQL, in a place that they can reach."""
    refusals = []
    for place in _places():
        try:
            return _do("mktemp", "-d", f"{place}/pledgekeeper-postgres-XXXXXX").strip()
        except CannotStart as refusal:
            refusals.append(str(refusal))
    raise CannotStart("\n".join(refusals))


def _places() -> Iterator[str]:
    if os.path.isdir(MEMORY) and shutil.disk_usage(MEMORY).free > ENOUGH:
        yield MEMORY
    yield from dict.fromkeys((tempfile.gettempdir(), "/tmp", "/var/tmp"))


def _do(*command: str | Path) -> str:
    """Run a program as whoever is to run PostgreSQL, and return what it printed."""
    account = _account()
    done = subprocess.run(
        [str(part) for part in command],
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        user=account and account.pw_uid,
        group=account and account.pw_gid,
        extra_groups=[] if account else None,
    )
    if done.returncode:
        raise CannotStart(f"{' '.join(map(str, command))}\n{done.stdout}")
    return done.stdout


def _account() -> pwd.struct_passwd | None:
    """Another user where this one is root, because PostgreSQL refuses root; None for this user."""
    if os.geteuid() != 0:
        return None
    known = {each.pw_name: each for each in pwd.getpwall()}
    return known.get("postgres") or known["nobody"]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    keep(Path(sys.argv[1]))
