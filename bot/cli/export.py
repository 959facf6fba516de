"""Take the register out as a sheet."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot import terminal

app = typer.Typer()


@app.command()
def export(
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="Where to: .csv or .xlsx.", show_default=False)],
) -> None:
    """Write the whole register to a sheet, which `pledgekeeper import` reads again: every row unchanged.

    For example:
      pledgekeeper export --out register.xlsx
    """
    import asyncio

    from documents import rows
    from pledges.calendar import counted
    from pledges.sheet import COLUMNS

    with terminal.busy("Reading the register"):
        found = asyncio.run(_rows())
    rows.write(out, COLUMNS, found)
    terminal.say(f"{counted(len(found), 'pledge')} written to {out}.")


async def _rows() -> list[dict[str, str]]:
    import os

    from bot.clock import utc_now
    from bot.exporting import take_out
    from bot.opening import register
    from bot.settings import Settings

    async with register(Settings.read(os.environ), utc_now()) as db:
        return await take_out(db)
