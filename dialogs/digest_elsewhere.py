"""The digest of a directorate whose channel is gone, in the chat of who directs it: why it comes there."""

from __future__ import annotations

import json
from collections.abc import Callable

from dialogs import pieces, samples
from dialogs.registry import Scene
from pledges.bundle import MOST, together
from pledges.digest_pages import ROWS
from pledges.lost import Lost, in_words
from pledges.messages import Address, ChannelId, Drop, Rendered
from pledges.people import Directorate, DirectorateId
from storage.channels import Linked
from storage.instead import readers

ROOM = MOST * 2 // 3  # of a message of the day: the rest is for what else there is that day


def is_in_private(scene: Scene) -> bool:
    """Whether a person gets it in place of a channel, and not to look at it beforehand."""
    return isinstance(scene.to, int) and not (scene.facts.get("preview") or scene.facts.get("extra"))


async def draw(scene: Scene, directorate: DirectorateId, digest: Callable[[int], Rendered]) -> Rendered | Drop:
    """The digest, and before it why it comes to a person; with as many of each kind as leave room for other things.

    It is for who directs, or stands in for that, when it is sent; else for an admin.
    """
    to = await readers(scene.tx, directorate, scene.look.council.admins, scene.look.today)
    linked = await scene.tx.channels.get(ChannelId(scene.facts["channel"]))
    if linked is None or scene.to not in [person.id for person in to.people]:
        return Drop("it is no longer theirs to read, or no longer linked")
    return whole(linked, digest)


def whole(linked: Linked, digest: Callable[[int], Rendered]) -> Rendered:
    """The same, for a reader who was looked at."""
    drawn = (together([preface(linked), digest(most)]) for most in range(ROWS, 0, -1))
    return next((one for one in drawn if len(json.dumps(one.card)) <= ROOM), together([preface(linked), digest(1)]))


def preface(linked: Linked) -> Rendered:
    """Why the digest of a channel comes to a person; the channel may be back by then."""
    name = f"“{pieces.plain(linked.name)}”" if linked.name else "its channel"
    if linked.gone:
        why = f"it can’t be posted in {name}: {in_words(linked.lost)}"
        then = "The admins know, and can give it another channel."
    else:
        why, then = f"{name} was gone when it was due", "The next one is posted there again."
    head = "This digest comes to you in private"
    return pieces.card(head, pieces.words(f"**{head}**, because {why}. {then}"))


SAMPLE = Linked(
    id=ChannelId("19:a"),
    name="Children’s Services",
    team="Corporate Parenting",
    address=Address(""),
    directorate=Directorate(DirectorateId(1), "Children's Services"),
    linked_on=samples.NOW.date(),
    gone=True,
    lost=Lost.ARCHIVED,
    lost_at=samples.NOW,
)
