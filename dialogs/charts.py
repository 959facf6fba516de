"""Charts that Teams draws, each with its twin: a table of the same numbers where a client knows no charts.

A table in its turn falls back to rows of columns, which every client draws. None has more than three columns: a phone
cannot be scrolled sideways.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from microsoft_teams.cards import (
    CardElement,
    ChartColor,
    Column,
    ColumnDefinition,
    ColumnSet,
    Container,
    DonutChart,
    DonutChartData,
    LineChart,
    LineChartData,
    LineChartValue,
    Table,
    TableCell,
    TableRow,
    TextBlock,
)

Row = Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A part of a whole, in a colour of charts."""

    name: str
    count: int
    colour: ChartColor


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One line of a chart: a count for each of its places."""

    name: str
    counts: Sequence[int]
    colour: ChartColor


def donut(shares: Sequence[Share], *, whole: int, head: tuple[str, str]) -> CardElement:
    """Shares of a whole as a ring. Each is named with its count, so that nothing is said by its colour alone."""
    data = [
        DonutChartData(legend=f"{share.name} ({share.count:,})", value=share.count, color=share.colour)
        for share in shares
    ]
    twin = table(head, [(share.name, f"{share.count:,}") for share in shares])
    return DonutChart(data=data, value=f"{whole:,}", show_legend=True, spacing="Small", fallback=twin)


def lines(days: Sequence[tuple[str, str]], series: Sequence[Series], *, first: str) -> CardElement:
    """Counts over time, each day as the chart wants it (2026-12-07) and as it is told; `first` heads the days."""
    data = [
        LineChartData(
            legend=each.name,
            color=each.colour,
            values=[LineChartValue(x=day, y=count) for (day, _), count in zip(days, each.counts, strict=True)],
        )
        for each in series
    ]
    rows = [(told, *(f"{each.counts[n]:,}" for each in series)) for n, (_, told) in enumerate(days)]
    twin = table((first, *(each.name for each in series)), rows)
    return LineChart(data=data, y_min=0, spacing="Small", fallback=twin)


def table(head: Row, rows: Sequence[Row]) -> Table:
    """A table whose first column is words and whose others are figures."""
    widths = [ColumnDefinition(width=2 if place == 0 else 1) for place, _ in enumerate(head)]
    told = [TableRow(cells=[TableCell(items=[_cell(text, at)]) for at, text in enumerate(row)]) for row in rows]
    top = TableRow(cells=[TableCell(items=[_cell(text, at, head=True)]) for at, text in enumerate(head)])
    return Table(
        columns=widths,
        rows=[top, *told],
        first_row_as_headers=True,
        show_grid_lines=False,
        spacing="Small",
        fallback=_plain(head, rows),
    )


def _plain(head: Row, rows: Sequence[Row]) -> Container:
    """The same table of columns, for clients that know no tables."""
    sets = [_row(head, head=True), *(_row(row) for row in rows)]
    return Container(items=list(sets), spacing="Small")


def _row(row: Row, *, head: bool = False) -> ColumnSet:
    columns = [
        Column(width=2 if place == 0 else 1, items=[_cell(text, place, head=head)]) for place, text in enumerate(row)
    ]
    return ColumnSet(columns=columns, spacing="Small")


def _cell(text: str, place: int, *, head: bool = False) -> TextBlock:
    """Words stand on the left and wrap, figures on the right."""
    return TextBlock(
        text=text,
        wrap=None if place else True,
        size="Small",
        weight="Bolder" if head else None,
        horizontal_alignment="Right" if place else None,
    )
