"""A long paper read to text: the time until it is there, and the memory that the process reading it takes."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from time import perf_counter

import docx
import psutil
from pypdf import PageObject, PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from benchmarks.table import Row, below
from documents import paper_process, papers

PAGES, LINES = 200, 44
SENTENCE = "The Director of Education agreed to bring a report on attendance to the next meeting"


def measured() -> list[Row]:
    """Both kinds of file that minutes come in."""
    return [row for kind, made in (("Word", _word), ("PDF", _pdf)) for row in _figures(kind, made())]


def _figures(kind: str, content: bytes) -> Sequence[Row]:
    taken = list[int]()

    def heard(page: int, _: int) -> None:
        if page % 20 == 0:
            taken.extend(child.memory_info().rss for child in psutil.Process().children())

    begun = perf_counter()
    papers.text_in(content, "minutes", heard)
    took = perf_counter() - begun
    bound = f"and {paper_process.MOST_MEMORY >> 20} MB are the most it may"
    return (
        below(f"{PAGES} pages of {kind}", took, "s", 5),
        below("the reader's memory", max(taken) / (1 << 20), "MB", 300, bound),
    )


def _word() -> bytes:
    document = docx.Document()
    for number in range(PAGES * LINES // 4):
        document.add_paragraph(f"{number} {SENTENCE}. {SENTENCE}. {SENTENCE}.", style="List Number")
    return _saved(document.save)


def _pdf() -> bytes:
    writer = PdfWriter()
    for number in range(PAGES):
        _write(writer, writer.add_blank_page(595, 842), number)
    return _saved(writer.write)


def _write(writer: PdfWriter, page: PageObject, number: int) -> None:
    lines = " ".join(f"1 0 0 1 72 {780 - 15 * at} Tm ({number}.{at} {SENTENCE}) Tj" for at in range(LINES))
    stream = DecodedStreamObject()
    stream.set_data(f"BT /F1 10 Tf {lines} ET".encode())
    named = {"Type": "Font", "Subtype": "Type1", "BaseFont": "Helvetica"}
    font = DictionaryObject({NameObject(f"/{name}"): NameObject(f"/{value}") for name, value in named.items()})
    fonts = DictionaryObject({NameObject("/F1"): font})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    page[NameObject("/Contents")] = writer._add_object(stream)


def _saved(save: Callable[[io.BytesIO], object]) -> bytes:
    file = io.BytesIO()
    save(file)
    return file.getvalue()
