"""Who may act for a director: told to whoever was named, and to the admins."""

from __future__ import annotations

from dialogs import pieces
from dialogs.registry import CardKind, Scene
from pledges.acting import ACTING, HOW
from pledges.messages import Drop, Rendered


async def render(scene: Scene) -> Rendered | Drop:
    return draw(scene.facts["what"], scene.facts.get("how", ""))


def draw(what: str, how: str) -> Rendered:
    told = [pieces.quiet(pieces.plain(how))] if how else []
    return pieces.card(what, pieces.title("Acting for a director"), pieces.words(pieces.plain(what)), *told)


NAMED = "Megan Bowen lets you act for them on what the digest of Children's Services brings."
ENDED = "Ann Lee acts for Megan Bowen no longer."
CARD = CardKind(
    kind=ACTING,
    render=render,
    samples={ACTING: lambda: draw(NAMED, HOW), f"{ACTING}, no longer": lambda: draw(ENDED, "")},
)
