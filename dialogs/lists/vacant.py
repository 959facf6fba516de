"""list vacant: led by a post that nobody holds today."""

from __future__ import annotations

from dialogs.listings import Listing
from dialogs.registry import Who
from storage import listed

LISTING = Listing(
    name="vacant",
    help="Pledges led by a post that nobody holds today",
    what="led by a post that nobody holds",
    which=listed.vacant,
    none="Every post that leads an open pledge is held by somebody.",
    note="Type “hand over … to … from …” and the new holder hears it on that day.",
    alone=("vacant",),
    who=Who.ADMINS,
)
