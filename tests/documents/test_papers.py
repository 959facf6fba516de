"""The text of a paper in a file, whatever wrote it, and the sentence for what is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from documents.papers import LARGEST, text_of
from pledges.errors import UserError

WORDS = "Resolved – that Zoë’s plan be noted"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_text_is_read_however_it_was_saved(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "paper.txt").write_text(WORDS, encoding=encoding)
    assert text_of(tmp_path / "paper.txt") == WORDS


def test_bytes_of_no_encoding_are_read_too(tmp_path: Path) -> None:
    (tmp_path / "paper.txt").write_bytes(b"Action: \x81 Clerk")
    assert text_of(tmp_path / "paper.txt").endswith("Clerk")


def test_what_is_no_text_gets_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\0")
    with pytest.raises(UserError, match="is no text"):
        text_of(tmp_path / "picture.txt")
    with pytest.raises(UserError, match="can't read"):
        text_of(tmp_path / "nowhere.txt")
    with pytest.raises(UserError, match=r"\.exe"):
        text_of(tmp_path / "paper.exe")


def test_a_file_that_is_too_large_is_not_opened(tmp_path: Path) -> None:
    with (tmp_path / "large.txt").open("wb") as large:
        large.truncate(LARGEST + 1)
    with pytest.raises(UserError, match="too large"):
        text_of(tmp_path / "large.txt")
