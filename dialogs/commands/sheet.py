"""sheet: a part of the register as a sheet, to be edited and dropped back into the chat."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from dialogs.bulk import Cells, Sheet, known
from dialogs.forms import Ask, Field, Input
from dialogs.registry import Command, File, Response, Turn, Who
from dialogs.turn import HandOver, Offer
from documents import rows as files
from pledges import matching
from pledges.calendar import counted, listed
from pledges.difference import MARK, mark_of
from pledges.errors import NotUnderstood

NAME = "sheet"
MOST_IN_EXCEL = 2_000  # rows: a workbook of more takes seconds to write, a CSV file takes none
HOW = "Edit it, save it, and drop it into this chat: I show what would change before anything does."


async def run(turn: Turn) -> Response:
    named = turn.words or turn.given("sheet")
    if not named:
        return _form()
    try:
        sheet = _meant(named)
    except NotUnderstood as error:
        return _form(str(error))
    content, rows, kind = await _content(turn, sheet)
    facts = {"file": NAME, "sheet": sheet.name, "offer": turn.inbound.id}
    about = f"{counted(rows, 'row')}. {HOW} It holds names: keep it where it belongs."
    return Offer(name=_file(turn, sheet, kind), size=len(content), about=about, facts=facts)


def _meant(words: str) -> Sheet:
    there = {name: sheet for sheet in known().values() for name in (sheet.name, *sheet.also)}
    match = matching.best(words, there)
    if match.found is None:
        raise NotUnderstood(f"There is no sheet of “{words}”. There are: {listed(sorted(known()))}.")
    return match.found


def _form(trouble: str = "") -> Ask:
    choices = [(sheet.about, sheet.name) for sheet in known().values()]
    field = Field(name="sheet", label="Which sheet?", input=Input.CHOICE, choices=choices, value=choices[0][1])
    return Ask(command=NAME, title="Edit the register as a sheet", send="Get it", fields=(field,), trouble=trouble)


async def make(turn: Turn) -> HandOver:
    sheet = _meant(turn.given("sheet"))
    content, _, kind = await _content(turn, sheet)
    return HandOver(_file(turn, sheet, kind), content)


async def _content(turn: Turn, sheet: Sheet) -> tuple[bytes, int, str]:
    """The sheet as it stands, how many rows it has, and what kind of file it is."""
    rows = await sheet.rows(turn.tx, turn.now)
    marked = [{**row, MARK: mark_of(row, sheet.unmarked)} for row in rows]
    kind = "xlsx" if len(rows) <= MOST_IN_EXCEL else "csv"
    return await asyncio.to_thread(_bytes, kind, (*sheet.columns, MARK), marked), len(rows), kind


def _bytes(kind: str, header: Sequence[str], rows: Sequence[Cells]) -> bytes:
    return files.content(f".{kind}", header, rows)


def _file(turn: Turn, sheet: Sheet, kind: str) -> str:
    return f"{sheet.name}-{turn.today.isoformat()}.{kind}"


COMMAND = Command(
    name=NAME,
    help="Take out a sheet of the register, edit it, and drop it back into the chat",
    example="sheet pledges",
    run=run,
    also=("sheets",),
    who=Who.ADMINS,
    private=True,
)
FILE = File(name=NAME, make=make, who=Who.ADMINS)
