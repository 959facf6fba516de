"""One plan takes the place of another: what is open goes along, is replaced or is closed, and no line is left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from dialogs.changing import keep
from dialogs.registry import Turn
from pledges.calendar import ONE_DAY
from pledges.changing import close
from pledges.errors import NotUnderstood
from pledges.plans import Championing, Plan, Role, Theme, ThemeId, champion_on, next_term
from pledges.pledge import Pledge, Status
from pledges.succession import Decision, Decisions, Fate, Unmapped, replaced, unmapped
from storage.db import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class Map:
    """Both plans with their themes, what of the old one is not finished, and what was decided so far."""

    old: Plan
    new: Plan
    themes: Sequence[Theme]
    new_themes: Sequence[Theme]
    pledges: Sequence[Pledge]
    placed: dict[int, ThemeId]
    decisions: Decisions
    finished: bool = False

    @property
    def left(self) -> Unmapped:
        return unmapped(
            [t.id for t in self.themes], {p.number: self.placed[p.number] for p in self.pledges}, self.decisions
        )


async def begin(turn: Turn, old: Plan, new: Plan) -> None:
    """Begin to map one plan onto another. Raises NotUnderstood where that makes no sense."""
    if new.id == old.id:
        raise NotUnderstood(
            f"{old.called} cannot take its own place. To renew it, type “plan {old.name} roll forward”."
        )
    if new.successor is not None:
        raise NotUnderstood(f"Another plan has taken the place of {new.called} already. Choose one that counts.")
    begun = await turn.tx.successions.begin(old.id, new.id, turn.person.id, turn.now)
    if begun.finished_at and begun.new != new.id:
        taken = await turn.tx.plans.get(begun.new)
        raise NotUnderstood(f"{taken.called} has taken the place of {old.called} already.")


async def read(tx: Tx, old: Plan) -> Map:
    """Where a succession stands. Raises LookupError when none was begun."""
    begun = await tx.successions.of(old.id)
    if begun is None:
        raise LookupError(f"nothing takes the place of plan {old.id}")
    themes = await tx.plans.themes(old.id)
    placed = await tx.plans.placed(t.id for t in themes)
    return Map(
        old=old,
        new=await tx.plans.get(begun.new),
        themes=themes,
        new_themes=await tx.plans.themes(begun.new),
        pledges=[p for p in await tx.register.of_numbers(placed) if p.open or p.status is Status.DONE],
        placed=placed,
        decisions=await tx.successions.decisions(old.id),
        finished=begun.finished_at is not None,
    )


async def finish(turn: Turn, old: Plan) -> Map:
    """Do all that was decided, once. Raises NotUnderstood while a line is unmapped."""
    found = await read(turn.tx, old)
    if found.left:
        raise NotUnderstood(
            f"{len(found.left)} lines of {old.called} are still unmapped: say what becomes of each first."
        )
    if await turn.tx.successions.finish(old.id, turn.now):
        for pledge in found.pledges:
            await _settle(turn, found, pledge)
        await _champions_along(turn, found)
    return await read(turn.tx, old)


async def roll_forward(turn: Turn, plan: Plan, ends: date | None) -> None:
    """The next version of a plan, from the day after its end: the same themes, to which everything is to be carried.

    Nothing moves before that is finished. What was begun is gone on with.
    """
    if plan.successor is not None:
        raise NotUnderstood(f"Another plan has taken the place of {plan.called} already.")
    if await turn.tx.successions.of(plan.id):
        return
    starts, last = _next_days(plan, ends, turn.today)
    new = await turn.tx.plans.add(
        plan.name, kind=plan.kind, starts=starts, ends=last, within=plan.within, version=plan.version + 1
    )
    if new is None:
        raise NotUnderstood(f"{plan.name} has a version {plan.version + 1} already.")
    await begin(turn, plan, new)
    for theme in await turn.tx.plans.themes(plan.id):
        await _copy(turn, theme, new)


def _next_days(plan: Plan, ends: date | None, today: date) -> tuple[date, date]:
    term = next_term(plan)
    starts = plan.ends + ONE_DAY if plan.ends else today
    last = ends or (term[1] if term else None)
    if last is None:
        raise NotUnderstood("Until which day does the next version run? This one has no first and last day to go by.")
    if last < starts:
        raise NotUnderstood("The next version cannot end before it begins. Please give a later day.")
    return starts, last


async def _copy(turn: Turn, theme: Theme, new: Plan) -> None:
    """The same theme in the next version, and everything under it carried over to it."""
    same = await turn.tx.plans.put_theme(new.id, theme.number, theme.name)
    assert same is not None
    await turn.tx.plans.write_theme(same.id, known=theme.known, done=theme.done, to_do=theme.to_do)
    await turn.tx.successions.decide_theme(theme.plan, theme.id, Decision(fate=Fate.CARRIED, to=same.id))


async def _settle(turn: Turn, found: Map, pledge: Pledge) -> None:
    """What was decided of a pledge is done: it stays the same pledge unless another stands in its place."""
    decision = found.decisions.of(pledge.number, found.placed[pledge.number])
    before = await turn.tx.register.get(pledge.ref, for_update=True)
    assert decision is not None
    if decision.to is not None:
        theme = next(t for t in found.new_themes if t.id == decision.to)
        await keep(turn, before, replace(before, theme=theme.name), under=theme.id)
    elif decision.by is not None:
        await keep(turn, before, replaced(before, f"CP-{decision.by}", found.new.called, turn.standing, turn.now))
    else:
        await keep(turn, before, close(before, turn.standing, turn.now, f"Closed with {found.old.called}"))


async def _champions_along(turn: Turn, found: Map) -> None:
    """Who champions a theme goes on with the theme it was carried over to, where that has nobody yet."""
    since = max(turn.today, found.new.starts or turn.today)
    for theme in found.themes:
        decision = found.decisions.themes[theme.id]
        if decision.to is not None and not await turn.tx.plans.champions(decision.to):
            known = await turn.tx.plans.champions(theme.id)
            for role in Role:
                if person := champion_on(known, role, turn.today):
                    goes_on = Championing(theme=decision.to, role=role, person=person, since=since)
                    await turn.tx.plans.champion(goes_on, turn.person.id, turn.now)
