"""list overdue: everything past its date, late or not, and why it is not late."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dialogs.listings import Listing
from dialogs.registry import Scene
from pledges.pledge import Pledge
from storage import listed


async def adds(scene: Scene, shown: Sequence[Pledge]) -> Mapping[int, str]:
    return {p.number: why for p in shown if (why := _why(p))}


def _why(pledge: Pledge) -> str:
    if pledge.extension:
        return "a new date waits for a decision"
    return "" if pledge.asking.reached_on else "owner not reached yet"


LISTING = Listing(
    name="overdue",
    help="What is past its date, late or not, worst first",
    what="past their date",
    which=listed.overdue,
    none="Nothing that you may read is past its date.",
    note="Some may not be late: their owner was not reached in time, or a new date is asked for.",
    also=("past",),
    alone=("overdue",),
    adds=adds,
)
