"""What kind of paper a file is: told by what is in it, and only then by how its name ends."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import PurePosixPath

from documents.encodings import decoded
from pledges.errors import PaperBroken, PaperHostile, PaperLocked, PaperOfAnotherKind

DOCX, PDF, HTML, TEXT = "docx", "pdf", "html", "txt"
_HEAD = 1024  # bytes within which a PDF has to say that it is one
_ZIP, _OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SAVE = "Open it, save it as .docx or .pdf, and send that."
_OTHERS = {
    ".odt": ("an OpenDocument text (.odt)", _SAVE),
    ".doc": ("an old Word document (.doc)", _SAVE),
    ".rtf": ("rich text (.rtf)", _SAVE),
    ".pages": ("a document of Apple’s Pages", _SAVE),
    ".wpd": ("a WordPerfect document", _SAVE),
    ".xps": ("an XPS document", _SAVE),
    ".msg": ("an email", "Paste its text, or send the paper that hangs on it."),
    ".eml": ("an email", "Paste its text, or send the paper that hangs on it."),
    ".mht": ("a web archive", "Save the page as .html, or paste its text."),
    ".mhtml": ("a web archive", "Save the page as .html, or paste its text."),
    ".xlsx": ("a spreadsheet", "Bring a tracker in as one: “pledgekeeper import”."),
    ".xls": ("a spreadsheet", "Save it as .xlsx, and bring it in as a tracker: “pledgekeeper import”."),
    ".pptx": ("a presentation", "Paste the minutes as text."),
    ".zip": ("an archive of files", "Send the paper that is in it."),
    ".exe": ("a program", "Send the paper itself."),
    ".png": ("a picture", "Send the document that it was made from, or paste the minutes as text."),
}
_BY_CONTENT = {
    b"{\\rtf": ".rtf",
    b"\x89PNG": ".png",
    b"\xff\xd8\xff": ".png",
    b"GIF8": ".png",
    b"II*\0": ".png",
    b"MM\0*": ".png",
    b"\xffWPC": ".wpd",
    b"MZ": ".exe",
    b"\x7fELF": ".exe",
    b"Rar!": ".zip",
    b"7z\xbc\xaf": ".zip",
    b"\x1f\x8b": ".zip",
}
_IN_ARCHIVE = {
    "xl/": ".xlsx",
    "ppt/": ".pptx",
    "content.xml": ".odt",
    "Index/Document.iwa": ".pages",
    "FixedDocumentSequence.fdseq": ".xps",
}
_WEB = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_UNPRINTED = re.compile("[\0-\x08\x0e-\x1f]")
_FEW = 100  # letters for each of them in a text; more are no text


def kind_of(content: bytes, name: str) -> str:
    """DOCX, PDF, HTML or TEXT. Raises Unreadable for all else, with what to do instead."""
    if content.startswith(_ZIP):
        return _in_archive(content, name)
    if content.startswith(_OLD_OFFICE):
        if _ENCRYPTED in content:
            raise PaperLocked(name)
        raise _other(name, suffix if (suffix := _suffix(name)) in (".xls", ".msg") else ".doc")
    if b"%PDF-" in content[:_HEAD]:
        return PDF
    if known := next((end for start, end in _BY_CONTENT.items() if content.startswith(start)), ""):
        raise _other(name, known)
    return _of_text(content, name)


def _in_archive(content: bytes, name: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError):
        raise PaperBroken(name) from None
    if any(part.lower().endswith("vbaproject.bin") for part in parts) or _suffix(name) in (".docm", ".dotm"):
        raise PaperHostile(name, "brings macros along")
    if any(part.startswith("word/") for part in parts):
        return DOCX
    raise _other(
        name, next((end for start, end in _IN_ARCHIVE.items() if any(p.startswith(start) for p in parts)), ".zip")
    )


def _of_text(content: bytes, name: str) -> str:
    text, suffix = decoded(content), _suffix(name)
    if text is not None and _WEB.match(text[:_HEAD]):
        return HTML
    if suffix in _OTHERS:
        raise _other(name, suffix)
    if text is None or len(_UNPRINTED.findall(text)) * _FEW > len(text) or suffix in (".docx", ".pdf"):
        raise PaperBroken(name)
    return HTML if suffix in (".html", ".htm", ".xhtml") else TEXT


def _other(name: str, suffix: str) -> PaperOfAnotherKind:
    kind, instead = _OTHERS[suffix]
    return PaperOfAnotherKind(name, kind, instead)


def _suffix(name: str) -> str:
    return PurePosixPath(name).suffix.lower()
