"""The plain-text twin of a card: what it shows before anything is opened, for clients that cannot draw it.

Adaptive Cards call it fallbackText. Screen readers of Teams read the card itself, with its headings and labels.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

MOST = 4_000  # characters: a card is to stay small, and longer than this nobody reads
MORE = "…"
APART = " · "
_INNER = ("items", "columns", "rows", "cells")
_DRAWN = "Chart."  # what such an element shows is told by its fallback
_IN_A_LINE = frozenset({"ColumnSet", "TableRow"})
_MARKS = re.compile(r"\\([\\`*_\[\]<>#|~.+)-])|\*\*")


def twin_of(body: Sequence[Any]) -> str:
    """The words of a card's body, a line for each line of it; the parts of one row stand in one line."""
    lines, room = list[str](), MOST
    for line in (line for part in body for line in _lines(part)):
        room -= len(line) + 1
        if room < 0:
            return "\n".join([*lines, MORE])
        lines.append(line)
    return "\n".join(lines)


def _lines(part: Any) -> Iterator[str]:
    if part.get("isVisible") is False:
        return
    kind = part.get("type", "")  # the columns of a table have none, and say nothing
    if kind.startswith(_DRAWN):
        yield from _lines(part.get("fallback", {}))
        return
    if kind == "TextBlock":
        yield from (line for line in _unmarked(part["text"]).splitlines() if line.strip())
    for fact in part.get("facts", ()):
        yield f"{_unmarked(fact['title'])}: {_unmarked(fact['value'])}"
    inner = [list(_lines(each)) for name in _INNER for each in part.get(name, ())]
    if kind in _IN_A_LINE:
        yield from [APART.join(map(_as_one, filter(None, inner)))] if any(inner) else ()
    else:
        yield from chain.from_iterable(inner)


def _as_one(lines: Sequence[str]) -> str:
    """The lines of one column; a figure stands before what it counts."""
    figure, *rest = lines
    return f"{figure} {' '.join(rest)}" if figure.replace(",", "").isdigit() and rest else APART.join(lines)


def _unmarked(text: str) -> str:
    """Words without the marks that make them bold, or that keep them from being it."""
    return _MARKS.sub(lambda found: found[1] or "", text)
