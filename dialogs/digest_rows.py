"""A row of a digest: what it says about one pledge."""

from __future__ import annotations

from datetime import date

from microsoft_teams.cards import Column, ColumnSet

from dialogs import pieces
from pledges.calendar import counted, said_short
from pledges.digest import Line
from pledges.pledge import Publication
from pledges.slipping import slipped

HIDDEN = "A pledge that is not for publication"


def row(line: Line, day: date) -> ColumnSet:
    """One pledge as the digest of a day tells it."""
    hidden = line.publication is Publication.RESTRICTED
    title = HIDDEN if hidden else pieces.plain(line.title)
    note = f" – “{pieces.plain(line.note[:140])}”" if line.note and not hidden else ""
    last = f"{line.status.value}{note}" if line.note_on else "no word yet"
    last += " · impact not yet shown" if line.no_impact else ""
    return ColumnSet(
        columns=[
            Column(
                width="stretch",
                items=[
                    pieces.words(f"{line.ref} **{title}**"),
                    pieces.quiet(f"{pieces.plain(line.owner)} · {when(line, day)} · {last}"),
                ],
            )
        ],
        separator=True,
        spacing="Small",
    )


def when(line: Line, day: date) -> str:
    """When it was or is due, as the digest of a day tells it."""
    if line.due is None:
        return "no date"
    slip = slipped(line.due, line.original, line.extensions, day)
    first = f" ({slip})" if slip else ""
    late = f", {counted((day - line.due).days, 'day')} ago" if line.due < day else ""
    return f"due {said_short(line.due, day)}{late}{first}"
