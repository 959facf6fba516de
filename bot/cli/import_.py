"""Bring a sheet into the register."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot import terminal

if TYPE_CHECKING:
    from bot.importing import Report

app = typer.Typer()


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="A sheet of the register: .csv or .xlsx.", show_default=False)],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would become of each row.")] = False,
    new_directorates: Annotated[
        bool, typer.Option("--new-directorates", help="Enter new directorates even where they look misspelt.")
    ] = False,
    not_live: Annotated[
        bool, typer.Option("--not-live", help="Ask nobody in a directorate that is new until an admin types “go live”.")
    ] = False,
    as_json: terminal.AsJson = False,
) -> None:
    """Bring a sheet into the register, and say for every row what became of it: new, changed, unchanged or refused.

    The same sheet twice changes nothing, and what an owner has answered since is never overwritten. The exit code is 1
    when a row was refused; the others are in the register all the same.

    For example:
      pledgekeeper import examples/register.csv --dry-run
      pledgekeeper import examples/register.csv
    """
    import asyncio

    with _progress(shown=not as_json) as advance:
        how = {"dry_run": dry_run, "new_directorates": new_directorates, "not_live": not_live}
        report = asyncio.run(_import(file, advance, **how))
    if as_json:
        terminal.as_json(_told(report))
    else:
        _print(report)
    if report.counts["refused"]:
        raise typer.Exit(1)


async def _import(file: Path, advance: Callable[[str, int, int], None], **how: bool) -> Report:
    import os

    from bot.clock import utc_now
    from bot.importing import bring_in
    from bot.opening import register
    from bot.settings import Settings
    from documents import rows

    table, now = rows.read(file), utc_now()
    async with register(Settings.read(os.environ), now) as db:
        return await bring_in(db, table, now, progress=advance, **how)


def _print(report: Report) -> None:
    rows = [(str(r.line), r.ref, r.what.value, r.why or ", ".join(r.fields) or r.title) for r in report.results]
    if rows:
        terminal.table(("Line", "Reference", "Outcome", "What"), rows)
    for warning in report.warnings:
        terminal.tell(warning)
    for line in report.near:
        terminal.say(line)
    terminal.say(report.summary)


def _told(report: Report) -> dict[str, object]:
    rows = [
        {
            "line": r.line,
            "reference": r.ref,
            "title": r.title,
            "outcome": r.what.value,
            "fields": r.fields,
            "why": r.why,
        }
        for r in report.results
    ]
    told = {"rows": rows, "warnings": list(report.warnings), "near": list(report.near)}
    return told | {"counts": report.counts, "summary": report.summary}


@contextmanager
def _progress(*, shown: bool) -> Iterator[Callable[[str, int, int], None]]:
    """On stderr, for what takes longer than a second: a bar, or a line for each stage where nobody watches."""
    from time import monotonic

    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    bar = Progress(console=console, transient=True, disable=not (shown and console.is_terminal))
    task, begun, told = bar.add_task("", total=None), list[float](), set[str]()

    def advance(what: str, done: int, total: int) -> None:
        begun.append(monotonic())
        if not shown or begun[-1] - begun[0] < 1:
            return
        bar.start()
        bar.update(task, description=what, completed=done, total=total)
        if bar.disable and what not in told:
            told.add(what)
            terminal.tell(f"{what}: {total:,} …")

    try:
        yield advance
    finally:
        if console.is_terminal:
            bar.stop()
