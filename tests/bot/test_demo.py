"""The demo, in a process of its own. Another program stands where npx is, so that nothing is fetched in tests."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import randrange
from threading import Timer
from urllib.request import urlopen

import pytest

from bot.rehearsal.clock import Held, Standing
from bot.rehearsal.people import OTHERS, TENANT, YOU, playground_config
from bot.rehearsal.stage import SAMPLE, free, sample, settings_of
from pledges.errors import OperatorError
from tests.clock import Clock

ROOT = Path(__file__).resolve().parents[2]
NINE = datetime(2023, 11, 27, 9, 0, tzinfo=UTC)

# Behaves as `npx` does with the Playground: it starts another process, which serves a page on the port that -p names.
NPX = """\
#!{python}
import os, subprocess, sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

class Page(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200 if self.path == "/_debug/ping" else 404)
        self.end_headers()

    def log_message(self, *_):
        pass

if "start" in sys.argv:
    wanted = ("NODE_OPTIONS", "TEAMSAPPTESTER_BROWSER", "APPLICATION_INSIGHTS_NO_STATSBEAT")
    note = dict(args=sys.argv[1:], config=Path(".m365agentsplayground.yml").read_text(), parent=os.getpid())
    note["env"] = {{name: os.environ[name] for name in wanted}}
    child = [sys.executable, __file__, "page", sys.argv[sys.argv.index("-p") + 1]]
    page = subprocess.Popen(child)
    import json
    Path(__file__).with_name("note.json").write_text(json.dumps(note | dict(page=page.pid)))
    page.wait()
else:
    HTTPServer(("127.0.0.1", int(sys.argv[2])), Page).serve_forever()
