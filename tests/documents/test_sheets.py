"""Files of strangers, as rows of cells."""

import io
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.styles import PatternFill

from documents import sheets
from documents.fills import colour_of
from documents.table import MOST_BYTES
from pledges.errors import OperatorError
from pledges.trackers import MOST_ROWS, read

NAME = Path("tracker.csv")
TEXT = 'Action log – spring\n\nAction;Owner;Note\n"Ask; twice";Zoë;“one, two, three”\nWait;Ann;x, y\n'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_stranger_s_file_is_read_in_any_usual_encoding(encoding: str) -> None:
    [sheet] = sheets.parse(NAME, TEXT.encode(encoding))
    assert sheet.rows[3] == ["Ask; twice", "Zoë", "“one, two, three”"]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_the_one_that_parts_most_rows_alike_whatever_the_title_says(separator: str) -> None:
    rows = [["Ask", "Ann", "May"], ["Wait", "Bob", "June"], ["Go", "Cy", "July"]]
    text = "\n".join(["Progress, so far; and more", "", *(separator.join(row) for row in rows)])
    [sheet] = sheets.parse(NAME, text.encode())
    assert list(sheet.rows[2:]) == rows


def test_rows_count_as_csv_reader_counts_them_blank_ones_too() -> None:
    [sheet] = sheets.parse(NAME, b'sep=;\n\nAction;Owner\n"two\nlines";Ann\n')
    assert [list(row) for row in sheet.rows] == [[], [], ["Action", "Owner"], ["two\nlines", "Ann"]]


def _workbook() -> bytes:
    book = Workbook()
    log = book.active
    assert log is not None
    log.title = "Open actions"
    log.append(["Corporate parenting action log, March 2024"])
    log.append([])
    log.append(["Objective", "Action", "Owner", "Due", "Status"])
    log.append(["Good homes", "Visit every home", "Head of Homes", None, "On track"])
    log.append([None, "Repair the roof", None, "Sept 2024", None])
    log.append([None, None, None, None, None])
    log["D4"] = 45382
    log["D4"].number_format = "dd/mm/yyyy"
    log.merge_cells("A4:A5")
    log.merge_cells("C4:C5")
    log.merge_cells("A1:E1")
    hidden = book.create_sheet("Old")
    hidden.append(["Action", "Owner"])
    hidden.append(["Never shown", "Nobody"])
    hidden.sheet_state = "hidden"
    closed = book.create_sheet("Closed")
    closed.append(["Objective", "Action", "Owner", "Due", "Comments"])
    closed.append(["Voice", "Ask the young people", "Clerk", "June 2023", "They were asked."])
    book.create_sheet("Lists").append(["Red", "Amber", "Green"])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_a_workbook_gives_every_sheet_that_is_not_hidden_with_its_dates_and_what_is_merged() -> None:
    found = sheets.parse(Path("plan.xlsx"), _workbook())
    assert [sheet.name for sheet in found] == ["Open actions", "Closed", "Lists"]
    assert found[0].rows[3][3] == "2024-03-31"
    assert found[0].merged >= {(4, 0), (4, 2)}
    assert all(row == 4 for row, _ in found[0].merged)


def test_merged_cells_are_carried_down_and_a_sheet_of_closed_actions_closes_its_rows() -> None:
    rows = read(sheets.parse(Path("plan.xlsx"), _workbook())).rows
    told = [(r.sheet, r.text, r.title, r.owners, str(r.due), r.closed) for r in rows]
    assert told == [
        ("Open actions", "Visit every home", "Good homes", ("Head of Homes",), "2024-03-31", False),
        ("Open actions", "Repair the roof", "Good homes", ("Head of Homes",), "2024-09-30", False),
        ("Closed", "Ask the young people", "Voice", ("Clerk",), "2023-06-30", True),
    ]


def test_a_status_that_is_only_a_colour_is_read_by_what_the_key_says_of_it() -> None:
    book = Workbook()
    plan = book.active
    assert plan is not None
    for row in (["Action", "Owner", "RAG"], ["Mend", "Ann Lee"], ["Paint", "Bob Day"], ["Dig", "Cy Fox", "Red"]):
        plan.append(row)
    plan.append(["Key"])
    plan.append(["Green", "Complete"])
    for cell, rgb in (("C1", "FF1F4E78"), ("C2", "FF92D050"), ("C3", "FFFFC000"), ("C4", "FF00B050")):
        plan[cell].fill = PatternFill("solid", fgColor=rgb)
    file = io.BytesIO()
    book.save(file)
    rows = read(sheets.parse(Path("plan.xlsx"), file.getvalue())).rows
    assert [(row.text, row.status, row.closed) for row in rows] == [
        ("Mend", "Green", True),
        ("Paint", "Amber", False),
        ("Dig", "Red", False),
    ]


@pytest.mark.parametrize(
    ("rgb", "word"),
    [
        ("FFC00000", "Red"),
        ("FFC6EFCE", "Green"),
        ("FF00B0F0", "Blue"),
        ("FFFFFF00", "Amber"),
        ("FFD9D9D9", ""),
        ("FF7030A0", ""),
        ("a colour of the theme", ""),
    ],
)
def test_a_fill_has_the_name_that_people_give_it(rgb: str, word: str) -> None:
    assert colour_of(rgb) == word


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"%PDF-1.7", "is a PDF"),
        (b"\xd0\xcf\x11\xe0old", "old Excel file"),
        (b"PK\x03\x04broken", "is not an Excel workbook"),
        (b"Action,Owner\n" * (MOST_ROWS + 1), "more than 50,000 rows"),
        (b"\x81\x8d\x8f\x90\x9d" * 20, "is not a text file"),
    ],
)
def test_what_cannot_be_read_is_said_in_a_sentence(raw: bytes, why: str) -> None:
    with pytest.raises(OperatorError, match=why):
        sheets.parse(NAME, raw)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=80).map(str.encode), st.sampled_from(["a.csv", "a.xlsx"]))
def test_whatever_is_in_a_file_it_is_read_or_refused_in_a_sentence(raw: bytes, name: str) -> None:
    with suppress(OperatorError):
        assert all(isinstance(sheet.rows, list) for sheet in sheets.parse(Path(name), raw))


def test_a_file_that_is_too_large_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "huge.csv"
    path.write_bytes(b"x" * (MOST_BYTES + 1))
    with pytest.raises(OperatorError, match="larger than 20 MB"):
        sheets.read(path)
