"""A digest to look at before it is posted: drawn as its channel gets it, with nothing in it that can be pressed."""

from __future__ import annotations

from typing import Any

from dialogs import pieces
from dialogs.digest_next import channels_of, next_slot, slot_words
from dialogs.digest_words import channel_words, paused_words, readers_words
from dialogs.registry import Look, Scene
from pledges.calendar import listed
from pledges.digest_hours import Own
from pledges.messages import ChannelId, Rendered
from pledges.people import DirectorateId
from pledges.twin import twin_of
from storage.channels import Linked

ACTS = frozenset({"Action.Execute", "Action.Submit"})


async def channel_of(scene: Scene, directorate: DirectorateId) -> ChannelId | None:
    """The channel that a digest is drawn for; None in the chat of somebody who is neither an admin nor its director."""
    if not isinstance(scene.to, int):
        return scene.to
    person = await scene.tx.people.get(scene.to)
    standing = await scene.tx.people.standing(person, scene.look.council.admins, scene.look.today)
    allowed = standing.admin or directorate in standing.directs
    return ChannelId(scene.facts.get("channel", "")) if allowed else None


async def around(drawn: Rendered, linked: Linked, scene: Scene) -> Rendered:
    """The card with where it would go, when, and who reads there, above it."""
    own, look = await scene.tx.digest_rules.of(linked.directorate.id), scene.look
    slot = await next_slot(scene.tx, linked, own, look.policy, look.now)
    others = [each for each in await channels_of(scene.tx, linked.directorate.id) if each.id != linked.id]
    also = f" The others that get it: {listed(map(channel_words, others))}." if others else ""
    return put_around(drawn, linked, own, slot_words(slot, look.policy, look.now), look, also)


def put_around(drawn: Rendered, linked: Linked, own: Own, comes: str, look: Look, also: str = "") -> Rendered:
    """The same once the register was read; `comes` is when the next one is posted, `also` where else."""
    name, pause = pieces.plain(channel_words(linked)), own.paused(look.today)
    paused = [pieces.words(f"**{pieces.plain(paused_words(pause, look.today))}.**")] if pause else []
    waits = [pieces.words("**Nothing is posted before the directorate goes live.**")] if linked.live.waits else []
    who = readers_words(look.facts.get("people", ""), look.facts.get("guests", ""), public=linked.public)
    head = pieces.card(
        f"Preview, for you alone. {drawn.summary}",
        pieces.block(
            pieces.words("**Preview: you alone see this, and nothing is kept.**"),
            pieces.words(f"It goes to **{name}**, next on {comes}. {who}{pieces.plain(also)}"),
            *paused,
            *waits,
            pieces.quiet("Below is what it would say now. Its buttons are left out: they work in the channel."),
            style="emphasis",
        ),
    )
    below = {"type": "Container", "separator": True, "spacing": "Large", "items": _still(drawn.card["body"])}
    body = [*head.card["body"], below]
    return Rendered(head.summary, {**drawn.card, "speak": head.summary, "body": body, "fallbackText": twin_of(body)})


def _still(part: Any) -> Any:
    """A part of a card without the buttons that ask the bot; those that only open and close stay."""
    if isinstance(part, list):
        return [each for each in map(_still, part) if not _is_out(each)]
    if not isinstance(part, dict):
        return part
    return {name: _still(each) for name, each in part.items() if not (name == "selectAction" and _is_out(each))}


def _is_out(part: Any) -> bool:
    if not isinstance(part, dict):
        return False
    return part.get("type") in ACTS or (part.get("type") == "ActionSet" and not part.get("actions"))
