"""Which column of a tracker is for what: a value to be shown, changed, and kept for the next paper of its source."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import TypeAlias

from pledges.errors import NotUnderstood
from pledges.tracker_day_forms import days_in
from pledges.tracker_owners import looks_like_owner
from pledges.tracker_roles import Role, plain, rank, roles_of
from pledges.tracker_status import is_status

Cells: TypeAlias = Sequence[str]
Places: TypeAlias = dict[Role, tuple[int, ...]]

LOOKED_AT, ENOUGH, SPARSE, LONG = 200, 0.6, 0.75, 45
_QUARTER = re.compile(r"\b(?:q|quarter |qtr ?)([1-4])\b")
_OLDER = re.compile(r"\b(?:previous|last|prior|baseline|initial|target|original|start|response|accepted)\b")
_REF = re.compile(r"(?=.{1,24}$)[\w .()/-]*\d[\w .()/-]*|[A-Z]{1,4}")
_MAY_STATE = frozenset({Role.NOTES, Role.COMMITTEE, Role.TITLE})
_STATES = re.compile(r"\b(?:progress|position)\b")
_DONE = re.compile(r"^(?:completion|closure|closed|completed)\b")


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """For each role the names of its columns; the first of them that says something in a row counts.

    A column without a name goes by its place: “column 3”.
    """

    roles: Mapping[Role, tuple[str, ...]]

    def to_dict(self) -> dict[str, list[str]]:
        """As plain data, to be kept or shown."""
        return {role.value: list(names) for role, names in self.roles.items()}

    @classmethod
    def from_dict(cls, told: Mapping[str, Iterable[str]]) -> ColumnMapping:
        """The same again. Raises NotUnderstood for a role that there is not."""
        known = {role.value: role for role in Role}
        if unknown := [name for name in told if name not in known]:
            raise NotUnderstood(f"A column can be for {', '.join(known)}, and not for “{unknown[0]}”.")
        return cls({known[name]: tuple(columns) for name, columns in told.items()})

    def places(self, names: Cells) -> Places:
        """Where those columns are under a header; what it does not have is left out."""
        at = {plain(name): index for index, name in reversed(list(enumerate(names)))}
        found = {role: tuple(at[plain(c)] for c in columns if plain(c) in at) for role, columns in self.roles.items()}
        return {role: columns for role, columns in found.items() if columns}


def named(places: Places, names: Cells) -> ColumnMapping:
    """The mapping of columns that are known by their places."""
    return ColumnMapping({role: tuple(names[at] for at in columns) for role, columns in places.items()})


def full_names(header: Cells, width: int) -> tuple[str, ...]:
    """A name for every column."""
    given = [*header, *[""] * (width - len(header))]
    return tuple(" ".join(name.split()) or f"column {at}" for at, name in enumerate(given, 1))


def places_of(names: Cells, body: Sequence[Cells]) -> Places:
    """Which columns are for what, by their names and by what stands in them."""
    columns = [_column(body[:LOOKED_AT], at) for at in range(len(names))]
    roles = [list(roles_of(name)) for name in names]
    for settle in (_by_content, _places, _unnamed, _words, _text):
        settle(names, columns, roles)
    places = {role: tuple(at for at, found in enumerate(roles) if role in found) for role in Role}
    return {role: _ordered(role, found, names) for role, found in places.items() if found}


def _column(body: Sequence[Cells], at: int) -> list[str]:
    return [row[at].strip() for row in body if at < len(row)]


def _share(cells: Iterable[str], holds: Callable[[str], bool]) -> float:
    filled = [cell for cell in cells if cell]
    return sum(map(holds, filled)) / len(filled) if filled else 0.0


def _length(cells: Iterable[str]) -> float:
    return median([len(cell) for cell in cells if cell] or [0])


def _is_reference(cell: str) -> bool:
    return bool(_REF.fullmatch(cell)) or _is_day(cell)


def _is_day(cell: str) -> bool:
    return len(cell) <= 40 and bool(days_in(cell))


def _has(roles: Sequence[Sequence[Role]], role: Role) -> bool:
    return any(role in found for found in roles)


def _by_content(names: Cells, columns: Sequence[list[str]], roles: list[list[Role]]) -> None:
    """A “Progress” of single words is a status, a status of sentences is a note, a “Completed” of days a day."""
    for at, found in enumerate(roles):
        cells = columns[at]
        if found == [Role.STATUS] and _share(cells, _is_day) >= ENOUGH:
            roles[at] = [Role.DONE_ON]
        elif found == [Role.REFERENCE] and _share(cells, _is_reference) < 0.5 and any(cells):
            roles[at] = [Role.TITLE]
        elif found == [Role.STATUS] and _length(cells) > LONG:
            roles[at] = [Role.NOTES]
    stated = _has(roles, Role.STATUS)
    for at, found in enumerate(roles):
        if found and found[0] in _MAY_STATE and not stated and _states(names[at], columns[at]):
            roles[at] = [Role.STATUS]


def _states(name: str, cells: Sequence[str]) -> bool:
    """Whether all are few words that say how it goes; under “Position” or “Progress” any few words do."""
    few = all(len(cell.split()) <= 4 for cell in cells)
    return few and (_share(cells, is_status) >= ENOUGH or bool(_STATES.search(plain(name))))


def _places(names: Cells, columns: Sequence[list[str]], roles: list[list[Role]]) -> None:
    """What a name means by its place: “Date” right of the action is its deadline, “Outcome” left of it its heading.

    “Completion date” beside a deadline is when it was done.
    """
    text = next((at for at, found in enumerate(roles) if {Role.TEXT, Role.TITLE} & {*found}), 0)
    dues = [at for at, found in enumerate(roles) if {Role.DUE, Role.REVISED, Role.ORIGINAL} & set(found)]
    for at, found in enumerate(roles):
        if found == [Role.NOTES] and at < text and plain(names[at]).startswith("outcome"):
            roles[at] = [Role.TITLE]
        if found == [Role.SOURCE_DATE] and plain(names[at]) in ("date", "dates") and not dues and at > text:
            roles[at] = [Role.DUE]
        if found == [Role.DUE] and len(dues) > 1 and _DONE.search(plain(names[at])):
            roles[at] = [Role.DONE_ON]


def _unnamed(names: Cells, columns: Sequence[list[str]], roles: list[list[Role]]) -> None:
    """A column whose name says nothing, by what stands in it."""
    for role, holds in _CONTENT:
        free = [at for at, found in enumerate(roles) if not found and columns[at]]
        if not _has(roles, role) and free:
            best = max(free, key=lambda at: _share(columns[at], holds))
            roles[best] = [role] if _share(columns[best], holds) >= ENOUGH else []


def _words(names: Cells, columns: Sequence[list[str]], roles: list[list[Role]]) -> None:
    """Where no column is the action's: that of the issues, else the one with the most words."""
    if _has(roles, Role.TEXT):
        return
    titles = [at for at, found in enumerate(roles) if Role.TITLE in found]
    free = [at for at, found in enumerate(roles) if not found and columns[at]]
    others = [at for at, found in enumerate(roles) if {Role.COMMITTEE, Role.NOTES} & set(found)]
    for choice in (titles, free, others):
        if choice:
            roles[max(choice, key=lambda at: _length(columns[at]))] = [Role.TEXT]
            return


