"""Strangers' trackers: action logs, plans and recommendation trackers in any council's layout, read into rows.

Nothing is guessed silently: a row says what was not plain about it, and the mapping says which column was read as what.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from statistics import median

from pledges.errors import UserError
from pledges.tracker_dates import anchor, names_days_of_months
from pledges.tracker_day_forms import days_in
from pledges.tracker_mapping import Cells, ColumnMapping, named, places_of
from pledges.tracker_roles import Role, plain
from pledges.tracker_rows import Context, Row, cell_of, read_row
from pledges.tracker_status import meaning
from pledges.tracker_tables import Sheet, Table, begins_key, filled, is_aside, is_section, tables_of

MOST_ROWS, TITLES, LONE = 50_000, 12, 3
_OVER = re.compile(r"\b(?:complete[d]?|closed|discharged|archived?|finished|historic)\b", re.IGNORECASE)
_OPEN = re.compile(r"\b(?:open|outstanding|current|live|ongoing|active|new|in progress|not)\b", re.IGNORECASE)
_NOTED = re.compile(
    r"^\W*(?:noted|to note|for noting|for information|none|no (?:further )?actions?|nil)\b", re.IGNORECASE
)
_OWNER = re.compile(r"^\W*(?:lead|owner|responsible|accountable)[^:]{0,30}:\s*(?P<who>.+)$", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracker:
    """What a file holds: the header of its first table, as rows count, its columns, and its actions in order."""

    header: int | None
    mapping: ColumnMapping
    rows: tuple[Row, ...]
    key: dict[str, bool]


def read(sheets: Sequence[Sheet], name: str = "", mapping: ColumnMapping | None = None) -> Tracker:
    """Read a tracker. `name` is that of its file, whose date counts like a title's.

    With `mapping` columns are for what it says, wherever a table has any of them. Raises UserError for more than 50,000
    rows; a file without actions has no rows.
    """
    if sum(len(sheet.rows) for sheet in sheets) > MOST_ROWS:
        raise UserError(f"The file has more than {MOST_ROWS:,} rows. Split it into smaller files.")
    known = frozenset(plain(name) for names in (mapping.roles.values() if mapping else ()) for name in names)
    found = [(sheet, table, _context(sheet, table, mapping)) for sheet in sheets for table in tables_of(sheet, known)]
    found = [each for each in found if _is_tracker(each[1], each[2])]
    key = _key(sheets, found)
    several = len({id(sheet) for sheet, _, _ in found}) > 1
    rows = [
        row
        for sheet, table, context in found
        for row in _rows(sheet, table, replace(context, key=key, near=_near(sheet, table, name)), several=several)
    ]
    first = found[0] if found else None
    columns = named(first[2].places, first[2].names) if first else ColumnMapping({})
    return Tracker(header=first[1].header if first else None, mapping=columns, rows=tuple(rows), key=key)


def _context(sheet: Sheet, table: Table, mapping: ColumnMapping | None) -> Context:
    body = [row for row in sheet.rows[table.first : table.last] if not is_aside(row)]
    places = (mapping.places(table.names) if mapping else {}) or places_of(table.names, body)
    owners = [cell_of(row, places, Role.OWNER) for row in body]
    dues = [cell_of(row, {Role.DUE: (at,)}, Role.DUE) for row in body for at in places.get(Role.DUE, ())]
    lone = frozenset(owner for owner in owners if owner and len(owner.split()) <= LONE)
    return Context(names=table.names, places=places, key={}, lone=lone, days_first=names_days_of_months(dues))


def _is_tracker(table: Table, context: Context) -> bool:
    """A table without a header must show by what stands in it that it is one."""
    telling = {Role.OWNER, Role.DUE, Role.STATUS, Role.NOTES, Role.REVISED} & context.places.keys()
    return Role.TEXT in context.places and (bool(telling) if table.header is not None else len(telling) > 1)


def _key(sheets: Sequence[Sheet], found: Sequence[tuple[Sheet, Table, Context]]) -> dict[str, bool]:
    """What the council's colours mean: said above, beside or below a table, in a header, or on a sheet of its own."""
    lines = ["\t".join(filter(None, map(str.strip, row))) for sheet, row in _unread(sheets, found)]
    beside = [
        "\t".join(cells[at] for at in range(len(cells)) if cells[at].strip() and at not in used)
        for sheet, table, context in found
        for used in [{at for columns in context.places.values() for at in columns}]
        for cells in sheet.rows[table.first : table.last]
    ]
    headers = [name for _, _, context in found for name in context.names]
    return meaning([*headers, *lines, *beside])


