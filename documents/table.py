"""A table as files hold one, and how large it may be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pledges.errors import OperatorError

MOST_BYTES = 20 * 1024 * 1024
MOST_ROWS = 100_000
BEYOND = "beyond the last column"


@dataclass(frozen=True, slots=True)
class Table:
    """The header, and each row by it, with the line of the file on which the row begins.

    Cells are text, as they stand. Columns without a name are left out; what a row has beyond the last column of the
    header is kept under BEYOND.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[int, Mapping[str, str]], ...]


def contents(path: Path) -> bytes:
    """All of a file that is not too large. Raises OperatorError with a sentence."""
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise OperatorError(f"{path.name} is larger than {MOST_BYTES >> 20} MB. Split it into smaller files.")
        return path.read_bytes()
    except OSError as error:
        raise OperatorError(f"{path} cannot be read: {error.strerror}.") from None


def table_of(path: Path, lines: Iterable[tuple[int, Sequence[str]]]) -> Table:
    """The table in these lines: the first that is not empty is its header. Raises OperatorError with a sentence."""
    filled = ((number, cells) for number, cells in lines if any(cell.strip() for cell in cells))
    _, header = next(filled, (0, ()))
    if not header:
        raise OperatorError(f"{path.name} is empty. It needs a line of column names, and a row for each pledge.")
    width = max(at for at, cell in enumerate(header, start=1) if cell.strip())
    names = tuple(cell.strip() for cell in header[:width])
    _check_names(path, names)
    return Table(names, tuple(_rows(path, names, filled)))


def _check_names(path: Path, names: Sequence[str]) -> None:
    twice = [name for at, name in enumerate(names) if name and name in names[:at]]
    if twice:
        raise OperatorError(f"{path.name} has two columns called “{twice[0]}”. Rename or remove one of them.")


def _rows(
    path: Path, names: Sequence[str], lines: Iterable[tuple[int, Sequence[str]]]
) -> Iterator[tuple[int, Mapping[str, str]]]:
    for count, (number, cells) in enumerate(lines):
        if count >= MOST_ROWS:
            raise OperatorError(f"{path.name} has more than {MOST_ROWS:,} rows. Split it into smaller files.")
        row = dict(zip(names, (*cells, *[""] * len(names)), strict=False))
        row.pop("", None)
        over = " ".join(filter(str.strip, cells[len(names) :]))
        yield number, row | ({BEYOND: over} if over else {})
