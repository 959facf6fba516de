"""The sheet of likely duplicates: two pledges in a row, which are merged where the row says yes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from dialogs import merging as doing
from dialogs.bulk import MEANWHILE, Applied, Cells, Sheet
from dialogs.registry import Turn
from documents.table import Table
from pledges import merging, sheet_reading
from pledges.alike import Known, Shelf
from pledges.calendar import listed
from pledges.difference import MARK, Difference, Edit, Line, mark_of, overtaken
from pledges.errors import MergedInto, NotUnderstood, UnknownPledge
from pledges.merging import Pair
from pledges.messages import PersonId
from pledges.people import Standing
from pledges.pledge import Pledge
from pledges.sheet import What
from pledges.sheet_cells import folded, reference
from pledges.sheet_cells import line as words
from storage.db import Tx

COLUMNS = ("Merge", "Goes in", "Its title", "Its owner", "Kept", "Kept title", "Kept owner")
YES = frozenset({"yes", "y", "x", "true", "1", "merge", "✓"})
NO = frozenset({"", "no", "n", "false", "0"})
UNMARKED = ("Merge",)
ADMIN = Standing(person=PersonId(0), admin=True)  # whose sheet this is; it is checked again when it is applied
_READ: sheet_reading.Readers = dict.fromkeys(COLUMNS, words) | {"Goes in": reference, "Kept": reference}


async def rows(tx: Tx, now: datetime) -> list[Cells]:
    """Each pair of open pledges that may be one, the older kept, with room to say yes."""
    pairs = _likely([known for known in await tx.titles.all() if known.open])
    pledges = await _pledges(tx, {number for pair in pairs for number in pair})
    return [_row(pledges[other], pledges[kept]) for other, kept in pairs]


def _likely(known: Iterable[Known]) -> list[tuple[int, int]]:
    shelf, found = Shelf(), list[tuple[int, int]]()
    for each in sorted(known, key=lambda one: one.number):
        found += [(each.number, near.number) for near in shelf.alike(each.title)]
        shelf.put(each)
    return found


def _row(other: Pledge, kept: Pledge) -> Cells:
    told = {"Goes in": other.ref, "Its title": other.title, "Its owner": other.lead.title}
    return {"Merge": "", **told, "Kept": kept.ref, "Kept title": kept.title, "Kept owner": kept.lead.title}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row that says yes: both pledges, as the sheet names them."""

    number: int
    other: str
    kept: str
    mark: str


async def difference(tx: Tx, table: Table, now: datetime) -> Difference:
    read = [_read(number, cells) for number, cells in table.rows]
    wanted = [each for each in read if isinstance(each, Row)]
    pledges = await _pledges(tx, {int(ref[3:]) for row in wanted for ref in (row.other, row.kept)})
    lines, seen = [], set[str]()
    for each in read:
        lines.append(await _line(tx, each, pledges, seen) if isinstance(each, Row) else each)
        seen |= {each.other, each.kept} if isinstance(each, Row) else set()
    strange = [name for name in sheet_reading.unread(table.header, _READ) if folded(name) != folded(MARK)]
    warnings = (f"Not read, because the sheet has no such column: {listed(strange)}.",) if strange else ()
    return Difference(lines=tuple(lines), warnings=warnings)


def _read(number: int, cells: Cells) -> Row | Line:
    """A row that says yes; else what becomes of it."""
    title = " ".join(cells.get("Its title", "").split())
    said = folded(next((cell for name, cell in cells.items() if folded(name) == "merge"), ""))
    if said in NO:
        return Line(number=number, what=What.UNCHANGED, title=title)
    try:
        if said not in YES:
            raise NotUnderstood(f"Merge says “{said[:40]}”. It can be yes, or empty.")
        told = sheet_reading.read(cells, _READ, needed=("Goes in", "Kept"))
    except NotUnderstood as error:
        return Line(number=number, what=What.REFUSED, title=title, why=str(error))
    return Row(number=number, other=told["Goes in"], kept=told["Kept"], mark=cells.get(MARK, "").strip())


async def _line(tx: Tx, row: Row, pledges: dict[int, Pledge], seen: set[str]) -> Line:
    other, kept = pledges.get(int(row.other[3:])), pledges.get(int(row.kept[3:]))
    refused = Line(number=row.number, what=What.REFUSED, about=row.other, title=other.title if other else "")
    try:
        if other is None or kept is None:
            raise UnknownPledge(row.kept if other else row.other)
        if twice := [ref for ref in (row.other, row.kept) if ref in seen]:
            raise NotUnderstood(f"{listed(twice)} stands in another row that says yes. Merge one after the other.")
        inside = [done.ref for done in await tx.merges.inside(other.number)]
        merging.check(Pair(kept, other), inside, ADMIN)
    except (NotUnderstood, MergedInto, UnknownPledge) as error:
        return replace(refused, why=str(error))
    mark = mark_of(_row(other, kept), UNMARKED)
    if why := overtaken(f"{other.ref} or {kept.ref}", row.mark, mark):
        return replace(refused, why=why)
    edit = Edit(column="Goes into", before="", after=f"{kept.ref} {kept.title}")
    told = {"Goes in": other.ref, "Kept": kept.ref}
    return replace(refused, what=What.CHANGED, cells=told, changes=(edit,), mark=mark)


async def apply(turn: Turn, lines: Sequence[Line]) -> Applied:
    """Merge one pair after the other, as “merge” does: their owners are told, and it can be taken back."""
    left = list[str]()
    for line in lines:
        other, kept = line.cells["Goes in"], line.cells["Kept"]
        try:
            both = await doing.pair(turn, kept, other)
            if mark_of(_row(both.other, both.kept), UNMARKED) != line.mark:
                left.append(MEANWHILE.format(f"{other} or {kept}"))
                continue
            await doing.merge(turn, kept, other)
        except (NotUnderstood, MergedInto, UnknownPledge) as error:
            left.append(str(error))
    return Applied(changed=len(lines) - len(left), left=tuple(left))


async def _pledges(tx: Tx, numbers: Iterable[int]) -> dict[int, Pledge]:
    return {pledge.number: pledge for pledge in await tx.register.of_numbers(numbers)}


SHEET = Sheet(
    name="merges",
    about="Likely duplicates, to be merged",
    key=("Goes in",),
    columns=COLUMNS,
    rows=rows,
    difference=difference,
    apply=apply,
    also=("duplicates", "merge"),
    unmarked=UNMARKED,
)
