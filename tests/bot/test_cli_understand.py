"""`pledgekeeper understand`: how an answer in plain words is read, with nothing recorded."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.__main__ import main
from bot.rehearsal.stage import SAMPLE

Run = Callable[..., tuple[int, str, str]]
PATTI = "patti@example.com"  # leads CP-39 and helps with others
NAMES = ["intent", "refs", "status", "date", "note", "ask_back"]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Read a text for somebody of the sample register in November 2023; give the exit code and what was printed."""
    monkeypatch.setenv("PLEDGEKEEPER_DATABASE_URL", f"sqlite+aiosqlite:///{tmp_path / 'register.db'}")

    def run(*arguments: object) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as end:
            main([str(each) for each in arguments])
        printed = capsys.readouterr()
        return int(end.value.code or 0), printed.out, printed.err

    assert run("migrate")[0] == run("import", SAMPLE)[0] == 0
    return lambda text, who=PATTI, at="2023-11-27": run("understand", text, "--as", who, "--at", at, "--json")


def read(run: Run, text: str) -> dict[str, Any]:
    code, out, _ = run(text)
    assert code == 0
    found: dict[str, Any] = json.loads(out)
    return found


def test_an_answer_is_about_the_only_pledge_they_lead(run: Run) -> None:
    found = read(run, "on track, draft goes to legal Friday")
    assert list(found) == NAMES
    assert list(found.values()) == ["update", ["CP-39"], "on track", None, "draft goes to legal Friday", False]


def test_more_time_counts_from_the_date_that_stands(run: Run) -> None:
    found = read(run, "need two more weeks, HR vacancy")
    assert list(found.values()) == ["extension", ["CP-39"], None, "2023-12-25", "HR vacancy", False]


def test_a_report_without_a_word_for_how_it_goes_has_no_status(run: Run) -> None:
    found = read(run, "six of eight service plans have a goal")
    assert (found["intent"], found["status"], found["ask_back"]) == ("update", None, False)


def test_nothing_typed_is_unclear(run: Run) -> None:
    assert list(read(run, " ").values()) == ["unclear", [], None, None, "", True]


def test_of_a_very_long_text_nothing_is_recorded(run: Run) -> None:
    found = read(run, "on track. " + "we met and met again " * 2_000)
    assert (list(found), found["ask_back"]) == (NAMES, True)


def test_whom_the_register_does_not_know_is_told_so(run: Run) -> None:
    code, out, told = run("on track", "nobody@example.com")
    assert (code, out) == (1, "")
    assert "knows nobody who signs in as “nobody@example.com”" in told


def test_a_time_that_is_none_is_told_with_one_that_is(run: Run) -> None:
    code, out, told = run("on track", PATTI, "lunchtime")
    assert (code, out) == (1, "")
    assert "“lunchtime” is not a time. Write one such as" in told
