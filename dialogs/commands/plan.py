"""plan, plan add, plans: plans and strategies with their days, how far they have come, and what they give way to."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable

from dialogs import plan_inverses, plan_words, succeeding
from dialogs.days import day_of, past_day
from dialogs.forms import Ask, Field, Input
from dialogs.meeting_words import committee_of
from dialogs.plan_words import QUOTED, named, unquoted
from dialogs.registry import Command, Draw, Response, Turn, Who
from pledges import guard
from pledges.calendar import said
from pledges.errors import NotUnderstood, PersonalDetails
from pledges.plans import Plan, PlanKind, Stage, Stated

ADDED = re.compile(
    rf"^(?:(?P<kind>plan|strategy)\s+)?{QUOTED}(?:\s+from\s+(?P<starts>.+?))?(?:\s+(?:to|until)\s+(?P<ends>.+?))?"
    r"(?:\s+(?:under|within)\s+[\"“]?(?P<within>.+?)[\"”]?)?$",
    re.IGNORECASE,
)
OPENED = re.compile(
    rf"^{QUOTED}(?:\s+(?P<clause>consulted|signed off|succeeded by|under|until|roll(?:ed)? forward)"
    r"\b(?:\s+(?:at|on|to|until)\b)?\s*(?P<rest>.*))?$",
    re.IGNORECASE,
)
AT = re.compile(
    r"^(?P<where>.*?)[\s,]*(?:\bon\s+)?(?P<day>\d{1,2}(?:st|nd|rd|th)? \w+(?: \d{4})?|[\d/.-]{6,10}|today)$"
)
LABELS = {
    "name": "What is it called?",
    "kind": "Plan or strategy?",
    "starts": "From which day?",
    "ends": "To which day?",
    "within": "Over-arching strategy, if it is a part of one",
}


async def run_add(turn: Turn) -> Response:
    given = _added(turn)
    if not given["name"]:
        return _form(given)
    try:
        return await _add(turn, given)
    except (NotUnderstood, PersonalDetails) as error:
        return _form(given, str(error))


def _added(turn: Turn) -> dict[str, str]:
    if not turn.words:
        return {name: turn.given(name) for name in LABELS}
    found = ADDED.match(turn.words)
    told = {name: (found[name] or "") if found else "" for name in ("kind", "starts", "ends", "within")}
    return {"name": named(found) if found else turn.words} | told


async def _add(turn: Turn, given: dict[str, str]) -> Response:
    name = guard.check(given["name"])
    starts, ends = (day_of(given[each], turn.today) if given[each] else None for each in ("starts", "ends"))
    if starts and ends and ends < starts:
        raise NotUnderstood("The last day comes before the first. Please give the days again.")
    over = await plan_words.plan(turn, given["within"]) if given["within"] else None
    strategy = given["kind"].casefold() == "strategy" or (not given["kind"] and "strategy" in name.casefold())
    kind = PlanKind.STRATEGY if strategy else PlanKind.PLAN
    made = await turn.tx.plans.add(name, kind=kind, starts=starts, ends=ends, within=over.id if over else None)
    if made is None:
        raise NotUnderstood(f"I have a plan “{name}” already. Type “plan {name}” to see it.")
    plan_inverses.note_plan(turn, made)
    return Draw("plan", {"plan": str(made.id)})


async def run(turn: Turn) -> Response:
    if opened := await plan_words.exactly(turn, turn.words):
        return Draw("plan", {"plan": str(opened.id)})
    found = OPENED.match(turn.words)
    name = named(found) if found else turn.given("name")
    clause = ((found["clause"] or "") if found else turn.given("clause")).casefold().replace("rolled", "roll")
    rest = unquoted((found["rest"] or "") if found else turn.given("rest"))
    if not name:
        return Draw("plans")
    try:
        plan = await plan_words.plan(turn, name)
        return await CLAUSES[clause](turn, plan, rest) if clause else Draw("plan", {"plan": str(plan.id)})
    except (NotUnderstood, PersonalDetails) as error:
        if not clause:
            raise
        return form(name, clause, rest, str(error))


async def run_all(turn: Turn) -> Response:
    return Draw("plans")


async def _consulted(turn: Turn, plan: Plan, rest: str) -> Response:
    return await _state(turn, plan, Stage.CONSULTED, rest)


async def _signed_off(turn: Turn, plan: Plan, rest: str) -> Response:
    return await _state(turn, plan, Stage.SIGNED_OFF, rest)


async def _state(turn: Turn, plan: Plan, stage: Stage, rest: str) -> Response:
    """At a meeting or on a day that has come: a plan that is to be signed off is not signed off."""
    found = AT.match(rest)
    if not found:
        raise NotUnderstood(f"At which meeting, or on which day, was it {stage}? Such as CPP 18 January 2027.")
    on, where = past_day(found["day"], turn.today), guard.check(found["where"].strip(" ,"))
    if on > turn.today:
        raise NotUnderstood("That day is still to come. Note it once it has been.")
    committee = await committee_of(turn, where) if where else None
    diary = await turn.tx.meetings.diary(on)
    met = next((m for m in diary.meetings if m.committee == committee and m.held_on == on), None)
    words = committee.called if committee else where
    told = Stated(stage=stage, words=words, on=on, meeting=met.id if met else None, by=turn.person.id)
    await turn.tx.plans.state(plan.id, told, turn.now)
    return Draw("plan", {"plan": str(plan.id)})


async def _succeeded(turn: Turn, plan: Plan, rest: str) -> Response:
    new = await plan_words.plan(turn, rest)
    await succeeding.begin(turn, plan, new)
    return Draw("succession", {"plan": str(plan.id)})


async def _under(turn: Turn, plan: Plan, rest: str) -> Response:
    over = await plan_words.plan(turn, rest)
    if plan.id in (over.id, over.within):
        raise NotUnderstood(f"{plan.called} cannot stand under itself, or under a part of itself.")
    await turn.tx.plans.put_within(plan.id, over.id)
    await _note(turn, plan, f"Made a part of {over.called}")
    return Draw("plan", {"plan": str(plan.id)})


async def _until(turn: Turn, plan: Plan, rest: str) -> Response:
    ends = day_of(rest, turn.today)
    if plan.starts and ends < plan.starts:
        raise NotUnderstood("The last day comes before the first. Please give another.")
    await turn.tx.plans.set_days(plan.id, plan.starts, ends)
    await _note(turn, plan, f"Last day moved from {said(plan.ends) if plan.ends else 'none'} to {said(ends)}")
    return Draw("plan", {"plan": str(plan.id)})


async def _note(turn: Turn, plan: Plan, words: str) -> None:
    """Keep that something about a plan was changed, beside how far it has come."""
    told = Stated(stage=Stage.DRAFT, words=words, on=turn.today, by=turn.person.id)
    await turn.tx.plans.state(plan.id, told, turn.now)


async def _roll(turn: Turn, plan: Plan, rest: str) -> Response:
    """The next version, with every line carried over: what that means is shown, and asked, before it is done."""
    await succeeding.roll_forward(turn, plan, day_of(rest, turn.today) if rest else None)
    return Draw("succession", {"plan": str(plan.id)})


Clause = Callable[[Turn, Plan, str], Awaitable[Response]]
CLAUSES: dict[str, Clause] = {
    "consulted": _consulted,
    "signed off": _signed_off,
    "succeeded by": _succeeded,
    "under": _under,
    "until": _until,
    "roll forward": _roll,
}
ASKED = {
    "consulted": ("Consulted on at which meeting, or on which day?", "Note it"),
    "signed off": ("Signed off at which meeting, or on which day?", "Note it"),
    "succeeded by": ("Which plan takes its place? (enter it first)", "Go on"),
    "under": ("Which is the over-arching strategy?", "Link it"),
    "until": ("Which is its last day?", "Keep it"),
    "roll forward": ("Until which day does the next version run? (empty: as long as this one)", "Roll it forward"),
}


def form(name: str, clause: str, rest: str = "", trouble: str = "") -> Ask:
    """What a clause still needs."""
    label, send = ASKED[clause]
    fields = (
        Field(name="name", label="Which plan?", value=name),
        Field(name="clause", label="What of it?", value=clause, input=Input.CHOICE, choices=[(c, c) for c in ASKED]),
        Field(name="rest", label=label, value=rest, required=clause != "roll forward"),
    )
    return Ask(command="plan", title=name, send=send, fields=fields, trouble=trouble)


def _form(given: dict[str, str], trouble: str = "") -> Ask:
    kinds = [(kind.value, kind.value) for kind in PlanKind]
    fields = tuple(
        Field(name=name, label=label, value=given[name] or "plan", input=Input.CHOICE, choices=kinds)
        if name == "kind"
        else Field(name=name, label=label, value=given[name], required=name == "name")
        for name, label in LABELS.items()
    )
    return Ask(command="plan add", title="A plan or a strategy", send="Enter it", fields=fields, trouble=trouble)


COMMANDS = (
    Command(
        name="plan add",
        help="Enter a plan or a strategy, with the days on which it counts",
        example='plan add "Improvement Plan 2022-24" from 1 April 2022 to 31 March 2024',
        run=run_add,
        who=Who.ADMINS,
        private=True,
    ),
    Command(
        name="plan",
        help="Open a plan; note where it was consulted on or signed off, or what takes its place",
        example='plan "Improvement Plan 2022-24" signed off at CPP 18 January 2027',
        run=run,
        instead="Note it again as it is: what is noted last counts.",
        who=Who.ADMINS,
        private=True,
    ),
    Command(
        name="plans", help="The plans and strategies, and when they lapse", run=run_all, who=Who.ADMINS, private=True
    ),
)
