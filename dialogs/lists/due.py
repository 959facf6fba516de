"""list due: what is due today or soon."""

from __future__ import annotations

from dialogs.listings import Listing
from storage import listed

LISTING = Listing(
    name="due",
    help="What is due within the next two weeks, soonest first",
    what="due soon",
    which=listed.due_soon,
    none="Nothing that you may read is due soon.",
    also=("due soon", "soon"),
)
