"""list waiting: what a new date is asked for, and since when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dialogs.listings import Listing
from dialogs.registry import Scene
from pledges.calendar import said_short
from pledges.pledge import Extension, Pledge
from storage import listed


async def adds(scene: Scene, shown: Sequence[Pledge]) -> Mapping[int, str]:
    return {p.number: _asked(p.extension, scene) for p in shown if p.extension}


def _asked(extension: Extension, scene: Scene) -> str:
    look = scene.look
    since = said_short(look.policy.today(extension.at), look.today)
    return f"{said_short(extension.wanted, look.today)} is asked for since {since}: “{extension.reason}”"


LISTING = Listing(
    name="waiting",
    help="What waits for a decision about a new date",
    what="waiting for a decision",
    which=listed.waiting,
    none="No new date that you may read of waits for a decision.",
    also=("waiting for a decision",),
    adds=adds,
)
