"""Read the minutes of a meeting into the actions that they ask for."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from bot import terminal
from documents.papers import text_in, text_of
from pledges.deadlines import read_day
from pledges.errors import UserError
from pledges.minutes import Minutes, Proposal, read_minutes

app = typer.Typer()

NOTHING, UNREADABLE = 1, 2


@app.command()
def minutes(
    file: Annotated[
        str, typer.Argument(help="The paper: a text file, or “-” for what is piped in.", show_default=False)
    ],
    meeting_date: Annotated[str, typer.Option(help="The day of the meeting, if the paper does not say it.")] = "",
    committee: Annotated[str, typer.Option(help="The committee, if the paper does not say it.")] = "",
    as_json: terminal.AsJson = False,
) -> None:
    """Say which actions a paper asks for: by whom, until when, and why each was taken. Nothing is recorded.

    The exit code is 0 where there are some, 1 where there are none, and 2 where the paper cannot be read.

    For example:
      pledgekeeper minutes panel-october.txt
      pledgekeeper minutes panel-october.txt --meeting-date 2021-10-27 --json
      pbpaste | pledgekeeper minutes -
    """
    try:
        day = read_day(meeting_date) if meeting_date else None
        read = read_minutes(_text(file), held_on=day, committee=committee)
    except UserError as problem:
        typer.echo(str(problem), err=True)
        raise typer.Exit(UNREADABLE) from None
    if as_json:
        terminal.as_json(told(read))
    else:
        _say(read)
    if not read.actions and not read.earlier:
        raise typer.Exit(NOTHING)


def _text(file: str) -> str:
    return text_in(sys.stdin.buffer.read(), "what was piped in") if file == "-" else text_of(Path(file))


def told(read: Minutes) -> dict[str, Any]:
    """What was read, in the form that scripts rely on."""
    return {
        "meeting_date": read.page.held_on.isoformat() if read.page.held_on else None,
        "committee": read.page.committee or None,
        "actions": [_action(each) for each in read.actions],
        "earlier_actions": [{"text": each.text, "status_words": each.status_words} for each in read.earlier],
    }


def _action(proposal: Proposal) -> dict[str, Any]:
    return {
        "text": proposal.text,
        "owners": list(proposal.owners),
        "due": proposal.due.isoformat() if proposal.due else None,
        "due_words": proposal.due_words or None,
        "reference": proposal.reference or None,
        "kind": proposal.kind,
        "certain": proposal.certain,
        "why": proposal.why,
    }


def _say(read: Minutes) -> None:
    held = f"{read.page.held_on:%A} {read.page.held_on.day} {read.page.held_on:%B %Y}" if read.page.held_on else ""
    terminal.say(", ".join(filter(None, (read.page.committee or "A paper", held))))
    for title, certain in (("Actions", True), ("Promised in the text, not certain", False)):
        some = [each for each in read.actions if each.certain is certain]
        if some:
            terminal.say(f"\n{title} ({len(some)}):")
        for each in some:
            terminal.say(_line(each))
    if read.earlier:
        terminal.say(f"\nActions of earlier meetings ({len(read.earlier)}):")
    for old in read.earlier:
        terminal.say(f"- {old.text}" + (f" [{old.status_words}]" if old.status_words else ""))
    if not read.actions and not read.earlier:
        terminal.say("No actions were found.")


def _line(each: Proposal) -> str:
    due = f"{each.due_words} ({each.due.isoformat()})" if each.due else each.due_words or "no date"
    place = f"minute {each.reference}, " if each.reference else ""
    return f"- {each.text}\n    {', '.join(each.owners) or 'nobody named'}; {due}; {place}taken from “{each.why}”"
