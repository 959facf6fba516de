"""`import --dry-run` on anybody's tracker: what it would bring, with or without a register."""

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from bot.__main__ import command_line
from pledges.pledge import Deadline, Status
from pledges.sheet import What
from pledges.tracker_compare import Register, is_the_registers
from pledges.tracker_rows import Row
from tests.make import a_pledge, an_owner

TRACKER = (
    "Corporate parenting action log,,,,\n"
    "Ref,Action,Lead,Due,Status\n"
    "1,Publish the local offer,Head of Service,31/03/2026,Open\n"
    "2,Write to every carer,Clerk,May 2025,Closed\n"
)
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def tracker(tmp_path: Path) -> Path:
    path = tmp_path / "log.csv"
    path.write_text(TRACKER)
    return path


def _run(*words: str | Path) -> tuple[int, str, str]:
    done = CliRunner().invoke(command_line(), [*map(str, words)])
    return done.exit_code, done.stdout, done.stderr


def test_a_stranger_s_tracker_is_read_without_a_database_or_settings(tracker: Path, tmp_path: Path) -> None:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PLEDGEKEEPER_")}
    done = subprocess.run(
        [sys.executable, "-m", "bot", "import", str(tracker), "--dry-run", "--json"],
        cwd=tmp_path,
        env=clean | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    told: dict[str, Any] = json.loads(done.stdout)
    assert (told["header_row"], told["columns"]) == (
        1,
        {"reference": "Ref", "text": "Action", "owner": "Lead", "due": "Due", "status": "Status"},
    )
    assert told["rows"][1] == {
        "row": 3,
        "outcome": "new",
        "why": "",
        "text": "Write to every carer",
        "owners": ["Clerk"],
        "due": "2025-05-31",
        "due_words": "May 2025",
        "status": "Closed",
        "closed": True,
        "reference": "2",
    }
    assert [path.name for path in tmp_path.iterdir()] == ["log.csv"]


def test_without_a_dry_run_nothing_is_written_and_the_review_is_named(tracker: Path) -> None:
    done = CliRunner().invoke(command_line(), ["import", str(tracker)])
    assert "It reads as a tracker with 2 actions" in str(done.exception)
    assert "“minutes”" in str(done.exception)


def test_the_exit_code_tells_what_is_empty_from_what_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "letter.csv").write_text("Dear all,\nThank you.\n")
    (tmp_path / "paper.csv").write_bytes(b"%PDF-1.7")
    code, _, errors = _run("import", tmp_path / "letter.csv", "--dry-run")
    assert (code, errors) == (
        1,
        "letter.csv holds no actions that I can find: no table with actions, and owners or dates.\n",
    )
    code, _, errors = _run("import", tmp_path / "paper.csv", "--dry-run")
    assert (code, errors) == (2, "paper.csv is a PDF, not a table. Save the table as .xlsx or .csv.\n")


def _pledge(**changes: Any) -> Register:
    lead = an_owner(title="Head of Service")
    due = Deadline(words="31/03/2026", due=date(2026, 3, 31), original=date(2026, 3, 31))
    return Register([a_pledge(title="Publish the local  offer", owners=(lead,), deadline=due, **changes)])


def _row(**changes: Any) -> Row:
    plain: dict[str, Any] = {"owners": ("Head of service",), "due": date(2026, 3, 31)}
    return Row(row=2, text="Publish the Local Offer", **(plain | changes))


def test_a_row_that_the_register_has_is_unchanged_or_says_what_it_has_otherwise() -> None:
    register = _pledge(status=Status.ON_TRACK)
    assert register.outcome(_row()).what is What.UNCHANGED
    assert register.outcome(_row(owners=(), due=None)).what is What.UNCHANGED
    changed = register.outcome(_row(due=date(2026, 6, 30), owners=("Clerk",), closed=True))
    assert (changed.what, changed.fields) == (What.CHANGED, ("deadline", "owner", "status"))
    assert _pledge(status=Status.CLOSED).outcome(_row(closed=True)).what is What.UNCHANGED
    assert register.outcome(Row(row=3, text="Something else")).what is What.NEW
    assert register.outcome(Row(row=4, text="", refused=True, why="no")).what is What.REFUSED


@pytest.mark.parametrize(
    ("header", "ours"),
    [
        ("Reference,Title,Status", True),
        ("Title,Kind,RAG", True),
        ("title,Lead post,Deadline", True),
        ("Reference,Action,Lead officer,Deadline", False),
        ("Title,Owner,Due date,Status", False),
        ("Action,Owner", False),
    ],
)
def test_the_register_s_own_header_is_told_from_a_stranger_s(header: str, ours: bool) -> None:
    assert is_the_registers(header.split(",")) is ours
