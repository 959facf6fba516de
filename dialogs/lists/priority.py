"""list priority: what somebody has given a priority, the most urgent first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dialogs.listings import Listing
from dialogs.registry import Scene
from pledges.pledge import Pledge
from storage import listed
from storage.lists import MOST_URGENT


async def priorities(scene: Scene, shown: Sequence[Pledge]) -> Mapping[int, str]:
    return {pledge.number: pledge.priority for pledge in shown}


LISTING = Listing(
    name="priority",
    help="What has a priority: statutory, this quarter, later, then other words",
    what="with a priority",
    which=listed.with_priority,
    none="Nothing that you may read has a priority.",
    also=("priorities", "by priority", "urgent"),
    order=MOST_URGENT,
    adds=priorities,
)
