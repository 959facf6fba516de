"""The register's own sheet: what is exported is imported again unchanged, in every row.

A row says what its cells say. A column that the sheet does not have says nothing. An empty cell says that there is
nothing; only an empty kind, status, class, holder or original date leaves things as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from pledges.calendar import listed, said
from pledges.errors import PersonalDetails, UserError
from pledges.matching import slip_of
from pledges.messages import PersonId
from pledges.people import Person
from pledges.pledge import Pledge
from pledges.sheet_cells import folded, moment_of, split
from pledges.sheet_columns import TABLE, Holder
from pledges.sheet_deadlines import says_nothing_new

COLUMNS = tuple(column.name for column in TABLE)
SOURCES = tuple(name for name in COLUMNS if name.startswith("Source "))
HOLDER = ("Lead holder", "Lead UPN", "Lead AAD id")
SAID = frozenset({"Last update", "Last update on"})
NAMES = frozenset({"Directorate", "Lead post", "Supporting"})
SHOWN = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row that can be read: `number` is its line in the file, `cells` what it says, as the sheet would write it."""

    number: int
    cells: Mapping[str, str]

    @property
    def ref(self) -> str:
        return self.cells.get("Reference", "")

    @property
    def pledge(self) -> int:
        """The number of the pledge; 0 for one that has none yet."""
        return int(self.ref.removeprefix("CP-") or 0)

    @property
    def holder(self) -> Holder | None:
        """Who is said to hold the lead post, or to be the lead."""
        name, upn, aad_id = (self.cells.get(column, "") for column in HOLDER)
        return Holder(name=name, upn=upn, aad_id=aad_id) if name or upn or aad_id else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A row that cannot be read; `why` names every column that is wrong, what it says, and what is allowed."""

    number: int
    ref: str
    why: str


class What(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of a row: `fields` are the columns that change, `why` is why it is refused."""

    what: What
    fields: tuple[str, ...] = ()
    why: str = ""


@lru_cache(maxsize=1024)
def column_of(header: str) -> str | None:
    """The column that a header names, whatever its case and spacing; None for one that the sheet does not have.

    A reference goes by its short names too: unread, it would let pledges of the register be entered again.
    """
    bare = _bare(header)
    return _BY_HEADER.get(bare) or ("Reference" if _REFERENCE.fullmatch(bare) else None)


def warnings(headers: Iterable[str]) -> list[str]:
    """A sentence for the columns that are not read, with those that were perhaps meant."""
    unknown = [f"“{each}”{_perhaps(each)}" for each in headers if each.strip() and column_of(each) is None]
    return [f"Not read, because the sheet has no such column: {listed(unknown)}."] if unknown else []


def _perhaps(header: str) -> str:
    near = slip_of(header, COLUMNS)
    return f" (did you mean “{near}”?)" if near else ""


def read_row(cells: Mapping[str, str], number: int) -> Row | Refusal:
    """Read the row on line `number` of a file, by the headers of its cells."""
    given = {name: cell for header, cell in cells.items() if (name := column_of(header))}
    read, problems = dict[str, str](), list[str]()
    for column in TABLE:
        if column.name in given and (given[column.name].strip() or column.may_be_empty):
            try:
                cell = column.read(given[column.name])
            except UserError as error:
                problems.append(_problem(column.name, given[column.name], error))
            else:
                read |= {column.name: cell} if cell or column.may_be_empty else {}  # “none” is empty too
    problems += [] if problems else _contradictions(given, read)
    if problems:
        return Refusal(number=number, ref=read.get("Reference", ""), why=" ".join(problems))
    return Row(number=number, cells=read)


def to_cells(pledge: Pledge, people: Mapping[PersonId, Person]) -> dict[str, str]:
    """The row of a pledge, with every column. `people` are those who answer for pledges, by their number."""
    return {column.name: column.write(pledge, people) for column in TABLE}


def compare(row: Row, existing: Pledge | None, people: Mapping[PersonId, Person]) -> Outcome:
    """What becomes of a row, beside the pledge that the register has, if it has one.

    A row that was written before the newest update of the pledge changes nothing: nobody's answer is overwritten.
    """
    if existing is None:
        return Outcome(What.NEW) if row.cells.get("Title") else Outcome(What.REFUSED, why=_untitled(row))
    changed = _changed(row, existing, people)
    if existing.merged_into is not None:
        return _merged(existing, changed - {"Status"})
    if _is_older(row, existing):
        changed -= SAID
        if changed and ("Last update on" in row.cells or "Status" in changed):
            return Outcome(What.REFUSED, why=_answered(existing))
    if "Original deadline" in changed and existing.deadline.original:
        return Outcome(What.REFUSED, why=f"The first date of {existing.ref} is kept for ever: {_first(existing)}.")
    fields = tuple(name for name in COLUMNS if name in changed)
    return Outcome(What.CHANGED if fields else What.UNCHANGED, fields)


