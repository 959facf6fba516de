"""Tables of actions in minutes: a header that names an action and an owner or a date, and the rows below it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pledges.minutes_text import Line

_FLAGS = re.IGNORECASE
_COLUMNS = {
    "text": r"actions?(?: (?:required|agreed|points?|items?|to be taken))?|agreed actions?|task|what|recommendations?|action description",
    "owner": r"owners?|lead(?: officer)?|by whom|who|responsib\w+(?: officer| person)?|action by|officer|assigned to|named lead",
    "due": r"due(?: date| by)?|by when|when|deadline|time\s?scales?|target(?: date)?|date(?: due)?|completion date|complete by",
    "status": r"status|progress|updates?|rag(?: rating| status)?|outcome|comments?|position|complete\??",
    "reference": r"ref(?:erence)?|no\.?|number|item(?: no\.?)?|minute(?: no\.?| ref)?|#",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    text: str
    owner: str = ""
    due: str = ""
    status: str = ""
    reference: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """`ends` is the index of the first line behind it; `old` says that it tells the state of earlier actions."""

    rows: tuple[Row, ...]
    ends: int
    old: bool = False


def table_at(lines: Sequence[Line], at: int) -> Table | None:
    """The table of actions whose header is this line; None where it is none."""
    columns = _header(lines[at].cells)
    if not columns:
        return None
    rows, end = list[Row](), at + 1
    while end < len(lines) and (len(lines[end].cells) > 1 or (rows and not lines[end].gap and _is_rule(lines[end]))):
        cells = lines[end].cells
        if not _is_rule(lines[end]):
            told = {name: cells[place] for name, place in columns.items() if place < len(cells)}
            if told.get("text", "").strip(" -–"):
                rows.append(Row(**told, line=lines[end].number))
        end += 1
    return Table(rows=tuple(rows), ends=end, old="status" in columns and bool(rows)) if rows else None


def _is_rule(line: Line) -> bool:
    return not line.text.strip("|-–=+: ")


def _header(cells: Sequence[str]) -> dict[str, int]:
    """Which column says what; nothing unless there is an action and who or when."""
    columns: dict[str, int] = {}
    for place, cell in enumerate(cells):
        plain = cell.strip(" :*").casefold()
        for name, form in _COLUMNS.items():
            if name not in columns and re.fullmatch(form, plain, _FLAGS):
                columns[name] = place
                break
    return columns if "text" in columns and ({"owner", "due", "status"} & columns.keys()) else {}
