"""Told to a cover: in whose place they are asked, from when to when; and when that is over sooner."""

from __future__ import annotations

from datetime import date

from dialogs import pieces, samples
from dialogs.going_away import COVER
from dialogs.registry import CardKind, Look, Scene
from pledges.absences import Absence
from pledges.messages import Drop, PersonId, Rendered


async def render(scene: Scene) -> Rendered | Drop:
    facts = scene.facts
    person = await scene.tx.people.get(PersonId(int(facts["person"])))
    since, until = date.fromisoformat(facts["since"]), date.fromisoformat(facts["until"])
    return draw(person.name, Absence(person=person.id, since=since, until=until), scene.look)


def draw(name: str, absence: Absence, look: Look) -> Rendered:
    shown = pieces.plain(name)
    if look.facts.get("back"):
        head = f"{name} is not away any more"
        return pieces.card(head, pieces.title(head), pieces.words(f"You are no longer asked in the place of {shown}."))
    head = f"You cover for {name}"
    days = absence.days(look.today)
    told = f"{shown} is away **{days}** and has named you. What comes up meanwhile I ask you, and you may answer it."
    stays = f"The pledges stay {shown}'s. If that can't be, please tell {shown}: there is nothing to press here."
    return pieces.card(f"{head} {days}.", pieces.title(head), pieces.words(told), pieces.quiet(stays))


EXAMPLE = Absence(person=samples.YOU, since=date(2026, 12, 12), until=date(2026, 12, 19))
CARD = CardKind(
    kind=COVER,
    render=render,
    samples={
        "cover": lambda: draw("Adele Vance", EXAMPLE, samples.look()),
        "cover, ended": lambda: draw("Adele Vance", EXAMPLE, samples.look(facts={"message": "s", "back": "yes"})),
    },
)
