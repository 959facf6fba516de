"""Microsoft's Agents Playground: a Teams client in the browser, fetched with npx, run on this machine for the demo.

Nothing of it is kept here, and nothing but the demo uses it: its licence is a pre-release one, for evaluation.
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import signal
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import aiohttp

from pledges.errors import OperatorError

PACKAGE = "@microsoft/m365agentsplayground@0.2.28"
_PRELOAD = Path(__file__).with_name("loopback.cjs")
_FETCHING = 300  # seconds that the first download may take
_LEAVING = 5.0


def npx() -> str | None:
    """The program that fetches and runs the Playground, where Node is installed."""
    return shutil.which("npx") if shutil.which("node") else None


class Playground:
    """Serves its page on `port` of 127.0.0.1 alone, from `start` to `stop`. `folder` takes its files."""

    def __init__(self, folder: Path, port: int, config: Mapping[str, Any]) -> None:
        self._folder, self._port, self._config = folder, port, config
        self._process: asyncio.subprocess.Process | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    async def start(self, bot_url: str) -> None:
        """Return when the page can be opened; the bot must answer at `bot_url` before. Raise OperatorError if not."""
        self._folder.mkdir(exist_ok=True)
        (self._folder / ".m365agentsplayground.yml").write_text(json.dumps(self._config))  # JSON is YAML
        with self._log.open("wb") as log:
            self._process = await asyncio.create_subprocess_exec(
                *self._command(bot_url),
                cwd=self._folder,
                env=self._environment(),
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # so that all it starts can be ended together
            )
        await self._answers(self._process)

    async def stop(self) -> None:
        """End it and all that it started."""
        if self._process:
            self._signal(signal.SIGTERM)
            try:
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._process.wait(), _LEAVING)
            finally:
                self._signal(signal.SIGKILL)

    @property
    def _log(self) -> Path:
        return self._folder / "playground.log"

    def _command(self, bot_url: str) -> list[str]:
        ours = ["-e", bot_url, "-c", "msteams", "-p", str(self._port), "--service-url", f"{self.url}/_connector"]
        return [npx() or "npx", "-y", PACKAGE, "start", *ours, "--disable-telemetry"]

    def _environment(self) -> dict[str, str]:
        ours = f"--require {json.dumps(str(_PRELOAD))}"  # Node takes the quotes off
        return os.environ | {
            "NODE_OPTIONS": f"{os.environ.get('NODE_OPTIONS', '')} {ours}".strip(),
            "PLEDGEKEEPER_DEMO": str(os.getpid()),
            "TEAMSAPPTESTER_BROWSER": "none",
            "APPLICATION_INSIGHTS_NO_STATSBEAT": "true",
            "NPM_CONFIG_UPDATE_NOTIFIER": "false",
        }

    async def _answers(self, process: asyncio.subprocess.Process) -> None:
        try:
            async with asyncio.timeout(_FETCHING), aiohttp.ClientSession() as session:
                while not await self._pings(session):
                    if process.returncode is not None:
                        raise OperatorError(f"The Playground did not start: {self._last_words()}")
                    await asyncio.sleep(0.3)
        except TimeoutError:
            raise OperatorError(f"The Playground did not start within {_FETCHING} seconds.") from None

    async def _pings(self, session: aiohttp.ClientSession) -> bool:
        try:
            async with session.get(f"{self.url}/_debug/ping") as answer:
                return answer.status == 200
        except aiohttp.ClientError:
            return False

    def _last_words(self) -> str:
        said = [line for line in self._log.read_text(errors="replace").splitlines() if line.strip()]
        return said[-1] if said else "it said nothing"

    def _signal(self, which: signal.Signals) -> None:
        if self._process:
            with suppress(ProcessLookupError):  # all of it has gone already
                os.killpg(self._process.pid, which)
