"""list all: everything open: what is happening, when and by whom."""

from __future__ import annotations

from dialogs.listings import Listing
from dialogs.lists.missing import adds
from storage import listed

LISTING = Listing(
    name="all",
    help="Everything open: what is happening, when and by whom",
    what="open",
    which=listed.is_open,
    none="Nothing that you may read is open.",
    note="What is happening, when and by whom. “list missing” shows those that do not say.",
    also=("open", "everything"),
    adds=adds,
)
