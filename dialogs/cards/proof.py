"""Done: what was recorded, and the one question what shows it and what changed for children."""

from __future__ import annotations

from dataclasses import replace

from dialogs import pieces, questions, samples
from dialogs.changing import status_words
from dialogs.proving import KIND
from dialogs.registry import CardKind, Look, Scene
from pledges.messages import Drop, PersonId, Rendered
from pledges.pledge import Pledge, Status, may_update


async def render(scene: Scene) -> Rendered | Drop:
    pledge = await scene.tx.register.get(scene.facts["ref"])
    person = await scene.tx.people.get(PersonId(int(scene.to)))
    standing = await scene.tx.people.standing(person, scene.look.council.admins, scene.look.today)
    if not may_update(standing, pledge):
        return Drop("given to somebody else before it was asked")
    if pledge.status not in (Status.DONE, Status.CLOSED) and not scene.look.shown:
        return Drop("opened again before it was asked")
    return draw(pledge, scene.look)


def draw(pledge: Pledge, look: Look) -> Rendered:
    told = f"{pledge.ref}: {status_words(pledge)}"
    return pieces.card(
        told,
        pieces.title(pledge.title),
        *questions.said_last(pledge, look),
        *questions.receipt(pledge, look, KIND),
    )


DONE = replace(samples.SOON, status=Status.DONE, last=samples.said(Status.DONE, "Agreed by the Panel", 30))
SHOWN = replace(DONE, evidence="Panel minute 112", impact="Twelve care leavers say that they know whom to ask")
FACTS = {"message": "s", "ref": "CP-42", "said": "CP-42"}
TROUBLE = {"CP-42": "proof", "trouble": "Please write what shows that it is done, or what changed for children."}
CARD = CardKind(
    kind=KIND,
    render=render,
    samples={
        "proof": lambda: draw(DONE, samples.look(facts=FACTS)),
        "proof, shown": lambda: draw(SHOWN, samples.look(facts=FACTS)),
        "proof, once more": lambda: draw(DONE, samples.look(facts=FACTS, shown=TROUBLE)),
    },
)
