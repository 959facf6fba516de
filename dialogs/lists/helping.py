"""list helping: what somebody supports, or their directorate does, and others lead and count."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dialogs.listings import Listing
from dialogs.registry import Scene
from pledges.calendar import listed as in_words
from pledges.pledge import Pledge
from storage import listed


async def adds(scene: Scene, shown: Sequence[Pledge]) -> Mapping[int, str]:
    return {p.number: f"Helping: {in_words(o.title for o in p.owners if not o.lead)}" for p in shown}


LISTING = Listing(
    name="helping",
    help="What you or your directorate help with, and others lead",
    what="helped with",
    which=listed.helping,
    none="Nothing that others lead is helped with here.",
    note="A joint pledge counts once, in the directorate that leads it.",
    also=("helping with", "joint"),
    adds=adds,
)
