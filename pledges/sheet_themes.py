"""The sheet of plans and themes: a row for each theme, with what is known, done and to do, and who champions it.

An empty champion leaves whoever champions it, and “nobody” takes them off. An empty text says that there is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pledges import sheet_reading
from pledges.difference import Edit
from pledges.errors import NotUnderstood
from pledges.guard import check
from pledges.plans import Role
from pledges.sheet_cells import TBC, day, folded, line

NOBODY = "nobody"
TEXTS = {"Known": "known", "Done": "done", "Still to do": "to_do"}
CHAMPIONS = {"Member champion": Role.MEMBER, "Officer champion": Role.OFFICER}
COLUMNS = ("Plan", "Number", "Theme", *TEXTS, *CHAMPIONS, "From")
UNMARKED = ("From",)  # it is only ever filled in

Cells = Mapping[str, str]


def _number(cell: str) -> str:
    if not cell.strip():
        return ""
    if not (cell.strip().isdecimal() and 0 < int(cell) < 1000):
        raise NotUnderstood("It can be 1, 2, 3 and so on.")
    return str(int(cell))


def _champion(cell: str) -> str:
    name = line(cell)
    return NOBODY if name and folded(name) in {*TBC, "vacant", NOBODY} else name


_READ: sheet_reading.Readers = {
    "Plan": line,
    "Number": _number,
    "Theme": line,
    **dict.fromkeys(TEXTS, check),
    **dict.fromkeys(CHAMPIONS, _champion),
    "From": day,
}


def read(cells: Cells) -> dict[str, str]:
    """What a row says, by the columns of the sheet. Raises NotUnderstood with a sentence for all that is wrong."""
    return sheet_reading.read(cells, _READ, needed=("Plan", "Theme"))


def unread(header: Iterable[str]) -> list[str]:
    """The columns that the sheet does not have."""
    return sheet_reading.unread(header, _READ)


def edits(said: Cells, now: Cells) -> Iterator[Edit]:
    """What a row changes of a theme as it stands; for a new one, which stands nowhere yet, what it says of it."""
    for name in TEXTS:
        if name in said and said[name].split() != now.get(name, "").split():
            yield Edit(column=name, before=now.get(name, ""), after=said[name])
    when = f" from {said['From']}" if said.get("From") else ""
    for name in CHAMPIONS:
        who, before = said.get(name, ""), now.get(name, NOBODY)
        if who and folded(who) != folded(before):
            yield Edit(column=name, before=before, after=f"{who}{when}")
