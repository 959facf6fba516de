"""Run the bot."""

from __future__ import annotations

from typing import Annotated

import typer

app = typer.Typer()


@app.command()
def serve(
    at: Annotated[
        str, typer.Option("--at", metavar="TIME", help="Live from this time on instead of now. Refused in production.")
    ] = "",
) -> None:
    """Run the bot: brings the database up to date, then answers Teams and works by the clock until stopped.

    Ctrl-C or SIGTERM stops it in order; a second one at once.

    For example:
      pledgekeeper serve
      pledgekeeper serve --at 2026-12-01T09:29
    """
    import asyncio
    import os
    import sys

    from bot import logs
    from bot.main import build
    from bot.opening import clock_at, migrated, restamped
    from bot.running import run
    from bot.settings import Settings, unknown

    settings = Settings.read(os.environ)
    clock = clock_at(settings, at)
    logs.set_up(readable=sys.stderr.isatty() and not settings.production)
    logs.warn(unknown(os.environ))
    migrated(settings)
    if at:
        asyncio.run(restamped(settings, clock()))
    asyncio.run(run(build(settings, clock), settings.host, settings.port))
