"""Looking up in a hundred thousand pledges: the first page of a list as it is answered, and its last; finding words.

The floor is what no page can do without: ten pledges, read by their numbers.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from benchmarks.large import ALL, MONDAY, OPEN, POLICY, TODAY
from benchmarks.table import Row, below
from dialogs import samples
from dialogs.cards import list as card
from dialogs.listings import all_lists
from pledges.messages import PersonId
from pledges.people import DirectorateId, Standing
from storage import listed
from storage.db import Database
from storage.lists import SIZE, Asked

LIMIT = 100.0  # ms
ADMIN = Standing(person=PersonId(1), admin=True)
DIRECTOR = Standing(person=PersonId(2), directs=frozenset({DirectorateId(2)}))
Work = Callable[[], Awaitable[object]]


def looked_up(db: Database) -> dict[str, Work]:
    """What is measured, by what it is called."""
    return {
        "the floor": lambda: _floor(db),
        "list late, by an admin": lambda: _page(db, "late", ADMIN),
        "list late, by a director": lambda: _page(db, "late", DIRECTOR),
        "list late, its last page": lambda: _page(db, "late", ADMIN, "before 9999-01-01 999999"),
        "list all, by an admin": lambda: _page(db, "all", ADMIN),
        "list all, by a director": lambda: _page(db, "all", DIRECTOR),
        "list missing, by an admin": lambda: _page(db, "missing", ADMIN),
        "list closed, by an admin": lambda: _page(db, "closed", ADMIN),
        "find, three words": lambda: _find(db, "first home ward 7", ADMIN),
        "find, with slips, by a director": lambda: _find(db, "familly freinds", DIRECTOR),
    }


def told(kind: str, found: dict[str, tuple[float, float]]) -> Sequence[Row]:
    """The figures, by the wall, beside the floor."""
    floor = found["the floor"][1]
    rows = [Row(what=f"{kind}: {SIZE} of {ALL:,} pledges by number, the floor", figure=f"{floor:,.1f} ms")]
    for name, (_, wall) in found.items():
        if name != "the floor":
            rows.append(below(f"{kind}: {name}", wall, "ms", LIMIT, f"{wall / floor:.1f} x"))
    return rows


async def _floor(db: Database) -> None:
    async with db.read() as tx:
        assert len(await tx.register.of_numbers(range(OPEN, OPEN + SIZE))) == SIZE


async def _page(db: Database, name: str, standing: Standing, at: str = "") -> None:
    """Read a page and draw its card."""
    listing = all_lists()[name]
    asked = Asked(standing=standing, today=TODAY, policy=POLICY)
    async with db.read() as tx:
        page = await tx.lists.page([listing.which], asked, listing.order, at)
    assert page.pledges or name == "missing"
    card.draw(card.Shown(listing=listing, page=page), samples.look(now=MONDAY))


async def _find(db: Database, words: str, standing: Standing) -> None:
    asked = Asked(standing=standing, today=TODAY, policy=POLICY)
    async with db.read() as tx:
        page = await tx.seeking.page(words, [listed.everything], asked)
    assert page.pledges
    card.draw(card.Shown(listing=card.FOUND, page=page), samples.look(now=MONDAY))
