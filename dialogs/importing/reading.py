"""A table as the sheet of pledges: what each of its rows says."""

from __future__ import annotations

from collections.abc import Iterator

from dialogs.importing.comparing import BATCH, Progress
from documents.table import BEYOND, Table
from pledges.calendar import listed
from pledges.errors import OperatorError
from pledges.sheet import COLUMNS, Refusal, Row, column_of, read_row


def check_header(table: Table) -> None:
    """Raise OperatorError when a table is no sheet of pledges."""
    known = [name for name in map(column_of, table.header) if name]
    twice = [name for name in COLUMNS if known.count(name) > 1]
    if twice:
        raise OperatorError(f"Two columns of the sheet are “{twice[0]}”. Rename or remove one of them.")
    if "Title" not in known and "Reference" not in known:
        raise OperatorError(
            f"The sheet has no column “Title” or “Reference” in its first line. It can have these: {listed(COLUMNS)}."
        )


def readings_of(table: Table, progress: Progress) -> Iterator[Row | Refusal]:
    """Every row of the table, read, or why it cannot be."""
    for done, (line, cells) in enumerate(table.rows):
        if done % BATCH == 0:
            progress("Reading rows", done, len(table.rows))
        if BEYOND in cells:
            why = f"The row goes on beyond the last column, with “{cells[BEYOND][:40]}”. Is a comma in it not quoted?"
            yield Refusal(number=line, ref="", why=why)
        else:
            yield read_row(cells, line)
