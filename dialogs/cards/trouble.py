"""Something an admin should see to, in one sentence."""

from __future__ import annotations

from dialogs import pieces
from dialogs.registry import CardKind, Scene
from pledges.messages import Drop, Rendered

KIND = "trouble"


async def render(scene: Scene) -> Rendered | Drop:
    return draw(scene.facts["what"])


def draw(what: str) -> Rendered:
    return pieces.card(what, pieces.title("Something for you to see to"), pieces.words(pieces.plain(what)))


EXAMPLE = "Adele Vance says CP-7 “Agree a recruitment package” is not theirs. Type “reassign CP-7 to …”."
CARD = CardKind(kind=KIND, render=render, samples={"trouble": lambda: draw(EXAMPLE)})
