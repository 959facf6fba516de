"""list missing: what does not say what, when or by whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dialogs.listings import Listing
from dialogs.registry import Scene
from pledges.calendar import listed as in_words
from pledges.lacking import lacks
from pledges.pledge import Pledge
from storage import listed


async def adds(scene: Scene, shown: Sequence[Pledge]) -> Mapping[int, str]:
    return {p.number: f"missing: {in_words(lacks(p))}" for p in shown if lacks(p)}


LISTING = Listing(
    name="missing",
    help="Open pledges that don't say what, when or by whom",
    what="that lack what, when or by whom",
    which=listed.missing,
    none="Every open pledge that you may read says what is happening, when and by whom.",
    note="An admin types “due CP-… …” to say when, “reassign CP-… to …” to say by whom.",
    also=("missing owner", "missing date", "incomplete"),
    adds=adds,
)
