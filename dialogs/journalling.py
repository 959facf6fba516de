"""Each turn that changes something is noted in the journal, so that whoever made it can take it back."""

from __future__ import annotations

from dialogs import questions
from dialogs.registry import Registry, Turn
from dialogs.turn import Happened
from storage.journal import Pressed, steps_of


async def note(turn: Turn, registry: Registry, said: str) -> None:
    """Note what the turn has changed, in its own transaction; nothing where it only read, or asked to be told more."""
    trail = turn.tx.trail
    changed = trail.saved or trail.inverses or trail.beyond
    if changed and turn.inbound.happened in (Happened.SAID, Happened.PRESSED):
        what, instead = _called(turn, registry, said)
        await turn.tx.journal.put(turn.person.id, what, steps_of(trail, instead, _pressed(turn)), turn.now)


def _called(turn: Turn, registry: Registry, said: str) -> tuple[str, str]:
    """The name of the command, the verb of the button, or that it was an answer; and how to take it back otherwise."""
    found = registry.command(said) if turn.inbound.happened is Happened.SAID else None
    command = found[0] if found else registry.commands.get(turn.given("command"))
    return (command.name, command.instead) if command else (turn.inbound.verb or "your answer", "")


def _pressed(turn: Turn) -> Pressed | None:
    """The card in which a button was pressed, as it was before."""
    inbound, kind = turn.inbound, turn.given("card")
    if inbound.message is None or not kind:
        return None
    return Pressed(
        kind=kind,
        facts=tuple(sorted(questions.facts_of(inbound.data).items())),
        address=inbound.address,
        message=inbound.message,
        channel=inbound.channel.id if inbound.channel else "",
    )
