"""The rows of a digest: one pledge in two lines, and a section of them with the rest behind a button."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from microsoft_teams.cards import CardElement, Column, ColumnSet, Container, TextBlock

from dialogs import pieces
from pledges.calendar import counted, said_short
from pledges.digest_pages import ROWS, Section
from pledges.figures import Line, Week
from pledges.pledge import Publication
from pledges.slipping import slipped

_EIGHTHS = "▁▂▃▄▅▆▇█"
HIDDEN = "A pledge that is not for publication"
NAMES = {
    "newly": "Newly late",
    "forecast": "Will not make it, as its owner says",
    "still": "Still late, the longest first",
    "waiting": "Waiting for a decision",
    "done": "Done, thank you",
    "soon": "Due in the next fortnight",
    "unowned": "Owner to be confirmed",
    "helping": "Helping with, counted where it is led",
}


def section(shown: Section, day: date) -> list[CardElement]:
    """A part of a digest: ROWS of its rows, the others where a press opens them, and how many are shown nowhere."""
    rows = [row(line, day) for line in shown.lines]
    name = NAMES[shown.kind] + (", continued" if shown.begun else "")
    elements: list[CardElement] = [pieces.heading(name, shown.count), *rows[:ROWS]]
    if rest := rows[ROWS:]:
        target = f"rest.{shown.kind}"
        elements += [pieces.buttons(pieces.opens(f"Show the other {len(rest)}", target)), pieces.hidden(target, *rest)]
    if shown.left:
        elements.append(pieces.quiet(f"And {shown.left:,} more, which have no room here: an admin can type “list”."))
    return elements


def row(line: Line, day: date) -> Container:
    """One pledge: what it is; whose, since when it is late, and the last word on it. Restricted ones say nothing."""
    hidden = line.publication is Publication.RESTRICTED
    title = HIDDEN if hidden else pieces.plain(line.title)
    told = (pieces.plain(line.owner), when(line, day), _decides(line), _last_word(line, hidden=hidden))
    return pieces.block(
        pieces.words(f"{line.ref} **{title}**"), pieces.quiet(" · ".join(filter(None, told))), line=True, tight=True
    )


def _decides(line: Line) -> str:
    return f"waits for {pieces.plain(line.waits_for)}" if line.waits_for else ""


def _last_word(line: Line, *, hidden: bool) -> str:
    note = f" – “{pieces.plain(line.note)}”" if line.note and not hidden else ""
    last = f"{line.status.value}{note}" if line.note_on else "no word yet"
    return last + (" · impact not yet shown" if line.no_impact else "")


def when(line: Line, day: date) -> str:
    """Due Friday 20 November, 10 days ago (1st extension, +7 days, first due Friday 13 November)."""
    if line.due is None:
        return "no date"
    slip = slipped(line.due, line.original, line.extensions, day)
    first = f" ({slip})" if slip else ""
    late = f", {counted((day - line.due).days, 'day')} ago" if line.due < day else ""
    return f"due {said_short(line.due, day)}{late}{first}"


def trend(weeks: Sequence[Week]) -> list[CardElement]:
    """How many were late in each week, as a row of bars with their numbers; nothing before there are two weeks."""
    if len(weeks) < 2:
        return []
    bars = _bars([(_monday(week.week), week.late) for week in weeks])
    return [pieces.quiet("Late, week by week"), bars]


def _monday(week: str) -> str:
    """The Monday of "2026-W49", as 30/11."""
    monday = date.fromisocalendar(int(week[:4]), int(week[6:]), 1)
    return f"{monday.day}/{monday.month}"


def _bars(counts: Sequence[tuple[str, int]]) -> ColumnSet:
    """A bar over each count and its name, side by side. They are letters, which every client draws alike."""
    most = max((count for _, count in counts), default=0)
    columns = [
        Column(
            width="stretch",
            spacing="None",
            items=[
                TextBlock(text=_height(count, most), color="Accent", size="Large", horizontal_alignment="Center"),
                TextBlock(text=f"{count:,}", weight="Bolder", spacing="None", horizontal_alignment="Center"),
                TextBlock(text=name, size="Small", spacing="None", horizontal_alignment="Center"),
            ],
        )
        for name, count in counts
    ]
    return ColumnSet(columns=columns, spacing="Small")


def _height(count: int, most: int) -> str:
    """Eight heights, the full one for the most; the least that is drawn for anything above nothing."""
    return _EIGHTHS[-(-8 * count // most) - 1] * 2 if count else "\u00a0"
