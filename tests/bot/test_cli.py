"""The command line: in this process for what it says, in its own for how it starts and stops."""

from __future__ import annotations

import asyncio
import json
import signal
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import randrange
from threading import Timer
from typing import Any
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
import typer

from bot.__main__ import command_line, main
from bot.rehearsal.stage import SAMPLE, free
from pledges.messages import Outgoing
from storage.db import Database, Tx

ROOT = Path(__file__).resolve().parents[2]
NAMES = {"serve", "demo", "migrate", "import", "export", "plan", "simulate", "outbox", "card", "digest"}
MONDAY = "2023-11-27T09:30"


@dataclass(frozen=True, slots=True)
class Said:
    code: int
    out: str
    err: str


Run = Callable[..., Said]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run one command on an SQLite file of its own, and give what it said."""
    monkeypatch.setenv("PLEDGEKEEPER_DATABASE_URL", f"sqlite+aiosqlite:///{tmp_path / 'register.db'}")

    def run(*arguments: str) -> Said:
        with pytest.raises(SystemExit) as end:
            main(arguments)
        printed = capsys.readouterr()
        return Said(int(end.value.code or 0), printed.out, printed.err)

    return run


@pytest.fixture
def filled(run: Run) -> Run:
    """The same, with the sample register in it."""
    assert run("migrate").code == 0
    assert run("import", str(SAMPLE)).code == 0
    return run


def within(tmp_path: Path, work: Callable[[Tx], Awaitable[Any]]) -> Any:
    """Do something to the register of `run` directly."""

    async def run() -> Any:
        db = Database(f"sqlite+aiosqlite:///{tmp_path / 'register.db'}")
        async with db.begin() as tx:
            done = await work(tx)
        await db.close()
        return done

    return asyncio.run(run())


# help, and how it fails


def commands() -> dict[str, Any]:
    return dict(typer.main.get_group(command_line()).commands)


def leaves() -> list[tuple[str, ...]]:
    """Every command there is, with the words that it is called by."""
    found = list[tuple[str, ...]]()
    for name, command in commands().items():
        found += [(name, sub) for sub in getattr(command, "commands", ())] or [(name,)]
    return found


def test_the_commands_are_there_by_their_names() -> None:
    assert set(commands()) >= NAMES


@pytest.mark.parametrize("command", leaves(), ids=" ".join)
def test_every_command_helps_with_an_example_that_is_a_command(run: Run, command: tuple[str, ...]) -> None:
    said = run(*command, "--help")
    assert said.code == 0
    examples = said.out.partition("For example:")[2].splitlines()
    assert f"pledgekeeper {' '.join(command)}" in examples[1] + examples[2]


def test_a_word_too_many_is_misuse(run: Run) -> None:
    said = run("card", "--shiny")
    assert (said.code, said.out) == (2, "")
    assert "No such option" in said.err


@pytest.mark.parametrize("command", [("migrate",), ("outbox", "list"), ("plan", "--dry-run"), ("serve",)])
def test_settings_that_are_wrong_are_one_sentence(
    run: Run, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    monkeypatch.setenv("PLEDGEKEEPER_PORT", "many")
    said = run(*command)
    assert said.code == 1
    assert said.err == "Pledgekeeper cannot start: PLEDGEKEEPER_PORT must be a number from 1 to 65535.\n"


@pytest.mark.parametrize("command", [("outbox", "list"), ("plan", "--dry-run"), ("digest", "Place")])
def test_a_register_that_was_never_migrated_says_what_to_do(run: Run, command: tuple[str, ...]) -> None:
    said = run(*command)
    assert (said.code, said.out) == (1, "")
    assert said.err == "The database is not up to date. Run this first: pledgekeeper migrate\n"


def test_a_folder_that_is_not_there_is_a_sentence(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PLEDGEKEEPER_DATABASE_URL", f"sqlite+aiosqlite:///{tmp_path / 'nowhere' / 'register.db'}")
    for command in (("migrate",), ("outbox", "list")):
        said = run(*command)
        assert said.code == 1
        kept = f"The database cannot be kept in {tmp_path / 'nowhere'}: "
        assert said.err.splitlines()[-1] == kept + "there is no such folder, or it is not ours."


def test_a_server_that_does_not_answer_is_a_sentence(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLEDGEKEEPER_DATABASE_URL", "postgresql+asyncpg://bot:hidden@127.0.0.1:1/register")
    for command in (("migrate",), ("outbox", "list")):
        said = run(*command)
        assert said.code == 1
        assert said.err.splitlines()[-1].startswith("The database cannot be used: ")
        assert "hidden" not in said.err


def test_a_file_that_is_no_database_is_a_sentence(run: Run, tmp_path: Path) -> None:
    (tmp_path / "register.db").write_text("This is a shopping list, and not a database at all. " * 20)
    for command in (("migrate",), ("outbox", "list")):
        said = run(*command)
        assert said.code == 1
        assert said.err.splitlines()[-1].startswith("The database cannot be used: ")


@pytest.mark.parametrize("command", [("plan", "--dry-run"), ("digest", "Place")])
def test_a_time_that_is_none_is_a_sentence(filled: Run, command: tuple[str, ...]) -> None:
    said = filled(*command, "--at", "tomorrow")
    assert (said.code, said.err) == (1, "“tomorrow” is not a time. Write one such as 2026-12-01T09:29.\n")


def test_migrating_twice_is_harmless(run: Run) -> None:
    assert run("migrate").code == 0
    said = run("migrate")
    assert (said.code, said.out) == (0, "The database is up to date.\n")


# card


def test_the_cards_are_listed_and_each_can_be_shown(run: Run) -> None:
    kinds = run("card").out.splitlines()
    assert {"welcome", "nudge", "nudge, several", "digest"} <= set(kinds)
    for kind in kinds:
        shown, as_json = run("card", kind), run("card", kind, "--json")
        assert (shown.code, as_json.code) == (0, 0)
        assert json.loads(as_json.out)["type"] == "AdaptiveCard"
        assert json.loads(as_json.out)["speak"] == shown.out.splitlines()[0]


def test_a_card_is_shown_with_its_words_and_buttons(run: Run) -> None:
    shown = run("card", "nudge").out
    assert "[On track] [At risk] [Done]" in shown
    assert "Due Friday 4 December" in shown
    assert "\\" not in shown


def test_a_card_that_is_not_there_brings_the_nearest(run: Run) -> None:
    said = run("card", "nugde")
    assert (said.code, said.err) == (1, "There is no card “nugde”. Did you mean “nudge”?\n")
    assert "There are:" in run("card", "xyz").err


# plan


def test_what_would_be_sent_is_told_with_whom_and_why(filled: Run) -> None:
    said = filled("plan", "--dry-run", "--at", MONDAY)
    assert said.code == 0
    assert said.out.splitlines()[0].split() == ["What", "To", "Why"]
    assert "Alex Wilber" in said.out
    assert "CP-15 is due on Monday 27 November 2023, the rung on the day" in said.out


def test_a_dry_run_writes_nothing(filled: Run) -> None:
    first = filled("plan", "--dry-run", "--at", MONDAY, "--json")
    assert filled("plan", "--dry-run", "--at", MONDAY, "--json") == first
    assert filled("outbox", "list").out == "No message is ready, held or dead.\n"
    assert filled("plan", "--dry-run", "--at", "2023-11-25T09:30").out == "Nothing is due at that time.\n"


def test_a_day_without_a_time_means_its_morning(filled: Run) -> None:
    morning = filled("plan", "--dry-run", "--at", "2023-11-27T09:30", "--json")
    assert json.loads(morning.out)
    assert filled("plan", "--dry-run", "--at", "2023-11-27", "--json") == morning


def test_what_is_to_come_can_be_asked_for(filled: Run) -> None:
    far = datetime.now(UTC) + timedelta(days=21 - datetime.now(UTC).weekday() + 3)  # a Thursday, late ones' day
    rows = json.loads(filled("plan", "--dry-run", "--at", f"{far:%Y-%m-%d}T12:00", "--json").out)
    assert {row["to"] for row in rows} >= {"Megan Bowen", "Alex Wilber"}
    assert all(row["kind"] == "nudge" and row["about"] for row in rows)


def test_planning_in_earnest_is_left_to_the_bot(filled: Run) -> None:
    said = filled("plan")
    assert said.code == 2
    assert "--dry-run" in said.err


# digest


def test_a_digest_is_shown_as_the_channel_would_get_it(filled: Run) -> None:
    said = filled("digest", "children's", "--at", "2023-11-27T11:00")
    assert said.out.splitlines()[:2] == [
        "Children's Services: this week's pledges",
        "As at Monday 27 November 2023, 11:00.",
    ]
    assert "Alex Wilber" not in said.out


def test_a_digest_has_figures_for_programs(filled: Run) -> None:
    told = json.loads(filled("digest", "Place", "--at", "2023-11-27T11:00", "--json").out)
    assert told["directorate"] == "Place"
    assert told["digest"]["counts"]["total"] == 3


def test_a_directorate_that_is_not_there_brings_those_that_are(filled: Run) -> None:
    assert "No directorate is called “Parks”. There are Adult Social Care, " in filled("digest", "Parks").err
    said = filled("digest", "children")
    assert said.code == 1
    assert said.err.startswith("More than one directorate is called “children”.")
    assert said.err.endswith("There are Children and Families Trust and Children's Services.\n")


# outbox


def held(filled: Run, tmp_path: Path) -> int:
    """Put one message that nobody has sent yet, and give its number."""

    async def put(tx: Tx) -> None:
        person = (await tx.people.everyone())[0].id
        message = Outgoing(kind="trouble", to=person, key="trouble:1", not_before=datetime(2026, 3, 2, 9, tzinfo=UTC))
        await tx.outbox.put(message, datetime(2026, 3, 2, 9, tzinfo=UTC))

    within(tmp_path, put)
    (row,) = json.loads(filled("outbox", "list", "--json").out)
    return int(row["id"])


def test_a_message_that_waits_is_listed(filled: Run, tmp_path: Path) -> None:
    number = held(filled, tmp_path)
    listed = filled("outbox", "list").out
    assert listed.splitlines()[1].split()[:3] == [str(number), "held", "trouble"]
    assert filled("outbox", "list", "--state", "dead").out == "No message is dead.\n"


def test_a_message_can_be_dropped_and_sent_after_all(filled: Run, tmp_path: Path) -> None:
    number = held(filled, tmp_path)
    assert filled("outbox", "drop", str(number)).out == f"Message {number} is dropped.\n"
    (row,) = json.loads(filled("outbox", "list", "--state", "dropped", "--json").out)
    assert row["outcome"] == "dropped on the command line"
    assert filled("outbox", "retry", str(number)).code == 0
    (row,) = json.loads(filled("outbox", "list", "--json").out)
    assert (row["id"], row["state"]) == (number, "held")


@pytest.mark.parametrize("what", ["retry", "drop"])
def test_a_message_that_is_not_there_changes_nothing(filled: Run, what: str) -> None:
    said = filled("outbox", what, "4711")
    assert said.code == 1
    assert "Message 4711 is not" in said.err


def test_a_state_that_is_none_is_misuse(filled: Run) -> None:
    assert filled("outbox", "list", "--state", "lost").code == 2


# serve


@contextmanager
def serving(tmp_path: Path, *arguments: str, **settings: str) -> Iterator[subprocess.Popen[str]]:
    """The bot in a process of its own, on a free port."""
    port = str(free(randrange(20_000, 30_000)))
    given = {"DATABASE_URL": f"sqlite+aiosqlite:///{tmp_path / 'register.db'}", "PORT": port, **settings}
    environ = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path)}
    environ |= {f"PLEDGEKEEPER_{name}": value for name, value in given.items()}
    command = [sys.executable, "-m", "bot", "serve", *arguments]
    process = subprocess.Popen(command, cwd=ROOT, env=environ, stderr=subprocess.PIPE, text=True)
    patience = Timer(60, process.kill)  # then what is waited for never comes, and the test says so
    patience.start()
    try:
        yield process
    finally:
        patience.cancel()
        process.kill()
        process.communicate()


def until(process: subprocess.Popen[str], message: str) -> list[dict[str, Any]]:
    """What it logs until it logs this."""
    assert process.stderr
    lines = list[dict[str, Any]]()
    for line in process.stderr:
        lines.append(json.loads(line))
        if lines[-1]["message"] == message:
            return lines
    raise AssertionError(f"it never said {message!r}, but {lines}")


def ready(port: int) -> None:
    """Ask until it has planned for the first time."""
    for _ in range(2_000):
        try:
            with urlopen(f"http://127.0.0.1:{port}/readyz"):
                return
        except HTTPError as error:
            reasons = json.load(error)["reasons"]
            if list(reasons) != ["clockwork"]:
                raise AssertionError(reasons) from error
    raise AssertionError("it never became ready")


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_the_bot_serves_until_it_is_told_to_stop(tmp_path: Path, how: signal.Signals) -> None:
    with serving(tmp_path) as process:
        port = until(process, "ready")[-1]["port"]
        with urlopen(f"http://127.0.0.1:{port}/healthz") as answer:
            assert json.load(answer) == {"alive": True}
        process.send_signal(how)
        assert process.wait(20) == 0
        until(process, "stopped")


def test_the_bot_says_which_settings_it_does_not_know(tmp_path: Path) -> None:
    with serving(tmp_path, ADMIN="clerk@council.example") as process:
        (first, *_) = until(process, "ready")
        assert "Did you mean PLEDGEKEEPER_ADMINS?" in first["message"]


def test_the_bot_can_live_at_another_time(filled: Run, tmp_path: Path) -> None:
    with serving(tmp_path, "--at", MONDAY) as process:
        ready(until(process, "ready")[-1]["port"])
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
    rows = json.loads(filled("outbox", "list", "--json").out)
    assert "nudge" in {row["kind"] for row in rows}
    assert {row["not_before"][:10] for row in rows} == {"2023-11-27"}


def test_the_bot_does_not_travel_in_time_in_production(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    production = {"ENVIRONMENT": "production", "APP_ID": "a", "APP_PASSWORD": "b", "TENANT_ID": "c", "ADMINS": "d"}
    for name, value in production.items():
        monkeypatch.setenv(f"PLEDGEKEEPER_{name}", value)
    said = run("serve", "--at", MONDAY)
    assert (said.code, said.out) == (1, "")
    assert "refused in production" in said.err
