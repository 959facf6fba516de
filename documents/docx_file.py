"""Word documents: what is printed in the body, in its order, with the labels that Word puts before numbered paragraphs.

Headers, footers, notes, comments, hidden text and what was deleted with changes tracked are left out.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence

import docx.document
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE

from documents.docx_numbers import Element, Numbers, W
from documents.paper_lines import A_PAGE, MOST_PAGES, Progress, joined, told
from pledges.errors import PaperHostile, PaperTooLong

MOST_UNPACKED = 100 * 1024 * 1024
MOST_PARTS, MOST_COLUMNS = 2_000, 64
DENSE, MOST_DENSE = 10 * 1024 * 1024, 200  # a part so long is not packed tighter than that by Word

_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_BOX, _ROW, _CELL, _TEXT, _RUN = (f"{W}{name}" for name in ("txbxContent", "tr", "tc", "t", "r"))
_PRINTED = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_HIDDEN, _END_DELETED, _ROW_DELETED = f"{W}rPr/{W}vanish", f"{W}pPr/{W}rPr/{W}del", f"{W}trPr/{W}del"
_AROUND = {f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo")}
_PROPERTIES, _PAGES, _DECLARES = "docProps/app.xml", re.compile(rb"<Pages>(\d{1,9})<"), b"<!DOCTYPE"
_LEFT_OUT = {
    f"{W}{name}"
    for name in ("del", "moveFrom", "pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr", "sdtPr", "sectPr", "rt")
}


def text(content: bytes, name: str, progress: Progress) -> str:
    """What is printed in a document. Raises Unreadable, or whatever the document broke."""
    _check(content, name)
    document = Document(io.BytesIO(content))
    reading = _Reading(Numbers(_part(document, RELATIONSHIP_TYPE.NUMBERING), _part(document, RELATIONSHIP_TYPE.STYLES)))
    body = document.element.body
    blocks, pages, length = list[str](), 0, 0
    for at, child in enumerate(body, 1):
        found = list(reading.blocks([child]))
        blocks += found
        length += sum(map(len, found))
        if length // A_PAGE >= pages:
            pages = length // A_PAGE + 1
            progress(pages, pages * len(body) // at)
    return joined(blocks)


def _check(content: bytes, name: str) -> None:
    """Before anything is unpacked: no part can be longer than the archive says it is."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = archive.infolist()
        dense = any(part.file_size > max(DENSE, MOST_DENSE * part.compress_size) for part in parts)
        if dense or len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
            raise PaperHostile(name, "unpacks to far more than a paper holds")
        for part in parts:
            if part.filename.endswith((".xml", ".rels")) and _DECLARES in archive.read(part).replace(b"\0", b""):
                raise PaperHostile(name, "declares entities, as no program for documents does")
        if _PROPERTIES in archive.namelist() and (pages := _PAGES.search(archive.read(_PROPERTIES))):
            _check_pages(int(pages[1]), name)


def _check_pages(pages: int, name: str) -> None:
    if pages > MOST_PAGES:
        raise PaperTooLong(name, pages, MOST_PAGES)


def _part(document: docx.document.Document, kind: str) -> Element | None:
    """The root of the part of this kind that belongs to the document."""
    rels = document.part.rels.values()
    part = next((rel.target_part for rel in rels if rel.reltype == kind and not rel.is_external), None)
    return getattr(part, "element", None)


class _Reading:
    """One way through a document; paragraphs have to be asked for once each, in their order, since they are counted."""

    def __init__(self, numbers: Numbers) -> None:
        self._numbers = numbers
        self._carried = ""  # of a paragraph whose end was deleted

    def blocks(self, children: Iterable[Element]) -> Iterator[str]:
        """Paragraphs, and tables as they are told."""
        for child in children:
            if child.tag == f"{W}p":
                yield from self._paragraph(child)
            elif child.tag == f"{W}tbl":
                yield from told([row for each in _within(child, _ROW) if (row := self._row(each))])
            elif child.tag not in _LEFT_OUT:
                yield from self.blocks(_chosen(child))

    def _paragraph(self, paragraph: Element) -> Iterator[str]:
        pieces = list(_pieces(paragraph))
        words = self._carried + "".join(piece for piece in pieces if isinstance(piece, str))
        ended = paragraph.find(_END_DELETED) is None
        self._carried = "" if ended else words
        label = self._numbers.label(paragraph) if ended else ""
        if ended and words.strip():
            yield f"{label} {words.strip()}".strip()
        for box in pieces:
            if not isinstance(box, str):
                yield from self.blocks(box)

    def _row(self, row: Element) -> list[Sequence[str]]:
        """The cells; those that another one covers are empty."""
        if row.find(_ROW_DELETED) is not None:
            return []
        cells = list[Sequence[str]]([()] * _span(row.find(f"{W}trPr/{W}gridBefore"), 0))
        for cell in _within(row, _CELL):
            below = cell.find(f"{W}tcPr/{W}vMerge")
            covered = below is not None and below.get(f"{W}val") != "restart"
            cells.append([] if covered else list(self.blocks(cell)))
            cells += [()] * (_span(cell.find(f"{W}tcPr/{W}gridSpan"), 1) - 1)
        return cells


def _pieces(element: Element) -> Iterator[str | Element]:
    """The words of a paragraph as they follow each other, and the text boxes that hang on it."""
    for child in element:
        if child.tag == _TEXT:
            yield child.text or ""
        elif child.tag in _PRINTED:
            yield _PRINTED[child.tag]
        elif child.tag == _BOX:
            yield child
        elif child.tag not in _LEFT_OUT and not _is_hidden(child):
            yield from _pieces(_chosen(child))


def _chosen(element: Element) -> Element:
    """Of two that say the same, the second for older programs, the first."""
    return element[0] if element.tag == _ALTERNATE and len(element) else element


def _within(element: Element, tag: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, those of tables in it left alone."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in _AROUND:
            yield from _within(child, tag)


def _is_hidden(run: Element) -> bool:
    mark = run.find(_HIDDEN) if run.tag == _RUN else None
    return mark is not None and mark.get(f"{W}val") not in ("0", "false", "off")


def _span(element: Element | None, usual: int) -> int:
    return min(int(element.get(f"{W}val") or usual), MOST_COLUMNS) if element is not None else usual
