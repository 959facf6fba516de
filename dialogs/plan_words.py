"""Plans and themes as people name them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from dialogs.registry import Turn
from pledges import matching
from pledges.calendar import said
from pledges.errors import NotForYou, NotUnderstood
from pledges.plans import Plan, Stage, Stated, Theme, meant
from storage.placing import Place

QUOTED = r"(?:[\"“](?P<quoted>[^\"”]+)[\"”]|(?P<name>.+?))"


def named(found: re.Match[str]) -> str:
    """The name that QUOTED found, in quotes or without."""
    return (found["quoted"] or found["name"] or "").strip()


def unquoted(words: str) -> str:
    """Words without quotes around them."""
    return words.strip().strip('"“”').strip()


async def plan(turn: Turn, words: str) -> Plan:
    """The plan that words name, its newest version unless they say which. Raises NotUnderstood with what there is."""
    known = await turn.tx.plans.all()
    choices = {p.called: p for p in known} | {p.name: p for p in reversed(known)}
    match = matching.best(unquoted(words), choices)
    if match.found is None:
        there = "; ".join(match.near or dict.fromkeys(p.name for p in known))
        hint = f"I know: {there}." if there else "I know none yet: type “plan add …”."
        raise NotUnderstood(f"I don't know a plan “{unquoted(words)}”. {hint}")
    return match.found


async def exactly(turn: Turn, words: str) -> Plan | None:
    """The plan that words name in full; what looks like a clause may be a part of its name."""
    known = await turn.tx.plans.all()
    match = matching.best(unquoted(words), {p.called: p for p in known} | {p.name: p for p in reversed(known)})
    return match.found if match.exact else None


async def theme(turn: Turn, words: str) -> Place:
    """The theme that words name, of the plan that counts today unless they say “in” which.

    Raises NotUnderstood with the nearest names, or with the plans that have one of that name.
    """
    places = await turn.tx.plans.places()
    match = matching.best(unquoted(words), choices_among(places, turn.today))
    if match.found is None:
        there = "; ".join(match.near)
        hint = f"The nearest are: {there}." if there else "Type “plans” to see the plans with their themes."
        raise NotUnderstood(f"I don't know a theme “{unquoted(words)}”. {hint}")
    return match.found


def choices_among(places: Sequence[Place], today: date) -> Mapping[str, Place]:
    """Every theme by its name and plan, and by its name alone where it is clear which plan is meant."""
    by_name: defaultdict[str, list[Place]] = defaultdict(list)
    for place in places:
        by_name[place.theme.name].append(place)
    plans = {place.plan.id: place.plan for place in places}
    alone = {name: _of(meant([p.theme for p in several], plans, today), several) for name, several in by_name.items()}
    clear = {name: place for name, place in alone.items() if place}
    return clear | {f"{p.theme.name} in {p.plan.called}": p for p in places if clear.get(p.theme.name) != p}


def _of(theme: Theme | None, places: Sequence[Place]) -> Place | None:
    return next((p for p in places if theme and p.theme.id == theme.id), None)


def days_words(plan: Plan) -> str:
    """From when to when a plan counts."""
    parts = (f"from {said(plan.starts)}" if plan.starts else "", f"to {said(plan.ends)}" if plan.ends else "")
    return " ".join(filter(None, parts)) or "no days given"


def stage_words(plan: Plan) -> list[str]:
    """How far a plan has come, a sentence a stage; a stage that was passed over is said too."""
    if plan.stage is Stage.DRAFT:
        return ["Draft: not consulted on and not signed off yet."]
    consulted, signed = plan.last_stated(Stage.CONSULTED), plan.last_stated(Stage.SIGNED_OFF)
    lines = [f"Consulted: {stated_words(consulted)}." if consulted else "No consultation is recorded."]
    return [*lines, f"Signed off: {stated_words(signed)}." if signed else "Not signed off yet."]


def stated_words(stated: Stated) -> str:
    """Where and when it was said, once each."""
    day = said(stated.on) if stated.on else ""
    return ", ".join(filter(None, (stated.words, day)))


def check_admin(turn: Turn, what: str) -> None:
    """Raise NotForYou for whoever is no admin: buttons of old cards are pressed by anybody."""
    if not turn.standing.admin:
        raise NotForYou(what, "an admin")
