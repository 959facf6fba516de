"""PDFs: the text of each page as it is laid out, without what is printed at the head and foot of most pages.

Untrusted PDFs are only read where memory and time are bounded: see paper_process.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Sequence

from pypdf import PageObject, PdfReader

from documents.paper_lines import MOST_CHARACTERS, MOST_PAGES, Progress, tidy
from pledges.errors import PaperEndless, PaperLocked, PaperTooLong, PaperWithoutText

EDGE = 3  # lines at the head and at the foot of a page that may be its furniture
_OFTEN = 0.4  # of the pages: left and right ones may differ
_FEWEST_LETTERS = 10  # a page; those of a scan hold a stamp at the most
_APART = 160  # spaces, at most, between what stands side by side
_WIDE = re.compile(rf" {{{_APART},}}")
_GAPS, _MOST_COLUMNS = re.compile(r"(?<=\S) +(?=\S)"), 6
_DIGITS = re.compile(r"\d+")
_COUNTED = re.compile(r"^\W*(?:page\s*)?#(?:\s*(?:of|/)\s*#)?\W*$", re.IGNORECASE)
_BROKEN = re.compile(r"^(.{60,}[\w,;–-])\n\n+(?= *(?![a-z]{1,4}[.)]|o )[a-z])", re.MULTILINE)


def text(content: bytes, name: str, progress: Progress) -> str:
    """What can be read in a PDF. Raises Unreadable, or whatever the file broke."""
    reader = PdfReader(io.BytesIO(content))
    if reader.is_encrypted and not reader.decrypt(""):
        raise PaperLocked(name)
    total = len(reader.pages)
    if total > MOST_PAGES:
        raise PaperTooLong(name, total, MOST_PAGES)
    pages, length = list[list[str]](), 0
    for number, page in enumerate(reader.pages, 1):
        pages.append(_lines(page))
        length += sum(map(len, pages[-1]))
        if length > MOST_CHARACTERS:
            raise PaperEndless(name)
        progress(number, total)
    told = _whole(tidy("\n\n".join("\n".join(page) for page in _bare(pages))))
    if sum(map(str.isalpha, told)) < _FEWEST_LETTERS * max(1, total):
        raise PaperWithoutText(name)
    return told


def _lines(page: PageObject) -> list[str]:
    """The lines of a page, its margin taken off; a page that lays nothing out may still hold text."""
    laid_out = page.extract_text(extraction_mode="layout")
    lines = (laid_out if laid_out.strip() else page.extract_text()).splitlines()
    margin = min((len(line) - len(line.lstrip(" ")) for line in lines if line.strip()), default=0)
    return [_evened(_WIDE.sub(" " * _APART, line[margin:]).rstrip()) for line in lines]


def _evened(line: str) -> str:
    """A line that was stretched to the edge of the page as it was written; columns are few, of several words each."""
    gaps = _GAPS.findall(line)
    stretched = len(gaps) >= _MOST_COLUMNS and 4 * sum(len(gap) > 1 for gap in gaps) > 3 * len(gaps)
    return _GAPS.sub(" ", line) if stretched else line


def _bare(pages: Sequence[list[str]]) -> list[list[str]]:
    """The pages without their furniture. What heads the first page may be the paper's title, and stays."""
    heads, feet = (_often([{_form(page[at]) for at in _sure(page, step)} for page in pages]) for step in (1, -1))
    return [_stripped(page, set() if number == 0 else heads, feet) for number, page in enumerate(pages)]


def _stripped(page: list[str], heads: set[str], feet: set[str]) -> list[str]:
    gone = {at for at in _edge(page, 1) if _form(page[at]) in heads}
    gone |= {at for at in _edge(page, -1) if _form(page[at]) in feet}
    return [line for at, line in enumerate(page) if at not in gone]


def _edge(page: Sequence[str], step: int) -> list[int]:
    """The places of the first lines of a page that are not empty, or of the last."""
    return [at for at in range(len(page))[::step] if page[at].strip()][:EDGE]


def _sure(page: Sequence[str], step: int) -> list[int]:
    """The same of a page whose edges are not most of it: on shorter ones furniture is known from the others."""
    return _edge(page, step)[: sum(map(bool, page)) // 4]


def _often(edges: Sequence[set[str]]) -> set[str]:
    seen = Counter(form for edge in edges for form in edge)
    least = max(2, _OFTEN * len(edges))
    return {form for form, times in seen.items() if times >= least or (len(edges) > 1 and _COUNTED.match(form))}


def _form(line: str) -> str:
    return _DIGITS.sub("#", " ".join(line.split())).casefold()


def _whole(text: str) -> str:
    """The text without gaps in the midst of a sentence, where a page ended or its lines stand far apart."""
    return _BROKEN.sub(r"\1\n", text)
