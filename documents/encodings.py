"""Text in whatever encoding a program on somebody's desk saves it."""

from __future__ import annotations

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE

_HEAD = 64 * 1024


def decoded(raw: bytes) -> str | None:
    """The text in UTF-8, UTF-16 or Windows' own encoding, its mark taken off; None where it is no text."""
    for encoding in _likely(raw):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _likely(raw: bytes) -> tuple[str, ...]:
    """UTF-16 without a mark shows by the zero bytes of its plain letters."""
    if raw.startswith(BOM_UTF8):
        return ("utf-8-sig",)
    if raw.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return ("utf-16",)
    head = raw[:_HEAD]
    if b"\0" in head:
        return ("utf-16-le",) if head[1::2].count(0) > head[::2].count(0) else ("utf-16-be",)
    return ("utf-8", "cp1252")
