"""A theme: who champions it, what stands under it that the reader may read, what is late, and a strategy's area."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from microsoft_teams.cards import CardElement

from dialogs import pieces, samples
from dialogs.changing import due_words, status_words
from dialogs.forms import Ask, Field, Input
from dialogs.plan_words import check_admin
from dialogs.registry import Button, CardKind, Draw, Look, Response, Scene, Turn
from pledges.calendar import counted, said_short
from pledges.messages import Drop, PersonId, Rendered
from pledges.people import Standing
from pledges.plans import Championing, Plan, PlanId, Role, Theme, ThemeId, champion_on, in_turn
from pledges.pledge import Pledge, Status, is_late, may_read
from storage.placing import Place

KIND = "theme"
ROWS = 12
TEXTS = {"known": "What is known", "done": "What was done", "to_do": "Still to do"}
ASKED = {Role.MEMBER: "is accountable", Role.OFFICER: "supports"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A theme with all that its card shows; `hidden` counts the open pledges that the reader may not read."""

    theme: Theme
    plan: Plan
    pledges: Sequence[Pledge] = ()
    hidden: int = 0
    championed: Sequence[Championing] = ()
    names: Mapping[PersonId, str] = field(default_factory=dict)


async def render(scene: Scene) -> Rendered | Drop:
    tx = scene.tx
    place = await tx.plans.at(ThemeId(int(scene.facts["theme"])))
    person = await tx.people.get(PersonId(int(scene.to)))
    standing = await tx.people.standing(person, scene.look.council.admins)
    placed = await tx.plans.placed([place.theme.id])
    live = [p for p in await tx.register.of_numbers(placed) if p.open or p.status is Status.DONE]
    championed = await tx.plans.champions(place.theme.id)
    known = {c.person for c in championed if c.person is not None}
    names = {each: (await tx.people.get(each)).name for each in known}
    look = Look(
        now=scene.look.now,
        council=scene.look.council,
        facts=scene.facts,
        nonce=scene.look.nonce,
        shown={"admin": "yes" if standing.admin else ""},
    )
    return draw(_sheet(place, live, standing, championed, names), look)


def _sheet(
    place: Place,
    live: Sequence[Pledge],
    standing: Standing,
    championed: Sequence[Championing],
    names: Mapping[PersonId, str],
) -> Sheet:
    seen = [p for p in live if may_read(standing, p)]
    hidden = len(live) - len(seen)
    return Sheet(theme=place.theme, plan=place.plan, pledges=seen, hidden=hidden, championed=championed, names=names)


def draw(sheet: Sheet, look: Look) -> Rendered:
    late = [p for p in sheet.pledges if is_late(p, look.policy, look.today)]
    rest = sorted((p for p in sheet.pledges if p not in late), key=lambda p: (p.deadline.due or date.max, p.number))
    what = f"{counted(len(sheet.pledges), 'open pledge')}, {len(late)} late"
    role = look.facts.get("role", "")
    new = [pieces.words(f"**You are now its {role} champion.**")] if role else []
    return pieces.card(
        f"{sheet.theme.name}: {what}",
        pieces.quiet(pieces.plain(sheet.plan.called)),
        pieces.title(sheet.theme.called),
        *new,
        *_champions(sheet, look),
        *_texts(sheet.theme),
        pieces.heading("Pledges", len(sheet.pledges)),
        pieces.words(f"{what}." if sheet.pledges else "None that you may read is open."),
        *_pledges([*late, *rest], look),
        *([pieces.quiet(f"And {sheet.hidden} that you may not read.")] if sheet.hidden else []),
        *_actions(sheet.theme, look),
    )


def _champions(sheet: Sheet, look: Look) -> list[CardElement]:
    lines = [_champion(sheet, role, look) for role in Role]
    earlier = [line for role in Role for line in _others(sheet, role, look)]
    return [*map(pieces.words, lines), *(pieces.quiet(line) for line in earlier)]


def _champion(sheet: Sheet, role: Role, look: Look) -> str:
    person = champion_on(sheet.championed, role, look.today)
    label = f"{role.value.capitalize()} champion"
    if person is None:
        return f"{label}: nobody yet."
    since = max(c.since for c in sheet.championed if c.role is role and c.since <= look.today)
    name = pieces.plain(sheet.names[person])
    return f"{label}: **{name}**, since {said_short(since, look.today)} – {ASKED[role]}."


def _others(sheet: Sheet, role: Role, look: Look) -> list[str]:
    """Who was champion before, and who will be."""
    lines = []
    for turn, until in in_turn(sheet.championed, role):
        now = turn.since <= look.today and (until is None or until >= look.today)
        if now:
            continue
        name = pieces.plain(sheet.names[turn.person]) if turn.person else "nobody"
        end = f" to {said_short(until, look.today)}" if until else ""
        lines.append(f"{role.value.capitalize()} champion from {said_short(turn.since, look.today)}{end}: {name}")
    return lines