def _unread(sheets: Sequence[Sheet], found: Sequence[tuple[Sheet, Table, Context]]) -> Iterator[tuple[Sheet, Cells]]:
    """The rows outside of tables, and those within that are no actions."""
    for sheet in sheets:
        mine = [table for other, table, _ in found if other is sheet]
        inside = {at for table in mine for at in range(table.first, table.last)}
        keyed = False
        for at, row in enumerate(sheet.rows):
            keyed = (keyed or begins_key(row)) and not any(at == table.header for table in mine)
            if at not in inside or keyed or is_aside(row) or len(filled(row)) == 1:
                yield sheet, row


def _near(sheet: Sheet, table: Table, name: str) -> date | None:
    """The day of the paper: in its titles, its sheet's or its file's name, or a column's."""
    top = sheet.rows[: min(table.header or 0, TITLES)]
    return anchor([*(cell for row in top for cell in row if cell.strip()), sheet.name, name, *table.names])


def _rows(sheet: Sheet, table: Table, context: Context, *, several: bool) -> Iterator[Row]:
    """The actions of a table, each with what the cells above it leave unsaid."""
    text = context.places[Role.TEXT][0]
    body = range(table.first, table.last)
    usual = median([count for at in body if (count := len(filled(sheet.rows[at]))) > 1] or [0])
    base = _titled(sheet, table, context)
    dated = _dated(sheet, body, context)
    above: Cells = ()
    now = base
    for at in body:
        cells = sheet.rows[at]
        if begins_key(cells):
            return
        if is_aside(cells):
            continue
        if is_section(cells, text, usual) or _heads(sheet, at, context):
            now, above = _under(base, cells), ()
            continue
        above = _carried(_coloured(sheet, at, context), above, context, at, sheet.merged)
        if _is_action(sheet, at, cells, context):
            yield read_row(at, above, _at(now, above, at, dated), sheet.name if several else "")


def _heads(sheet: Sheet, at: int, context: Context) -> bool:
    """Whether a row names what those below it belong to: 1, with 1.1 and 1.2 below, and neither a date nor a state."""
    reference = _told_in(sheet, at, context, Role.REFERENCE).rstrip(".")
    if not reference or _told_in(sheet, at, context, Role.DUE) or _told_in(sheet, at, context, Role.STATUS):
        return False
    below = next((row for row in range(at + 1, len(sheet.rows)) if filled(sheet.rows[row])), None)
    return below is not None and _told_in(sheet, below, context, Role.REFERENCE).startswith(f"{reference}.")


def _told_in(sheet: Sheet, at: int, context: Context, role: Role) -> str:
    """What the cells of a row say in the columns of a role."""
    cells = sheet.rows[at]
    return " ".join(cells[place].strip() for place in context.places.get(role, ()) if place < len(cells)).strip()


def _titled(sheet: Sheet, table: Table, context: Context) -> Context:
    """What the sheet's name, the header and the line above it say of all rows."""
    over = _over(f"{sheet.name} {table.names[context.places[Role.TEXT][0]]}")
    start = max((table.header or 0) - 2, 0)
    lines = (_said(row) for row in sheet.rows[start : table.header or 0])
    owners = [found["who"] for line in lines if (found := _OWNER.match(line))]
    above = _over(_said(sheet.rows[table.header - 1])) if table.header else None
    return replace(context, over=over or above, owner=owners[-1] if owners else "")


def _said(cells: Cells) -> str:
    return " ".join(cells[at].strip() for at in filled(cells))[:200]


def _over(words: str) -> bool | None:
    """What a heading or the name of a sheet says of the rows below it."""
    return None if not _OVER.search(words) or _OPEN.search(words) else True


