"""The way back from what was done to an owner from a desk, as long as they have not answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dialogs.inverses import ChangedSince
from dialogs.registry import Turn
from pledges.exact import text_of, value_of
from pledges.pledge import Pledge
from storage.trail import ASKING, Inverse

ACT = "act"
WAYS = (ACT,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """An act by its number; `what` was done, `key` is the message; the day it was asked about before, where it asks."""

    act: int
    pledge: int
    what: str
    key: str
    asked: bool
    asked_on: date | None


def note(turn: Turn, act: int, pledge: Pledge, what: str, key: str, *, asked: bool = False) -> None:
    """Note how to take an act back."""
    asked_on = pledge.asking.asked_on if asked else None
    done = Done(act=act, pledge=pledge.number, what=what, key=key, asked=asked, asked_on=asked_on)
    turn.tx.trail.inverses.append(Inverse(name=ACT, facts=text_of(done), tables=("acts", ASKING)))


async def take(turn: Turn, way: Inverse) -> str:
    """Take an act back; return what is so again. Raises ChangedSince where its owner has answered already."""
    was = value_of(Done, way.facts)
    pledge = await turn.tx.register.get(f"CP-{was.pledge}", for_update=True)
    if any(ask.answered_at for ask in await turn.tx.asks.of_message(was.key)):
        raise ChangedSince(f"{pledge.lead.title} has answered about {pledge.ref} since.")
    if not await turn.tx.acting.take_back(was.act):
        return ""
    if was.asked:
        await turn.tx.acting.unask(was.pledge, was.asked_on, turn.today)
        await turn.tx.register.note_asking(await turn.tx.register.get(pledge.ref), turn.now)
    told = f"{turn.person.name} takes back: {was.what}"
    await turn.tx.acting.tell(was.pledge, told, by=turn.person.id, now=turn.now, door="undo")
    return f"{pledge.ref}: “{was.what}” is taken back."
