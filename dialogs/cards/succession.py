"""What becomes of each line of a plan that gives way to another: carried over, replaced or closed, none left blank."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from microsoft_teams.cards import CardElement

from dialogs import finding, pieces, questions, samples, succeeding
from dialogs.plan_words import check_admin
from dialogs.registry import Button, CardKind, Draw, Look, Redraw, Response, Scene, Turn, Who
from dialogs.succeeding import Map
from pledges.calendar import counted
from pledges.errors import NotUnderstood, UnknownPledge
from pledges.messages import Drop, Rendered
from pledges.plans import Plan, PlanId, Theme, ThemeId
from pledges.pledge import Pledge
from pledges.succession import Decision, Decisions, Fate

KIND = "succession"
ROWS = 8  # pledges at a time; all themes are shown
OWN = "own"


async def render(scene: Scene) -> Rendered | Drop:
    old = await scene.tx.plans.get(PlanId(int(scene.facts["plan"])))
    if await scene.tx.successions.of(old.id) is None:
        return Drop(f"Nothing takes the place of {old.called} yet. Type “plan {old.name} succeeded by …”.")
    return draw(await succeeding.read(scene.tx, old), scene.look)


def draw(found: Map, look: Look) -> Rendered:
    left = len(found.left)
    head = f"{found.old.called} → {found.new.called}"
    state = f"{counted(left, 'line')} still unmapped" if left else "Every line is mapped"
    apart = [p for p in found.pledges if p.number in {*found.left.pledges, *found.decisions.pledges}]
    trouble = look.shown.get("trouble", "")
    return pieces.card(
        f"{head}: {'finished' if found.finished else state}",
        pieces.title(head),
        *([pieces.warning(pieces.plain(trouble))] if trouble else []),
        *_standing(found, state),
        *(pieces.block(*_row(found, f"t{t.id}", _theme(found, t), look), line=True) for t in found.themes),
        *_apart(found, apart, look),
        *_finish(found, look),
    )


def _standing(found: Map, state: str) -> list[CardElement]:
    if found.finished:
        return [pieces.words("✓ Finished. This is what became of each line.")]
    if not found.new_themes:
        return [pieces.warning(f"{found.new.called} has no themes yet: add them first.")]
    return [pieces.words(f"**{state}.**") if not found.left else pieces.warning(f"{state}.")]


def _theme(found: Map, theme: Theme) -> list[CardElement]:
    inside = sum(found.placed[p.number] == theme.id for p in found.pledges)
    decision = found.decisions.themes.get(theme.id)
    return [
        pieces.words(f"**{theme.number}. {pieces.plain(theme.name)}** · {inside} open"),
        pieces.quiet(pieces.plain(fate_words(found, decision))),
    ]


def fate_words(found: Map, decision: Decision | None) -> str:
    """Carried over to 3. Housing; never blank."""
    if decision is None:
        return "Unmapped"
    if decision.to is not None:
        return f"Carried over to {next(t.called for t in found.new_themes if t.id == decision.to)}"
    return f"Replaced by CP-{decision.by}" if decision.by is not None else "Closed"


def _apart(found: Map, apart: Sequence[Pledge], look: Look) -> list[CardElement]:
    """Pledges that do not simply go along with their theme; undecided ones first."""
    left = set(found.left.pledges)
    shown = sorted(apart, key=lambda p: (p.number not in left, p.number))
    rows = [pieces.block(*_row(found, f"p{p.number}", _pledge(found, p), look), line=True) for p in shown[:ROWS]]
    more = [pieces.quiet(f"And {len(shown) - ROWS} more, once these are mapped.")] if len(shown) > ROWS else []
    own = pieces.button(
        "Map a pledge by itself …", "map open", look.nonce, form=OWN, **questions.carried(KIND, look.facts)
    )
    form = _own(look) if look.shown.get("line") == OWN else [pieces.buttons(own)]
    ask = [] if found.finished or not found.pledges else [pieces.block(*form, line=True)]
    return [*([pieces.heading("Pledges by themselves", len(apart))] if apart else []), *rows, *more, *ask]


def _pledge(found: Map, pledge: Pledge) -> list[CardElement]:
    decision = found.decisions.of(pledge.number, found.placed[pledge.number])
    return [
        pieces.words(f"{pledge.ref} **{pieces.plain(pledge.title)}**"),
        pieces.quiet(pieces.plain(fate_words(found, decision))),
    ]


def _row(found: Map, line: str, head: list[CardElement], look: Look) -> list[CardElement]:
    if found.finished:
        return head
    sent = questions.carried(KIND, look.facts) | {"line": line}
    if look.shown.get("line") == line:
        return [*head, *_form(found, line, look, sent)]
    return [pieces.two(head, [pieces.buttons(pieces.button("Map", "map open", look.nonce, form=line, **sent))])]


def _form(found: Map, line: str, look: Look, sent: dict[str, str]) -> list[CardElement]:
    to = f"to.{line}"
    where = [(t.called, f"t{t.id}") for t in found.new_themes]
    field = pieces.choice_input(to, "What becomes of it?", [*where, ("Closed with the old plan", "closed")])
    by = pieces.text_input(f"by.{line}", "Or replaced by which pledge? (CP-42)", lines=False)
    send = pieces.sends("Keep it", "map line", look.nonce, **sent)
    field.is_required = None
    return [field, by, pieces.buttons(send, pieces.button("Back", "map open", look.nonce, form="", **sent))]


def _own(look: Look) -> list[CardElement]:
    sent = questions.carried(KIND, look.facts)
    field = pieces.text_input("own", "Which pledge does not go along with its theme? (CP-42)", lines=False)
    return [field, pieces.buttons(pieces.sends("Go on", "map own", look.nonce, **sent))]


def _finish(found: Map, look: Look) -> list[CardElement]:
    if found.finished or found.left:
        return []
    sent = questions.carried(KIND, look.facts)
    count = counted(len(found.pledges), "open pledge")
    note = pieces.quiet(f"{count} will be carried over, replaced or closed as said above.")
    return [pieces.block(note, pieces.buttons(pieces.button("Finish", "map finish", look.nonce, **sent)), line=True)]


async def press_open(turn: Turn) -> Response:
    return Draw(KIND, questions.facts_of(turn.inbound.data), {"line": turn.given("form")})


async def press_own(turn: Turn) -> Response:
    """Open the form for one pledge of the old plan."""
    ref, _ = finding.reference(turn.given("own"))
    facts, found = questions.facts_of(turn.inbound.data), await _found(turn)
    pledge = next((p for p in found.pledges if p.ref == ref), None)
    if pledge is None:
        said = turn.given("own")[:20] or "that"
        trouble = f"{said} is not an open pledge of {found.old.called}. Type one such as {found.pledges[0].ref}."
        return Draw(KIND, facts, {"line": OWN, "trouble": trouble})
    decision = found.decisions.of(pledge.number, found.placed[pledge.number])
    if decision is not None:
        await turn.tx.successions.decide_pledge(found.old.id, pledge.number, decision)
    return Draw(KIND, facts, {"line": f"p{pledge.number}"})


async def press_line(turn: Turn) -> Response:
    found, line = await _found(turn), turn.given("line")
    facts = questions.facts_of(turn.inbound.data)
    try:
        decision = await _decision(turn, found, line)
    except (NotUnderstood, UnknownPledge) as error:
        return Draw(KIND, facts, {"line": line, "trouble": str(error)})
    if line.startswith("t") and int(line[1:]) in {t.id for t in found.themes}:
        await turn.tx.successions.decide_theme(found.old.id, ThemeId(int(line[1:])), decision)
    elif line.startswith("p") and int(line[1:]) in {p.number for p in found.pledges}:
        await turn.tx.successions.decide_pledge(found.old.id, int(line[1:]), decision)
    return Redraw(KIND, facts)


async def _decision(turn: Turn, found: Map, line: str) -> Decision:
    to, by = turn.given(f"to.{line}"), turn.given(f"by.{line}")
    if by:
        return Decision(fate=Fate.REPLACED, by=await _replacement(turn, line, by))
    if to == "closed":
        return Decision(fate=Fate.CLOSED)
    theme = next((t for t in found.new_themes if f"t{t.id}" == to), None)
    if theme is None:
        raise NotUnderstood(f"Please choose a theme of {found.new.called}, “Closed”, or give a pledge.")
    return Decision(fate=Fate.CARRIED, to=theme.id)


async def _replacement(turn: Turn, line: str, words: str) -> int:
    ref, _ = finding.reference(words)
    if not ref:
        raise NotUnderstood(f"“{words[:40]}” is no reference. Type one such as CP-42.")
    pledge = await turn.tx.register.get(ref)
    if line == f"p{pledge.number}":
        raise NotUnderstood(f"{ref} cannot stand in its own place. Choose the pledge that does.")
    return pledge.number


async def press_finish(turn: Turn) -> Response:
    found = await _found(turn)
    await succeeding.finish(turn, found.old)
    return Redraw(KIND, questions.facts_of(turn.inbound.data))


async def press_see(turn: Turn) -> Response:
    check_admin(turn, "open a plan")
    return Draw(KIND, {"plan": turn.given("plan")})


async def _found(turn: Turn) -> Map:
    check_admin(turn, "map a plan")
    plan = await turn.tx.plans.get(PlanId(int(questions.facts_of(turn.inbound.data)["plan"])))
    found = await succeeding.read(turn.tx, plan)
    if found.finished:
        raise NotUnderstood(f"That is finished: {found.new.called} has taken the place of {plan.called}.")
    return found


OLD = Plan(id=PlanId(1), name="Seven Priorities", ends=date(2026, 11, 30))
NEW = Plan(id=PlanId(2), name="Improvement Plan 2027-29", starts=date(2026, 12, 1))
OLD_THEMES = [
    Theme(id=ThemeId(n), plan=OLD.id, number=n, name=f"Priority {w}") for n, w in enumerate(("one", "two"), 1)
]
NEW_THEMES = [Theme(id=ThemeId(n), plan=NEW.id, number=n - 8, name=w) for n, w in enumerate(("Housing", "Health"), 9)]
CARRIED = Decision(fate=Fate.CARRIED, to=ThemeId(9))


def _sample(decisions: Decisions, *, finished: bool = False) -> Map:
    return Map(
        old=OLD,
        new=NEW,
        themes=OLD_THEMES,
        new_themes=NEW_THEMES,
        pledges=[samples.LATE, samples.SOON],
        placed={samples.LATE.number: ThemeId(1), samples.SOON.number: ThemeId(2)},
        decisions=decisions,
        finished=finished,
    )


HALF = Decisions(themes={ThemeId(1): CARRIED})
WHOLE = Decisions(
    themes={ThemeId(1): CARRIED, ThemeId(2): Decision(fate=Fate.CLOSED)},
    pledges={samples.SOON.number: Decision(fate=Fate.REPLACED, by=samples.LATER.number)},
)
CARD = CardKind(
    kind=KIND,
    render=render,
    who=Who.ADMINS,
    samples={
        "succession": lambda: draw(_sample(HALF), samples.look(shown={"line": "t2"})),
        "succession, mapped": lambda: draw(_sample(WHOLE), samples.look()),
        "succession, finished": lambda: draw(_sample(WHOLE, finished=True), samples.look()),
    },
)
BUTTONS = (
    Button(verb="map open", press=press_open, reads=True),
    Button(verb="map own", press=press_own),
    Button(verb="map line", press=press_line),
    Button(verb="map finish", press=press_finish),
    Button(verb="open succession", press=press_see, reads=True),
)
