"""Try the bot."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot import terminal

if TYPE_CHECKING:
    from datetime import datetime
    from socket import socket

    from bot.rehearsal.playground import Playground
    from bot.settings import Settings

DAY = "2023-11-27T09:29:40"  # the day that the sample register is told from; at 09:30 people are asked
app = typer.Typer()


@app.command()
def demo(
    at: Annotated[str, typer.Option("--at", metavar="TIME", help="Begin at this time instead.")] = DAY,
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="The bot's port, if it is free.")] = 3978,
    page: Annotated[int, typer.Option("--page", min=1, max=65535, help="The page's port, if it is free.")] = 56150,
    playground: Annotated[bool, typer.Option(help="Whether to run Microsoft's Agents Playground as well.")] = True,
) -> None:
    """Try the bot on this machine: a sample register, an invented day, and a Teams client in the browser.

    Everything starts afresh each time and is thrown away at the end. Ctrl-C stops it all, and so does the end of the
    shell or program that started it.

    For example:
      pledgekeeper demo
      pledgekeeper demo --at 2023-11-27T10:59:40
      pledgekeeper demo --no-playground
    """
    import asyncio
    import os
    import sys
    import tempfile
    from logging import WARNING

    from bot import logs
    from bot.clock import moment_of
    from bot.opening import migrated
    from bot.rehearsal.stage import NEARBY, claim, fill, forbidden_in_production, free, sample, settings_of

    forbidden_in_production(os.environ, "The demo")
    logs.set_up(readable=sys.stderr.isatty(), level=WARNING)
    with tempfile.TemporaryDirectory(prefix="pledgekeeper-") as folder, claim(port) as claimed:
        ours = claimed.getsockname()[1]
        settings = settings_of(Path(folder), ours)
        begin = moment_of(at, settings.timezone)
        with terminal.busy("Making a fresh register from examples/register.csv"):
            migrated(settings)
            report = asyncio.run(fill(settings, begin, sample()))
        terminal.tell(f"A fresh register with {report.counts['new']} pledges, which is thrown away at the end.")
        # As far on as ours, and then in steps: two demos that begin at the same moment look at different ports.
        pages = free(page + ours - port, NEARBY) if playground else None
        asyncio.run(_run(settings, begin, Path(folder), claimed, pages, os.getppid()))
    terminal.tell("Stopped.")


async def _run(
    settings: Settings, begin: datetime, folder: Path, claimed: socket, page: int | None, parent: int
) -> None:
    from datetime import timedelta

    from bot.clock import utc_now
    from bot.main import build
    from bot.rehearsal.clock import Held
    from bot.running import as_long_as, listening, stoppable
    from scheduler.clockwork import Pulse

    clock, second = Held(begin, utc_now), timedelta(seconds=1)
    app = build(settings, clock, Pulse(plan=second, deliver=second))
    with stoppable():
        async with listening(app, claimed=claimed) as port:
            bot = f"http://{settings.host}:{port}/api/messages"
            terminal.tell(f"The bot answers at {bot}")
            async with _playground(folder / "playground", page, bot) as url:
                clock.let_go()
                _invite(url, clock().astimezone(settings.timezone))
                await as_long_as(parent)


@asynccontextmanager
async def _playground(folder: Path, port: int | None, bot: str) -> AsyncIterator[str]:
    """The address of the page; empty where there is none, and then it was said why."""
    from bot.rehearsal.people import playground_config
    from bot.rehearsal.playground import Playground, npx

    if port is None or not npx():
        terminal.tell("No page, as you asked." if port is None else "No page: that needs Node (https://nodejs.org).")
        yield ""
        return
    playground = Playground(folder, port, playground_config())
    try:
        yield await _started(playground, bot)
    finally:
        await playground.stop()


async def _started(playground: Playground, bot: str) -> str:
    from bot.rehearsal.playground import PACKAGE
    from pledges.errors import OperatorError

    try:
        with terminal.busy(f"Starting {PACKAGE} with npx; the first time it is fetched, which can take a minute"):
            await playground.start(bot)
    except OperatorError as error:
        terminal.tell(f"{error} The bot goes on without it.")
        return ""
    return playground.url


def _invite(url: str, now: datetime) -> None:
    from bot.rehearsal.people import CHANNEL_NAME, TEAM, YOU
    from pledges.calendar import said

    page = (
        f"Open  {url}",
        "",
        f"It is {said(now.date())}, {now:%H:%M} here. You are {YOU.name}, who leads six pledges and is an admin.",
        "",
        "In the chat with Pledgekeeper:",
        "  · the welcome comes at once, and the day's question at 09:30, within seconds: answer it",
        "  · type  mine  or  help",
        f"In the team {TEAM}, channel {CHANNEL_NAME}, mention the bot:",
        f"  · @Pledgekeeper link {CHANNEL_NAME}, and press “Link it”",
        "  · @Pledgekeeper digest now",
        "",
        "The promises are real, the people and what became of them are invented.",
        "The page is Microsoft's Agents Playground, fetched by npx under a pre-release licence, for evaluation.",
    )
    without = (f"It is {said(now.date())}, {now:%H:%M} here. Any client that speaks as Teams does may call the bot.",)
    terminal.panel("Pledgekeeper", [*(page if url else without), "Ctrl-C stops everything."])
