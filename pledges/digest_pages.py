"""What of a digest fits one message: its rows dealt out to pages, the first with some of every kind, none too big.

Teams refuses a message over 100 KB, which it counts as UTF-16, and Microsoft's documentation asks bots to keep to 80.
A page keeps to that with its plain twin. Weights are characters of JSON as it is sent.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from pledges.digest import KINDS
from pledges.figures import Digest, Line

ROWS = 7  # of a kind, before the rest is shown
ROOM = 30_000  # for rows, of the 40,000 characters that make 80 KB
ROW = 330  # the weight of a row without its words
MOST = 6  # pages: a post and five replies
_MARKED = frozenset(r"\`*_[]<>#|~-+.)")  # characters that are escaped when they are drawn

Row = tuple[str, Line]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Some lines of a kind, of `count` in all; `begun` says that an earlier page had some, `left` how many none has."""

    kind: str
    count: int
    lines: tuple[Line, ...]
    begun: bool = False
    left: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One message of `of`."""

    number: int
    of: int
    sections: tuple[Section, ...]


def pages(digest: Digest) -> tuple[Page, ...]:
    """The messages that a digest makes: a post, and the replies that hold what has no room in it, MOST in all."""
    rows = [(kind, line) for kind in KINDS for line in getattr(digest, kind)]
    first = _some_of_each(rows)
    dealt = [first]
    rest = _fill(first, [row for row in rows if row not in first])
    while rest and len(dealt) < MOST:
        dealt.append([])
        rest = _fill(dealt[-1], rest)
    return tuple(_pages(dealt, counted_in(digest)))


def counted_in(digest: Digest) -> dict[str, int]:
    """How many there are of each kind, shown or not."""
    counts = digest.counts
    named = {"newly": counts.newly_late, "still": counts.still_late, "helping": len(digest.helping)}
    return {kind: named[kind] if kind in named else getattr(counts, kind) for kind in KINDS}


def _some_of_each(rows: Sequence[Row]) -> list[Row]:
    """The first ROWS of each kind, or as many as there is room for."""
    placed = [(place, row) for _, some in groupby(rows, itemgetter(0)) for place, row in enumerate(some)]
    for most in range(ROWS, 1, -1):
        chosen = [row for place, row in placed if place < most]
        if sum(map(_weight, chosen)) <= ROOM:
            return chosen
    return [row for place, row in placed if not place]


def _fill(page: list[Row], rows: Sequence[Row]) -> list[Row]:
    """Add rows in order while there is room; return those for which there is none."""
    room = ROOM - sum(map(_weight, page))
    for at, row in enumerate(rows):
        room -= _weight(row)
        if room < 0:
            return list(rows[at:])
        page.append(row)
    return []


def _pages(dealt: Sequence[Sequence[Row]], counts: dict[str, int]) -> Iterator[Page]:
    shown = dict.fromkeys(counts, 0)
    for number, rows in enumerate(dealt, 1):
        begun = {kind for kind, some in shown.items() if some}
        for kind, _ in rows:
            shown[kind] += 1
        left = {kind: counts[kind] - shown[kind] for kind in counts} if number == len(dealt) else {}
        yield Page(number=number, of=len(dealt), sections=tuple(_sections(rows, counts, begun, left)))


def _sections(rows: Iterable[Row], counts: dict[str, int], begun: set[str], left: dict[str, int]) -> Iterator[Section]:
    for kind, count in counts.items():
        lines = tuple(line for of, line in rows if of == kind)
        if lines or left.get(kind):
            yield Section(kind=kind, count=count, lines=lines, begun=kind in begun, left=left.get(kind, 0))


def _weight(row: Row) -> int:
    """What a row takes: its words stand in the card and in its twin."""
    line = row[1]
    said = (line.title, line.owner, line.note, line.waits_for)
    return ROW + 2 * sum(len(json.dumps(each)) + 2 * sum(mark in _MARKED for mark in each) for each in said)
