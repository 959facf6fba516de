"""`pledgekeeper minutes`: what a paper asks for, with no database and no settings."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from bot.__main__ import main

Run = Callable[..., tuple[int, str, str]]
OLD = "Action 2: JS to ring. Closed.\n"
PAPER = "Care Panel\nMinutes of 12 March 2025\n\n4. Gates\nAction: Clerk to order a gate by 3 May\n" + OLD


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*arguments: object) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as end:
            main(["minutes", *(str(each) for each in arguments)])
        printed = capsys.readouterr()
        return int(end.value.code or 0), printed.out, printed.err

    return run


def test_the_json_of_a_paper_is_what_scripts_rely_on(run: Run, tmp_path: Path) -> None:
    paper = tmp_path / "paper.txt"
    paper.write_text(PAPER, encoding="cp1252")
    code, out, _ = run(paper, "--json")
    assert code == 0
    assert json.loads(out) == {
        "meeting_date": "2025-03-12",
        "committee": "Care Panel",
        "actions": [
            {
                "text": "Clerk to order a gate by 3 May",
                "owners": ["Clerk"],
                "due": "2025-05-03",
                "due_words": "3 May",
                "reference": "4",
                "kind": "action",
                "certain": True,
                "why": "Action",
            }
        ],
        "earlier_actions": [{"text": "JS to ring", "status_words": "Closed"}],
    }


def test_a_listing_says_who_when_and_why(run: Run, tmp_path: Path) -> None:
    paper = tmp_path / "paper.txt"
    paper.write_text(PAPER + "\nThe Chair would write to the school.\n")
    code, out, _ = run(paper, "--meeting-date", "2026-03-12")
    assert code == 0
    assert "Clerk; 3 May (2026-05-03); minute 4, taken from “Action”" in out
    assert "not certain (1):\n- The Chair would write" in out
    assert "- JS to ring [Closed]" in out


def test_what_is_piped_in_is_read(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO("Action: JS to ring\n".encode("utf-16"))))
    assert "- JS to ring" in run("-")[1]


def test_a_paper_without_actions_ends_with_one_and_one_that_cannot_be_read_with_two(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("Members talked.\n")
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\0\0")
    assert run(tmp_path / "empty.txt")[:2] == (1, "A paper\nNo actions were found.\n")
    for name in ("picture.txt", "nowhere.txt", "paper.exe"):
        code, out, problem = run(tmp_path / name)
        assert (code, out) == (2, "")
        assert problem.strip().endswith(".")
    assert run(tmp_path / "empty.txt", "--meeting-date", "soon")[0] == 2
