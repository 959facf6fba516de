"""Say how a pledge was chased, or all were."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot import terminal

if TYPE_CHECKING:
    from bot.settings import Settings

app = typer.Typer()


@app.command()
def chase(
    ref: Annotated[str, typer.Argument(metavar="[REFERENCE]", help="A pledge, such as CP-42.")] = "",
    every: Annotated[bool, typer.Option("--all", help="The questions about all pledges, into a file.")] = False,
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Where to: .csv or .xlsx.")] = None,
    as_json: terminal.AsJson = False,
) -> None:
    """Say what was asked about a pledge: of whom, when, whether it arrived and why not, and what came back.

    For example:
      pledgekeeper chase CP-42
      pledgekeeper chase --all --out chase.xlsx
    """
    import os

    from bot.settings import Settings
    from dialogs.chasing import COLUMNS
    from documents import rows
    from pledges.calendar import counted

    if ref and every:
        raise typer.BadParameter("name one pledge, such as CP-42, or add --all: not both")
    if not ref and out is None:
        raise typer.BadParameter("name one pledge, such as CP-42; that of all pledges goes into a file: add --out FILE")
    with terminal.busy("Reading the chase log"):
        found = _read(Settings.read(os.environ), ref)
    if out:
        rows.write(out, COLUMNS, found)
        terminal.say(f"{counted(len(found), 'question')} written to {out}.")
    elif as_json:
        terminal.as_json(found)
    else:
        terminal.table(COLUMNS[2:], [[row[name] for name in COLUMNS[2:]] for row in found])


def _read(settings: Settings, ref: str) -> list[dict[str, str]]:
    import asyncio

    from bot.clock import utc_now
    from bot.exporting import chase_of
    from bot.opening import register

    async def opened() -> list[dict[str, str]]:
        now = utc_now()
        async with register(settings, now) as db:
            return await chase_of(db, ref, settings.timezone, now)

    return asyncio.run(opened())
