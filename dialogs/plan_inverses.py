"""The ways back from changes of plans: one that was entered, a theme, who champions it, what moves to another body."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from dialogs.inverses import ChangedSince
from dialogs.registry import Turn
from pledges.exact import text_of, value_of
from pledges.messages import PersonId
from pledges.plans import Championing, Plan, PlanId, Theme, ThemeId
from pledges.transfers import TransferId
from storage.trail import Inverse

PLAN, THEME, CHAMPION, TRANSFER = "plan", "theme", "champion", "transfer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """What was entered: its key and its name."""

    id: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Championed:
    """Who was to champion a theme from a day on, and who would have without."""

    new: Championing
    before: PersonId | None


def note_plan(turn: Turn, plan: Plan) -> None:
    """Note how to take back that a plan was entered."""
    _note(turn, PLAN, Entered(id=plan.id, name=plan.called), "plans")


def note_theme(turn: Turn, theme: Theme) -> None:
    """Note how to take back that a theme was entered."""
    _note(turn, THEME, Entered(id=theme.id, name=theme.called), "plan_themes")


def note_transfer(turn: Turn, transfer: TransferId) -> None:
    """Note how to take back that services are to move."""
    _note(turn, TRANSFER, Entered(id=transfer, name="The transfer"), "transfers", "directorates")


def note_champion(turn: Turn, new: Championing, before: PersonId | None) -> None:
    """Note how to take back that somebody champions a theme."""
    _note(turn, CHAMPION, Championed(new=new, before=before), "champions")


def _note(turn: Turn, name: str, what: Entered | Championed, *tables: str) -> None:
    turn.tx.trail.inverses.append(Inverse(name=name, facts=text_of(what), tables=tables))


async def take(turn: Turn, way: Inverse) -> str:
    """Go a way back; return what is so again, in a sentence. Raises ChangedSince."""
    return await WAYS[way.name](turn, way.facts)


async def _plan(turn: Turn, facts: str) -> str:
    was = value_of(Entered, facts)
    if not await turn.tx.plans.forget(PlanId(was.id)):
        raise ChangedSince(f"{was.name} is in use by now.")
    return f"I don't know a plan {was.name} any more."


async def _theme(turn: Turn, facts: str) -> str:
    was = value_of(Entered, facts)
    if not await turn.tx.plans.forget_theme(ThemeId(was.id)):
        raise ChangedSince(f"{was.name} is in use by now.")
    return f"The theme {was.name} is gone again."


async def _champion(turn: Turn, facts: str) -> str:
    """Rows are only added: another from the same day, noted later, counts in its place."""
    was = value_of(Championed, facts)
    new = was.new
    known = [c for c in await turn.tx.plans.champions(new.theme) if c.role is new.role]
    if known[-1] != new:
        raise ChangedSince("Another champion was named since.")
    back = Championing(theme=new.theme, role=new.role, person=was.before, since=new.since)
    await turn.tx.plans.champion(back, turn.person.id, turn.now)
    return f"The {new.role} champion is who it was before."


async def _transfer(turn: Turn, facts: str) -> str:
    if not await turn.tx.transfers.take_back(TransferId(value_of(Entered, facts).id), turn.now):
        raise ChangedSince("The services have moved by now, or were left where they are.")
    return "Nothing moves after all."


WAYS: Mapping[str, Callable[[Turn, str], Awaitable[str]]] = {
    PLAN: _plan,
    THEME: _theme,
    CHAMPION: _champion,
    TRANSFER: _transfer,
}
