"""help: what the bot can do, in one card."""

from __future__ import annotations

from microsoft_teams.cards import TextBlock

from dialogs import commands, pieces
from dialogs.registry import Command, Registry, Response, Turn, Who, may_use
from dialogs.turn import Place, Show
from pledges.messages import Rendered


async def run(turn: Turn) -> Response:
    """What this person can do in this place, the everyday first; what only admins may stands apart."""
    place = turn.inbound.place
    here = [
        c for c in Registry(commands).commands.values() if (not c.channel if place is Place.PERSONAL else not c.private)
    ]
    shown = [c for c in here if may_use(turn.standing, c.who)]
    return Show(draw(sorted(shown, key=lambda c: (c.menu, c.name)), place))


def draw(shown: list[Command], place: Place) -> Rendered:
    """Admins' commands are behind a button: there are many."""
    lines = [_line(c) for c in shown if c.who is not Who.ADMINS]
    admins = [_line(c) for c in shown if c.who is Who.ADMINS]
    more = [pieces.buttons(pieces.opens("For admins", "admins")), pieces.hidden("admins", *admins)] if admins else []
    how = "Type one of these." if place is Place.PERSONAL else "Mention me, then type one of these."
    return pieces.card("What I can do", pieces.title("What I can do"), pieces.quiet(how), *lines, *more)


def _line(command: Command) -> TextBlock:
    example = f" · *{pieces.plain(command.example)}*" if command.example else ""
    return pieces.words(f"**{command.name}** – {command.help}{example}")


COMMAND = Command(name="help", help="What I can do", run=run, also=("hello", "hi", "start", "?"), menu=10)
