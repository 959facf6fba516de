"""The cells of a file as they stand, row by row: a stranger's table may begin anywhere on a sheet.

Of a CSV file rows count as csv.reader counts them; of a workbook every sheet that is not hidden is read, with the cells
that are merged with the one above them.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from documents import csv_file
from documents.fills import Fills
from documents.rows import NOT_TABLES, WORKBOOKS, ZIP
from documents.table import contents
from pledges.errors import OperatorError
from pledges.tracker_tables import Sheet
from pledges.trackers import MOST_ROWS

SEPARATORS = (",", ";", "\t", "|")
LONGEST_CELL, MOST_MERGED, SAMPLE, GUESSED = 32_767, 20_000, 64 * 1024, 60
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_CHUNK, _OVERLAP = 1 << 20, 100


def read(path: Path) -> list[Sheet]:
    """The sheets of a CSV file or a workbook. Raises OperatorError with a sentence."""
    return parse(path, contents(path))


def parse(path: Path, raw: bytes) -> list[Sheet]:
    """The same of what is in a file of this name."""
    if raw[:4] in NOT_TABLES:
        raise OperatorError(f"{path.name} {NOT_TABLES[raw[:4]]}")
    if raw[:4] == ZIP or path.suffix.lower() in WORKBOOKS:
        return _workbook(path, raw)
    return [Sheet(rows=_bounded(path, _rows(path, csv_file.text(path, raw))))]


def _rows(path: Path, text: str) -> Iterator[list[str]]:
    separator, text = _separator(text)
    try:
        for cells in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            yield [cell[:LONGEST_CELL] for cell in cells]
    except csv.Error as error:
        raise OperatorError(f"{path.name} cannot be read as CSV: {error}.") from None


def _separator(text: str) -> tuple[str, str]:
    """The separator that a file names, as Excel does, else the one that parts most rows into as many cells."""
    named, rest = csv_file.named_separator(text)
    return (named, rest) if named else (max(SEPARATORS, key=lambda each: _evenness(text[:SAMPLE], each)), text)


def _evenness(text: str, separator: str) -> tuple[int, int]:
    try:
        rows = islice(csv.reader(io.StringIO(text, newline=""), delimiter=separator), GUESSED)
        widths = Counter(len(cells) for cells in rows if len(cells) > 1)
    except csv.Error:
        return 0, 0
    width, count = max(widths.items(), key=lambda each: (each[1], each[0]), default=(0, 0))
    return count, width


def _bounded(path: Path, rows: Iterable[list[str]]) -> list[list[str]]:
    found = list(islice(rows, MOST_ROWS + 1))
    if len(found) > MOST_ROWS:
        raise OperatorError(f"{path.name} has more than {MOST_ROWS:,} rows. Split it into smaller files.")
    return found


def _workbook(path: Path, raw: bytes) -> list[Sheet]:
    from documents import xlsx_file

    with xlsx_file.opened(path, raw) as book, zipfile.ZipFile(io.BytesIO(raw)) as archive:
        seen = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        return [_sheet(path, sheet, archive) for sheet in seen]


def _sheet(path: Path, sheet: Any, archive: zipfile.ZipFile) -> Sheet:
    """A sheet that is only read, of which openpyxl's types know nothing."""
    from documents import xlsx_file

    sheet.reset_dimensions()
    fills = Fills()
    values = fills.noting(sheet.iter_rows(max_col=xlsx_file.MOST_COLUMNS))
    rows = _bounded(path, map(list, _trimmed(cells for _, cells in xlsx_file.lines(path, values))))
    name = str(sheet._worksheet_path).lstrip("/")
    merged = frozenset(islice(_merged(archive, name), MOST_MERGED))
    return Sheet(rows=rows, name=sheet.title, merged=merged, colours=fills.found)


def _trimmed(rows: Iterable[Iterable[str]]) -> Iterator[list[str]]:
    """Without the empty rows at the end, which a sheet that was once long may have by the thousand."""
    waiting = 0
    for cells in map(list, rows):
        if not any(cell.strip() for cell in cells):
            waiting += 1
            continue
        yield from ([] for _ in range(min(waiting, MOST_ROWS + 1)))
        yield cells
        waiting = 0


def _merged(archive: zipfile.ZipFile, name: str) -> Iterator[tuple[int, int]]:
    """The cells of a sheet that belong to the one above them, by row and column from 0."""
    from openpyxl.utils import column_index_from_string as number

    for left, top, right, bottom in _merges(archive, name):
        for row in range(int(top), min(int(bottom), int(top) + MOST_MERGED)):
            for column in range(number(left) - 1, number(right)):
                yield row, column


def _merges(archive: zipfile.ZipFile, name: str) -> Iterator[tuple[str, str, str, str]]:
    """The merged ranges, looked for in the text of the sheet: reading it as XML would take the memory of all cells."""
    with archive.open(name) as file:
        rest = b""
        while chunk := file.read(_CHUNK):
            text, last = rest + chunk, 0
            for found in _MERGED.finditer(text):
                last = found.end()
                left, top, right, bottom = (part.decode() for part in found.groups())
                yield left, top, right, bottom
            rest = text[max(last, len(text) - _OVERLAP) :]
