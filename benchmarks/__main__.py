"""Measure everything once, and print it: `make bench`, or python -m benchmarks [--presses N].

It takes about four minutes on a machine that does nothing else. What it makes is in a temporary folder, and goes.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import shutil
import signal
import statistics
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter

from benchmarks import answers, cards, cluster, machine, papers, register, sending, start
from benchmarks.table import Row, printed

DISK = "/var/tmp"  # is on a disk where /tmp may be in memory
PRESSES = 9_000  # as fast as they go, of the 10,000 and some that the bot on SQLite takes

BEGUN = perf_counter()
Section = tuple[str, Sequence[Row]]


def main() -> None:
    """Run all parts; the table goes to stdout, what is under way to stderr."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--presses", type=int, default=PRESSES, help="how many presses flat out (default: %(default)s)")
    presses = parser.parse_args().presses
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that what was started is stopped
    print(machine.described(), flush=True)
    with _folder() as folder, cluster.cluster(folder) as server:
        print(f"Writing to this disk for good takes {_synced(folder):,.0f} us.\n")
        sections = list(_sections(folder, server, presses))
    print(printed(sections))
    print(f"\nTook {perf_counter() - BEGUN:,.0f} s; load {os.getloadavg()[0]:.1f} at the end.")


def _sections(folder: Path, server: str | None, presses: int) -> Iterator[Section]:
    sample = _database(folder, server, "SQLite", "sample")
    _tell(start.imported(sample))
    with machine.on(machine.REST):
        _tell("Starts")
        yield "Start, with the sample register", asyncio.run(start.measured(folder, sample))
        _tell("Answers, the bot and the floor in turns: about two minutes")
        yield from answers.told(asyncio.run(answers.measured(folder, _databases(folder, server, sample), presses)))
        _tell("Sends")
        yield "Sends to the fake Teams, its limits off", asyncio.run(sending.measured(folder))
    _tell("Cards")
    yield "Cards, built and written as JSON", cards.measured()
    _tell("Papers")
    yield "Papers, read to text by a process of their own", papers.measured()
    for kind in _kinds(server):
        _tell(f"A register of 100,000 pledges on {kind}")
        yield f"100,000 pledges on {kind}", register.measured(kind, _database(folder, server, kind, "large"))


def _kinds(server: str | None) -> tuple[str, ...]:
    return ("SQLite", "PostgreSQL") if server else ("SQLite",)


def _databases(folder: Path, server: str | None, sample: str) -> dict[str, str]:
    others = {kind: _database(folder, server, kind, "answers") for kind in _kinds(server)[1:]}
    return {"SQLite": sample, **others}


def _database(folder: Path, server: str | None, kind: str, name: str) -> str:
    """A new database that is up to date."""
    if kind == "SQLite":
        return cluster.migrated(f"sqlite+aiosqlite:///{folder}/{name}.db")
    assert server
    return cluster.migrated(asyncio.run(cluster.database(server, f"pledgekeeper_bench_{name}")))


@contextmanager
def _folder() -> Iterator[Path]:
    place = DISK if os.access(DISK, os.W_OK) else None
    folder = Path(tempfile.mkdtemp(prefix="pledgekeeper-bench-", dir=place))
    folder.chmod(0o755)  # PostgreSQL may have to run as somebody else
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def _synced(folder: Path) -> float:
    """The us that a small write takes until the disk has it."""
    took = list[float]()
    with (folder / "synced").open("wb", buffering=0) as file:
        for _ in range(200):
            file.write(b"x" * 4096)
            begun = perf_counter()
            os.fdatasync(file.fileno())
            took.append((perf_counter() - begun) * 1e6)
    return statistics.median(took)


def _tell(what: str) -> None:
    print(f"{perf_counter() - BEGUN:4.0f} s  {what}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
