"""list waiting: what a new date is asked for, since when, and whose the decision is; opened, it is decided there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dialogs.listings import Listing
from dialogs.registry import Scene
from pledges.calendar import said_short
from pledges.deciding import whose
from pledges.pledge import Extension, Pledge
from storage import listed


async def adds(scene: Scene, shown: Sequence[Pledge]) -> Mapping[int, str]:
    parts = {p.directorate.id for p in shown if p.directorate}
    directed = {part for part in parts if await scene.tx.people.directors(part)}
    return {
        p.number: f"{_asked(p.extension, scene)}. To be decided by "
        + whose(p, directed=p.directorate is not None and p.directorate.id in directed)
        for p in shown
        if p.extension
    }


def _asked(extension: Extension, scene: Scene) -> str:
    look = scene.look
    since = said_short(look.policy.today(extension.at), look.today)
    return f"{said_short(extension.wanted, look.today)} is asked for since {since}: “{extension.reason}”"


LISTING = Listing(
    name="waiting",
    help="What waits for a decision about a new date, and whose it is",
    what="waiting for a decision",
    which=listed.waiting,
    none="No new date that you may read of waits for a decision.",
    note="Meanwhile nobody is asked about these, and none is called late. Open one to decide it.",
    also=("waiting for a decision",),
    alone=("waiting",),
    adds=adds,
)
