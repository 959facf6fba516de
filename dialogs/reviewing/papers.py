"""Files that hold a paper, as text: the one place that asks the readers of files."""

from __future__ import annotations

from pathlib import Path

KINDS = (".txt",)


def is_paper(name: str) -> bool:
    """Whether a file may be a paper, by its name. A text may also be a table."""
    return Path(name).suffix.lower() in KINDS


def text_in(content: bytes, name: str) -> str:
    """The words of a file, with its lines."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")
