"""How a paper's text is laid out for whoever reads it, whatever kind of file it came from.

Paragraphs have an empty line between them, "- " stands before what had a bullet, and a row of a table is one line of
cells with " | " between them. A table that only lays out a page is told as the paragraphs that it holds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import TypeAlias

from pledges.errors import PaperTooLong, PaperWithoutText

Progress: TypeAlias = Callable[[int, int], None]  # pages read, of how many
Cell: TypeAlias = Sequence[str]  # its paragraphs
MOST_PAGES = 500
MOST_CHARACTERS = MOST_PAGES * 10_000
A_PAGE = 3_000  # characters, as a paper's pages go

_LAYOUT_COLUMNS, _LAYOUT_PARAGRAPHS = 3, 3  # a table so narrow, with a cell so long, lays out a page
_LONGEST_MARK = 12  # characters of the number that stands before an item
_LONGEST_HEAD = 30

_GONE = dict.fromkeys([*range(9), *range(14, 32), *range(0x7F, 0xA0), 0xAD, 0xFEFF, *range(0x200B, 0x2010), 0xFFFD])
_LINES = {0x0B: "\n", 0x0C: "\n", 0x85: "\n", 0x2028: "\n", 0x2029: "\n\n"}
_SPACES = dict.fromkeys([0xA0, 0x202F, 0x2007, 0x3000], " ") | {0x2011: "-"}
_LIGATURES = dict(zip(range(0xFB00, 0xFB07), ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True))
_CODES = _GONE | _LINES | _SPACES | _LIGATURES
_BULLET = re.compile(r"^([ \t]*)(?:[•·●▪■◦○‣➢➤►❖✓\uf0a7\uf0b7\uf0d8\uf0fc]|o(?=\t| {3}))[ \t]+(?=\S)", re.MULTILINE)
_BLANK = re.compile(r"[ \t]+$", re.MULTILINE)
_GAPS = re.compile(r"\n{3,}")


def tidy(text: str) -> str:
    """The text with one kind of line end, space and bullet, and without what is not to be seen."""
    plain = text.encode("utf-8", "ignore").decode().replace("\r\n", "\n").replace("\r", "\n").translate(_CODES)
    return _GAPS.sub("\n\n", _BLANK.sub("", _BULLET.sub(r"\1- ", plain))).strip("\n")


def joined(paragraphs: Iterable[str]) -> str:
    """The paragraphs as a paper."""
    return tidy("\n\n".join(paragraphs))


def checked(text: str, name: str) -> str:
    """The text of a paper, if there is some and it is not too long. Raises Unreadable."""
    if len(text) > MOST_CHARACTERS:
        raise PaperTooLong(name, len(text) // A_PAGE, MOST_PAGES)
    if not any(map(str.isalpha, text)):
        raise PaperWithoutText(name)
    return text


def told(table: Sequence[Sequence[Cell]]) -> Iterator[str]:
    """The paragraphs and lines that a table is told as; rows that stand together are one paragraph."""
    if _lays_out(table):
        yield from _laid_out(table)
    elif rows := [_row(list(map(_flat, row))) for row in table if any(map(_flat, row))]:
        yield "\n".join(rows)


def _row(cells: Sequence[str]) -> str:
    """The cells on a line; at its ends a bar of its own keeps the place of one that is empty."""
    first, last = "" if cells[0] else "|", "" if cells[-1] else "|"
    return f"{first}{' | '.join(cells)}{last}"


def _lays_out(table: Sequence[Sequence[Cell]]) -> bool:
    width = max(map(len, table), default=0)
    longest = max((len(cell) for row in table for cell in row), default=0)
    return width == 1 or (width <= _LAYOUT_COLUMNS and longest >= _LAYOUT_PARAGRAPHS)


def _laid_out(table: Sequence[Sequence[Cell]]) -> Iterator[str]:
    """What stands left of the column with the most text begins an item; what stands right of it follows, headed."""
    columns = [sum(len(_flat(cell)) for cell in column) for column in zip_longest(*table, fillvalue=())]
    main = columns.index(max(columns))
    heads = _heads(table)
    if heads:
        yield _row(heads)
    for row in table[1 if heads else 0 :]:
        yield from _begun(" ".join(filter(None, map(_flat, row[:main]))), row[main] if main < len(row) else ())
        for at, cell in enumerate(row[main + 1 :], main + 1):
            head = heads[at] if at < len(heads) else ""
            yield from (f"{head}: {each}" if head else each for each in cell)


def _begun(mark: str, paragraphs: Cell) -> Iterator[str]:
    if mark and len(mark) <= _LONGEST_MARK and paragraphs:
        yield f"{mark} {paragraphs[0]}"
        yield from paragraphs[1:]
    else:
        yield from filter(None, (mark, *paragraphs))


def _heads(table: Sequence[Sequence[Cell]]) -> list[str]:
    """The names of the columns, where the first row gives each of several one."""
    heads = [_flat(cell).rstrip(":") for cell in table[0]]
    named = all(head and len(head) <= _LONGEST_HEAD and not head[0].isdigit() for head in heads)
    return heads if named and len(heads) > 1 and len(table) > 1 else []


def _flat(cell: Cell) -> str:
    return " ".join(" ".join(cell).split())
