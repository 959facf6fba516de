"""New rows of a sheet that may repeat a pledge of the register, or each other: said in the report, left to people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from dialogs.importing.comparing import Result
from pledges.alike import Known, Shelf
from pledges.calendar import said
from pledges.pledge import Pledge
from pledges.sheet import What
from storage.db import Tx

SHOWN, SHORT = 20, 60


@dataclass(frozen=True, slots=True)
class Near:
    """A new row, by its line, and what it is near: a pledge with where it was promised, or an earlier row."""

    line: int
    pledge: Pledge | None
    row: int = 0


async def near(tx: Tx, results: Mapping[int, Result]) -> list[Near]:
    """The likeliest that each new row may repeat, if there is one; read before anything is written."""
    new = [result for line, result in sorted(results.items()) if result.what is What.NEW]
    if not new:
        return []
    pairs = list(_pairs(new, Shelf(await tx.titles.all())))
    found = {p.number: p for p in await tx.register.of_numbers(number for _, number in pairs if number > 0)}
    return [Near(line, found.get(number), -number) for line, number in pairs]


def _pairs(new: Iterable[Result], shelf: Shelf) -> Iterator[tuple[int, int]]:
    """The line of each row with the number of a pledge, or with the line of an earlier row as a negative number."""
    for result in new:
        for known in shelf.alike(result.title)[:1]:
            yield result.line, known.number
        shelf.put(Known(-result.line, result.title))


def lines(found: Iterable[Near], results: Mapping[int, Result]) -> Iterator[str]:
    """A sentence for each, with the references that the rows have by now, and how many more there are."""
    told = [_line(each, results) for each in found]
    yield from told[:SHOWN]
    if len(told) > SHOWN:
        yield f"And {len(told) - SHOWN:,} more rows that are near another."


def _line(found: Near, results: Mapping[int, Result]) -> str:
    new = results[found.line]
    other = found.pledge.ref if found.pledge else results[found.row].ref
    title = found.pledge.title if found.pledge else results[found.row].title
    where = _where(found.pledge) if found.pledge else f"line {found.row}"
    do = f" If they are one promise, type “merge {new.ref} into {other}”." if new.ref and other else ""
    return f"Line {found.line} “{_short(new.title)}” is near {other or 'one'} “{_short(title)}” ({where}).{do}"


def _where(pledge: Pledge) -> str:
    source = next(iter(pledge.sources), None)
    if source is None:
        return pledge.status.value
    day = said(source.held_on) if source.held_on else ""
    return ", ".join(filter(None, (source.committee or source.document, day)))


def _short(title: str) -> str:
    return title if len(title) <= SHORT else f"{title[:SHORT].rstrip()}…"
