"""CSV files, as Excel and other programs write them."""

import csv
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from documents import csv_file
from documents.table import BEYOND, MOST_BYTES, MOST_ROWS
from pledges.errors import OperatorError

TEXT = "Title,Theme\r\nCafé – “open”,Health\r\nPlan,Housing\r\n"
cells = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12) | st.sampled_from(
    ["=1+1", "+44", "-5", "@sum", "'=1", "''-2", "'quoted'", "\t=1", "＝1", "a,b;c\td", 'say "so"', "two\nlines"]
)
headers = ["Title", "Last update", "Source words"]


def _file(folder: Path, content: bytes | str) -> Path:
    path = folder / "register.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_file_is_read_in_whatever_encoding_a_spreadsheet_saves_it(tmp_path: Path, encoding: str) -> None:
    table = csv_file.read(_file(tmp_path, TEXT.encode(encoding)))
    assert table.header == ("Title", "Theme")
    assert [row["Title"] for _, row in table.rows] == ["Café – “open”", "Plan"]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_separator_is_the_one_that_parts_the_header(tmp_path: Path, separator: str) -> None:
    text = f"Title{separator}Theme\nHousing, health; schools{separator}x\n".replace("Housing", '"Housing')
    text = text.replace("schools", 'schools"')
    table = csv_file.read(_file(tmp_path, text))
    assert [dict(row) for _, row in table.rows] == [{"Title": "Housing, health; schools", "Theme": "x"}]


def test_a_separator_that_excel_names_in_a_line_of_its_own_is_taken(tmp_path: Path) -> None:
    table = csv_file.read(_file(tmp_path, "sep=;\r\nTitle;Theme\r\na,b;c\r\n"))
    assert table.rows == ((3, {"Title": "a,b", "Theme": "c"}),)


def test_a_row_is_named_by_the_line_on_which_it_begins(tmp_path: Path) -> None:
    table = csv_file.read(_file(tmp_path, 'Title,Theme\n"two\nlines",a\n\nlast,b\n'))
    assert [(line, row["Title"]) for line, row in table.rows] == [(2, "two\nlines"), (5, "last")]


def test_rows_that_are_too_short_are_filled_and_too_long_ones_show_what_is_left_over(tmp_path: Path) -> None:
    table = csv_file.read(_file(tmp_path, "Title,Theme\nshort\nlong,a,b,,c\n"))
    assert [dict(row) for _, row in table.rows] == [
        {"Title": "short", "Theme": ""},
        {"Title": "long", "Theme": "a", BEYOND: "b c"},
    ]


def test_empty_lines_before_the_header_do_not_count(tmp_path: Path) -> None:
    assert csv_file.read(_file(tmp_path, "\n,,\nTitle,Theme\na,b\n")).rows == ((4, {"Title": "a", "Theme": "b"}),)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "is empty"),
        ("\n\n,,\n", "is empty"),
        ("Title,Theme,Title\n", "two columns called “Title”"),
        ('Title\n"never closed\n', "cannot be read as CSV from line 2 on"),
        (b"\x81\x8d\x8f", "is not a text file"),
        ("Title\n" + "x" * 200_000, "cannot be read as CSV from line 2 on"),
        ("Title\n" + "x\n" * (MOST_ROWS + 1), "more than 100,000 rows"),
        ("x" * (MOST_BYTES + 1), "larger than 20 MB"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(tmp_path: Path, content: bytes | str, sentence: str) -> None:
    with pytest.raises(OperatorError, match=sentence):
        csv_file.read(_file(tmp_path, content))


@given(st.lists(st.lists(cells, min_size=3, max_size=3), max_size=5))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_was_written_is_read_back_exactly(tmp_path: Path, values: list[list[str]]) -> None:
    path = tmp_path / "register.csv"
    rows = [dict(zip(headers, line, strict=True)) for line in values]
    csv_file.write(path, headers, rows)
    kept = [row for row in rows if any(cell.strip() for cell in row.values())]
    assert [dict(row) for _, row in csv_file.read(path).rows] == kept


@given(cells)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_cell_in_a_written_file_is_a_formula(tmp_path: Path, cell: str) -> None:
    path = tmp_path / "register.csv"
    csv_file.write(path, ["Title"], [{"Title": cell}])
    raw = path.read_bytes()
    assert raw.startswith("\ufeff".encode())
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert not any(each.startswith(("=", "+", "-", "@", "\t", "\r")) for line in csv.reader(file) for each in line)
