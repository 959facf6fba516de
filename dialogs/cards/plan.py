"""A plan: its themes in order with what is open, late and done, how far it has come, and when it lapses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from microsoft_teams.cards import CardElement

from dialogs import pieces, questions, samples
from dialogs.forms import Ask, Field
from dialogs.plan_words import check_admin, days_words, stage_words
from dialogs.registry import Button, CardKind, Draw, Look, Response, Scene, Turn, Who
from pledges.calendar import counted, listed, said, said_short
from pledges.messages import Drop, Rendered
from pledges.plans import Plan, PlanId, PlanKind, Stage, Stated, Theme, ThemeId
from pledges.pledge import Pledge, Status, is_late
from pledges.policy import Policy

KIND, ALL = "plan", "plans"
ROWS, NOTES = 20, 3
FINISHED = (Status.DONE, Status.CLOSED)
# what is written on a button, and the clause of the command “plan” that it fills in
ACTIONS = {
    "consulted": ("Consulted …", "Consulted on at which meeting, or on which day? (CPP 18 January 2027)"),
    "signed off": ("Sign off …", "Signed off at which meeting, or on which day? (CPP 18 January 2027)"),
    "succeeded by": ("Another takes its place …", "Which plan takes its place?"),
    "roll forward": ("Roll forward …", "Until which day does the next version run? (empty: as long as this one)"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A plan with all that its card shows. `parts` are its sub-strategies."""

    plan: Plan
    themes: Sequence[Theme] = ()
    pledges: Mapping[ThemeId, Sequence[Pledge]] = field(default_factory=dict)
    over: Plan | None = None
    parts: Sequence[Plan] = ()
    successor: Plan | None = None


async def render(scene: Scene) -> Rendered | Drop:
    tx, plan = scene.tx, await scene.tx.plans.get(PlanId(int(scene.facts["plan"])))
    themes, known = await tx.plans.themes(plan.id), {p.id: p for p in await tx.plans.all()}
    placed = await tx.plans.placed(t.id for t in themes)
    pledges = await tx.register.of_numbers(placed)
    sheet = Sheet(
        plan=plan,
        themes=themes,
        pledges={t.id: [p for p in pledges if placed[p.number] == t.id] for t in themes},
        over=known.get(plan.within) if plan.within else None,
        parts=[p for p in known.values() if p.within == plan.id],
        successor=known.get(plan.successor) if plan.successor else None,
    )
    return draw(sheet, scene.look)


def draw(sheet: Sheet, look: Look) -> Rendered:
    plan = sheet.plan
    head = [pieces.quiet(f"{plan.kind.value.capitalize()} · {days_words(plan)}"), pieces.title(plan.called)]
    rows: list[CardElement] = [
        pieces.block(*_theme(t, sheet.pledges.get(t.id, ()), look), line=True) for t in sheet.themes[:ROWS]
    ]
    more = len(sheet.themes) - ROWS
    return pieces.card(
        f"{plan.called}: {plan.stage.value}, {counted(len(sheet.themes), 'theme')}",
        *head,
        *_state(sheet, look),
        *(rows or [pieces.words("It has no themes yet. Add them in their order.")]),
        *([pieces.quiet(f"And {more} more themes.")] if more > 0 else []),
        pieces.block(pieces.buttons(*_actions(plan, look)), line=True),
    )


def _state(sheet: Sheet, look: Look) -> list[CardElement]:
    plan = sheet.plan
    lines: list[CardElement] = [pieces.words(pieces.plain(line)) for line in stage_words(plan)]
    if sheet.successor:
        lines.append(pieces.words(f"**{pieces.plain(sheet.successor.called)}** has taken its place."))
    elif plan.ends and plan.ends < look.today:
        lines.append(pieces.warning(f"It lapsed on {said(plan.ends)}, and nothing has taken its place."))
    notes = [s for s in plan.stated if s.stage is Stage.DRAFT][-NOTES:]
    lines += [pieces.quiet(pieces.plain(f"{s.words} ({said_short(s.on or look.today, look.today)})")) for s in notes]
    if sheet.over:
        lines.append(pieces.quiet(f"Part of {pieces.plain(sheet.over.called)}"))
    if sheet.parts:
        lines.append(pieces.quiet(f"Its parts: {pieces.plain(listed(p.called for p in sheet.parts))}"))
    return lines


def _theme(theme: Theme, pledges: Sequence[Pledge], look: Look) -> list[CardElement]:
    named = pieces.words(f"**{theme.number}. {pieces.plain(theme.name)}**")
    told = pieces.quiet(tally(pledges, look.policy, look.today))
    opened = pieces.button("Open", "open theme", look.nonce, theme=str(theme.id))
    return [pieces.two([named, told], [pieces.buttons(opened)])]


def tally(pledges: Sequence[Pledge], policy: Policy, today: date) -> str:
    """3 open, 1 late, 2 done."""
    if not pledges:
        return "no pledge yet"
    still = sum(p.open for p in pledges)
    late = sum(is_late(p, policy, today) for p in pledges)
    done = sum(p.status in FINISHED for p in pledges)
    return f"{still} open, {late} late, {done} done"


