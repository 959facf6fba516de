"""Excel workbooks: the values of the first sheet that is not hidden. Macros, formulas and links are not followed."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Font
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from documents.table import Table, contents, table_of
from pledges.errors import OperatorError

MOST_UNPACKED = 200 * 1024 * 1024
MOST_PARTS = 2_000
MOST_LINES = 1_048_576
MOST_COLUMNS = 64
LONGEST_CELL = 32_767


def read(path: Path) -> Table:
    """The table in a workbook, dates as 2026-12-04. Raises OperatorError with a sentence."""
    return parse(path, contents(path))


def parse(path: Path, raw: bytes) -> Table:
    """The same of what is in a file of this name."""
    with opened(path, raw) as book:
        sheet = next((each for each in book.worksheets if each.sheet_state == "visible"), None)
        if sheet is None:
            raise OperatorError(f"{path.name} has no sheet to read: all are hidden, or there is none.")
        sheet.reset_dimensions()  # some programs write them too small
        return table_of(path, lines(path, sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True)))


def write(path: Path, header: Sequence[str], rows: Iterable[Mapping[str, str]]) -> None:
    """Write a table that `read` gives back. Every cell is text, so that nothing in it is taken for a formula."""
    path.write_bytes(content(header, rows))


def content(header: Sequence[str], rows: Iterable[Mapping[str, str]]) -> bytes:
    """The same table as the bytes of a file."""
    lines = [[_fitting(row.get(name, "")) for name in header] for row in rows]
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Register")
    sheet.freeze_panes = "C2"
    sheet.append([_cell(sheet, name, bold=True) for name in header])
    for line in lines:
        sheet.append([_cell(sheet, text) for text in line])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@contextmanager
def opened(path: Path, raw: bytes) -> Iterator[Workbook]:
    """A workbook to read in the block, in which whatever is wrong with it becomes an OperatorError with a sentence."""
    with _sentences_about(path):
        _check_size(path, raw)
        yield load_workbook(io.BytesIO(raw), read_only=True, data_only=True, keep_links=False)


@contextmanager
def _sentences_about(path: Path) -> Iterator[None]:
    """Whatever is wrong inside the archive, the operator is told that the workbook cannot be read."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # parts that are not read are no news
            yield
    except OperatorError:
        raise
    except Exception as error:
        name = type(error).__name__
        raise OperatorError(
            f"{path.name} is not an Excel workbook that can be read ({name}). Save it as .xlsx."
        ) from error


def _check_size(path: Path, raw: bytes) -> None:
    """Before anything is unpacked: no part can be longer than the archive says it is."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        parts = archive.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise OperatorError(f"{path.name} unpacks to more than {MOST_UNPACKED >> 20} MB, so it was not opened.")


def lines(path: Path, rows: Iterable[Sequence[object]]) -> Iterator[tuple[int, Sequence[str]]]:
    """The rows of a sheet as text, with their numbers from 1. Raises OperatorError for more than Excel allows."""
    for number, cells in enumerate(rows, start=1):
        if number > MOST_LINES:
            raise OperatorError(f"{path.name} has more lines than Excel allows, so it was not read.")
        yield number, [_text(cell) for cell in cells]


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime():
            return value.isoformat(" ", "seconds")
        case date() | time():
            return value.isoformat()
        case float() if value.is_integer():
            return f"{value:.0f}"
        case _:
            return str(value)


def _fitting(text: str) -> str:
    """What a cell of Excel can hold, which would cut off the rest."""
    clean = ILLEGAL_CHARACTERS_RE.sub("", text)
    if len(clean) > LONGEST_CELL:
        raise OperatorError(f"“{clean[:40]}…” is too long for a cell of Excel. Export to a .csv file instead.")
    return clean


def _cell(sheet: WriteOnlyWorksheet, text: str, *, bold: bool = False) -> Cell:
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    if bold:
        cell.font = Font(bold=True)
    return cell
