"""How the commands speak to whoever runs them: results on stdout, everything else on stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, is_dataclass
from typing import Annotated, Any

import typer

At = Annotated[str, typer.Option("--at", metavar="TIME", help="As it would be at this time, instead of now.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]

_WIDE = 2_000  # characters: into a file or a pipe nothing is folded


def say(text: str) -> None:
    """Print a line of the result as it is: nothing in it is markup."""
    typer.echo(text)


def tell(text: str) -> None:
    """Print a line that is not part of the result."""
    typer.echo(text, err=True)


def as_json(value: Any) -> None:
    """Print a value, dataclasses in it too."""
    typer.echo(json.dumps(value, default=_plain, ensure_ascii=False, indent=2))


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table. Into a file or a pipe it is as wide as it has to be, for `grep` and its like."""
    from rich.console import Console  # not before it is needed: it takes memory that the running bot can do without
    from rich.table import Table

    drawn = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        drawn.add_column(column, overflow="fold")
    for row in rows:
        drawn.add_row(*row)
    console = Console(markup=False, highlight=False, width=None if sys.stdout.isatty() else _WIDE)
    with console.capture() as printed:
        console.print(drawn, width=min(console.measure(drawn).maximum, console.width))
    for line in printed.get().splitlines():
        typer.echo(line.rstrip())


def panel(title: str, lines: Iterable[str]) -> None:
    """Print lines that are to be seen, in a frame where somebody looks."""
    from rich.console import Console
    from rich.panel import Panel
    from rich.text import Text

    if sys.stdout.isatty():
        Console().print(Panel.fit(Text("\n".join(lines)), title=title, padding=(1, 2)))
    else:
        typer.echo("\n".join(lines))


@contextmanager
def busy(what: str) -> Iterator[None]:
    """Say what takes a while, for as long as it does."""
    if not sys.stderr.isatty():
        tell(f"{what} …")
        yield
        return
    from rich.console import Console

    with Console(stderr=True, markup=False, highlight=False).status(f"{what} …"):
        yield


@contextmanager
def progress(what: str, total: int, *, shown: bool = True) -> Iterator[Callable[[int], None]]:
    """A bar on stderr, moved by how much is done; nothing where nobody watches."""
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not (shown and console.is_terminal)) as bar:
        task = bar.add_task(what, total=total)
        yield lambda done: bar.update(task, completed=done)


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    return sorted(value) if isinstance(value, frozenset) else str(value)
