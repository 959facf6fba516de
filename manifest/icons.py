"""Draws the two icons, a bookmark with a tick: python -m manifest.icons. Needs nothing but Python."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Sequence
from math import copysign, hypot
from pathlib import Path

HERE = Path(__file__).parent
GREEN, WHITE = (0x15, 0x51, 0x4F), (0xFF, 0xFF, 0xFF)
COLOR, OUTLINE = 192, 32

Point = tuple[float, float]
Pixel = tuple[int, int, int, int]


def color() -> bytes:
    """A white bookmark with a green tick, on a green field that fills the square."""
    mark, tick = bookmark(96, 46, 146, 74, 9), ticked(96, 86, 40)

    def at(x: float, y: float) -> Pixel:
        shown = covered(mark(x, y)) * (1 - covered(tick(x, y) - 5.5))
        red, green, blue = (round(g + (w - g) * shown) for g, w in zip(GREEN, WHITE, strict=True))
        return red, green, blue, 255

    return png(COLOR, at)


def outline() -> bytes:
    """The same in white lines on nothing."""
    mark, tick = bookmark(16, 3, 29, 20, 3), ticked(16, 12.5, 10)

    def at(x: float, y: float) -> Pixel:
        drawn = min(abs(mark(x, y)) - 1, tick(x, y) - 1)
        return *WHITE, round(255 * covered(drawn))

    return png(OUTLINE, at)


def bookmark(middle: float, top: float, bottom: float, width: float, radius: float) -> Callable[[float, float], float]:
    """How far a point is outside a ribbon that ends in a notch; negative inside. Its corners are round."""
    left, right = middle - width / 2 + radius, middle + width / 2 - radius
    top, bottom, notch = top + radius, bottom - radius, width * 0.3
    corners = [(left, top), (right, top), (right, bottom), (middle, bottom - notch), (left, bottom)]
    return lambda x, y: _outside(corners, (x, y)) - radius


def ticked(middle: float, height: float, width: float) -> Callable[[float, float], float]:
    """How far a point is from the two strokes of a tick."""
    start, turn = (middle - width * 0.48, height + width * 0.02), (middle - width * 0.14, height + width * 0.36)
    end = (middle + width * 0.5, height - width * 0.34)
    return lambda x, y: min(_from_line(start, turn, (x, y)), _from_line(turn, end, (x, y)))


def covered(distance: float) -> float:
    """How much of a pixel a shape covers whose edge is so far from its middle."""
    return min(1.0, max(0.0, 0.5 - distance))


def png(size: int, at: Callable[[float, float], Pixel]) -> bytes:
    """A square picture, each pixel asked for at its middle."""
    rows = (bytes(each for x in range(size) for each in at(x + 0.5, y + 0.5)) for y in range(size))
    header = struct.pack(">IIBBBBB", size, size, 8, 6, 0, 0, 0)
    body = zlib.compress(b"".join(b"\0" + row for row in rows), 9)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", body) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _outside(corners: Sequence[Point], point: Point) -> float:
    """The distance from a polygon, negative inside: there a line to the right crosses an odd number of edges."""
    edges = list(zip(corners, [*corners[1:], corners[0]], strict=True))
    inside = sum(_crosses(a, b, point) for a, b in edges) % 2
    return copysign(min(_from_line(a, b, point) for a, b in edges), -1 if inside else 1)


def _crosses(a: Point, b: Point, point: Point) -> bool:
    x, y = point
    return (a[1] > y) != (b[1] > y) and x < a[0] + (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1])


def _from_line(a: Point, b: Point, point: Point) -> float:
    along = (b[0] - a[0], b[1] - a[1])
    from_a = (point[0] - a[0], point[1] - a[1])
    share = (from_a[0] * along[0] + from_a[1] * along[1]) / (along[0] ** 2 + along[1] ** 2)
    share = min(1.0, max(0.0, share))
    return hypot(from_a[0] - share * along[0], from_a[1] - share * along[1])


if __name__ == "__main__":
    (HERE / "color.png").write_bytes(color())
    (HERE / "outline.png").write_bytes(outline())
