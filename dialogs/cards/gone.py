"""Told to the former owner when a pledge is given to somebody else: nothing is asked of them any more."""

from __future__ import annotations

from dialogs import pieces, samples
from dialogs.registry import CardKind, Look, Scene
from pledges.messages import Drop, Rendered
from pledges.pledge import Pledge

KIND = "gone"


async def render(scene: Scene) -> Rendered | Drop:
    pledge = await scene.tx.register.get(scene.facts["ref"])
    if pledge.lead.answers == scene.to:
        return Drop("came back to them before they were told")
    return draw(pledge, scene.look)


def draw(pledge: Pledge, look: Look) -> Rendered:
    now = f"{pledge.ref} is no longer yours: it is now with {pledge.lead.title}."
    rest = "I won't ask you about it again. Thank you for what you did on it."
    return pieces.card(
        now,
        pieces.title(f"{pledge.ref} is no longer yours"),
        pieces.words(pieces.plain(pledge.title)),
        pieces.words(f"It is now with **{pieces.plain(pledge.lead.title)}**. {rest}"),
    )


CARD = CardKind(kind=KIND, render=render, samples={"gone": lambda: draw(samples.LATE, samples.look())})
