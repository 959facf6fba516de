"""list mine: what somebody answers for."""

from __future__ import annotations

from dialogs.listings import Listing
from storage import listed

LISTING = Listing(
    name="mine",
    help="What you answer for, soonest first",
    what="with you",
    which=listed.mine,
    none="You have no open pledges. When one is given to you, you hear it here at once.",
    also=("my",),
)
