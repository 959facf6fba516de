"""Tables in files, whatever kind of file it is: told by what is in it, and written by how its name ends.

The reader of workbooks is fetched when the first one comes: openpyxl takes 5 MB, which a bot without one is spared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

from documents import csv_file
from documents.table import Table, contents
from pledges.errors import OperatorError

Write: TypeAlias = Callable[[Path, Sequence[str], Iterable[Mapping[str, str]]], None]
WORKBOOKS = frozenset({".xlsx", ".xlsm"})
ZIP = b"PK\x03\x04"
NOT_TABLES = {
    b"\xd0\xcf\x11\xe0": "is an old Excel file (.xls), or one with a password. Save it as .xlsx without a password.",
    b"%PDF": "is a PDF, not a table. Save the table as .xlsx or .csv.",
}


def read(path: Path) -> Table:
    """The table in a CSV file or a workbook. Raises OperatorError with a sentence."""
    return parse(path, contents(path))


def parse(path: Path, raw: bytes) -> Table:
    """The same of what is in a file of this name, which need not lie anywhere."""
    head = raw[:4]
    if head in NOT_TABLES:
        raise OperatorError(f"{path.name} {NOT_TABLES[head]}")
    if head == ZIP or path.suffix.lower() in WORKBOOKS:
        from documents import xlsx_file

        return xlsx_file.parse(path, raw)
    return csv_file.parse(path, raw)


def write(path: Path, header: Sequence[str], rows: Iterable[Mapping[str, str]]) -> None:
    """Write a table to a file that ends in .csv or .xlsx: all of it, or nothing. Raises OperatorError."""
    if path.suffix.lower() not in (".csv", ".xlsx"):
        raise OperatorError(f"{path.name} must end in .csv or .xlsx.")
    if not path.parent.is_dir():
        raise OperatorError(f"There is no folder {path.parent}.")
    draft = path.with_name(f".{path.name}.part")
    try:
        _writer(path.suffix.lower())(draft, header, rows)
        draft.replace(path)
    except OSError as error:
        raise OperatorError(f"{path} cannot be written: {error.strerror}.") from None
    finally:
        draft.unlink(missing_ok=True)


def content(suffix: str, header: Sequence[str], rows: Iterable[Mapping[str, str]]) -> bytes:
    """What a file holds that ends in this, .csv or .xlsx, to be sent."""
    if suffix == ".csv":
        return csv_file.content(header, rows)
    from documents import xlsx_file

    return xlsx_file.content(header, rows)


def _writer(suffix: str) -> Write:
    if suffix == ".csv":
        return csv_file.write
    from documents import xlsx_file

    return xlsx_file.write
