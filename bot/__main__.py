"""The command `pledgekeeper`."""

from __future__ import annotations

import asyncio
import importlib
import os
import pkgutil
import sys
from collections.abc import Sequence

import typer

import bot.cli
from pledges.errors import OperatorError, UserError

_INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command, by default that of the command line, and exit.

    What stands in its way is one sentence on stderr, and the exit code is 1; for misuse it is 2.
    """
    try:
        command_line()(arguments, prog_name="pledgekeeper")
    except (OperatorError, UserError) as error:
        typer.echo(str(error), err=True)
        sys.exit(1)
    except (KeyboardInterrupt, asyncio.CancelledError):
        sys.stderr.flush()
        os._exit(_INTERRUPTED)  # the second Ctrl-C: wait for no thread


def command_line() -> typer.Typer:
    """Every command of bot.cli: adding one touches one file."""
    root = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
    root.callback()(_pledgekeeper)
    for info in pkgutil.iter_modules(bot.cli.__path__):
        root.add_typer(importlib.import_module(f"{bot.cli.__name__}.{info.name}").app)
    return root


def _pledgekeeper() -> None:
    """Keeps a council's corporate parenting pledges, and asks their owners in Microsoft Teams before deadlines.

    Settings are environment variables: the README has the table. What owners and admins do, they do in Teams.
    """


if __name__ == "__main__":
    main()
