"""The sheet of posts: who holds each, where it stands, and what a row of it would change.

An empty holder or manner leaves things as they are, and “vacant” says that nobody holds the post. Any other empty cell
says that there is nothing; a column that the sheet does not have says nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from pledges import sheet_reading
from pledges.difference import Edit
from pledges.errors import NotUnderstood
from pledges.holding import Manner
from pledges.people import Person
from pledges.sheet_cells import TBC, day, folded, line, one_of, upn

COLUMNS = (
    "Post",
    "Directorate",
    "Service",
    "Holder",
    "Holder UPN",
    "How",
    "From",
    "Reports to",
    "Deputy",
)
VACANT = "vacant"
UNMARKED = ("Holder UPN", "From")  # the first is learnt by itself, and the second is only ever filled in


def _holder(cell: str) -> str:
    """A name; whatever says that nobody is known yet is read as vacant."""
    name = line(cell)
    return VACANT if name and folded(name) in TBC else name


_READ: Mapping[str, Callable[[str], str]] = {
    **dict.fromkeys(COLUMNS, line),
    "Holder": _holder,
    "Holder UPN": lambda cell: upn(cell) if cell.strip() else "",
    "How": lambda cell: one_of(Manner)(cell) if cell.strip() else "",
    "From": day,
}
_COMPARED = ("Directorate", "Service", "Reports to", "Deputy")

Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the register has: each post as its row, by folded title, and everybody."""

    posts: Mapping[str, Cells]
    people: tuple[Person, ...]


def read(cells: Cells) -> dict[str, str]:
    """What a row says, by the columns of the sheet. Raises NotUnderstood with a sentence for all that is wrong."""
    return sheet_reading.read(cells, _READ, needed=("Post",))


def unread(header: Iterable[str]) -> list[str]:
    """The columns that the sheet does not have."""
    return sheet_reading.unread(header, _READ)


def edits(said: Cells, known: Known) -> list[Edit]:
    """What a row changes of a post that the register has; for one that is new, what it says of it."""
    now = known.posts.get(folded(said["Post"]), {})
    found = [
        Edit(column=name, before=now.get(name, ""), after=said[name])
        for name in _COMPARED
        if name in said and folded(said[name]) != folded(now.get(name, ""))
    ]
    return [*found, *_seat(said, now)]


def holder_of(said: Cells, known: Known) -> Person | str | None:
    """Who is to hold the post: somebody known; a UPN that is new; None for nobody.

    Raises NotUnderstood where the row does not say who of several it is, or names nobody the register knows.
    """
    name = said.get("Holder", "")
    if not name or folded(name) == VACANT:
        return None
    now = known.posts.get(folded(said["Post"]), {})
    # Whoever writes another name over the holder's leaves the UPN beside it as it was.
    told = said.get("Holder UPN", "")
    address = told if told != now.get("Holder UPN") or folded(name) == folded(now.get("Holder", "")) else ""
    if address:
        return next((person for person in known.people if person.upn == address), address)
    return _by_name(name, known.people)


def _seat(said: Cells, now: Cells) -> Iterator[Edit]:
    """Another holder, or the same in another manner, from the day that is given."""
    holder, how, since = said.get("Holder", ""), said.get("How", ""), said.get("From", "")
    another = bool(holder) and folded(holder) != folded(now.get("Holder", VACANT))
    address = said.get("Holder UPN", "")
    namesake = bool(holder and address and now.get("Holder UPN")) and address != now["Holder UPN"]
    when = f" from {since}" if since else ""
    if another or namesake:
        yield Edit(column="Holder", before=now.get("Holder", ""), after=f"{holder}{when}")
    if how and how != now.get("How", "") and holder and folded(holder) != VACANT:
        yield Edit(column="How", before=now.get("How", ""), after=f"{how}{when}")


def _by_name(name: str, people: Iterable[Person]) -> Person:
    found = [person for person in people if folded(person.name) == folded(name)]
    if len(found) == 1:
        return found[0]
    if found:
        raise NotUnderstood(f"Holder says “{name}”, and there are several. Give the Holder UPN of the one meant.")
    raise NotUnderstood(
        f"Holder says “{name}”, whom I don't know. Give the Holder UPN (name@council.gov.uk) as well, or “{VACANT}”."
    )


def loops(post: str, above: Mapping[str, str]) -> bool:
    """Whether a post would stand above itself; `above` is whom each reports to, all by folded titles."""
    seen, at = {post}, above.get(post, "")
    while at and at not in seen:
        seen.add(at)
        at = above.get(at, "")
    return at == post
