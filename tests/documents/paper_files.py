"""Papers to be read: Word documents and PDFs, put together in memory."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence

import docx
from docx.document import Document
from docx.oxml import parse_xml

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
LINES_A_PAGE = 46


def word(*blocks: str, numbering: str = "") -> bytes:
    """A Word document with these pieces of XML as its body; `numbering` replaces the lists of the template."""
    document = docx.Document()
    if numbering:
        part = document.part.numbering_part.element
        for child in list(part):
            part.remove(child)
        for child in parse_xml(f"<w:numbering {W}>{numbering}</w:numbering>"):
            part.append(child)
    return saved(document, *blocks)


def saved(document: Document, *blocks: str) -> bytes:
    body = document.element.body
    for block in blocks:
        for child in parse_xml(f"<w:body {W} {MC}>{block}</w:body>"):
            body.insert(len(body) - 1, child)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def p(text: str, *, list_: int = 0, level: int = 0, more: str = "") -> str:
    """A paragraph, in a list or not."""
    place = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_}"/></w:numPr>' if list_ else ""
    return f"<w:p><w:pPr>{place}{more}</w:pPr>{r(text)}</w:p>"


def r(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def tbl(*rows: Sequence[str]) -> str:
    """A table; what is no XML of a cell or of paragraphs is a paragraph."""
    inside = "".join(f"<w:tr>{''.join(map(tc, row))}</w:tr>" for row in rows)
    return f"<w:tbl>{inside}</w:tbl>"


def tc(inside: str, of: str = "") -> str:
    if inside.startswith("<w:tc>"):  # made by this already
        return inside
    return f"<w:tc><w:tcPr>{of}</w:tcPr>{inside if inside.startswith('<') else p(inside)}</w:tc>"


def packed(content: bytes, change: Callable[[str, bytes], bytes | None], **added: bytes) -> bytes:
    """The same archive with its parts changed, or left out where `change` gives None, and others added."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            if (changed := change(part.filename, old.read(part))) is not None:
                new.writestr(part.filename, changed)
        for name, part_content in added.items():
            new.writestr(name, part_content)
    return file.getvalue()


def pdf(*pages: Sequence[str], left: int = 72) -> bytes:
    """A PDF with these lines on its pages; a line may be parted by tabs into columns."""
    streams = [_stream(page, left) for page in pages]
    kids = " ".join(f"{3 + 2 * at} 0 R" for at in range(len(streams)))
    font = 3 + 2 * len(streams)
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Kids [{kids}] /Count {len(streams)} >>"]
    for at, stream in enumerate(streams):
        resources = f"<< /Font << /F1 {font} 0 R >> >>"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources {resources} /Contents {4 + 2 * at} 0 R >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    return bare(objects)


def bare(objects: Sequence[str], trailer: str = "") -> bytes:
    """A PDF of these objects, the first of which is its catalogue."""
    body, places = "%PDF-1.7\n", list[int]()
    for number, each in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{each}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    ends = f"trailer\n<< /Size {size} /Root 1 0 R {trailer} >>\nstartxref\n{len(body)}\n%%EOF\n"
    return f"{body}xref\n0 {size}\n0000000000 65535 f \n{table}{ends}".encode("cp1252")


def _stream(lines: Sequence[str], left: int) -> str:
    told = list[str]()
    for at, line in enumerate(lines):
        for column, text in enumerate(line.split("\t")):
            escaped = re.sub(r"([\\()])", r"\\\1", text)
            told.append(f"1 0 0 1 {left + 250 * column} {780 - 15 * at} Tm ({escaped}) Tj" if text else "")
    return f"BT /F1 10 Tf {' '.join(filter(None, told))} ET"


def unchanged(_: str, content: bytes) -> bytes:
    return content


def replaced(parts: Mapping[str, bytes]) -> Callable[[str, bytes], bytes]:
    """Puts these in the place of parts with their names."""
    return lambda name, content: parts.get(name, content)
