"""The digest of a directorate whose channel is gone, in the chat of who directs it: why it comes there."""

from __future__ import annotations

from dialogs import pieces
from dialogs.registry import Scene
from pledges.bundle import together
from pledges.lost import in_words
from pledges.messages import ChannelId, Drop, PersonId, Rendered
from pledges.people import DirectorateId
from storage.channels import Linked
from storage.instead import readers


def channel_of(scene: Scene) -> ChannelId:
    """The channel whose figures are told: the one it is posted in, or the one in whose place somebody gets it."""
    return ChannelId(scene.facts.get("channel") or str(scene.to))


async def check(scene: Scene, directorate: DirectorateId) -> Drop | None:
    """In a person's own chat it is for who directs, or stands in for that, when it is sent; else for an admin."""
    if not isinstance(scene.to, int):
        return None
    to = await readers(scene.tx, directorate, scene.look.council.admins, scene.look.today)
    if PersonId(scene.to) in [person.id for person in to.people]:
        return None
    return Drop("it is no longer theirs to read")


async def prefaced(scene: Scene, drawn: Rendered) -> Rendered:
    """The digest with the reason why it comes to a person; in a channel as it is."""
    if not isinstance(scene.to, int):
        return drawn
    linked = await scene.tx.channels.get(channel_of(scene))
    return together([preface(linked), drawn]) if linked else drawn


def preface(linked: Linked) -> Rendered:
    """Why the digest of a channel comes to a person; the channel may be back by then."""
    name = f"“{pieces.plain(linked.name)}”" if linked.name else "its channel"
    if linked.gone:
        why = f"It comes to you because it can’t be posted in {name}: {in_words(linked.lost)}."
        next_ = "The admins know, and can give it another channel."
    else:
        why, next_ = f"It comes to you because {name} was gone when it was due.", "The next one is posted there again."
    directorate = linked.directorate.name
    return pieces.card(
        f"The weekly digest of {directorate} comes to you this week",
        pieces.title(f"The weekly digest of {directorate}, in private"),
        pieces.words(f"{why} {next_}"),
    )
