"""export: the whole register as a sheet that Excel opens and the import takes back."""

from __future__ import annotations

from datetime import date

from dialogs.registry import Command, File, Response, Turn, Who
from dialogs.turn import HandOver, Offer
from documents import csv_file
from pledges.calendar import counted
from pledges.sheet import COLUMNS, to_cells

NAME = "export"


async def run(turn: Turn) -> Response:
    content, pledges = await _sheet(turn)
    about = f"The register as at this moment: {counted(pledges, 'pledge')}. It holds names: keep it where it belongs."
    facts = {"file": NAME, "offer": turn.inbound.id}
    return Offer(name=_name(turn.today), size=len(content), about=about, facts=facts)


async def make(turn: Turn) -> HandOver:
    content, _ = await _sheet(turn)
    return HandOver(_name(turn.today), content)


async def _sheet(turn: Turn) -> tuple[bytes, int]:
    people = {person.id: person for person in await turn.tx.people.everyone()}
    rows = [to_cells(pledge, people) async for pledge in turn.tx.register.all()]
    return csv_file.content(COLUMNS, rows), len(rows)


def _name(today: date) -> str:
    return f"pledges-{today.isoformat()}.csv"


COMMAND = Command(
    name=NAME, help="The whole register as a sheet, into your OneDrive", run=run, who=Who.ADMINS, private=True
)
FILE = File(name=NAME, make=make, who=Who.ADMINS)
