"""An extra digest: how a directorate stands at this moment, beside the one of the week."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from dialogs.registry import Draw, Response, Turn
from dialogs.turn import Say
from pledges.calendar import week_of
from pledges.digest import Digest
from pledges.live import Live
from pledges.messages import ChannelId
from pledges.people import DirectorateId
from pledges.policy import Policy
from storage.channels import Linked
from storage.db import Tx
from storage.week import as_it_stands

KIND = "digest"


async def in_channel(turn: Turn, linked: Linked) -> Response:
    """The figures of now, in answer; where nothing has changed since those of this day, that in a sentence."""
    policy = turn.council.policy
    digest = await as_of_now(turn.tx, linked.id, linked.directorate.id, policy, turn.now)
    at = await unchanged_since(turn.tx, linked, digest, policy)
    if at is not None:
        return Say(f"Nothing has changed since the digest of {at.astimezone(policy.zone):%H:%M} today.")
    await turn.tx.extras.put(linked.id, linked.directorate.id, digest, turn.now)
    return Draw(KIND, facts_of(linked, turn))


def facts_of(linked: Linked, turn: Turn) -> dict[str, str]:
    """The facts of an extra digest of this week."""
    return {"directorate": str(linked.directorate.id), "week": week_of(turn.today), "extra": "yes"}


async def as_of_now(tx: Tx, channel: ChannelId, directorate: DirectorateId, policy: Policy, now: datetime) -> Digest:
    """What a digest in a channel says at this moment; it compares with the last one of an earlier week."""
    linked = await tx.channels.get(channel)
    before = await tx.digests.before(channel, directorate, week_of(policy.today(now)))
    return await as_it_stands(tx, directorate, linked.live if linked else Live(), before, policy, now)


async def unchanged_since(tx: Tx, linked: Linked, digest: Digest, policy: Policy) -> datetime | None:
    """When the same was told in the channel on this day, by the week's digest or by an extra one; None if never."""
    today, id = policy.today(digest.as_at), linked.directorate.id
    told = [await tx.digests.get(linked.id, id, week_of(today)), await tx.extras.get(linked.id, id)]
    newest = max((each for each in told if each), key=lambda each: each.as_at, default=None)
    if newest is None or policy.today(newest.as_at) != today or replace(digest, as_at=newest.as_at) != newest:
        return None
    return newest.as_at
