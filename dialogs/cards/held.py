"""What the bot holds on a person: their right to know, in one card."""

from __future__ import annotations

from microsoft_teams.cards import Fact, FactSet

from dialogs import pieces, samples
from dialogs.registry import CardKind, Look, Scene
from pledges.calendar import counted
from pledges.messages import Drop, PersonId, Rendered
from pledges.people import Person

KIND = "held"


async def render(scene: Scene) -> Rendered | Drop:
    person = await scene.tx.people.get(PersonId(int(scene.to)))
    mine = await scene.tx.register.of_person(person.id)
    return draw(person, len(mine), scene.look)


def draw(person: Person, pledges: int, look: Look) -> Rendered:
    facts = {
        "Name": person.name,
        "Sign-in name": person.upn or "not known",
        "Microsoft id": person.aad_id or "not known",
        "Where to reach you": "your chat with me",
        "Pledges you answer for": counted(pledges, "open pledge"),
    }
    contact = pieces.plain(look.council.contact)
    return pieces.card(
        "What I hold on you",
        pieces.title("What I hold on you"),
        FactSet(facts=[Fact(title=name, value=pieces.plain(value)) for name, value in facts.items()]),
        pieces.words(
            "Besides that I keep what you answered about pledges, with the day, and the list of questions I sent you. "
            f"To see all of it, or to have something put right or erased, ask {contact}."
        ),
    )


ALEX = Person(id=samples.YOU, name="Alex Wilber", upn="alex@example.com", aad_id="00000000-0000-4000-8000-000000000020")
CARD = CardKind(kind=KIND, render=render, samples={"held": lambda: draw(ALEX, 3, samples.look())})
