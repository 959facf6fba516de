"""`pledgekeeper chase`: what was asked about a pledge, or about all, in words an inspector can read."""

from __future__ import annotations

import asyncio
import csv
import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.rehearsal.stage import SAMPLE
from storage.db import Database

Run = Callable[..., tuple[int, str, str]]
ASKED_AT = datetime(2026, 11, 20, 9, 31, tzinfo=UTC)


async def _asks(url: str) -> None:
    """Somebody is asked about CP-2, and the question arrives."""
    db = Database(url)
    async with db.begin() as tx:
        person = await tx.people.add("Adele Vance", "adele.vance@council.example", None)
        await tx.asks.put(2, person.id, "2", date(2026, 11, 24), "a message", date(2026, 11, 20))
        await tx.asks.reached("a message", ASKED_AT)
    await db.close()


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run one command on a file with the sample register; give the exit code, what it printed and what it told."""
    url = f"sqlite+aiosqlite:///{tmp_path / 'register.db'}"
    monkeypatch.setenv("PLEDGEKEEPER_DATABASE_URL", url)

    def run(*arguments: object) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as end:
            main([str(each) for each in arguments])
        printed = capsys.readouterr()
        return int(end.value.code or 0), printed.out, printed.err

    assert run("migrate")[0] == run("import", SAMPLE)[0] == 0
    asyncio.run(_asks(url))
    return run


def test_the_questions_about_a_pledge_are_told(run: Run) -> None:
    code, out, _ = run("chase", "CP-2")
    assert code == 0
    assert "Adele Vance" in out
    [row] = json.loads(run("chase", "CP-2", "--json")[1])
    assert (row["Asked on"], row["Arrived"]) == ("2026-11-20", "2026-11-20 09:31")
    assert row["About"] == "2 working days before, for Tuesday 24 November 2026"


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_all_questions_go_into_a_file(run: Run, tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"chase.{ending}"
    assert run("chase", "--all", "--out", file)[:2] == (0, f"1 question written to {file}.\n")
    assert file.stat().st_size > 100
    if ending == "csv":
        with file.open(encoding="utf-8-sig", newline="") as opened:
            assert [row["Reference"] for row in csv.DictReader(opened)] == ["CP-2"]


def test_misuse_says_what_to_give(run: Run) -> None:
    assert run("chase")[0] == run("chase", "CP-2", "--all")[0] == 2
    assert "can't find CP-999" in run("chase", "CP-999")[2]
