"""What every test may use: the clock, and each database under test. Builders are plain functions in tests/make.py."""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest

from storage.db import Database
from tests import postgres
from tests.clock import Clock
from tests.databases import KINDS, Databases

RUN = pytest.StashKey[Path]()
CLOSING = pytest.StashKey[ExitStack]()
NOT_TRIED = "PostgreSQL was NOT tried: none is installed here, and TEST_POSTGRES names none. SQLite alone proves half."


def pytest_configure(config: pytest.Config) -> None:
    """Give the run a folder that its test processes share, and that outlives each of them."""
    config.stash[CLOSING] = closing = ExitStack()
    if KINDS == ("sqlite",) and os.environ.get("REQUIRE_POSTGRES"):
        raise pytest.UsageError(f"{NOT_TRIED} REQUIRE_POSTGRES is set, so nothing was run.")
    worker = getattr(config, "workerinput", None)
    if worker:
        config.stash[RUN] = Path(worker["run"])
        return
    config.stash[RUN] = run = Path(tempfile.mkdtemp(prefix="tests_"))
    closing.callback(shutil.rmtree, run)
    closing.enter_context(postgres.run_alive(run))
    closing.callback(lambda: asyncio.run(Databases(run).remove_template()))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Play each journey on one of the databases, always the same; EVERY_DATABASE plays each on all.

    What differs between databases is told by the tests of storage and of the scheduler, which run on all of them.
    """
    if os.environ.get("EVERY_DATABASE"):
        return
    left_out = [item for item in items if _is_of_the_other(item)]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if not _is_of_the_other(item)]


def _is_of_the_other(item: pytest.Item) -> bool:
    given = getattr(item, "callspec", None)
    kind = given.params.get("database_url") if given else None
    if kind is None or "journeys" not in item.path.parts:
        return False
    return bool(kind != KINDS[crc32(item.nodeid.replace(kind, "").encode()) % len(KINDS)])


def pytest_collection_finish() -> None:
    """Look less often for garbage, and not at all among what is there by now: a tenth of the run went into that."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tell a process of pytest-xdist the folder of the run."""
    node.workerinput["run"] = str(node.config.stash[RUN])


def pytest_unconfigure(config: pytest.Config) -> None:
    config.stash[CLOSING].close()


def pytest_report_header() -> str:
    if KINDS == ("sqlite",):
        return NOT_TRIED
    return f"PostgreSQL: {'the server that TEST_POSTGRES names' if postgres.named() else postgres.programs()}"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if KINDS == ("sqlite",):
        terminalreporter.section("PostgreSQL", red=True)
        terminalreporter.write_line(NOT_TRIED, red=True, bold=True)


@pytest.fixture(autouse=True)
def logging_as_it_was() -> Iterator[None]:
    """A test that sets up the program's logging leaves none of it behind."""
    root = logging.getLogger()
    levels = {each: each.level for each in map(logging.getLogger, ("", *logging.root.manager.loggerDict))}
    handlers = root.handlers[:]
    yield
    root.handlers[:] = handlers
    logging.captureWarnings(False)
    for each in map(logging.getLogger, tuple(logging.root.manager.loggerDict)):
        each.setLevel(levels.get(each, logging.NOTSET))
    root.setLevel(levels[root])


@pytest.fixture
def clock() -> Clock:
    """A Monday morning in winter, before the working day."""
    return Clock(datetime(2026, 3, 2, 9, 0, tzinfo=UTC))


@pytest.fixture(scope="session")
def databases(pytestconfig: pytest.Config) -> Databases:
    return Databases(pytestconfig.stash[RUN])


@pytest.fixture(params=KINDS)
async def database_url(request: pytest.FixtureRequest, databases: Databases, tmp_path: Path) -> AsyncIterator[str]:
    """A database of each kind, up to date and empty of rows."""
    async with databases.fresh(request.param, tmp_path) as url:
        yield url


@pytest.fixture(params=KINDS)
async def bare_database_url(request: pytest.FixtureRequest, databases: Databases, tmp_path: Path) -> AsyncIterator[str]:
    """A database of each kind that was never migrated."""
    async with databases.fresh(request.param, tmp_path, migrated=False) as url:
        yield url


@pytest.fixture
async def db(database_url: str) -> AsyncIterator[Database]:
    """An open database of each kind: the same tests run on both."""
    database = Database(database_url)
    yield database
    await database.close()
