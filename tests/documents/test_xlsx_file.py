"""Excel workbooks."""

import zipfile
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from documents import xlsx_file
from documents.table import BEYOND, MOST_BYTES, MOST_ROWS
from pledges.errors import OperatorError

HEADERS = ["Title", "Last update"]
cells = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff"), max_size=12
)
formulas = st.sampled_from(
    ["=1+1", '=HYPERLINK("http://example.org")', "+44", "-5", "@sum", "'=1", "#N/A", "1", "TRUE"]
)


def _book(folder: Path, *rows: list[object]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(row)
    book.save(folder / "register.xlsx")
    return folder / "register.xlsx"


def test_cells_of_every_type_are_read_as_text(tmp_path: Path) -> None:
    values: list[object] = [
        date(2026, 12, 4),
        datetime(2026, 12, 4),
        datetime(2026, 12, 4, 14, 30),
        time(9, 30),
        42,
        42.0,
        1e30,
        0.5,
        True,
        None,
        "words",
    ]
    table = xlsx_file.read(_book(tmp_path, [f"c{n}" for n in range(len(values))], values))
    assert [*table.rows[0][1].values()] == [
        "2026-12-04",
        "2026-12-04",
        "2026-12-04 14:30:00",
        "09:30:00",
        "42",
        "42",
        "1000000000000000019884624838656",
        "0.5",
        "True",
        "",
        "words",
    ]


def test_empty_lines_do_not_count_and_rows_keep_their_line(tmp_path: Path) -> None:
    table = xlsx_file.read(_book(tmp_path, [], ["Title", "Theme"], [], ["a", "b", "c"]))
    assert table.rows == ((4, {"Title": "a", "Theme": "b", BEYOND: "c"}),)


def test_a_formula_counts_as_what_it_last_came_to_and_is_never_computed(tmp_path: Path) -> None:
    assert xlsx_file.read(_book(tmp_path, ["Title", "Sum"], ["a", "=1+1"])).rows[0][1] == {"Title": "a", "Sum": ""}


def test_the_first_sheet_that_is_not_hidden_is_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["Hidden"])
    book.create_sheet("Shown").append(["Title"])
    book.worksheets[0].sheet_state = "hidden"
    book.active = 1
    book.save(tmp_path / "register.xlsx")
    assert xlsx_file.read(tmp_path / "register.xlsx").header == ("Title",)


@given(st.lists(st.lists(cells | formulas, min_size=2, max_size=2), max_size=4))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
def test_what_was_written_is_read_back_exactly(tmp_path: Path, values: list[list[str]]) -> None:
    path = tmp_path / "register.xlsx"
    rows = [dict(zip(HEADERS, line, strict=True)) for line in values]
    xlsx_file.write(path, HEADERS, rows)
    kept = [row for row in rows if any(cell.strip() for cell in row.values())]
    assert [dict(row) for _, row in xlsx_file.read(path).rows] == kept


def test_no_cell_of_a_written_workbook_is_a_formula(tmp_path: Path) -> None:
    path = tmp_path / "register.xlsx"
    xlsx_file.write(path, HEADERS, [{"Title": "=1+1", "Last update": "two\nlines"}])
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert [(cell.value, cell.data_type) for cell in sheet[2]] == [("=1+1", "s"), ("two\nlines", "s")]


def test_a_cell_longer_than_excel_allows_is_refused_and_not_cut(tmp_path: Path) -> None:
    with pytest.raises(OperatorError, match="too long for a cell of Excel"):
        xlsx_file.write(tmp_path / "register.xlsx", HEADERS, [{"Title": "x" * 32_768}])


def test_too_many_rows_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "register.xlsx"
    xlsx_file.write(path, ["A"], ({"A": "x"} for _ in range(MOST_ROWS + 1)))
    with pytest.raises(OperatorError, match="more than 100,000 rows"):
        xlsx_file.read(path)


def _repacked(path: Path, part: str, content: bytes) -> Path:
    """The workbook with one part of the archive replaced."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, old in (parts | {part: content}).items():
            archive.writestr(name, old if name != part else content)
    return path


SHEET = "xl/worksheets/sheet1.xml"
SPREADSHEET = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def test_a_workbook_of_hidden_sheets_has_none_to_read(tmp_path: Path) -> None:
    path = _book(tmp_path, ["Title"])
    with zipfile.ZipFile(path) as archive:
        named = archive.read("xl/workbook.xml").replace(b'state="visible"', b'state="hidden"')
    with pytest.raises(OperatorError, match="has no sheet to read"):
        xlsx_file.read(_repacked(path, "xl/workbook.xml", named))


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = _repacked(_book(tmp_path, ["Title"]), "xl/media/image1.png", b"0" * (xlsx_file.MOST_UNPACKED + 1))
    assert path.stat().st_size < MOST_BYTES
    with pytest.raises(OperatorError, match="unpacks to more than 200 MB, so it was not opened"):
        xlsx_file.read(path)


def test_entities_that_blow_up_are_refused(tmp_path: Path) -> None:
    bomb = f'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><worksheet {SPREADSHEET}>&b;</worksheet>'
    with pytest.raises(OperatorError, match="is not an Excel workbook that can be read"):
        xlsx_file.read(_repacked(_book(tmp_path, ["Title"]), SHEET, bomb.encode()))


def test_a_row_far_beyond_the_last_of_excel_is_refused(tmp_path: Path) -> None:
    cell = '<c r="A1" t="inlineStr"><is><t>Title</t></is></c>'
    data = f'<row r="1">{cell}</row><row r="999999999">{cell}</row>'
    far = f"<worksheet {SPREADSHEET}><sheetData>{data}</sheetData></worksheet>"
    with pytest.raises(OperatorError, match="more lines than Excel allows"):
        xlsx_file.read(_repacked(_book(tmp_path, ["Title"]), SHEET, far.encode()))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"Title,Theme\n", b"\x00" * 100])
def test_what_is_no_workbook_is_refused_with_a_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "register.xlsx"
    path.write_bytes(content)
    with pytest.raises(OperatorError, match="is not an Excel workbook that can be read"):
        xlsx_file.read(path)


def test_an_archive_of_something_else_is_refused_with_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "register.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    with pytest.raises(OperatorError, match="is not an Excel workbook that can be read"):
        xlsx_file.read(path)


def test_a_workbook_of_nothing_is_called_empty(tmp_path: Path) -> None:
    with pytest.raises(OperatorError, match="is empty"):
        xlsx_file.read(_book(tmp_path))
