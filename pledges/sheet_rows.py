"""What the rows of one sheet say together: who holds which post, which directorate it is in, what contradicts what."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pledges.matching import slip_of
from pledges.people import Person
from pledges.pledge import OwnerKind
from pledges.sheet import Row
from pledges.sheet_cells import folded, owner_of, split
from pledges.sheet_columns import Holder

_WORD = re.compile(r"\w+")
_DIRECTOR = re.compile(r"(?:(?:interim|acting|joint) )*(strategic |executive |corporate )?director\b")


def identity(row: Row) -> tuple[str, str]:
    """What tells a pledge without a reference from others: its title, and the first paper that it is from."""
    return folded(row.cells.get("Title", "")), folded((*split(row.cells.get("Source document", "")), "")[0])


def contradictions(rows: Iterable[Row], people: Iterable[Person]) -> dict[int, str]:
    """Why rows cannot stand beside the rows before them, or beside people of the register, by their line."""
    found = dict[int, str]()
    firsts, knowing = _Firsts(), _Knowing(people)
    for row in rows:
        if why := firsts.against(row) or knowing.against(row):
            found[row.number] = why
    return found


def misspelt(rows: Iterable[Row], known: Iterable[str]) -> dict[int, str]:
    """Why rows are refused whose directorate is new and looks like a slip for one that is there, by their line.

    There are those of the register, and of the new ones that are alike the one that more rows name, or the first.
    """
    named = [(row.number, name) for row in rows if (name := row.cells.get("Directorate", ""))]
    there = {folded(name): name for name in known}
    spelt = {folded(name): name for _, name in reversed(named)}
    meant = dict[str, str]()
    for key, _ in Counter(folded(name) for _, name in named).most_common():
        name = there.get(key) or spelt[key]
        if key not in there and (slip := slip_of(name, there.values())):
            meant[key] = slip
        else:
            there[key] = name
    return {
        line: f"Directorate says “{name}”, a new directorate. Did you mean “{meant[folded(name)]}”? "
        "If it is a new one, that takes “pledgekeeper import --new-directorates”."
        for line, name in named
        if folded(name) in meant
    }


class _Firsts:
    """The rows so far, by what may stand in one row only, and by posts, which have one holder."""

    def __init__(self) -> None:
        self._pledges: dict[object, Row] = {}
        self._holders: dict[str, tuple[Row, Holder]] = {}

    def against(self, row: Row) -> str:
        first = self._pledges.setdefault(row.ref or identity(row), row)
        if first is not row:
            return f"{row.ref or 'A pledge with this title and source'} stands in line {first.number} already."
        post = post_of(row)
        if not post or not row.holder:
            return ""
        where, holder = self._holders.setdefault(post, (row, row.holder))
        if _are_one(holder, row.holder):
            return ""
        held = f"{row.cells['Lead post']} is held by {holder.name}"
        return f"Lead holder says “{row.holder.name}”. Line {where.number} says that {held}, and a post has one holder."


class _Knowing:
    """Who has which UPN, object id and name, in the register and in the rows so far."""

    def __init__(self, people: Iterable[Person]) -> None:
        known = list(people)
        self._ids = {p.upn: p.aad_id.lower() for p in known if p.upn and p.aad_id}
        self._names = Counter(folded(person.name) for person in known)

    def against(self, row: Row) -> str:
        holder = row.holder
        if holder is None:
            return ""
        if not holder.upn and not holder.aad_id and self._names[folded(holder.name)] > 1:
            return (
                f"The register knows several people called {holder.name}. Give the Lead UPN of the one that is meant."
            )
        if holder.upn and holder.aad_id and self._ids.setdefault(holder.upn, holder.aad_id) != holder.aad_id:
            return f"Lead UPN says “{holder.upn}”, which belongs to somebody with another Lead AAD id."
        return ""


def identified(rows: Iterable[Row]) -> Mapping[str, Holder]:
    """The people whom some row names with a UPN or an object id, by their folded name where only one has it."""
    found = defaultdict[str, list[Holder]](list)
    for holder in (row.holder for row in rows):
        if (
            holder
            and (holder.upn or holder.aad_id)
            and not any(_are_one(holder, each) for each in found[folded(holder.name)])
        ):
            found[folded(holder.name)].append(holder)
    return {name: holders[0] for name, holders in found.items() if len(holders) == 1}


def holders(rows: Iterable[Row]) -> Mapping[str, Holder]:
    """Who holds each post, by its folded title, with all that any row knows of them."""
    found = dict[str, Holder]()
    for row in rows:
        if (post := post_of(row)) and (holder := row.holder):
            found[post] = _joined(found.get(post, holder), holder)
    return found


def homes(rows: Sequence[Row], directorates: Iterable[str]) -> Mapping[str, str]:
    """The directorate of each post, by its folded title: the one that its title names, else where it leads the most."""
    names = {row.cells["Directorate"] for row in rows if row.cells.get("Directorate")} | set(directorates)
    leads = defaultdict[str, Counter[str]](Counter)
    for row in rows:
        for post in _posts_of(row):
            leads[post][row.cells.get("Directorate", "")] += post == post_of(row)
    return {post: _home(post, counts, names) for post, counts in leads.items()}


def seniority(title: str) -> int | None:
    """How senior a director's post is, 0 before 1; None for a post that directs no directorate."""
    found = _DIRECTOR.match(folded(title))
    return (0 if found[1] else 1) if found else None


def _home(post: str, counts: Counter[str], names: Iterable[str]) -> str:
    named = sorted((name for name in names if _words(name) in _words(post)), key=lambda name: (-len(name), name))
    leading = sorted((-count, name) for name, count in counts.items() if count and name)
    return named[0] if named else leading[0][1] if leading else ""


def _words(name: str) -> str:
    """The words of a name alone, each between spaces."""
    return f" {' '.join(_WORD.findall(folded(name)))} "


def post_of(row: Row) -> str:
    """The folded title of the post that a row says leads; empty where it names none."""
    lead = owner_of(row.cells.get("Lead post", ""))
    return folded(lead.title) if lead.kind is OwnerKind.POST else ""


def _posts_of(row: Row) -> Iterator[str]:
    named = (owner_of(cell) for cell in (row.cells.get("Lead post", ""), *split(row.cells.get("Supporting", ""))))
    return (folded(owner.title) for owner in named if owner.kind is OwnerKind.POST)


def _are_one(one: Holder, other: Holder) -> bool:
    for mine, theirs in ((one.aad_id, other.aad_id), (one.upn, other.upn)):
        if mine and theirs:
            return mine == theirs
    return folded(one.name) == folded(other.name)


def _joined(one: Holder, other: Holder) -> Holder:
    return Holder(name=one.name, upn=one.upn or other.upn, aad_id=one.aad_id or other.aad_id)
