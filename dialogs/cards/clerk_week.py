"""The admins' Monday: what nobody can be asked about, and who can't be reached."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from microsoft_teams.cards import CardElement

from dialogs import pieces, samples
from dialogs.owning import rows
from dialogs.registry import CardKind, Look, Scene, Who
from pledges.calendar import counted, listed, said_short
from pledges.messages import Drop, Rendered
from pledges.people import Person
from pledges.plans import Plan, PlanId
from pledges.pledge import Owner, OwnerKind, Pledge

KIND = "clerk week"
ROWS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """`unreached` are people with why they can't be written to, and since when."""

    tbc: Sequence[Pledge] = ()
    vacant: Sequence[Pledge] = ()
    unreached: Sequence[tuple[Person, str, datetime | None]] = ()
    lapsing: Sequence[tuple[Plan, str]] = ()


async def render(scene: Scene) -> Rendered | Drop:
    week = Week(
        tbc=await scene.tx.register.without_owner(),
        vacant=await scene.tx.register.vacant(),
        unreached=await scene.tx.people.not_reachable(),
        lapsing=await scene.tx.plans.lapsing(scene.look.today),
    )
    if not (week.tbc or week.vacant or week.unreached or week.lapsing):
        return Drop("everybody has an owner who can be reached by now")
    return draw(week, scene.look)


def draw(week: Week, look: Look) -> Rendered:
    parts = [
        f"{counted(len(week.tbc), 'pledge')} without an owner" if week.tbc else "",
        f"{counted(len(week.vacant), 'pledge')} with a vacant post" if week.vacant else "",
        f"{counted(len(week.unreached), 'person', 'people')} not reached" if week.unreached else "",
        f"{counted(len(week.lapsing), 'plan')} at its end" if week.lapsing else "",
    ]
    head = f"For you to see to this week: {listed(filter(None, parts))}"
    return pieces.card(
        head,
        pieces.title("For you to see to this week"),
        *_part("Owner to be confirmed", len(week.tbc), rows(week.tbc, look, ROWS), "“reassign CP-… to …”"),
        *_part("Nobody holds the post", len(week.vacant), rows(week.vacant, look, ROWS), "“hand over … to … from …”"),
        *_part("Not reached", len(week.unreached), _people(week, look), "“list not reached” for all of them"),
        *_part(
            "Plans at their end", len(week.lapsing), _plans(week), "“plan … roll forward” or “plan … succeeded by …”"
        ),
    )


def _part(title: str, count: int, lines: list[CardElement], advice: str) -> list[CardElement]:
    if not count:
        return []
    return [pieces.heading(title, count), *lines, pieces.quiet(f"Type {advice}.")]


def _people(week: Week, look: Look) -> list[CardElement]:
    return [
        pieces.words(
            f"**{pieces.plain(person.name)}** – {why}"
            + (f", since {said_short(look.policy.today(since), look.today)}" if since else "")
        )
        for person, why, since in week.unreached[:ROWS]
    ]


def _plans(week: Week) -> list[CardElement]:
    return [pieces.words(f"**{pieces.plain(plan.called)}** {notice}") for plan, notice in week.lapsing[:ROWS]]


ENDS = Plan(id=PlanId(1), name="Sufficiency Strategy 2026")
TBC = samples.pledge(3, "Lead on the theme Health", None, owners=(Owner(kind=OwnerKind.TBC, title="to be confirmed"),))
AWAY = (Person(id=samples.YOU, name="Alex Wilber"), "has not installed the bot yet", None)
CARD = CardKind(
    kind=KIND,
    render=render,
    who=Who.ADMINS,
    samples={
        "clerk week": lambda: draw(
            Week(
                tbc=[TBC],
                vacant=[samples.LATE],
                unreached=[AWAY],
                lapsing=[(ENDS, "lapses in 4 weeks, on Thursday 31 December 2026")],
            ),
            samples.look(),
        ),
        "clerk week, one thing": lambda: draw(Week(vacant=[samples.SOON]), samples.look()),
    },
)