def _texts(theme: Theme) -> list[CardElement]:
    shown = [(label, getattr(theme, name)) for name, label in TEXTS.items()]
    return [part for label, text in shown if text for part in (pieces.heading(label), pieces.words(pieces.plain(text)))]


def _pledges(pledges: Sequence[Pledge], look: Look) -> list[CardElement]:
    rows = [pieces.block(*_row(p, look), line=True) for p in pledges[:ROWS]]
    more = len(pledges) - ROWS
    return [*rows, *([pieces.quiet(f"And {more} more. Type “show CP-…” for any one of them.")] if more > 0 else [])]


def _row(pledge: Pledge, look: Look) -> list[CardElement]:
    line = f"{pledge.lead.title} · {due_words(pledge, look.policy, look.today)} · {status_words(pledge)}"
    shown = pieces.warning if is_late(pledge, look.policy, look.today) else pieces.quiet
    return [pieces.words(f"{pledge.ref} **{pieces.plain(pledge.title)}**"), shown(pieces.plain(line))]


def _actions(theme: Theme, look: Look) -> list[CardElement]:
    if not look.shown.get("admin"):
        return []
    write = pieces.button("Known, done, still to do", "write theme", look.nonce, theme=str(theme.id))
    champion = pieces.button("Champion …", "choose champion", look.nonce, theme=str(theme.id))
    return [pieces.block(pieces.buttons(champion, write), line=True)]


async def press_open(turn: Turn) -> Response:
    return Draw(KIND, {"theme": turn.given("theme")})


async def press_write(turn: Turn) -> Response:
    """The form of “theme write”, with what is written so far."""
    check_admin(turn, "write a theme")
    place = await turn.tx.plans.at(ThemeId(int(turn.given("theme"))))
    theme = place.theme
    texts = tuple(
        Field(name=name, label=label, value=getattr(theme, name), input=Input.TEXT, required=False)
        for name, label in TEXTS.items()
    )
    named = Field(name="theme", label="Theme", value=f"{theme.name} in {place.plan.called}")
    return Ask(command="theme write", title=theme.called, send="Keep it", fields=(named, *texts))


async def press_champion(turn: Turn) -> Response:
    """The form of “champion”, for this theme."""
    check_admin(turn, "name a champion")
    place = await turn.tx.plans.at(ThemeId(int(turn.given("theme"))))
    roles = [(f"{role.value} champion", role.value) for role in Role]
    fields = (
        Field(name="theme", label="Theme", value=f"{place.theme.name} in {place.plan.called}"),
        Field(name="role", label="Which champion?", value=Role.MEMBER.value, input=Input.CHOICE, choices=roles),
        Field(name="who", label="Who? (a name, a sign-in name, or nobody)", input=Input.PERSON),
        Field(name="since", label="From which day? (empty: from today)", required=False),
    )
    return Ask(command="champion", title=f"Champion of {place.theme.name}", send="Keep it", fields=fields)


PLAN = Plan(id=PlanId(1), name="Improvement Plan 2025-27")
HOUSING = Theme(id=ThemeId(1), plan=PLAN.id, number=1, name="Housing")
AREA = Theme(
    id=ThemeId(2),
    plan=PLAN.id,
    number=2,
    name="Enough homes near by",
    known="Four in ten children live outside the district.",
    done="Two homes were opened.",
    to_do="Agree a plan with the neighbouring councils.",
)
ASHDOWN, BOWEN, DUFFY = samples.YOU, PersonId(2), PersonId(3)
CHAMPIONED = [
    Championing(theme=HOUSING.id, role=Role.MEMBER, person=DUFFY, since=date(2025, 4, 1)),
    Championing(theme=HOUSING.id, role=Role.MEMBER, person=ASHDOWN, since=date(2026, 5, 20)),
    Championing(theme=HOUSING.id, role=Role.OFFICER, person=BOWEN, since=date(2026, 5, 1)),
]
NAMES = {ASHDOWN: "Cllr Ashdown", BOWEN: "Megan Bowen", DUFFY: "Cllr Marsh"}
CARD = CardKind(
    kind=KIND,
    render=render,
    samples={
        "theme": lambda: draw(
            Sheet(
                theme=HOUSING,
                plan=PLAN,
                pledges=[samples.SOON, samples.LATE],
                hidden=1,
                championed=CHAMPIONED,
                names=NAMES,
            ),
            samples.look(facts={"message": "s", "role": "member"}),
        ),
        "theme, an area": lambda: draw(Sheet(theme=AREA, plan=PLAN), samples.look(shown={"admin": "yes"})),
    },
)
BUTTONS = (
    Button(verb="open theme", press=press_open, reads=True),
    Button(verb="write theme", press=press_write, reads=True),
    Button(verb="choose champion", press=press_champion, reads=True),
)
