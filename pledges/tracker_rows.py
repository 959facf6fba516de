"""One row of a stranger's tracker: its action's words, owners, deadline, and whether it is finished with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pledges import guard, tracker_dates, tracker_status
from pledges.errors import PersonalDetails
from pledges.tracker_dates import Due
from pledges.tracker_day_forms import days_in
from pledges.tracker_mapping import Cells, Places
from pledges.tracker_owners import owners_in, owners_of_text, without_contacts
from pledges.tracker_roles import Role

LONGEST = 20_000  # of a cell: what is beyond is left out
GUARDED = 900


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What a row of a tracker promises. `row` counts from 0 as csv.reader does, `sheet` is its sheet's name.

    `due_words`, `status` and `reference` are as written. `original` is the first date where it was put off. `refused`
    says why it cannot be taken; `why` says what was not plain about it.
    """

    row: int
    text: str
    sheet: str = ""
    title: str = ""
    owners: tuple[str, ...] = ()
    due: date | None = None
    original: date | None = None
    due_words: str = ""
    status: str = ""
    closed: bool = False
    reference: str = ""
    notes: str = ""
    why: str = ""
    refused: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What a row may need to know of its table and of what stands above it.

    `key` is the council's own, `on` the day from which months count, `near` a day of the paper's own time, `over` what
    the section says of its rows, `lone` the owners that other rows name alone.
    """

    names: Cells
    places: Places
    key: Mapping[str, bool]
    lone: frozenset[str] = frozenset()
    days_first: bool = False
    on: date | None = None
    near: date | None = None
    over: bool | None = None
    owner: str = ""


def cell_of(cells: Cells, places: Places, role: Role) -> str:
    """The first cell of a role that says something."""
    return next((cells[at].strip() for at in places.get(role, ()) if at < len(cells) and cells[at].strip()), "")


def read_row(row: int, cells: Cells, context: Context, sheet: str = "") -> Row:
    """Read a row that was found to be an action."""
    places = context.places
    title = cell_of(cells, places, Role.TITLE)
    text = cell_of(cells, places, Role.TEXT)
    why = [] if text else ["It has no words of an action, so its heading is taken."]
    words = without_contacts((text or title)[:LONGEST])
    status, closed, said = _ending(cells, context)
    due = _due(cells, words, context, closed=closed)
    owners, read = _owners(cells, words, context)
    found = Row(
        row=row,
        sheet=sheet,
        text=words,
        title=title,
        owners=owners,
        due=due.due,
        original=due.original,
        due_words=due.words,
        status=status,
        closed=closed,
        reference=cell_of(cells, places, Role.REFERENCE),
        notes=cell_of(cells, places, Role.NOTES)[:LONGEST],
        why=" ".join(filter(None, (*why, read, said))),
    )
    return _guarded(found)


def _guarded(row: Row) -> Row:
    """A row with what looks like a person's details is refused, and its words go no further."""
    try:
        for begin in range(0, len(row.text), GUARDED):
            guard.check(row.text[begin : begin + GUARDED])
    except PersonalDetails as error:
        why = f"It holds what looks like personal details ({'; '.join(error.masked)}), which are never kept."
        return Row(
            row=row.row, sheet=row.sheet, text="", reference=row.reference, closed=row.closed, why=why, refused=True
        )
    return row


def _ending(cells: Cells, context: Context) -> tuple[str, bool, str]:
    """The status as written, whether the row is over, and what else than its status says so."""
    status, places = cell_of(cells, context.places, Role.STATUS), context.places
    by_status = tracker_status.ended(status, context.key, _name(cells, context, Role.STATUS)) if status else None
    if by_status is not None:
        return status, by_status, ""
    noted, over = tracker_status.from_notes(cell_of(cells, places, Role.NOTES))
    if over:
        return status or noted, True, f"It is over by its notes: “{noted}”."
    if days_in(cell_of(cells, places, Role.DONE_ON)):
        return status, True, "It has a day on which it was done."
    if by_due := tracker_status.ended(cell_of(cells, places, Role.DUE), context.key):
        return status or cell_of(cells, places, Role.DUE), by_due, "It is over by its deadline's words."
    if context.over and not noted:
        return status, True, "It stands among those that are closed."
    return status or noted, False, ""


def _name(cells: Cells, context: Context, role: Role) -> str:
    """The name of the column that `cell_of` reads."""
    at = next((at for at in context.places.get(role, ()) if at < len(cells) and cells[at].strip()), None)
    return context.names[at] if at is not None else ""


def _due(cells: Cells, text: str, context: Context, *, closed: bool) -> Due:
    """The revised date counts, and the first is kept; without a column for it, the date that the words set."""
    said = [cell_of(cells, context.places, role) for role in (Role.REVISED, Role.DUE, Role.ORIGINAL)]
    read = [
        tracker_dates.read(cell, context.on, context.near, days_first=context.days_first, over=closed)
        for cell in (map(tracker_dates.only_days, said) if _shared(context) else said)
    ]
    best = next((due for due in read if due.due), next((due for due in read if due.words), None))
    if best is None:
        return tracker_dates.by_text(text)
    earliest = next((due.original or due.due for due in reversed(read) if due.due), None)
    return Due(words=best.words, due=best.due, original=earliest if earliest != best.due else None)


def _shared(context: Context) -> bool:
    """Whether one column holds both who and when."""
    return bool(set(context.places.get(Role.OWNER, ())) & set(context.places.get(Role.DUE, ())))


def _owners(cells: Cells, text: str, context: Context) -> tuple[tuple[str, ...], str]:
    """The owners, and where they were read if no column names them."""
    cell = cell_of(cells, context.places, Role.OWNER)
    cell = tracker_dates.without_days(cell) if _shared(context) else cell
    if owners := owners_in(cell, context.lone):
        return owners, ""
    if context.places.get(Role.OWNER) and context.owner:
        return owners_in(context.owner), "Its owner is that of its section."
    if owners := owners_of_text(text):
        return owners, "Its owner is read from its words."
    return owners_in(context.owner), "Its owner is that of its section." if context.owner else ""
