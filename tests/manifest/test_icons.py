"""The icons are what Teams asks for: a full square of colour, and white lines on nothing."""

from __future__ import annotations

import struct
import zlib

import pytest

from manifest import icons

Pixel = tuple[int, ...]


def pixels(png: bytes) -> list[list[Pixel]]:
    """The rows of a picture that was written by icons.png: eight bits, four channels, no filters."""
    start = png.index(b"IDAT")
    length = int.from_bytes(png[start - 4 : start])
    size, raw = int.from_bytes(png[16:20]), zlib.decompress(png[start + 4 : start + 4 + length])
    rows = [raw[y * (size * 4 + 1) + 1 :][: size * 4] for y in range(size)]
    return [[tuple(row[x * 4 : x * 4 + 4]) for x in range(size)] for row in rows]


@pytest.mark.parametrize(("name", "size"), [("color.png", 192), ("outline.png", 32)])
def test_an_icon_has_the_size_that_teams_asks_for(name: str, size: int) -> None:
    png = (icons.HERE / name).read_bytes()
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">IIBB", png[16:26]) == (size, size, 8, 6)


def test_the_colour_icon_fills_its_square_and_bears_a_mark() -> None:
    rows = pixels((icons.HERE / "color.png").read_bytes())
    assert {pixel[3] for row in rows for pixel in row} == {255}
    assert rows[0][0] == (*icons.GREEN, 255)
    assert rows[60][96] == (*icons.WHITE, 255)


def test_the_outline_is_white_lines_on_nothing() -> None:
    rows = pixels((icons.HERE / "outline.png").read_bytes())
    assert {pixel[:3] for row in rows for pixel in row} == {icons.WHITE}
    assert rows[0][0][3] == 0
    assert 100 < sum(pixel[3] == 255 for row in rows for pixel in row) < 300


@pytest.mark.parametrize("name", ["color", "outline"])
def test_the_icons_kept_here_are_the_ones_that_are_drawn(name: str) -> None:
    kept = (icons.HERE / f"{name}.png").read_bytes()
    assert pixels(kept) == pixels(getattr(icons, name)())
