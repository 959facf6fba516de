"""Editing in bulk: a part of the register taken out as a sheet, and dropped back."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from dialogs import sheets
from dialogs.registry import Turn, found
from documents.table import Table
from pledges.difference import Difference, Line
from pledges.sheet_cells import folded
from storage.db import Tx

DOOR = "sheet"
MEANWHILE = "{} was changed by somebody else after you were shown this, so its row was left alone."
Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """What came of it: what is new, under the names it has now; how many rows changed; why others were left alone."""

    new: tuple[str, ...] = ()
    changed: int = 0
    left: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A part of the register that an admin takes out as a sheet, edits, and drops back into the chat.

    A dropped file is told by its columns: it has one of `key`, and more of `columns` than any other sheet. `also` are
    other words for its name. `rows` gives each row with every column; a row's mark is made of all of them but
    `unmarked`. `difference` reads a table and changes nothing. It raises a UserError or an OperatorError where the
    table as a whole is wrong. `apply` writes lines of such a difference in one transaction, and leaves alone those
    whose mark is no longer that of the register.
    """

    name: str
    about: str
    key: tuple[str, ...]
    columns: tuple[str, ...]
    rows: Callable[[Tx, datetime], Awaitable[list[Cells]]]
    difference: Callable[[Tx, Table, datetime], Awaitable[Difference]]
    apply: Callable[[Turn, Sequence[Line]], Awaitable[Applied]]
    also: tuple[str, ...] = ()
    unmarked: tuple[str, ...] = ()

    def fits(self, header: Sequence[str]) -> int:
        """How many columns of a table are this sheet's; 0 for a table that lacks what tells its rows apart."""
        there = {folded(name) for name in header}
        mine = {folded(name) for name in self.columns}
        return len(there & mine) if there & {folded(name) for name in self.key} else 0


@cache
def known() -> Mapping[str, Sheet]:
    """The sheets there are, by name."""
    return found(Sheet, lambda sheet: sheet.name, sheets)
