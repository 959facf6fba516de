"""list snoozed: what its owner has put off, until when, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dialogs.listings import Listing
from dialogs.registry import Scene, Who
from pledges.calendar import said_short
from pledges.pledge import Pledge
from pledges.snooze import Snooze
from storage import listed


async def adds(scene: Scene, shown: Sequence[Pledge]) -> Mapping[int, str]:
    return {p.number: await _told(scene, p.snooze) for p in shown if p.snooze}


async def _told(scene: Scene, snooze: Snooze) -> str:
    who = (await scene.tx.people.get(snooze.by)).name
    times = f", {snooze.times} times in a row" if snooze.times > 1 else ""
    why = f": “{snooze.reason}”" if snooze.reason else ""
    return f"put off by {who} until {said_short(snooze.until, scene.look.today)}{times}{why}"


LISTING = Listing(
    name="snoozed",
    help="What its owner has put off, until when, and why",
    what="put off",
    which=listed.snoozed,
    none="Nothing is put off.",
    note="Nobody is asked about these before that day; what is late is called late all the same.",
    also=("put off",),
    alone=("snoozed",),
    who=Who.ADMINS,
    adds=adds,
)
