"""The tables on a sheet: where their headers are, and which of their rows are no actions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pledges.tracker_day_forms import days_in
from pledges.tracker_mapping import Cells, full_names
from pledges.tracker_roles import Role, plain, roles_of
from pledges.tracker_status import COLOURS

TOP, WIDEST = 60, 64
_NAMES_WHAT = frozenset({Role.TEXT, Role.TITLE, Role.NOTES})
_SAYS_HOW = frozenset({Role.OWNER, Role.DUE, Role.STATUS})
_KEY = re.compile(
    r"^(?:(?:b?rag|status|colou?r|progress)\s*)*(?:key|legend|definitions?|ratings? key)\s*(?:[:–-].*)?$", re.IGNORECASE
)
_TOTAL = re.compile(
    r"^(?:\w+ ){0,2}(?:sub[- ]?)?totals?\b|^(?:number|no\.?|count|percentage|%) (?:of|complete)|^summary$",
    re.IGNORECASE,
)
_FOOTER = re.compile(
    r"^(?:(?:last )?updated|produced|prepared|approved|version|page \d|note[s:]|source:|nb[: ]|\*|date of next"
    r"|next (?:review|"
    r"meeting)|distribution|signed|end of|contact|for (?:further )?information|as at|author)\b",
    re.IGNORECASE,
)
_SECTION = re.compile(
    r"^(?:theme|priority|objective|outcome|section|aim|standard|area|work ?stream|goal|strand|part|chapter|pillar"
    r"|meeting|"
    r"(?:actions )?(?:from|arising)|completed|closed|open|outstanding|new|ongoing|domain|recommendation \d+$)\b",
    re.IGNORECASE,
)
_COLOUR = re.compile(rf"^(?:{'|'.join(COLOURS)}|[RAGB])$", re.IGNORECASE)
_EXPLAINS = re.compile(rf"^(?:{'|'.join(COLOURS)}|[RAGB])\s*[:=–-]\s*\S", re.IGNORECASE)
_SENTENCE = re.compile(r"[.;]$|^that\b|\b\w+ to [a-z]{3,}", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The rows of a file or of one sheet of a workbook.

    `merged` are the cells that belong to the one above them, `colours` what empty cells are filled with.
    """

    rows: Sequence[Cells]
    name: str = ""
    merged: frozenset[tuple[int, int]] = field(default=frozenset())
    colours: Mapping[tuple[int, int], str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A header, by its row, and the rows below it until the next. A table without a header has none, and -1 above."""

    header: int | None
    names: tuple[str, ...]
    first: int
    last: int


def tables_of(sheet: Sheet, known: frozenset[str] = frozenset()) -> list[Table]:
    """The tables of a sheet, from the top. `known` are plain names of columns that are known to stand in a header."""
    width = min(WIDEST, max(map(len, sheet.rows), default=0))
    headers = _headers(sheet.rows, known)
    if not headers:
        return [Table(header=None, names=full_names((), width), first=0, last=len(sheet.rows))]
    ends = [*headers[1:], len(sheet.rows)]
    return [_table(sheet.rows, at, end, width) for at, end in zip(headers, ends, strict=True)]


def filled(cells: Cells) -> list[int]:
    """The places of the cells that say something, a text that is repeated beside itself counted once."""
    found = [at for at, cell in enumerate(cells) if cell.strip()]
    return [at for n, at in enumerate(found) if n == 0 or len(cells[at]) < 4 or cells[at] != cells[found[n - 1]]]


def begins_key(cells: Cells) -> bool:
    """Whether a row begins the key, below which nothing is an action until the next header."""
    said = [cells[at].strip() for at in filled(cells)]
    return bool(said) and bool(_KEY.match(said[0])) and len(said) <= 3


def is_aside(cells: Cells) -> bool:
    """Whether a row explains a colour, adds up, or says something about the paper."""
    said = [cells[at].strip() for at in filled(cells)]
    if not said:
        return True
    explains = (len(said) <= 3 and bool(_COLOUR.match(said[0]))) or all(_EXPLAINS.match(each) for each in said)
    sums = bool(_TOTAL.match(said[0])) or not any(any(map(str.isalpha, each)) for each in said)
    return explains or sums or (len(said) == 1 and bool(_FOOTER.match(said[0])))


def is_section(cells: Cells, text: int, usual: float) -> bool:
    """Whether a row only names the theme of those below it. `usual` is how many cells a row of this table fills."""
    found = filled(cells)
    if len(found) == 1:
        said = cells[found[0]].strip()
        heads = usual >= 2.5 and not _SENTENCE.search(said) and len(said.split()) <= 12
        return found[0] != text or bool(_SECTION.match(said)) or heads
    first = cells[found[0]].strip()
    return len(found) == 2 and usual >= 4 and text not in found and bool(_SECTION.match(first))


def _headers(rows: Sequence[Cells], known: frozenset[str]) -> list[int]:
    first = _first_header(rows, known)
    if first is None:
        return []
    same = {plain(cell) for cell in rows[first] if cell.strip()}
    more = (at for at in range(first + 1, len(rows)) if _again(rows[at], same))
    return [first, *more]


def _first_header(rows: Sequence[Cells], known: frozenset[str]) -> int | None:
    if named := [at for at, cells in enumerate(rows[:TOP]) if len(known & {plain(cell) for cell in cells}) > 1]:
        return named[0]
    scored = [(at, _kinds(cells)) for at, cells in enumerate(rows[:TOP])]
    for enough in (3, 2):
        if good := [
            at for at, kinds in scored if (len(kinds) >= enough and kinds & _NAMES_WHAT) or len(kinds & _SAYS_HOW) == 3
        ]:
            return good[0]
    return None


def _kinds(cells: Cells) -> set[Role]:
    """The roles that the cells of a row name, if it can be a header: most name one, and none is a day or a figure."""
    said = [cells[at] for at in filled(cells)[:WIDEST]]
    found = [roles_of(cell) for cell in said]
    if not said or sum(map(bool, found)) < 0.5 * len(said) or any(_is_value(cell) for cell in said):
        return set()
    return {role for roles in found for role in roles}


def _is_value(cell: str) -> bool:
    words = cell.split()
    return len(words) <= 4 and any(day.year and day.end - day.start >= len(cell.strip()) - 2 for day in days_in(cell))


def _again(cells: Cells, same: set[str]) -> bool:
    """Whether a row is a header once more, with the same names or most of them, or with names of its own."""
    said = [cells[at] for at in filled(cells)]
    if len(said) < 2 or any(len(cell) > 60 for cell in said):
        return False
    if len(same & {plain(cell) for cell in said}) >= max(2, 0.5 * len(said)):
        return True
    kinds = _kinds(cells)
    short = all(len(cell.split()) <= 5 and not cell.rstrip().endswith((".", ";")) for cell in said)
    strong = {Role.OWNER, Role.DUE, Role.STATUS, Role.TEXT, Role.REFERENCE}
    return (
        short
        and len(kinds) >= 3
        and len(kinds & strong) >= 2
        and sum(bool(roles_of(c)) for c in said) >= 0.75 * len(said)
    )


def _table(rows: Sequence[Cells], at: int, end: int, width: int) -> Table:
    """With a second line of names below the first taken into it, where it fills in what that leaves out."""
    header, first = list(rows[at]), at + 1
    below = rows[at + 1] if at + 1 < end else ()
    blanks = [n for n in filled(below) if n >= len(header) or not header[n].strip()]
    if blanks and _completes(header, below, blanks):
        header, first = list(_joined(header, below)), at + 2
    return Table(header=at, names=full_names(header[:WIDEST], width), first=first, last=end)


def _completes(header: Cells, below: Cells, blanks: Sequence[int]) -> bool:
    said = [below[n] for n in filled(below)]
    groups = len(filled(header)) < len(said) + len(filled(header)) and len(blanks) >= 0.4 * len(said)
    return (
        groups
        and all(len(cell) <= 25 and not _is_value(cell) for cell in said)
        and all(roles_of(below[n]) for n in blanks)
    )


def _joined(header: Cells, below: Cells) -> Iterator[str]:
    group = ""
    for n in range(max(len(header), len(below))):
        over = header[n].strip() if n < len(header) else ""
        group = over or group
        under = below[n].strip() if n < len(below) else ""
        yield f"{under} {group}" if under and group else over or under
