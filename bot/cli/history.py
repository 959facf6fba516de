"""Say what became of a pledge, or of all."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot import terminal

if TYPE_CHECKING:
    from bot.settings import Settings
    from storage.db import Database

app = typer.Typer()


@app.command()
def history(
    ref: Annotated[str, typer.Argument(metavar="[REFERENCE]", help="A pledge, such as CP-42.")] = "",
    every: Annotated[bool, typer.Option("--all", help="The changes of all pledges, into a file.")] = False,
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Where to: .csv or .xlsx.")] = None,
    as_at: Annotated[str, typer.Option("--as-at", metavar="TIME", help="How the pledge stood at this time.")] = "",
    as_json: terminal.AsJson = False,
) -> None:
    """Say who changed what, when, from what to what, and by which door; or how a pledge stood at a time.

    For example:
      pledgekeeper history CP-42
      pledgekeeper history CP-42 --as-at 2026-12-01T09:00
      pledgekeeper history --all --out history.csv
    """
    import os

    from bot.settings import Settings

    if bool(ref) == every:
        raise typer.BadParameter("name one pledge, such as CP-42, or add --all and --out FILE")
    if every and out is None:
        raise typer.BadParameter("the changes of all pledges go into a file: add --out FILE")
    settings = Settings.read(os.environ)
    if as_at:
        _stood(settings, ref, as_at, as_json)
    else:
        _changes(settings, ref, out, as_json)


def _changes(settings: Settings, ref: str, out: Path | None, as_json: bool) -> None:
    from bot.histories import COLUMNS, rows_of
    from documents import rows
    from pledges.calendar import counted

    with terminal.busy("Reading the history"):
        found = _read(settings, lambda db: rows_of(db, ref, settings.timezone))
    if out:
        rows.write(out, COLUMNS, found)
        terminal.say(f"{counted(len(found), 'change')} written to {out}.")
    elif as_json:
        terminal.as_json(found)
    else:
        terminal.table(COLUMNS[1:], [[row[name] for name in COLUMNS[1:]] for row in found])


def _stood(settings: Settings, ref: str, as_at: str, as_json: bool) -> None:
    from bot.histories import as_at as standing
    from bot.opening import time_of

    found = _read(settings, lambda db: standing(db, ref, time_of(settings, as_at)))
    if as_json:
        terminal.as_json(dict(found))
    elif found:
        terminal.table(("What", f"As at {as_at}"), found)
    else:
        terminal.say(f"{ref} was not in the register then.")


def _read(settings: Settings, read: Callable[[Database], Awaitable[Any]]) -> Any:
    import asyncio

    from bot.clock import utc_now
    from bot.opening import register

    async def opened() -> Any:
        async with register(settings, utc_now()) as db:
            return await read(db)

    return asyncio.run(opened())
