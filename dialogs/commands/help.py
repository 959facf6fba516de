"""help: what the bot can do, in one card."""

from __future__ import annotations

from dialogs import commands, pieces
from dialogs.registry import Command, Registry, Response, Turn, Who
from dialogs.turn import Place, Show
from pledges.messages import Rendered


async def run(turn: Turn) -> Response:
    shown = [c for c in Registry(commands).commands.values() if c.who is Who.EVERYONE or turn.standing.admin]
    return Show(draw(sorted(shown, key=lambda c: (c.who is Who.ADMINS, c.name)), turn.inbound.place))


def draw(shown: list[Command], place: Place) -> Rendered:
    lines = [
        pieces.words(f"**{c.name}** – {c.help}" + (f" · *{pieces.plain(c.example)}*" if c.example else ""))
        for c in shown
    ]
    how = "Type one of these." if place is Place.PERSONAL else "Mention me, then type one of these."
    return pieces.card("What I can do", pieces.title("What I can do"), pieces.quiet(how), *lines)


COMMAND = Command(name="help", help="What I can do", run=run, also=("hello", "hi", "start", "?"), menu=99)
