"""The ways back from what was said about escalation: where it is on, what is held, and which steps are settled."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dialogs.inverses import ChangedSince
from dialogs.registry import Turn
from pledges.exact import text_of, value_of
from pledges.people import DirectorateId
from storage.escalating import Setting
from storage.escalations import Taken
from storage.trail import Inverse

STEPS, SWITCH, HOLD = "steps", "escalating", "hold"
WAYS = (STEPS, SWITCH, HOLD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stood:
    """How a directorate stood."""

    is_on: bool
    not_before: date | None
    partners: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Switched:
    directorate: DirectorateId
    name: str
    before: Stood
    after: Stood


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """The reasons why a pledge was and is held; empty where it is not."""

    pledge: int
    before: str
    after: str


def note_steps(turn: Turn, steps: Iterable[Taken]) -> None:
    """Note how to have steps be open again that were settled."""
    facts = ",".join(str(step.id) for step in steps)
    if facts:
        turn.tx.trail.inverses.append(Inverse(name=STEPS, facts=facts, tables=("escalations",)))


def note_switch(turn: Turn, before: Setting, after: Setting, name: str) -> None:
    """Note how to take back that escalation was switched on or off for a directorate."""
    told = Switched(directorate=after.directorate, name=name, before=_stood(before), after=_stood(after))
    turn.tx.trail.inverses.append(Inverse(name=SWITCH, facts=text_of(told), tables=("escalating",)))


def note_hold(turn: Turn, pledge: int, before: str, after: str) -> None:
    """Note how to take back that a pledge is held, or is no more."""
    told = Held(pledge=pledge, before=before, after=after)
    turn.tx.trail.inverses.append(Inverse(name=HOLD, facts=text_of(told), tables=("escalation_holds",)))


async def take(turn: Turn, way: Inverse) -> str:
    """Go a way back; return what is so again, in a sentence. Raises ChangedSince."""
    if way.name == STEPS:
        await turn.tx.escalations.put_again(map(int, way.facts.split(",")))
        return ""
    return await (_switch(turn, way) if way.name == SWITCH else _hold(turn, way))


async def _switch(turn: Turn, way: Inverse) -> str:
    was = value_of(Switched, way.facts)
    now = await turn.tx.escalating.of(was.directorate)
    if _stood(now) != was.after:
        raise ChangedSince(f"Escalation for {was.name} was changed since.")
    old = was.before
    back = Setting(directorate=was.directorate, is_on=old.is_on, not_before=old.not_before, partners=old.partners)
    await turn.tx.escalating.put(back, turn.person.id, turn.now)
    return f"Escalation is {'on' if old.is_on else 'off'} for {was.name} again."


async def _hold(turn: Turn, way: Inverse) -> str:
    was = value_of(Held, way.facts)
    now = await turn.tx.escalating.hold(was.pledge)
    if (now.reason if now else "") != was.after:
        raise ChangedSince(f"The hold on CP-{was.pledge} was changed since.")
    if was.before:
        await turn.tx.escalating.hold_back(was.pledge, was.before, turn.person.id, turn.now)
    else:
        await turn.tx.escalating.let_go(was.pledge)
    told = f"held back: {was.before}" if was.before else "held back no more"
    await turn.tx.register.get(f"CP-{was.pledge}", for_update=True)
    await turn.tx.escalations.tell(was.pledge, told, door="undo", by=turn.person.id, now=turn.now)
    return f"CP-{was.pledge} is {'held again' if was.before else 'not held any more'}."


def _stood(setting: Setting) -> Stood:
    return Stood(is_on=setting.is_on, not_before=setting.not_before, partners=setting.partners)
