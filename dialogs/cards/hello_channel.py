"""Hello to a channel: how to link it, and what it will get."""

from __future__ import annotations

from dialogs import pieces, samples
from dialogs.registry import CardKind, Look, Scene
from pledges import matching
from pledges.messages import Drop, Rendered

KIND = "hello channel"


async def render(scene: Scene) -> Rendered | Drop:
    names = {d.name: d.name for d in await scene.tx.people.directorates()}
    called = (matching.best(scene.facts.get(name, ""), names).found for name in ("channel", "team"))
    return draw(next(filter(None, called), ""), scene.look)


def draw(likely: str, look: Look) -> Rendered:
    """`likely` is the directorate that the channel or its team is called after; empty where it is called otherwise."""
    link = f"**link {pieces.plain(likely)}**" if likely else "**link** and the name of the directorate"
    day = "Monday" if look.policy.digest_weekday == 0 else "the digest day"
    return pieces.card(
        "I can post the weekly digest of a directorate here.",
        pieces.title("The weekly digest can come here"),
        pieces.words(
            f"Once a week, {day} at {look.policy.digest_at:%H:%M}, I can post how a directorate's pledges stand: what "
            "is newly late, still late, done and soon due. Posts are named, never persons."
        ),
        pieces.words(f"An admin links this channel by mentioning me: {link}."),
        pieces.words("To see it at once: **digest now**. For everything else: **help**."),
    )


CARD = CardKind(
    kind=KIND,
    render=render,
    samples={
        "hello channel": lambda: draw("Children's Services", samples.look()),
        "hello channel, called otherwise": lambda: draw("", samples.look()),
    },
)
