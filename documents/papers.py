"""The text of a paper, whatever kind of file it is, as pledges.minutes reads it.

Paragraphs are parted by empty lines; "- " stands for a bullet, printed numbers stand before what they number, and a row
of a table is one line of cells with " | " between them. A file is taken apart in a process of its own, which is told of
in paper_process: nothing is kept, and the program that asked neither grows nor waits for ever.
"""

from __future__ import annotations

from pathlib import Path

from documents import paper_kinds, paper_process
from documents.encodings import decoded
from documents.paper_lines import Progress, checked, tidy
from documents.table import MOST_BYTES
from pledges.errors import PaperMissing, PaperTooLarge

SUFFIXES = (".docx", ".pdf", ".html", ".htm", ".txt")
_LONGEST_NAME = 80


def unheard(page: int, pages: int) -> None:
    """Progress that nobody wants to hear of."""


def text_of(path: Path, progress: Progress = unheard) -> str:
    """The text of the paper in a file. `progress` hears of each page. Raises Unreadable with a sentence."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise PaperTooLarge(path.name, MOST_BYTES >> 20)
        content = path.read_bytes()
    except OSError as error:
        raise PaperMissing(path.name, error.strerror or type(error).__name__) from None
    return text_in(content, path.name, progress)


def text_in(content: bytes, name: str, progress: Progress = unheard) -> str:
    """The same of what a file of this name holds, which need not lie anywhere. It blocks, two minutes at the most."""
    name = _plain(name)
    if len(content) > MOST_BYTES:
        raise PaperTooLarge(name, MOST_BYTES >> 20)
    kind = paper_kinds.kind_of(content, name)
    if kind == paper_kinds.TEXT:
        return pasted(decoded(content) or "", name)
    return paper_process.text(kind, content, name, progress)


def pasted(text: str, name: str = "the text") -> str:
    """Text that somebody pasted, laid out as the others are. Raises Unreadable where it is too long, or none."""
    return checked(tidy(text), name)


def _plain(name: str) -> str:
    """The name alone, without folders and without what is not to be seen."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(filter(str.isprintable, last))[-_LONGEST_NAME:].strip() or "the file"
