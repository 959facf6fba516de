"""What a sheet that was edited would change: row by row, before anything is changed."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pledges.sheet import What

MARK = "Mark"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One cell that says something else than the register."""

    column: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row: its line in the file, what it is about, and what becomes of it.

    `cells` are what is written when it is applied, and `mark` is the mark of what it would be written over.
    """

    number: int
    what: What
    about: str = ""
    title: str = ""
    cells: Mapping[str, str] = field(default_factory=dict)
    changes: tuple[Edit, ...] = ()
    mark: str = ""
    why: str = ""

    @property
    def applies(self) -> bool:
        return self.what in (What.NEW, What.CHANGED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Every row of a sheet, and what is to be said of the sheet as a whole."""

    lines: tuple[Line, ...]
    warnings: tuple[str, ...] = ()

    @property
    def summary(self) -> str:
        """3 new, 5 changed, 40 unchanged, 2 refused."""
        counts = Counter(line.what for line in self.lines)
        return ", ".join(f"{counts[what]:,} {what.value}" for what in What)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """A file that was dropped, read: which sheet it is, and what it would change."""

    file: str
    sheet: str
    difference: Difference


def mark_of(cells: Mapping[str, str], but: Iterable[str] = ()) -> str:
    """A mark for what a row says, some columns apart, which no spreadsheet takes for a number."""
    told = sorted((name, cell) for name, cell in cells.items() if name not in frozenset(but))
    return "m" + hashlib.sha256(json.dumps(told).encode()).hexdigest()[:12]


def overtaken(about: str, given: str, now: str) -> str:
    """Why a row that differs is left alone: the register has changed since it was taken out. Empty when it has not."""
    if not given or given == now:
        return ""
    return (
        f"{about} was changed in the register after this sheet was taken out, so this row was left alone. "
        "Take the sheet out again and make the change there."
    )
