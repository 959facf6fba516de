"""Read a deadline as papers write it."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from bot import terminal
from pledges.deadlines import read_day
from pledges.idioms import understand
from pledges.readings import Reading

app = typer.Typer()


@app.command()
def deadline(
    words: Annotated[str, typer.Argument(help="The deadline as written. “” is no deadline.", show_default=False)],
    on: Annotated[str, typer.Option(help="The day of the paper, such as 2021-10-27.", show_default=False)],
    next_meeting: Annotated[str, typer.Option(help="The day of the committee's next meeting.")] = "",
    as_json: terminal.AsJson = False,
) -> None:
    """Say what a deadline means: what kind it is, the day it is due, and the rule that says so.

    For example:
      pledgekeeper deadline "within 4 weeks" --on 2021-10-27
      pledgekeeper deadline "January / February 2024" --on 2023-11-22
      pledgekeeper deadline "next meeting" --on 2021-10-27 --next-meeting 2021-12-08 --json
    """
    reading = understand(words, read_day(on), read_day(next_meeting) if next_meeting else None)
    if as_json:
        terminal.as_json(_told(reading))
        return
    for name, value in _told(reading).items():
        terminal.say(f"{name}: {value or 'none'}")


def _told(reading: Reading) -> dict[str, str | None]:
    return {
        "kind": reading.kind.value,
        "due": _day(reading.due),
        "from": _day(reading.starts),
        "rule": reading.rule,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
