"""A card as lines of plain text, for terminals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

_ESCAPED = re.compile(r"\\([\\`*_\[\]<>#|~.)+-])")
_PARTS = ("body", "items", "columns", "rows", "cells", "inlines")


def outline(part: Any) -> Iterator[str]:
    """The words, in the order they are read, then the buttons. Columns share a line; what is folded is indented."""
    if isinstance(part, list):
        for each in part:
            yield from outline(each)
    if not isinstance(part, Mapping):
        return
    match part.get("type"):
        case "TextBlock" | "TextRun":
            yield _plain(str(part.get("text", "")))
        case "ColumnSet" | "TableRow":
            cells = ["; ".join(outline(cell)) for cell in part.get("columns") or part.get("cells") or ()]
            yield " | ".join(cell for cell in cells if cell.strip())
        case "FactSet":
            yield from (f"{_plain(fact['title'])}: {_plain(fact['value'])}" for fact in part.get("facts", ()))
        case kind if str(kind).startswith("Input."):
            yield f"<{part.get('label') or part.get('id')}>"
        case _:
            yield from _inside(part)


def _inside(part: Mapping[str, Any]) -> Iterator[str]:
    indent = "" if part.get("isVisible", True) else "    "
    for name in _PARTS:
        for line in outline(part.get(name)):
            yield indent + line
    buttons = [f"[{action.get('title')}]" for action in part.get("actions") or ()]
    if buttons:
        yield indent + " ".join(buttons)


def _plain(text: str) -> str:
    return _ESCAPED.sub(r"\1", text.replace("**", ""))
