"""escalation: for each directorate whether somebody above an owner is asked when there is no answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from microsoft_teams.cards import CardElement

from dialogs import answers, escalated, escalation_inverses, finding, pieces, questions, samples
from dialogs.changing import redraw_cards
from dialogs.registry import Button, CardKind, Command, Draw, Look, Response, Scene, Turn, Who
from dialogs.turn import Say
from pledges import guard
from pledges.calendar import counted, said_short
from pledges.errors import NotForYou, NotUnderstood
from pledges.habits import WEEKDAYS
from pledges.messages import Drop, Rendered
from pledges.people import Directorate, DirectorateId
from storage.escalating import Setting
from storage.escalations import Taken

KIND = "escalation state"
ON, OFF = "switch on", "switch off"
TYPED = re.compile(r"^(?P<way>on|off)\b[\s:,]*(?:for\s+)?(?P<where>.*)$", re.IGNORECASE)
PARTNERS = re.compile(r"^(?P<where>.+?)\s*,?\s+(?:through|via)\s+(?P<partners>.+)$", re.IGNORECASE)
SWITCHED = "escalation was switched off"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    directorate: Directorate
    setting: Setting


async def run(turn: Turn) -> Response:
    """“on Housing”, “off Housing”, and “on Police through the partnership manager” for a partner."""
    typed = TYPED.match(turn.words)
    if not turn.words or (typed and not typed["where"]):
        return Draw(KIND)
    if typed is None:
        raise NotUnderstood("Please type “escalation on” or “escalation off”, and the name of a directorate.")
    where, partners = typed["where"], ""
    if found := PARTNERS.match(where):
        where, partners = found["where"], guard.check(found["partners"])
    return Say(await _switch(turn, await finding.directorate(turn, where), typed["way"].casefold() == "on", partners))


async def _switch(turn: Turn, directorate: Directorate, on: bool, partners: str = "") -> str:
    """Switch it on or off; return what is so now, in a sentence. What is asked already is settled with it."""
    before = await turn.tx.escalating.of(directorate.id)
    after = replace(before, is_on=on, partners=partners or before.partners)
    if (before.is_on, before.partners) == (after.is_on, after.partners):
        return f"Escalation is {_way(on)} for {directorate.name} already; nothing was changed."
    await turn.tx.escalating.put(after, turn.person.id, turn.now)
    escalation_inverses.note_switch(turn, before, after, directorate.name)
    if not on:
        settled = await turn.tx.escalations.settle_in(directorate.id, turn.now, SWITCHED, turn.person.id)
        escalation_inverses.note_steps(turn, settled)
        await _redraw(turn, settled)
        return f"Escalation is off for {directorate.name}: only owners are asked."
    return f"Escalation is on for {directorate.name}. {_means(after, turn.council.policy.escalate_after, turn.today)}"


async def _redraw(turn: Turn, settled: Sequence[Taken]) -> None:
    """The cards by which somebody was asked say that it is over."""
    admins = await turn.tx.people.admins(turn.council.admins)
    for step in settled:
        pledge = await turn.tx.register.get(f"CP-{step.pledge}")
        await redraw_cards(turn, pledge, escalated.cards_of(step, admins))


def _means(setting: Setting, after: int, today: date) -> str:
    begins = setting.not_before
    day = f" Nothing before {said_short(begins, today)}." if begins and begins > today else ""
    if setting.partners:
        return f"Nobody above its owners is asked: the admins are told, and may turn to {setting.partners}.{day}"
    return (
        f"After {counted(after, 'weekly question')} that arrived and had no answer, the owner is told, a working day "
        f"later the post above is asked whom to ask, and a week later the director.{day}"
    )


def _way(on: bool) -> str:
    return "on" if on else "off"


async def render(scene: Scene) -> Rendered | Drop:
    settings = await scene.tx.escalating.all()
    there = await scene.tx.people.directorates()
    return draw([Row(directorate=d, setting=settings.get(d.id, Setting(directorate=d.id))) for d in there], scene.look)


def draw(rows: Sequence[Row], look: Look) -> Rendered:
    on = sum(row.setting.is_on for row in rows)
    head = (
        f"Escalation is on for {on} of {counted(len(rows), 'directorate')}" if rows else "There are no directorates yet"
    )
    day, after = WEEKDAYS[look.policy.late_weekday], look.policy.escalate_after
    how = (
        f"It is a question, never a blame: after {counted(after, 'weekly question')} that arrived and had no answer "
        f"the owner is told, a working day later the post above is asked whom to ask, on {day}s, and a week later the "
        "director. An answer stops it. Nobody above a councillor or a partner is asked: you are told the way."
    )
    shown = [pieces.block(*_row(row, look), line=True) for row in rows]
    return pieces.card(head, pieces.title(head), pieces.quiet(how), *shown)


def _row(row: Row, look: Look) -> list[CardElement]:
    verb, label = (OFF, "Switch off") if row.setting.is_on else (ON, "Switch on")
    sent = questions.carried(KIND, look.facts) | {"directorate": str(row.directorate.id)}
    words = [pieces.words(f"**{pieces.plain(row.directorate.name)}**"), pieces.quiet(pieces.plain(_stands(row, look)))]
    return [pieces.two(words, [pieces.buttons(pieces.button(label, verb, look.nonce, **sent))])]


def _stands(row: Row, look: Look) -> str:
    """On since 2 December, by Lynne Robbins, nothing before 30 December."""
    setting = row.setting
    if setting.at is None:
        return "off"
    day = said_short(look.policy.today(setting.at), look.today)
    by = f" by {setting.name}" if setting.name else ""
    begins = setting.not_before
    later = f"; nothing before {said_short(begins, look.today)}" if begins and begins > look.today else ""
    partners = f"; never upwards: {setting.partners}" if setting.partners else ""
    return f"{_way(setting.is_on)}, since {day}{by}{later}{partners}"


async def press(turn: Turn) -> Response:
    if not turn.standing.admin:
        raise NotForYou("switch escalation", "an admin")
    there = {str(d.id): d for d in await turn.tx.people.directorates()}
    await _switch(turn, there[turn.given("directorate")], turn.inbound.verb == ON)
    return answers.again(turn)


HOUSING, CHILDREN, POLICE = (
    Directorate(DirectorateId(n), name) for n, name in enumerate(("Housing", "Children's Services", "Police"), 1)
)
AT = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
BY = Setting(directorate=HOUSING.id, is_on=True, name="Lynne Robbins", at=AT)
EXAMPLE = [
    Row(directorate=CHILDREN, setting=replace(BY, not_before=date(2026, 12, 30))),
    Row(directorate=HOUSING, setting=Setting(directorate=HOUSING.id)),
    Row(directorate=POLICE, setting=replace(BY, partners="the partnership manager")),
]
CARD = CardKind(
    kind=KIND,
    render=render,
    samples={KIND: lambda: draw(EXAMPLE, samples.look()), f"{KIND}, none": lambda: draw([], samples.look())},
    who=Who.ADMINS,
)
COMMAND = Command(
    name="escalation",
    help="Whether somebody above an owner is asked, in each directorate, when there is no answer",
    example="escalation on Housing",
    run=run,
    who=Who.ADMINS,
    private=True,
)
BUTTONS = (Button(verb=ON, press=press), Button(verb=OFF, press=press))
