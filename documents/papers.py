"""The text of a paper that lies in a file."""

from __future__ import annotations

from pathlib import Path

from pledges.errors import UserError

LARGEST = 20_000_000  # bytes: a paper of thousands of pages
_ENCODINGS = ("utf-8-sig", "cp1252")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_TEXTS = (".txt", ".text", ".md", "")


def text_of(path: Path) -> str:
    """The text of a file. Raises UserError with a sentence that says what stands in the way and what to do."""
    if path.suffix.casefold() not in _TEXTS:
        raise UserError(f"I can't read {path.suffix} files. Save it as plain text (.txt), or paste its text.")
    try:
        if path.stat().st_size > LARGEST:
            raise UserError(f"{path.name} is too large to be a paper. Split it, and give me the pages that you need.")
        return decoded(path.read_bytes(), path.name)
    except OSError as problem:
        raise UserError(f"I can't read {path.name}: {(problem.strerror or 'it is not there').lower()}.") from None


def decoded(raw: bytes, name: str) -> str:
    """Bytes as text: UTF-8, what Windows writes, or UTF-16. Raises UserError for what is no text."""
    if raw.startswith(_UTF_16):
        return raw.decode("utf-16", errors="replace")
    if b"\0" in raw:
        raise UserError(f"{name} is no text. Save it as plain text (.txt), or paste its text.")
    for encoding in _ENCODINGS:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("latin-1")
