"""list closed: what is finished for good: closed, withdrawn or carried over."""

from __future__ import annotations

from dialogs.listings import Listing
from storage import listed
from storage.lists import NEWEST

LISTING = Listing(
    name="closed",
    help="What is closed, withdrawn or carried over; the newest first",
    what="closed",
    which=listed.closed,
    none="Nothing that you may read is closed.",
    also=("finished",),
    order=NEWEST,
)
