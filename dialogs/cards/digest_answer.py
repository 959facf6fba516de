"""What the clerk has to say about a digest, to whoever said that something is wrong in it."""

from __future__ import annotations

from dialogs import pieces
from dialogs.registry import CardKind, Scene
from dialogs.remarking import HEARD, TOLD
from pledges.messages import Drop, Rendered


async def render(scene: Scene) -> Rendered | Drop:
    return draw(scene.facts["what"])


def draw(what: str) -> Rendered:
    return pieces.card(what, pieces.title("About the digest"), pieces.words(pieces.plain(what)))


EXAMPLE = (
    "You said of the digest of Children's Services: “CP-7 is not ours any more” "
    "It is corrected there. CP-7 is led by the Head of Human Resources"
)
CARD = CardKind(
    kind=TOLD,
    render=render,
    samples={TOLD: lambda: draw(EXAMPLE), f"{TOLD}, taken in": lambda: draw(HEARD)},
)
