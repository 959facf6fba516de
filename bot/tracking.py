"""What a file would bring, row by row, before anything is written: the register's own sheet or a stranger's tracker."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from documents import sheets
from pledges.errors import OperatorError
from pledges.pledge import Pledge, Status
from pledges.sheet import Outcome, column_of
from pledges.sheet_cells import split
from pledges.tracker_compare import Register, is_the_registers
from pledges.tracker_rows import Row
from pledges.tracker_tables import Sheet
from pledges.trackers import Tracker, read

if TYPE_CHECKING:
    from bot.importing import Report
    from dialogs.importing.comparing import Result
    from documents.table import Table

Told: TypeAlias = dict[str, object]
OURS = {"reference": "Reference", "text": "Title", "owner": "Lead post", "due": "Deadline", "status": "Status"}
CLOSED = frozenset({Status.DONE, Status.CLOSED, Status.WITHDRAWN})
IN_THE_CHAT = (
    "{name} is not the register's own sheet, so nothing was written. It reads as a tracker with {count}: review what "
    "it proposes with “minutes” in the chat with the bot, or see it here with --dry-run."
)


def tracker_of(path: Path) -> Tracker | None:
    """The tracker in a file; None where it is the register's own sheet. Raises OperatorError when it cannot be read."""
    found = sheets.read(path)
    if any(is_the_registers(header) for header in _first(found)):
        return None
    return read(found, path.name)


async def compared(tracker: Tracker) -> list[tuple[Row, Outcome]]:
    """Each row with what it would be; where no register is at hand, all of them are new."""
    register = Register(await _at_hand())
    return [(row, register.outcome(row)) for row in tracker.rows]


def told(tracker: Tracker, outcomes: Sequence[tuple[Row, Outcome]]) -> Told:
    """As data: rows count from 0, as csv.reader does."""
    columns = {role: names if len(names) > 1 else names[0] for role, names in tracker.mapping.to_dict().items()}
    return {
        "header_row": tracker.header,
        "columns": columns,
        "rows": [_row(row, outcome) for row, outcome in outcomes],
    }


def told_of_ours(path: Path, table: Table, report: Report) -> Told:
    """The register's own sheet in the same form."""
    sheet = next(iter(sheets.read(path)))
    places = [at for at, cells in enumerate(sheet.rows) if any(cell.strip() for cell in cells)]
    names = {column_of(name): name for name in table.header}
    lines = zip(places[1:], table.rows, report.results, strict=True)
    return {
        "header_row": places[0],
        "columns": {key: names[column] for key, column in OURS.items() if column in names},
        "rows": [_our_row(at, cells, result) for at, (_, cells), result in lines],
    }


def _row(row: Row, outcome: Outcome) -> Told:
    found: Told = {
        "row": row.row,
        "outcome": outcome.what.value,
        "why": outcome.why,
        "text": row.text,
        "owners": list(row.owners),
        "due": row.due.isoformat() if row.due else None,
        "due_words": row.due_words,
        "status": row.status,
        "closed": row.closed,
        "reference": row.reference or None,
    }
    return found | ({"sheet": row.sheet} if row.sheet else {})


def _our_row(at: int, cells: Mapping[str, str], result: Result) -> Told:
    said = {column: cell.strip() for name, cell in cells.items() if (column := column_of(name))}
    return {
        "row": at,
        "outcome": result.what.value,
        "why": result.why,
        "text": said.get("Title", ""),
        "owners": [*filter(None, [said.get("Lead post")]), *split(said.get("Supporting", ""))],
        "due": said.get("Deadline") or None,
        "due_words": said.get("Deadline as written", ""),
        "status": said.get("Status", ""),
        "closed": said.get("Status", "").lower() in CLOSED,
        "reference": result.ref or None,
        "line": result.line,
        "title": result.title,
        "fields": result.fields,
    }


def _first(found: Sequence[Sheet]) -> list[Sequence[str]]:
    """The first line that says something, of the first sheet."""
    return [cells for cells in (found[0].rows if found else ()) if any(cell.strip() for cell in cells)][:1]


async def _at_hand() -> list[Pledge]:
    """The pledges of the register, if there is one that can be opened."""
    import os

    from bot.clock import utc_now
    from bot.opening import is_there, register
    from bot.settings import Settings

    try:
        settings = Settings.read(os.environ)
        if not is_there(settings):
            return []
        async with register(settings, utc_now()) as db, db.read() as tx:
            return [pledge async for pledge in tx.register.all()]
    except OperatorError:  # without settings or a database a tracker is read all the same
        return []
