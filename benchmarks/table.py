"""What is printed: figures beside their floor and their target."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A figure. `target` is what it should be, `met` whether it is; a figure without a target is for information."""

    what: str
    figure: str
    beside: str = ""
    target: str = ""
    met: bool | None = None

    @property
    def verdict(self) -> str:
        return "" if self.met is None else "met" if self.met else "missed"

    @property
    def cells(self) -> tuple[str, ...]:
        return self.what, self.figure, self.beside, self.target, self.verdict


HEAD = Row(what="", figure="figure", beside="beside the floor", target="target")


def below(what: str, value: float, unit: str, limit: float, beside: str = "") -> Row:
    """A figure that should be below a limit."""
    return Row(what=what, figure=f"{value:,.1f} {unit}", beside=beside, target=f"< {limit:g} {unit}", met=value < limit)


def printed(sections: Sequence[tuple[str, Sequence[Row]]]) -> str:
    """All sections as one text, their columns in line."""
    rows = [row for _, rows in sections for row in rows]
    widths = [max(len(cell) for cell in column) for column in zip(*(r.cells for r in [HEAD, *rows]), strict=True)]
    lines = [_line(HEAD, widths)]
    for title, held in sections:
        lines += ["", title, *(_line(row, widths) for row in held)]
    return "\n".join([*lines, "", _summary(rows)])


def _line(row: Row, widths: Iterable[int]) -> str:
    return "  ".join(f"{cell:<{width}}" for cell, width in zip(row.cells, widths, strict=True)).rstrip()


def _summary(rows: Sequence[Row]) -> str:
    judged = [row for row in rows if row.met is not None]
    missed = [row.what for row in judged if not row.met]
    return f"Targets met: {len(judged) - len(missed)} of {len(judged)}" + (
        f"; missed: {', '.join(missed)}" * bool(missed)
    )
