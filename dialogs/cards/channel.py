"""Told to the admins once: the channel of a digest is gone, or is back, and what follows from that."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dialogs import pieces, samples
from dialogs.digest_elsewhere import SAMPLE
from dialogs.registry import CardKind, Look, Scene, Who
from pledges.calendar import listed, said_short, week_of
from pledges.lost import Lost, in_words
from pledges.messages import ChannelId, Drop, Rendered
from storage.channels import Linked
from storage.corporate import CorporateChannel
from storage.instead import elsewhere, readers

KIND = "channel"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A channel, and where its digest goes meanwhile: another channel, or people.

    `kept` says that this week's was told before the channel came back.
    """

    linked: Linked | CorporateChannel
    other: Linked | CorporateChannel | None = None
    directors: tuple[str, ...] = ()
    kept: bool = False

    @property
    def name(self) -> str:
        """Whose digest it gets."""
        return self.linked.directorate.name if isinstance(self.linked, Linked) else "the whole council"


async def render(scene: Scene) -> Rendered | Drop:
    channel = ChannelId(scene.facts["channel"])
    told = await _directorates(scene, channel) or await _councils(scene, channel)
    if told is None:
        return Drop("the channel is no longer linked")
    if told.linked.gone != (scene.facts["is"] == "gone"):
        return Drop(f"the channel is {'gone' if told.linked.gone else 'back'} by now")
    return _gone(told, scene.look) if told.linked.gone else _back(told)


async def _directorates(scene: Scene, channel: ChannelId) -> Told | None:
    """A channel that gets the digest of a directorate."""
    tx, linked = scene.tx, await scene.tx.channels.get(channel)
    if linked is None:
        return None
    to = await readers(tx, linked.directorate.id, scene.look.council.admins, scene.look.today)
    week = week_of(scene.look.today)
    return Told(
        linked=linked,
        other=await elsewhere(tx, linked.directorate.id),
        directors=tuple(person.name for person in to.people) if to.direct else (),
        kept=await tx.digests.get(linked.id, linked.directorate.id, week) is not None,
    )


async def _councils(scene: Scene, channel: ChannelId) -> Told | None:
    """A channel that gets the whole council's."""
    every = await scene.tx.corporate.linked()
    linked = next((each for each in every if each.id == channel), None)
    if linked is None:
        return None
    kept = await scene.tx.corporate.get(channel, week_of(scene.look.today)) is not None
    return Told(linked=linked, other=next((each for each in every if not each.gone), None), kept=kept)


def _gone(told: Told, look: Look) -> Rendered:
    linked, link = told.linked, "corporate" if isinstance(told.linked, CorporateChannel) else told.name
    since = f" on {said_short(look.policy.today(linked.lost_at), look.today)}" if linked.lost_at else ""
    head = f"The digest of {told.name} has lost its channel"
    if told.other:
        head = f"One channel for the digest of {told.name} is gone"
    return pieces.card(
        f"{head}: {in_words(linked.lost)}.",
        pieces.title(head),
        pieces.words(f"{_named(linked)}: **{in_words(linked.lost)}**{since}."),
        pieces.words(_meanwhile(told)),
        pieces.words(f"To give it another channel, mention me there with **link {pieces.plain(link)}**."),
        pieces.quiet(_if_back(linked.lost)),
    )


def _named(linked: Linked | CorporateChannel) -> str:
    team = f" in the team {pieces.plain(linked.team)}" if linked.team else ""
    return f"{f'“{pieces.plain(linked.name)}”' if linked.name else 'the channel'}{team}"


def _meanwhile(told: Told) -> str:
    if told.other:
        return f"The digest goes on in {_named(told.other)}, so nobody misses it."
    if isinstance(told.linked, CorporateChannel):
        return "Meanwhile nobody gets it. This week’s is still posted there if the channel is back in time."
    if told.directors:
        names = listed(pieces.plain(name) for name in told.directors)
        return f"Meanwhile {names} gets it each week in private, from me, with the same figures."
    return "No director of it has a chat with me, so meanwhile you get it each week, here, with the same figures."


def _if_back(lost: Lost) -> str:
    if lost is Lost.REFUSED:
        return "If it should still get it: see that I am in its team, then mention me there once, and I go on."
    return "Should this channel come back, I go on there by myself."


def _back(told: Told) -> Rendered:
    head = f"The digest of {told.name} has its channel back"
    rest = (
        "This week’s is told already, so the next one is posted there."
        if told.kept
        else "It is posted there again from now on."
    )
    return pieces.card(
        f"{head}.",
        pieces.title(head),
        pieces.words(f"I can write to {_named(told.linked)} again. {rest}"),
    )


_SAME = ("id", "name", "team", "linked_on", "gone", "lost", "lost_at")
TOLD = Told(linked=SAMPLE, directors=("Megan Bowen",))
CARD = CardKind(
    kind=KIND,
    render=render,
    samples={
        "channel": lambda: _gone(TOLD, samples.look()),
        "channel, refused": lambda: _gone(
            replace(TOLD, linked=replace(SAMPLE, lost=Lost.REFUSED), directors=()), samples.look()
        ),
        "channel, one of two": lambda: _gone(
            replace(TOLD, other=replace(SAMPLE, name="Leaders", gone=False)), samples.look()
        ),
        "channel, of the council": lambda: _gone(
            Told(linked=CorporateChannel(**{name: getattr(SAMPLE, name) for name in _SAME})), samples.look()
        ),
        "channel, back": lambda: _back(replace(TOLD, kept=True)),
    },
    who=Who.ADMINS,
)
