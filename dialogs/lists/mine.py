"""list mine: what somebody answers for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dialogs.listings import Listing
from dialogs.registry import Scene
from dialogs.several import helps_with
from pledges.pledge import Pledge
from storage import listed


async def adds(scene: Scene, shown: Sequence[Pledge]) -> Mapping[int, str]:
    return {p.number: f"Helping with: {p.lead.title} leads it" for p in shown if helps_with(p, scene.to)}


LISTING = Listing(
    name="mine",
    help="What you answer for, soonest first",
    what="with you",
    which=listed.mine,
    none="You have no open pledges. When one is given to you, you hear it here at once.",
    also=("my",),
    adds=adds,
)
