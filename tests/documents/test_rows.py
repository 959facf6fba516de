"""Tables in files, whatever kind of file it is."""

import os
from pathlib import Path

import pytest

from documents import csv_file, rows, xlsx_file
from documents.table import MOST_BYTES
from pledges.errors import OperatorError

HEADERS = ["Title", "Theme"]
ROWS = [{"Title": "=Plan", "Theme": "Housing"}, {"Title": "Café", "Theme": "two\nlines"}]


@pytest.mark.parametrize("name", ["register.csv", "register.xlsx", "REGISTER.XLSX"])
def test_what_was_written_is_read_back(tmp_path: Path, name: str) -> None:
    rows.write(tmp_path / name, HEADERS, ROWS)
    assert [dict(row) for _, row in rows.read(tmp_path / name).rows] == ROWS
    assert os.listdir(tmp_path) == [name]


@pytest.mark.parametrize(("name", "write"), [("a.xlsx.csv", xlsx_file.write), ("a.txt", csv_file.write)])
def test_a_file_is_what_is_in_it_and_not_what_its_name_says(tmp_path: Path, name: str, write: rows.Write) -> None:
    write(tmp_path / name, HEADERS, ROWS)
    assert [dict(row) for _, row in rows.read(tmp_path / name).rows] == ROWS


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Excel file"),
        (b"%PDF-1.7", "is a PDF"),
        (b"", "is empty"),
        (b" " * (MOST_BYTES + 1), "larger than 20 MB"),
    ],
)
def test_what_is_no_table_is_refused_with_what_to_do(tmp_path: Path, content: bytes, sentence: str) -> None:
    path = tmp_path / "register.csv"
    path.write_bytes(content)
    with pytest.raises(OperatorError, match=sentence):
        rows.read(path)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(OperatorError, match=r"missing\.csv cannot be read: No such file or directory\."):
        rows.read(tmp_path / "missing.csv")
    with pytest.raises(OperatorError, match=r"cannot be read: Is a directory\."):
        rows.read(tmp_path)


def test_nothing_is_written_under_a_name_that_says_no_kind(tmp_path: Path) -> None:
    with pytest.raises(OperatorError, match=r"register\.pdf must end in \.csv or \.xlsx\."):
        rows.write(tmp_path / "register.pdf", HEADERS, ROWS)
    with pytest.raises(OperatorError, match="There is no folder"):
        rows.write(tmp_path / "nowhere" / "register.csv", HEADERS, ROWS)
    assert not os.listdir(tmp_path)


def test_a_file_that_could_not_be_written_in_full_leaves_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "register.xlsx"
    rows.write(path, HEADERS, ROWS)
    with pytest.raises(OperatorError, match="too long"):
        rows.write(path, HEADERS, [*ROWS, {"Title": "x" * 40_000}])
    assert len(rows.read(path).rows) == len(ROWS)
    assert os.listdir(tmp_path) == ["register.xlsx"]


def test_a_name_that_is_taken_by_a_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "register.csv").mkdir()
    with pytest.raises(OperatorError, match="cannot be written"):
        rows.write(tmp_path / "register.csv", HEADERS, ROWS)
