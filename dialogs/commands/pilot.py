"""pilot: a list of people; while there is one, nobody else is asked."""

from __future__ import annotations

from dialogs import finding
from dialogs.registry import Command, Draw, Response, Turn, Who
from dialogs.turn import Say
from pledges.calendar import counted
from pledges.errors import NotUnderstood

HOW = "Type “pilot add” and a name, “pilot remove” and a name, or “pilot off”."


async def run(turn: Turn) -> Response:
    verb, _, name = turn.words.partition(" ")
    known = {"add": _add, "remove": _remove, "off": _off}.get(verb.casefold())
    if not turn.words and not await turn.tx.live.pilot():
        return Say(f"There is no pilot: everybody whose directorate is live is asked. {HOW}")
    if not turn.words:
        return Draw("lives")
    if known is None:
        raise NotUnderstood(HOW)
    return await known(turn, name.strip())


async def _add(turn: Turn, name: str) -> Response:
    if not name:
        raise NotUnderstood("Type the name too: “pilot add Adele Vance”.")
    person = await finding.person(turn, name.removeprefix("@"))
    first = not await turn.tx.live.pilot()
    if not await turn.tx.live.add_pilot(person.id, by=turn.person.id, now=turn.now):
        return Say(f"{person.name} is on the pilot list already.")
    begun = " From now on nobody else is asked; what is due for others waits and does not pile up." if first else ""
    count = len(await turn.tx.live.pilot())
    return Say(f"{person.name} is on the pilot list, with {counted(count, 'person', 'people')} in all.{begun}")


async def _remove(turn: Turn, name: str) -> Response:
    if not name:
        raise NotUnderstood("Type the name too: “pilot remove Adele Vance”.")
    person = await finding.person(turn, name.removeprefix("@"))
    if not await turn.tx.live.remove_pilot(person.id, by=turn.person.id, now=turn.now):
        return Say(f"{person.name} is not on the pilot list.")
    left = len(await turn.tx.live.pilot())
    rest = f"{counted(left, 'person', 'people')} left on it." if left else "It was the last one: the pilot has ended."
    return Say(f"{person.name} is off the pilot list. {rest}")


async def _off(turn: Turn, name: str) -> Response:
    if not await turn.tx.live.end_pilot(by=turn.person.id, now=turn.now):
        return Say(f"There is no pilot. {HOW}")
    return Say(
        "The pilot has ended: everybody whose directorate is live is asked again, in the next working hours. What "
        "waited for them comes in one message each."
    )


COMMAND = Command(
    name="pilot",
    help="While there is a list of people, nobody else is asked: pilot add, remove, off",
    example="pilot add Adele Vance",
    run=run,
    who=Who.ADMINS,
    private=True,
    instead="Type “pilot” for the list, and “pilot add”, “pilot remove” or “pilot off” to change it.",
)
