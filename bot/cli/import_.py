"""Bring a sheet into the register."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot import terminal
from pledges.calendar import counted

if TYPE_CHECKING:
    from bot.importing import Report
    from documents.table import Table
    from pledges.sheet import Outcome
    from pledges.tracker_rows import Row
    from pledges.trackers import Tracker

app = typer.Typer()


@app.command("import")
def import_(
    file: Annotated[
        Path,
        typer.Argument(
            help="A sheet of the register, or with --dry-run any tracker: .csv or .xlsx.", show_default=False
        ),
    ],
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

    The same sheet twice changes nothing, and what an owner has answered since is never overwritten. Anybody else's
    tracker (an action log, a plan) is read with --dry-run, without a register too; what it proposes is reviewed in the
    chat. The exit code is 1 when a row was refused, the others being in the register all the same, or when nothing was
    found; 2 when the file cannot be read. In JSON rows count from 0.

    For example:
      pledgekeeper import examples/register.csv --dry-run
      pledgekeeper import examples/register.csv
      pledgekeeper import action-log.xlsx --dry-run --json
    """
    tracker = _readable(file)
    if tracker is not None and (dry_run or tracker.rows):
        _propose(file, tracker, dry_run=dry_run, as_json=as_json)
        return
    with _progress(shown=not as_json) as advance:
        how = {"dry_run": dry_run, "new_directorates": new_directorates, "not_live": not_live}
        table, report = asyncio.run(_import(file, advance, **how))
    if as_json:
        terminal.as_json(_told(file, table, report))
    else:
        _print(report)
    if report.counts["refused"]:
        raise typer.Exit(1)


def _readable(file: Path) -> Tracker | None:
    """The tracker in a file, None for a sheet of the register; where it cannot be read, the end, with code 2."""
    from bot.tracking import tracker_of
    from pledges.errors import OperatorError, UserError

    try:
        return tracker_of(file)
    except (OperatorError, UserError) as error:
        terminal.tell(str(error))
        raise typer.Exit(2) from None


def _propose(file: Path, tracker: Tracker, *, dry_run: bool, as_json: bool) -> None:
    """Say what a stranger's tracker would bring. Nothing is written."""
    from bot.tracking import IN_THE_CHAT, compared, told
    from pledges.errors import OperatorError

    if not dry_run:
        raise OperatorError(IN_THE_CHAT.format(name=file.name, count=counted(len(tracker.rows), "action")))
    outcomes = asyncio.run(compared(tracker))
    if as_json:
        terminal.as_json(told(tracker, outcomes))
    elif outcomes:
        _print_proposals(tracker, outcomes)
    if not outcomes:
        terminal.tell(f"{file.name} holds no actions that I can find: no table with actions, and owners or dates.")
        raise typer.Exit(1)


def _print_proposals(tracker: Tracker, outcomes: Sequence[tuple[Row, Outcome]]) -> None:
    """Rows are numbered as a spreadsheet shows them."""
    cells = [
        (
            " ".join(filter(None, (row.sheet, str(row.row + 1)))),
            outcome.what.value,
            "closed" if row.closed else "open",
            row.due.isoformat() if row.due else row.due_words,
            ", ".join(row.owners),
            row.text or outcome.why,
        )
        for row, outcome in outcomes
    ]
    terminal.table(("Row", "Outcome", "Is", "Due", "Owners", "Action"), cells)
    for role, names in tracker.mapping.to_dict().items():
        terminal.tell(f"{role}: {', '.join(names)}")
    closed = sum(row.closed for row, _ in outcomes)
    terminal.say(f"{counted(len(outcomes), 'action')}, {closed:,} of them closed. Nothing was written.")


async def _import(file: Path, advance: Callable[[str, int, int], None], **how: bool) -> tuple[Table, Report]:
    import os

    from bot.clock import utc_now
    from bot.importing import bring_in
    from bot.opening import register
    from bot.settings import Settings
    from documents import rows

    table, now = rows.read(file), utc_now()
    async with register(Settings.read(os.environ), now) as db:
        return table, await bring_in(db, table, now, progress=advance, **how)


def _print(report: Report) -> None:
    rows = [(str(r.line), r.ref, r.what.value, r.why or ", ".join(r.fields) or r.title) for r in report.results]
    if rows:
        terminal.table(("Line", "Reference", "Outcome", "What"), rows)
    for warning in report.warnings:
        terminal.tell(warning)
    for line in report.near:
        terminal.say(line)
    terminal.say(report.summary)


def _told(file: Path, table: Table, report: Report) -> dict[str, object]:
    """What is told of a tracker, and what only the register's own sheet has besides."""
    from bot.tracking import told_of_ours

    told = told_of_ours(file, table, report)
    besides = {"warnings": list(report.warnings), "near": list(report.near)}
    return told | besides | {"counts": report.counts, "summary": report.summary}


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
