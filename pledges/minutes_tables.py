"""Tables of actions in minutes: a header that names an action and an owner or a date, and the rows below it.

A converter may have put the cells of a row one below the other; then they are told apart by what they say.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pledges.minutes_marks import marked
from pledges.minutes_owners import is_owner_only
from pledges.minutes_text import Line
from pledges.minutes_when import says_when

_FLAGS = re.IGNORECASE
_COLUMNS = {
    name: re.compile(form, _FLAGS)
    for name, form in {
        "text": r"(?:agreed |key |new )?actions?(?: (?:required|agreed|points?|items?|to be taken|description"
        r"|needed|summary))?|tasks?|what"
        r"|recommendations?|decisions?(?: ?(?:/|and|&) ?actions?)?|what (?:needs to be done|by)|description|to do",
        "owner": r"(?:action )?owners?|leads?(?: officer| person)?|(?:by )?whom|who|responsib\w+(?: officer"
        r"| person)?|action (?:by|owner)"
        r"|officer|assigned(?: to)?|named lead|person(?: responsible)?|lead agency|who(?:'s| is) responsible\??|agency",
        "due": r"due(?: date| by)?|by when|when|deadline|time\s?(?:scale|frame)s?|target(?: date)?|date(?: due)?"
        r"|completion date|complete by",
        "status": r"status|progress|updates?|rag(?: rating| status)?|outcome|comments?|position|complete\??"
        r"|progress update",
        "reference": r"(?:action |minute |agenda |item )?(?:ref(?:erence)?|no\.?|number|item|minute)(?: (?:no\.?"
        r"|ref))?|#|item/minute",
        "raised": r"(?:meeting|date)(?: (?:date|raised|agreed|of meeting))|raised(?: on)?",
    }.items()
}
_STANDING = re.compile(
    r"^(?:(?:agenda\s+)?item\s+\d|minute\s+\d|any (?:other|urgent) business|aob|(?:date|time) of (?:the )?next"
    r"|next meeting|apologies"
    r"|declarations? of|close of|the meeting (?:closed|ended))\b",
    _FLAGS,
)
_NEW = re.compile(r"^(?:new|open|agreed|-|–|n/?a|tbc)?$", _FLAGS)
_DONE = re.compile(
    r"^(?:status:?\s*)?(?:complete|closed|done|discharged|actioned|on ?-?going|in progress|outstanding|carried"
    r"|not (?:yet )?started|superseded"
    r"|no longer|green|amber|red|deferred|pending|open|new|overdue|on track)\b.{0,60}$",
    _FLAGS,
)
_NUMBERED = re.compile(r"^[A-Z]{0,4}[\d./-]{1,9}[a-z]?\.?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    text: str
    owner: str = ""
    due: str = ""
    status: str = ""
    reference: str = ""
    line: int = 0

    @property
    def is_told_again(self) -> bool:
        """Whether it tells the state of an action that was given before."""
        return not _NEW.match(self.status.strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """`ends` is the index of the first line behind it."""

    rows: tuple[Row, ...]
    ends: int


def table_at(lines: Sequence[Line], at: int) -> Table | None:
    """The table of actions whose header is at this line; None where it is none."""
    columns = _header(lines[at].cells)
    return _rows(lines, at + 1, columns) if columns else _stacked(lines, at)


def _rows(lines: Sequence[Line], at: int, columns: Mapping[str, int]) -> Table | None:
    rows: list[Row] = []
    while at < len(lines) and (len(lines[at].cells) > 1 or (rows and _goes_on(lines[at]))):
        line, at = lines[at], at + 1
        if _is_rule(line):
            continue
        told = {
            name: line.cells[place] for name, place in columns.items() if place < len(line.cells) and name != "raised"
        }
        if len(line.cells) == 1:
            told = {"text": line.text}
        if rows and told.get("text") and not any(value for name, value in told.items() if name != "text"):
            rows[-1] = replace(rows[-1], text=f"{rows[-1].text} {told['text']}"[:_LONGEST])
        elif told.get("text", "").strip(" -–"):
            rows.append(Row(**told, line=line.number))
    return Table(rows=tuple(rows), ends=at) if rows else None


_LONGEST = 1000  # characters of a cell that goes on over several lines


def _goes_on(line: Line) -> bool:
    """Whether a line is what a narrow cell had no room for."""
    return _is_rule(line) or not (line.gap or line.label or line.bullet or marked(line.text) or line.text.isupper())


def _is_rule(line: Line) -> bool:
    return not line.text.strip("|-–=+: ")


def _header(cells: Sequence[str]) -> dict[str, int]:
    """Which column says what; nothing unless there is an action and who or when."""
    columns: dict[str, int] = {}
    for place, cell in enumerate(cells if len(cells) < 12 else ()):
        name = _column(cell)
        bare = name == "due" and name in columns and cells[columns[name]].casefold() == "date"  # that of the meeting
        if name and (bare or name not in columns):
            columns[name] = place
    return columns if "text" in columns and ({"owner", "due", "status"} & columns.keys()) else {}


def _column(cell: str) -> str:
    plain = cell.strip(" :*")
    return next((name for name, form in _COLUMNS.items() if form.fullmatch(plain)), "") if len(plain) < 40 else ""


def _stacked(lines: Sequence[Line], at: int) -> Table | None:
    """A table whose cells stand one below the other: first the heads, and then the cells of each row in their order."""
    heads: list[str] = []
    for line in lines[at : at + 6]:
        name = _column(line.text) if len(line.cells) == 1 and not line.label else ""
        if not name or name in heads:
            break
        heads.append(name)
    if len(heads) < 2 or "text" not in heads or not ({"owner", "due", "status"} & set(heads)):
        return None
    return _told(lines, at + len(heads), heads)


def _told(lines: Sequence[Line], at: int, heads: Sequence[str]) -> Table | None:
    rows: list[Row] = []
    reference = ""
    while at < len(lines):
        line, name = lines[at], _awaited(lines[at], rows, heads)
        if not name and _ends(line, rows):
            break
        if name:
            cell: dict[str, Any] = {name: line.text}
            rows[-1] = replace(rows[-1], **cell)
        elif _NUMBERED.match(line.text):
            reference = line.text if "reference" in heads else ""
        else:
            rows.append(Row(text=line.text, line=line.number, reference=reference))
        at += 1
    return Table(rows=tuple(rows), ends=at) if rows else None


def _awaited(line: Line, rows: Sequence[Row], heads: Sequence[str]) -> str:
    """The cell of the last row that is still empty and that a line fits; “Next meeting” may be one, or a heading."""
    last = rows[-1] if rows and not line.label else None
    empty = (name for name in heads if name != "text" and last and not getattr(last, name, ""))
    return next((name for name in empty if _fits(line.text, name)), "")


def _ends(line: Line, rows: Sequence[Row]) -> bool:
    if _STANDING.match(line.text):
        return True
    heading = (
        bool(line.label)
        and line.label[0].isdigit()
        and line.gap
        and len(line.text) < 60
        and not line.text.endswith(".")
    )
    last_full = bool(rows) and line.text.isupper() and len(line.text) > 12
    return (
        bool(marked(line.text))
        or (heading and bool(rows) and not is_owner_only(line.text) and " to " not in line.text)
        or last_full
    )


def _fits(text: str, name: str) -> bool:
    if name == "owner":
        return len(text) < 90 and is_owner_only(text)
    if name == "due":
        return len(text) < 40 and says_when(text)
    return bool(_DONE.match(text)) if name == "status" else False
