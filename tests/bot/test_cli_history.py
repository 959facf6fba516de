"""`pledgekeeper history`: what became of a pledge, or of all, and how a pledge stood at a time."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.rehearsal.stage import SAMPLE

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run one command on a file with the sample register; give the exit code, what it printed and what it told."""
    monkeypatch.setenv("PLEDGEKEEPER_DATABASE_URL", f"sqlite+aiosqlite:///{tmp_path / 'register.db'}")

    def run(*arguments: object) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as end:
            main([str(each) for each in arguments])
        printed = capsys.readouterr()
        return int(end.value.code or 0), printed.out, printed.err

    assert run("migrate")[0] == run("import", SAMPLE)[0] == 0
    return run


def test_the_changes_of_a_pledge_are_told_in_words(run: Run) -> None:
    code, out, _ = run("history", "CP-1")
    assert code == 0
    assert "owners" in out
    assert "the clock" in out
    assert '{"' not in out


def test_a_pledge_as_it_stands_now_and_as_it_stood_before_it_was_entered(run: Run) -> None:
    _, out, _ = run("history", "CP-1", "--as-at", "2099-01-01", "--json")
    stood = json.loads(out)
    assert stood["title"]
    assert stood["owners"].startswith("lead ")
    assert run("history", "CP-1", "--as-at", "2001-01-01")[1] == "CP-1 was not in the register then.\n"


def test_all_changes_go_into_a_file_with_a_row_for_each(run: Run, tmp_path: Path) -> None:
    code, out, _ = run("history", "--all", "--out", tmp_path / "history.csv")
    assert code == 0
    assert "changes written to" in out
    with (tmp_path / "history.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["Reference"] for row in rows} >= {"CP-1", "CP-2"}
    assert {row["Door"] for row in rows} == {"import"}
    one = [row for row in rows if row["Reference"] == "CP-2"]
    assert [row["Change"] for row in one] == [str(n) for n in range(1, len(one) + 1)]


@pytest.mark.parametrize("arguments", [(), ("CP-1", "--all"), ("--all",)])
def test_what_is_wanted_must_be_said(run: Run, arguments: tuple[str, ...]) -> None:
    assert run("history", *arguments)[0] == 2


def test_a_pledge_that_does_not_exist_is_a_sentence(run: Run) -> None:
    code, _, err = run("history", "CP-999")
    assert code == 1
    assert "I can't find CP-999" in err
