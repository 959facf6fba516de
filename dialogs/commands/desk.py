"""desk: what is late, will not make it or waits for a decision in a directorate, for whoever may act on it."""

from __future__ import annotations

from dialogs import desk_sheet, desks, finding
from dialogs.forms import Ask, Field, Input
from dialogs.registry import Command, Draw, File, Response, Turn
from dialogs.turn import HandOver
from pledges.errors import NotForYou


async def run(turn: Turn) -> Response:
    seats, words = await turn.tx.acting.seats(turn.person.id), turn.words or turn.given("directorate")
    if words:
        directorate = str((await finding.directorate(turn, words)).id)
        await desks.seat(turn, directorate, "see this desk")
        return Draw(desks.KIND, {"directorate": directorate})
    if not seats:
        raise NotForYou("have a desk", "a director, or somebody whom a director has named,")
    if len(seats) == 1:
        return Draw(desks.KIND, {"directorate": str(seats[0].directorate.id)})
    names = [(seat.directorate.name, seat.directorate.name) for seat in seats]
    field = Field(name="directorate", label="Which directorate?", input=Input.CHOICE, choices=names, value=names[0][1])
    return Ask(command=desks.KIND, title="Which desk?", send="Show it", fields=(field,))


async def make(turn: Turn) -> HandOver:
    """The sheet that was offered: whether it is theirs to have is asked again."""
    return await desk_sheet.make(turn, await desks.seat(turn, turn.given("directorate"), "have this list"))


COMMAND = Command(
    name=desks.KIND,
    help="For directors: what is late, will not make it or waits for you, and what you can do about it",
    example="desk",
    run=run,
    also=("my directorate", "my desk"),
    private=True,
)
FILE = File(name=desk_sheet.NAME, make=make)
