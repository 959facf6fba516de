"""help: what the bot can do, in one card; with a command behind it, that one and its kin in full."""

from __future__ import annotations

from collections.abc import Sequence

from microsoft_teams.cards import CardElement, TextBlock

from dialogs import commands, pieces
from dialogs.in_thread import is_offered
from dialogs.registry import Command, Registry, Response, Turn, Who, may_use
from dialogs.turn import Place, Show
from pledges.errors import NotForYou
from pledges.messages import Rendered

MORE = "“help” and its name says more of one: *help update*."


async def run(turn: Turn) -> Response:
    """What this person can do in this place, the everyday first; what only admins may stands apart."""
    registry, place = Registry(commands), turn.inbound.place
    here = [c for c in registry.commands.values() if (not c.channel if place is Place.PERSONAL else is_offered(c))]
    shown = sorted((c for c in here if may_use(turn.standing, c.who)), key=lambda c: (c.menu, c.name))
    named = registry.command(turn.words)
    if named is None:
        return Show(draw([c for c in shown if c.told], place))
    if not may_use(turn.standing, named[0].who):
        raise NotForYou(f"use “{named[0].name}”", named[0].who.value)
    return Show(draw_one(named[0], [c for c in shown if _is_kin(c, named[0])]))


def draw(shown: list[Command], place: Place) -> Rendered:
    """Admins' commands are behind a button: there are many."""
    everyday = [c for c in shown if c.who is not Who.ADMINS]
    admins = _lines([c for c in shown if c.who is Who.ADMINS])
    more = [pieces.buttons(pieces.opens("For admins", "admins")), pieces.hidden("admins", *admins)] if admins else []
    how = "Type one of these." if place is Place.PERSONAL else "Mention me, then type one of these."
    title = pieces.title("What I can do")
    return pieces.card("What I can do", title, pieces.quiet(f"{how} {MORE}"), *_lines(everyday), *more)


def draw_one(command: Command, kin: Sequence[Command]) -> Rendered:
    """A command by itself, and those whose names begin with its own."""
    also = [pieces.quiet(f"Or type: {', '.join(command.also)}.")] if command.also and command.told else []
    where = [pieces.quiet("It belongs in a channel: mention me there.")] if command.channel else []
    lines = [_line(command), *also, *where, *map(_line, kin)]
    return pieces.card(f"{command.name}: {command.help}", pieces.title(f"How to use “{command.name}”"), *lines)


def _lines(shown: Sequence[Command]) -> list[CardElement]:
    """A line for each, but for those whose names begin with the name of another: that one says that they are there."""
    heads = [c for c in shown if not any(_is_kin(c, other) for other in shown)]
    return [_line(head, [c for c in shown if _is_kin(c, head)]) for head in heads]


def _is_kin(command: Command, head: Command) -> bool:
    return command.name.startswith(f"{head.name} ")


def _line(command: Command, kin: Sequence[Command] = ()) -> TextBlock:
    example = f" · *{pieces.plain(command.example)}*" if command.example else ""
    others = f" · and **{'**, **'.join(c.name for c in kin)}**" if kin else ""
    return pieces.words(f"**{command.name}** – {command.help}{example}{others}")


COMMAND = Command(
    name="help",
    help="What I can do, and how",
    example="help update",
    run=run,
    also=("hello", "hi", "start", "?"),
    menu=10,
)
