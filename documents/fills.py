"""The colours that cells of a workbook are filled with, as the words red, amber, green and blue."""

from __future__ import annotations

import colorsys
from collections.abc import Iterable, Iterator
from typing import Any

MOST = 200_000
_HUES = ((20, "Red"), (70, "Amber"), (170, "Green"), (185, ""), (260, "Blue"), (335, ""), (361, "Red"))
_PALEST, _DARKEST, _DULLEST = 0.94, 0.15, 0.35


class Fills:
    """What empty cells are filled with, noted while the rows of a sheet go by: by row and column from 0."""

    def __init__(self) -> None:
        self.found: dict[tuple[int, int], str] = {}
        self._words: dict[int, str] = {}

    def noting(self, rows: Iterable[Iterable[Any]]) -> Iterator[list[object]]:
        """The values of rows of cells."""
        for at, cells in enumerate(map(list, rows)):
            values = [cell.value for cell in cells]
            if any(value is not None for value in values) and len(self.found) < MOST:
                empty = (n for n, value in enumerate(values) if value is None)
                self.found |= {(at, n): word for n in empty if (word := self._word(cells[n]))}
            yield values

    def _word(self, cell: Any) -> str:
        """Each style is looked up once: there are few, and it takes long."""
        style = getattr(cell, "_style_id", 0)
        if style and style not in self._words:
            self._words[style] = colour_of(str(cell.fill.fgColor.rgb)) if cell.fill.fill_type == "solid" else ""
        return self._words.get(style, "")


def colour_of(rgb: str) -> str:
    """The word for a colour such as FF00B050; empty for white, greys, and what is no such colour."""
    try:
        red, green, blue = (int(rgb[at : at + 2], 16) / 255 for at in (2, 4, 6))
    except ValueError:  # a colour of the theme, which only Excel knows
        return ""
    hue, light, strong = colorsys.rgb_to_hls(red, green, blue)
    if strong < _DULLEST or not _DARKEST < light < _PALEST:
        return ""
    return next(word for end, word in _HUES if hue * 360 < end)