"""
BROKEN = "#!/bin/sh\necho 'npm error: no network' >&2\nexit 1\n"


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """A folder of programs that is all the PATH there is."""
    folder = tmp_path / "bin"
    folder.mkdir()
    return folder


def install(programs: Path, npx: str) -> None:
    for name, text in (("npx", npx.format(python=sys.executable)), ("node", "#!/bin/sh\n")):
        (programs / name).write_text(text)
        (programs / name).chmod(0o755)


@contextmanager
def demo(tmp_path: Path, port: int = 0, behind: Sequence[str] = (), **environ: str) -> Iterator[subprocess.Popen[str]]:
    """The demo, begun in a process group of its own, as a shell does; `behind` another program that starts it."""
    port = port or randrange(20_000, 30_000)  # other tests run at the same time
    ports = ["--port", str(port), "--page", str(port + 200)]
    process = subprocess.Popen(
        [*behind, sys.executable, "-m", "bot", "demo", *ports],
        cwd=ROOT,
        env={"PATH": str(tmp_path / "bin"), "HOME": str(tmp_path), "TMPDIR": str(tmp_path), **environ},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    patience = Timer(90, os.killpg, (process.pid, signal.SIGKILL))
    patience.start()
    try:
        yield process
    finally:
        process.terminate()  # not killed: it has others to end
        process.communicate()
        patience.cancel()


def until(process: subprocess.Popen[str], words: str) -> list[str]:
    """What it prints until it prints these words."""
    assert process.stdout
    lines = list[str]()
    for line in process.stdout:
        lines.append(line.rstrip("\n"))
        if words in line:
            return lines
    raise AssertionError(f"it never said {words!r}, but {lines}")


def is_running(process: int) -> bool:
    """Whether a process is there and not merely waiting for somebody to take note of its end."""
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def test_without_node_it_says_so_and_serves(tmp_path: Path, programs: Path) -> None:
    with demo(tmp_path) as process:
        said = until(process, "Ctrl-C stops everything.")
        assert "No page: that needs Node (https://nodejs.org)." in said
        assert "It is Monday 27 November 2023, 09:29 here." in "\n".join(said)
        (address,) = [line.split()[-1] for line in said if line.startswith("The bot answers at")]
        with urlopen(address.replace("/api/messages", "/healthz")) as answer:
            assert json.load(answer) == {"alive": True}


def test_the_page_is_opened_for_you_with_something_to_try(tmp_path: Path, programs: Path) -> None:
    install(programs, NPX)
    with demo(tmp_path) as process:
        said = "\n".join(until(process, "Ctrl-C stops everything."))
        note = json.loads((programs / "note.json").read_text())
        page = note["args"][note["args"].index("-p") + 1]
        assert said.count("http://127.0.0.1:" + page) == 1
        assert "link Children's Services" in said
        assert "pre-release licence" in said


def test_the_playground_gets_no_telemetry_no_browser_and_no_other_interface(tmp_path: Path, programs: Path) -> None:
    install(programs, NPX)
    with demo(tmp_path) as process:
        until(process, "Ctrl-C stops everything.")
    note = json.loads((programs / "note.json").read_text())
    assert note["args"][:3] == ["-y", "@microsoft/m365agentsplayground@0.2.28", "start"]
    assert "--disable-telemetry" in note["args"]
    assert note["env"]["TEAMSAPPTESTER_BROWSER"] == "none"
    assert note["env"]["APPLICATION_INSIGHTS_NO_STATSBEAT"] == "true"
    preloaded = json.loads(note["env"]["NODE_OPTIONS"].removeprefix("--require "))
    assert Path(preloaded).is_file()
    assert json.loads(note["config"]) == playground_config()


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_stopping_it_stops_all_that_it_started_and_leaves_nothing_behind(
    tmp_path: Path, programs: Path, how: signal.Signals
) -> None:
    install(programs, NPX)
    with demo(tmp_path) as process:
        until(process, "Ctrl-C stops everything.")
        assert list(tmp_path.glob("pledgekeeper-*"))
        os.killpg(process.pid, how)
        assert until(process, "Stopped.")
        assert process.wait(20) == 0
    note = json.loads((programs / "note.json").read_text())
    assert not is_running(note["parent"])
    assert not is_running(note["page"])
    assert not list(tmp_path.glob("pledgekeeper-*"))


def test_it_ends_in_order_when_whoever_started_it_is_killed(tmp_path: Path, programs: Path) -> None:
    install(programs, NPX)
    started = "import subprocess, sys; p = subprocess.Popen(sys.argv[1:]); print(p.pid, flush=True); p.wait()"
    with demo(tmp_path, behind=[sys.executable, "-c", started]) as process:
        (ours,) = map(int, until(process, ""))
        until(process, "Ctrl-C stops everything.")
        process.kill()
        assert until(process, "Stopped.")
    note = json.loads((programs / "note.json").read_text())
    assert not any(map(is_running, (note["parent"], note["page"])))
    assert not list(tmp_path.glob("pledgekeeper-*"))
    assert _ends(ours)


def _ends(process: int) -> bool:
    """Whether a process that has said its last word is gone within seconds."""
    with suppress(ProcessLookupError), open_pidfd(process) as watched:
        return bool(select.select([watched], [], [], 20)[0])
    return True


@contextmanager
def open_pidfd(process: int) -> Iterator[int]:
    watched = os.pidfd_open(process)
    try:
        yield watched
    finally:
        os.close(watched)


def test_it_can_be_stopped_while_the_playground_is_still_being_fetched(tmp_path: Path, programs: Path) -> None:
    install(programs, "#!/bin/sh\nexec /bin/sleep 600\n")
    with demo(tmp_path) as process:
        until(process, "npx")
        os.killpg(process.pid, signal.SIGINT)
        assert until(process, "Stopped.")
        assert process.wait(20) == 0


def test_it_goes_on_when_the_playground_cannot_be_fetched(tmp_path: Path, programs: Path) -> None:
    install(programs, BROKEN)
    with demo(tmp_path) as process:
        said = until(process, "Ctrl-C stops everything.")
        assert "The Playground did not start: npm error: no network The bot goes on without it." in said


def test_ports_that_are_taken_are_left_to_those_who_have_them(tmp_path: Path, programs: Path) -> None:
    install(programs, NPX)
    port = randrange(30_000, 32_000)
    with demo(tmp_path, port) as one, demo(tmp_path, port) as another:
        opened = [until(process, "Ctrl-C stops everything.") for process in (one, another)]
    pages = [line for said in opened for line in said if line.startswith("Open")]
    assert len(set(pages)) == 2


def test_it_is_refused_in_production(tmp_path: Path, programs: Path) -> None:
    with demo(tmp_path, PLEDGEKEEPER_ENVIRONMENT="Production") as process:
        assert until(process, "production") == ["The demo travels in time, so it is refused in production."]
        assert process.wait(20) == 1


# what it is made of


def test_a_port_that_is_taken_gives_way_to_the_next() -> None:
    import socket

    first = free(randrange(20_000, 30_000))
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", first))
        taken.listen()
        assert free(first) > first


def test_no_free_port_is_a_sentence() -> None:
    with pytest.raises(OperatorError, match="No port is free from 65536 on"):
        free(65_536)


def test_the_settings_of_the_demo_are_its_own(tmp_path: Path) -> None:
    settings = settings_of(tmp_path, 4000)
    assert (settings.host, settings.port, settings.tenant_id) == ("127.0.0.1", 4000, TENANT)
    assert settings.admins == {YOU.upn}


def test_the_people_of_the_playground_are_those_of_the_sample() -> None:
    """So that what they are asked about is theirs, by their ids."""
    known = {(cells["Lead UPN"], cells["Lead AAD id"]) for _, cells in sample().rows}
    assert {(who.upn, who.aad_id) for who in (YOU, *OTHERS)} <= known


def test_a_sample_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(OperatorError):
        sample(tmp_path / "nothing.csv")
    assert SAMPLE.is_file()


def test_a_clock_that_is_held_stands_until_it_is_let_go(clock: Clock) -> None:
    held = Held(NINE, clock)
    clock.forward(minutes=5)
    assert held() == NINE
    held.let_go()
    clock.forward(minutes=1)
    held.let_go()
    assert held() == NINE + timedelta(minutes=1)


def test_a_standing_clock_never_goes_back() -> None:
    standing = Standing(NINE)
    standing.to(NINE + timedelta(hours=1))
    standing.to(NINE)
    assert standing() == NINE + timedelta(hours=1)