def _actions(plan: Plan, look: Look) -> list[pieces.Pressed]:
    add = pieces.button("Add a theme", "add theme", look.nonce, plan=str(plan.id))
    if plan.successor:
        mapped = pieces.button("What became of it", "open succession", look.nonce, plan=str(plan.id))
        return [mapped]
    passed = {Stage.DRAFT: (), Stage.CONSULTED: ("consulted",), Stage.SIGNED_OFF: ("consulted", "signed off")}
    offered = [clause for clause in ACTIONS if clause not in passed[plan.stage]]
    return [
        add,
        *(
            pieces.button(ACTIONS[clause][0], "plan clause", look.nonce, plan=str(plan.id), clause=clause)
            for clause in offered
        ),
    ]


async def press_clause(turn: Turn) -> Response:
    """The form of “plan”, for one thing that became of it."""
    check_admin(turn, "change a plan")
    plan, clause = await turn.tx.plans.get(PlanId(int(turn.given("plan")))), turn.given("clause")
    label = ACTIONS[clause][1]
    fields = (
        Field(name="name", label="Plan", value=plan.called),
        Field(name="clause", label="What of it?", value=clause),
        Field(name="rest", label=label, required=clause != "roll forward"),
    )
    return Ask(command="plan", title=plan.called, send="Note it", fields=fields)


async def press_add(turn: Turn) -> Response:
    """The form of “theme add”, for this plan and the next number."""
    check_admin(turn, "add a theme")
    plan = await turn.tx.plans.get(PlanId(int(turn.given("plan"))))
    number = max((t.number for t in await turn.tx.plans.themes(plan.id)), default=0) + 1
    fields = (
        Field(name="number", label="Its number", value=str(number)),
        Field(name="name", label="Its name"),
        Field(name="plan", label="Of which plan?", value=plan.called),
    )
    return Ask(command="theme add", title="Add a theme", send="Add it", fields=fields)


async def press_open(turn: Turn) -> Response:
    check_admin(turn, "open a plan")
    return Draw(KIND, questions.facts_of(turn.inbound.data) | {"plan": turn.given("plan")})


async def render_all(scene: Scene) -> Rendered | Drop:
    return draw_all(await scene.tx.plans.all(), scene.look)


def draw_all(plans: Sequence[Plan], look: Look) -> Rendered:
    if not plans:
        none = 'No plan is entered yet. Type: plan add "Improvement Plan" from 1 April 2027 to 31 March 2029'
        return pieces.card(none, pieces.title("Plans"), pieces.words(none))
    live = [p for p in plans if p.successor is None]
    rows = [pieces.block(*_row(p, look), line=True) for p in live[:ROWS]]
    over = [pieces.quiet(f"And {len(live) - ROWS} more: type “plan” and its name.")] if len(live) > ROWS else []
    gone = [p.called for p in plans if p.successor is not None]
    past = [pieces.quiet(pieces.plain(f"Succeeded by others: {listed(gone[:ROWS])}."))] if gone else []
    head = counted(len(live), "plan")
    return pieces.card(head, pieces.title(head), *rows, *over, *past)


def _row(plan: Plan, look: Look) -> list[CardElement]:
    named = pieces.words(f"**{pieces.plain(plan.called)}**")
    told = pieces.quiet(f"{plan.kind.value} · {plan.stage.value} · {_ends(plan, look)}")
    opened = pieces.button("Open", "open plan", look.nonce, plan=str(plan.id))
    return [pieces.two([named, told], [pieces.buttons(opened)])]


def _ends(plan: Plan, look: Look) -> str:
    if plan.ends is None:
        return "no last day"
    if plan.ends < look.today:
        return f"**lapsed on {said_short(plan.ends, look.today)}**"
    return f"until {said_short(plan.ends, look.today)}"


SAMPLE = Plan(
    id=PlanId(1),
    name="Improvement Plan 2025-27",
    starts=date(2025, 4, 1),
    ends=date(2027, 3, 31),
    stated=(Stated(stage=Stage.CONSULTED, words="CPP", on=date(2025, 3, 3)),),
)
STRATEGY = Plan(id=PlanId(2), name="Sufficiency Strategy", kind=PlanKind.STRATEGY, ends=date(2026, 11, 30))
THEMES = [
    Theme(id=ThemeId(n), plan=SAMPLE.id, number=n, name=name)
    for n, name in enumerate(("Housing", "Education", "Workforce: recruit, keep and look after social workers"), 1)
]
UNDER = {THEMES[0].id: [samples.LATE, samples.SOON], THEMES[1].id: [samples.LATER]}
CARDS = (
    CardKind(
        kind=KIND,
        render=render,
        who=Who.ADMINS,
        samples={
            "plan": lambda: draw(Sheet(plan=SAMPLE, themes=THEMES, pledges=UNDER), samples.look()),
            "plan, empty": lambda: draw(Sheet(plan=STRATEGY, over=SAMPLE), samples.look()),
        },
    ),
    CardKind(
        kind=ALL,
        render=render_all,
        who=Who.ADMINS,
        samples={
            "plans": lambda: draw_all([SAMPLE, STRATEGY], samples.look()),
            "plans, none": lambda: draw_all([], samples.look()),
        },
    ),
)
BUTTONS = (
    Button(verb="plan clause", press=press_clause, reads=True),
    Button(verb="add theme", press=press_add, reads=True),
    Button(verb="open plan", press=press_open, reads=True),
)