def _merged(existing: Pledge, changed: set[str]) -> Outcome:
    """A pledge that is one with another is changed there; a sheet from before it was merged may say its old status."""
    if not changed:
        return Outcome(What.UNCHANGED)
    why = f"{existing.ref} is merged into CP-{existing.merged_into}. Make the change there, or unmerge it first."
    return Outcome(What.REFUSED, why=why)


def _problem(name: str, cell: str, error: UserError) -> str:
    """What looks like personal details is not repeated."""
    if isinstance(error, PersonalDetails):
        return f"{name} holds what looks like personal details ({'; '.join(error.masked)}), which are never kept."
    words = " ".join(cell.split())
    return f"{name} says “{words[:SHOWN]}{'…' if len(words) > SHOWN else ''}”. {error}"


def _contradictions(given: Mapping[str, str], read: dict[str, str]) -> list[str]:
    """What the cells of a row say against each other. What follows from the others is filled in."""
    problems = []
    if "Title" in given and not read.get("Title"):
        problems.append("Title is empty. Say in a few words what is promised.")
    if read.get("Last update") and not read.get("Last update on"):
        problems.append("Last update on is empty. Say on which day the last update was given, such as 2026-12-04.")
    return problems + _lead(read) + _sources(read)


def _lead(read: dict[str, str]) -> list[str]:
    """A holder without a post is a person who leads by name."""
    if any(map(read.get, HOLDER)) and not read.get("Lead holder"):
        return ["Lead holder is empty. Name the person that the Lead UPN or Lead AAD id belongs to."]
    if read.get("Lead holder") and read.get("Lead post") == "":
        read["Lead post"] = f"person: {read['Lead holder']}"
    return []


def _sources(read: Mapping[str, str]) -> list[str]:
    """Each source has one value in each column, be it empty."""
    others = [name for name in SOURCES[1:] if read.get(name)]
    documents = split(read.get("Source document", ""))
    if "" in documents or (others and not documents):
        return ["Source document is empty, or lacks a name between two bars. Name a document for each source."]
    return [
        f"{name} holds {len(split(read[name]))} where Source document holds {len(documents)}. "
        "Give one for each source, with “ | ” between them."
        for name in others
        if len(split(read[name])) != len(documents)
    ]


def _changed(row: Row, existing: Pledge, people: Mapping[PersonId, Person]) -> set[str]:
    now = to_cells(existing, people)
    said = ((name, cell) for name, cell in row.cells.items() if name not in HOLDER)
    old = existing.deadline
    changed = {
        name for name, cell in said if not _same(name, cell, now[name]) and not says_nothing_new(name, row.cells, old)
    }
    answers = existing.lead.answers
    person = people.get(answers) if answers else None
    return changed if row.holder is None or row.holder.is_(person) else changed | {"Lead holder"}


def _same(name: str, cell: str, now: str) -> bool:
    """Spacing is no difference; nor is the case of names, which the register writes in one way."""
    if name in NAMES:
        return folded(cell) == folded(now)
    return cell.split() == now.split()


def _is_older(row: Row, existing: Pledge) -> bool:
    """Whether the register has an update that whoever wrote the row had not seen."""
    if existing.last is None:
        return False
    on = row.cells.get("Last update on")
    return not on or moment_of(on) < existing.last.at.replace(microsecond=0)


def _answered(existing: Pledge) -> str:
    day = said(existing.last.at.date()) if existing.last else ""
    return (
        f"{existing.ref} was answered on {day}, after this row was written, so it was left as it is. "
        "Export the register again and make the change there."
    )


def _untitled(row: Row) -> str:
    return f"The register has no {row.ref or 'such pledge'}, and a new one needs a Title."


def _first(existing: Pledge) -> str:
    return said(existing.deadline.original) if existing.deadline.original else ""


def _bare(header: str) -> str:
    return "".join(filter(str.isalnum, header.casefold()))


_BY_HEADER = {_bare(name): name for name in COLUMNS}
_REFERENCE = re.compile(
    r"(?:pledge|cp|our|unique|register)?ref(?:erence)?(?:s|no|num|number|id|code)?|pledge(?:no|number|id)"
)
