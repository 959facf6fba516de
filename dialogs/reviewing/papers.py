"""Files that hold a paper, as text: the one place that asks the readers of files."""

from __future__ import annotations

from pathlib import Path

from documents import papers

KINDS = papers.SUFFIXES


def is_paper(name: str) -> bool:
    """Whether a file may be a paper, by its name. A text may also be a table."""
    return Path(name).suffix.lower() in KINDS


def text_in(content: bytes, name: str) -> str:
    """The words of a file, with its lines. Raises Unreadable, with what to do. It blocks."""
    return papers.text_in(content, name)
