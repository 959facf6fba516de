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
from pledges.pledge import Owner, OwnerKind, Pledge

KIND = "clerk week"
ROWS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """`unreached` are people with why they can't be written to, and since when."""

    tbc: Sequence[Pledge] = ()
    vacant: Sequence[Pledge] = ()
    unreached: Sequence[tuple[Person, str, datetime | None]] = ()


async def render(scene: Scene) -> Rendered | Drop:
    week = Week(
        tbc=await scene.tx.register.without_owner(),
        vacant=await scene.tx.register.vacant(),
        unreached=await scene.tx.people.not_reachable(),
    )
    if not (week.tbc or week.vacant or week.unreached):
        return Drop("everybody has an owner who can be reached by now")
    return draw(week, scene.look)


def draw(week: Week, look: Look) -> Rendered:
    parts = [
        f"{counted(len(week.tbc), 'pledge')} without an owner" if week.tbc else "",
        f"{counted(len(week.vacant), 'pledge')} with a vacant post" if week.vacant else "",
        f"{counted(len(week.unreached), 'person', 'people')} not reached" if week.unreached else "",
    ]
    head = f"For you to see to this week: {listed(filter(None, parts))}"
    return pieces.card(
        head,
        pieces.title("For you to see to this week"),
        *_part("Owner to be confirmed", len(week.tbc), rows(week.tbc, look, ROWS), "“reassign CP-… to …”"),
        *_part("Nobody holds the post", len(week.vacant), rows(week.vacant, look, ROWS), "“hand over … to … from …”"),
        *_part("Not reached", len(week.unreached), _people(week, look), "“list not reached” for all of them"),
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


TBC = samples.pledge(3, "Lead on the theme Health", None, owners=(Owner(kind=OwnerKind.TBC, title="to be confirmed"),))
AWAY = (Person(id=samples.YOU, name="Alex Wilber"), "has not installed the bot yet", None)
CARD = CardKind(
    kind=KIND,
    render=render,
    who=Who.ADMINS,
    samples={
        "clerk week": lambda: draw(Week(tbc=[TBC], vacant=[samples.LATE], unreached=[AWAY]), samples.look()),
        "clerk week, one thing": lambda: draw(Week(vacant=[samples.SOON]), samples.look()),
    },
)
