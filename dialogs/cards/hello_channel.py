"""Hello to a channel: how to link it, and what it will get."""

from __future__ import annotations

from dialogs import pieces, samples
from dialogs.registry import CardKind, Look, Scene
from pledges.messages import Drop, Rendered

KIND = "hello channel"


async def render(scene: Scene) -> Rendered | Drop:
    names = [d.name for d in await scene.tx.people.directorates()]
    return draw(names, scene.look)


def draw(directorates: list[str], look: Look) -> Rendered:
    example = directorates[0] if directorates else "Children's Services"
    day = "Monday" if look.policy.digest_weekday == 0 else "the digest day"
    return pieces.card(
        "I can post the weekly digest of a directorate here.",
        pieces.title("The weekly digest can come here"),
        pieces.words(
            f"Once a week, {day} at {look.policy.digest_at:%H:%M}, I can post how a directorate's pledges stand: what "
            "is newly late, still late, done and soon due. Posts are named, never persons."
        ),
        pieces.words(f"An admin links this channel by mentioning me: **link {pieces.plain(example)}**"),
        pieces.words("To see it at once: **digest now**. For everything else: **help**."),
    )


CARD = CardKind(
    kind=KIND, render=render, samples={"hello channel": lambda: draw(["Children's Services", "Place"], samples.look())}
)