def _under(base: Context, cells: Cells) -> Context:
    """What a section's heading says of its rows: that they are over, their meeting's day, their owner."""
    said = _said(cells)
    owner, days = _OWNER.match(said), [day.date for day in days_in(said) if day.date]
    over = False if _OPEN.search(said) else _over(said)
    return replace(
        base,
        over=base.over if over is None else over,
        on=days[0] if len(days) == 1 and re.search(r"meeting|raised|agreed|from", said, re.IGNORECASE) else None,
        owner=owner["who"] if owner else "",
    )


def _coloured(sheet: Sheet, row: int, context: Context) -> Cells:
    """A row whose empty status is told by a colour alone."""
    found = {at: sheet.colours.get((row, at), "") for at in context.places.get(Role.STATUS, ())}
    cells = sheet.rows[row]
    if not any(found.values()):
        return cells
    full = [*cells, *[""] * (len(context.names) - len(cells))]
    return [cell if cell.strip() else found.get(at, "") for at, cell in enumerate(full)]


def _carried(cells: Cells, above: Cells, context: Context, row: int, merged: frozenset[tuple[int, int]]) -> Cells:
    """The row with its parents.

    These are cells merged with those above, titles that are left out, and all left of the action where all of it is
    left out.
    """
    text = context.places[Role.TEXT][0]
    width = len(context.names)
    full = [*cells, *[""] * (width - len(cells))][: max(width, len(cells))]
    left = not any(cell.strip() for cell in full[:text])
    parents = {at for role in (Role.TITLE, Role.COMMITTEE, Role.SOURCE_DATE) for at in context.places.get(role, ())}
    return [
        above[at]
        if not cell.strip() and at < len(above) and ((row, at) in merged or (at < text and (left or at in parents)))
        else cell
        for at, cell in enumerate(full)
    ]


def _is_action(sheet: Sheet, row: int, cells: Cells, context: Context) -> bool:
    """Whether a row has words of its own. A heading alone counts where something is said of it and nothing follows."""
    own = cell_of(cells, context.places, Role.TEXT)
    if own:
        noted = _NOTED.match(own) and not cell_of(cells, context.places, Role.OWNER)
        return any(map(str.isalpha, own)) and len(own) > 2 and not noted
    title = cell_of(cells, context.places, Role.TITLE)
    said = [role for role in (Role.OWNER, Role.DUE, Role.STATUS, Role.NOTES) if cell_of(cells, context.places, role)]
    below = sheet.rows[row + 1] if row + 1 < len(sheet.rows) else ()
    parent = bool(cell_of(below, context.places, Role.TEXT)) and not cell_of(below, context.places, Role.TITLE)
    covered = any((row, at) in sheet.merged for at in context.places[Role.TEXT])
    return bool(title and said) and not parent and not covered


def _at(now: Context, cells: Cells, row: int, dated: Sequence[tuple[int, date]]) -> Context:
    """With the day from which this row's months count: its meeting's, else the paper's, else its neighbours'."""
    own = [cell_of(cells, now.places, role) for role in (Role.SOURCE_DATE, Role.REFERENCE)]
    days = [day.date for cell in own for day in days_in(cell[:60]) if day.date and _is_whole(cell, day.start, day.end)]
    after = bisect_left(dated, (row, date.min))
    beside = dated[max(after - 1, 0) : after + 1]
    neighbour = min(beside, key=lambda each: abs(each[0] - row), default=None)
    return replace(now, on=days[0] if days else now.on, near=now.near or (neighbour[1] if neighbour else None))


def _is_whole(cell: str, start: int, end: int) -> bool:
    """A day that is most of a cell; “SR (24/25) 03” is a reference and no day."""
    return end - start >= 0.6 * len(cell.strip())


def _dated(sheet: Sheet, rows: Iterable[int], context: Context) -> list[tuple[int, date]]:
    """The rows whose deadline says its year."""
    columns = [at for role in (Role.DUE, Role.REVISED, Role.ORIGINAL) for at in context.places.get(role, ())]
    found = ((row, day.date) for row in rows for at in columns for day in days_in(_cell(sheet.rows[row], at)))
    return [(row, day) for row, day in found if day]


def _cell(cells: Cells, at: int) -> str:
    return cells[at] if at < len(cells) else ""
