"""One pledge as a channel may see it, in answer to a question there: posts, never persons; its own pledges only."""

from __future__ import annotations

from dataclasses import replace

from dialogs import pieces, samples
from dialogs.changing import due_words, status_words
from dialogs.in_thread import KIND
from dialogs.registry import CardKind, Look, Scene
from pledges.messages import ChannelId, Drop, Rendered
from pledges.pledge import OwnerKind, Pledge, Publication
from storage.channels import Linked


async def render(scene: Scene) -> Rendered | Drop:
    """What is refused is refused in the same words, whatever the reason is: they say nothing about the pledge."""
    asked = await scene.tx.register.get(scene.facts["pledge"])
    kept = asked.merged_into
    pledge = asked if kept is None else await scene.tx.register.get(f"CP-{kept}")
    linked = await scene.tx.channels.get(ChannelId(str(scene.to)))
    if not await _may_see(scene, linked, pledge):
        return Drop(f"I can't show {asked.ref} here. Ask me in our own chat: “show {asked.ref}”.")
    return draw(pledge, scene.look, public=linked is None or linked.public)


async def _may_see(scene: Scene, linked: Linked | None, pledge: Pledge) -> bool:
    """What is public; and what is for the council, where it is the directorate's own or it helps with it."""
    if pledge.publication is not Publication.INTERNAL:
        return pledge.publication is Publication.PUBLIC
    if linked is None:
        return False
    helped = await scene.tx.register.helped_by(linked.directorate.id)
    return pledge.directorate == linked.directorate or pledge.number in [each.number for each in helped]


def draw(pledge: Pledge, look: Look, *, public: bool) -> Rendered:
    """`public` says that people from outside the council read the channel."""
    status, last = status_words(pledge), pledge.last
    owner = "somebody without a post" if pledge.lead.kind is OwnerKind.PERSON else pledge.lead.title
    told = last is not None and last.note and not (public and pledge.publication is not Publication.PUBLIC)
    note = f"Last word: “{pieces.plain(last.note)}”" if last and told else ""
    return pieces.card(
        f"{pledge.ref}: {pledge.title}, {status}",
        pieces.words(f"{pledge.ref} **{pieces.plain(pledge.title)}**"),
        pieces.words(pieces.plain(f"{due_words(pledge, look.policy, look.today)} · {status}")),
        pieces.quiet(pieces.plain(owner)),
        *([pieces.quiet(note)] if note else []),
    )


CARD = CardKind(
    kind=KIND,
    render=render,
    samples={
        "in channel": lambda: draw(samples.LATE, samples.look(), public=False),
        "in channel, for all to read": lambda: draw(samples.LATE, samples.look(), public=True),
        "in channel, a public one": lambda: draw(
            replace(samples.SOON, publication=Publication.PUBLIC), samples.look(), public=True
        ),
    },
)
