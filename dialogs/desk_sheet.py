"""What is open in a directorate as a sheet, for whoever sits at its director's desk: to be read."""

from __future__ import annotations

import asyncio

from dialogs import questions
from dialogs.registry import Turn
from dialogs.turn import HandOver, Offer
from documents import rows as files
from pledges.acting import Seat, stands
from pledges.calendar import counted
from pledges.sheet import COLUMNS, to_cells
from storage import acting
from storage.lists import Asked

NAME = "desk"
STANDS = "Stands as"
LEFT_OUT = frozenset({"Lead UPN", "Lead AAD id"})
HEADER = ("Reference", STANDS, *(name for name in COLUMNS if name not in LEFT_OUT | {"Reference"}))
MOST_IN_EXCEL = 2_000  # rows: a workbook of more takes seconds to write, a CSV file takes none


def directorate_of(turn: Turn) -> str:
    """The directorate that a press, or an accepted offer, names."""
    return questions.facts_of(turn.inbound.data).get("directorate") or turn.given("directorate")


async def offer(turn: Turn, seat: Seat) -> Offer:
    """Offer what may be seen from a desk."""
    content, rows, name = await _content(turn, seat)
    about = f"{seat.directorate.name} as at this moment: {counted(rows, 'pledge')}, open or done this week. "
    facts = {"file": NAME, "directorate": str(seat.directorate.id), "offer": turn.inbound.id}
    return Offer(name=name, size=len(content), about=f"{about}It holds names: keep it where it belongs.", facts=facts)


async def make(turn: Turn, seat: Seat) -> HandOver:
    """The file, as things stand when it is accepted."""
    content, _, name = await _content(turn, seat)
    return HandOver(name, content)


async def _content(turn: Turn, seat: Seat) -> tuple[bytes, int, str]:
    """The sheet as it stands, how many rows it has, and what it is called."""
    policy, today = turn.council.policy, turn.today
    asked = Asked(standing=seat.standing(turn.standing), today=today, policy=policy)
    numbers = await turn.tx.lists.numbers(acting.everything(seat, turn.now), asked)
    found = {pledge.number: pledge for pledge in await turn.tx.register.of_numbers(numbers)}
    people = {person.id: person for person in await turn.tx.people.everyone()}
    rows = [{**to_cells(found[n], people), STANDS: stands(found[n], policy, today)} for n in numbers]
    kind = "xlsx" if len(rows) <= MOST_IN_EXCEL else "csv"
    content = await asyncio.to_thread(files.content, f".{kind}", HEADER, rows)
    return content, len(rows), f"{_plain(seat.directorate.name)}-{today.isoformat()}.{kind}"


def _plain(name: str) -> str:
    """A name that every file system takes."""
    return "-".join("".join(c if c.isalnum() else " " for c in name).split()).lower() or NAME
