"""Rows of any sheet but that of pledges: each cell read by its column, and all that is wrong said at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias

from pledges.errors import NotUnderstood, PersonalDetails
from pledges.sheet_cells import folded

Readers: TypeAlias = Mapping[str, Callable[[str], str]]
SHOWN = 60


def read(cells: Mapping[str, str], readers: Readers, needed: Iterable[str]) -> dict[str, str]:
    """What a row says, by the names of its columns, whatever the case and spacing of the headers.

    Raises NotUnderstood with a sentence for each column that is wrong, and for each that is `needed` and empty.
    """
    names, said, problems = {folded(name): name for name in readers}, dict[str, str](), list[str]()
    for header, cell in cells.items():
        name = names.get(folded(header))
        if name is None:
            continue
        try:
            said[name] = readers[name](cell)
        except PersonalDetails as error:
            problems.append(f"{name} holds what looks like personal details ({'; '.join(error.masked)}).")
        except NotUnderstood as error:
            problems.append(f"{name} says “{' '.join(cell.split())[:SHOWN]}”. {error}")
    problems += [] if problems else [f"{name} is empty." for name in needed if not said.get(name)]
    if problems:
        raise NotUnderstood(" ".join(problems))
    return said


def unread(header: Iterable[str], readers: Readers) -> list[str]:
    """The columns that the sheet does not have."""
    known = {folded(name) for name in readers}
    return [name for name in header if name.strip() and folded(name) not in known]
