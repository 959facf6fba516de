"""CSV files, as Excel and other programs write them, and as Excel opens them right."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from documents.encodings import decoded
from documents.table import Table, contents, table_of
from pledges.errors import OperatorError

SEPARATORS = (",", ";", "\t")
# A spreadsheet takes a cell that begins like this for a formula. An apostrophe in front makes it text.
_FORMULA = re.compile(r"'*[=+\-@\t\r＝＋－＠]")
_HEAD = 64 * 1024


def read(path: Path) -> Table:
    """The table in a file of any usual encoding and separator. Raises OperatorError with a sentence."""
    return parse(path, contents(path))


def parse(path: Path, raw: bytes) -> Table:
    """The same of what is in a file of this name."""
    return table_of(path, _lines(path, _text(path, raw)))


def write(path: Path, header: Sequence[str], rows: Iterable[Mapping[str, str]]) -> None:
    """Write a table that `read` gives back as it is, whatever its cells hold."""
    path.write_bytes(content(header, rows))


def content(header: Sequence[str], rows: Iterable[Mapping[str, str]]) -> bytes:
    """The same table as the bytes of a file."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(map(_shielded, header))
    writer.writerows([_shielded(row.get(name, "")) for name in header] for row in rows)
    return file.getvalue().encode("utf-8-sig")


def _text(path: Path, raw: bytes) -> str:
    text = decoded(raw)
    if text is None:
        raise OperatorError(f"{path.name} is not a text file. Save it as CSV (UTF-8) or as an Excel workbook (.xlsx).")
    return text


def _lines(path: Path, text: str) -> Iterator[tuple[int, Sequence[str]]]:
    separator, text = _separator(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    begins = 1
    try:
        for cells in reader:
            yield begins, [_bare(cell) for cell in cells]
            begins = reader.line_num + 1
    except csv.Error as error:
        raise OperatorError(f"{path.name} cannot be read as CSV from line {begins} on: {error}.") from None


def _separator(text: str) -> tuple[str, str]:
    """The separator: named in a line of its own, as Excel does, which is then taken out, else what parts the most."""
    first, _, rest = text.partition("\n")
    if named := re.fullmatch(r'"?sep=(.)"?\r?', first):
        return named[1], f"\n{rest}"
    return max(SEPARATORS, key=lambda each: _width(text.lstrip()[:_HEAD], each)), text


def _width(text: str, separator: str) -> int:
    """How many cells the first line has."""
    return len(next(csv.reader(io.StringIO(text, newline=""), delimiter=separator), ()))


def _shielded(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _bare(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