def _text(names: Cells, columns: Sequence[list[str]], roles: list[list[Role]]) -> None:
    """Of several the best named, unless it stands above others that are filled more often: then it is a title."""
    texts = sorted((at for at, found in enumerate(roles) if Role.TEXT in found), key=lambda at: rank(names[at]))
    filled = {at: sum(map(bool, columns[at])) for at in texts}
    fullest = [at for at in texts if filled[at] >= SPARSE * max(filled.values())]
    for at in texts:
        roles[at] = [Role.TEXT] if at == fullest[0] else [Role.TITLE]


def _ordered(role: Role, found: Sequence[int], names: Cells) -> tuple[int, ...]:
    """The one that counts first: the newest of statuses and notes, the best named of the others."""
    if role in (Role.STATUS, Role.NOTES):
        return tuple(
            sorted(found, key=lambda at: (not _OLDER.search(plain(names[at])), _quarter(names[at]), at), reverse=True)
        )
    return tuple(sorted(found, key=lambda at: (_second_rate(names[at]), at)))


def _second_rate(name: str) -> bool:
    """A member or sponsor stands behind the officer who does it, a review behind the deadline."""
    return bool(
        re.search(r"\b(?:member|portfolio|sponsor|sro|review|accountable|executive|directorate)\b", plain(name))
    )


def _quarter(name: str) -> int:
    found = _QUARTER.search(plain(name))
    return int(found[1]) if found else 0


_CONTENT: tuple[tuple[Role, Callable[[str], bool]], ...] = (
    (Role.DUE, _is_day),
    (Role.STATUS, is_status),
    (Role.OWNER, looks_like_owner),
    (Role.REFERENCE, _is_reference),
)
