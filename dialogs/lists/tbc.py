"""list tbc: whose owner is to be confirmed, or stands in words only, so that nobody is asked."""

from __future__ import annotations

from dialogs.listings import Listing
from dialogs.registry import Who
from storage import listed

LISTING = Listing(
    name="tbc",
    help="Pledges whose owner is to be confirmed",
    what="whose owner is to be confirmed",
    which=listed.to_be_confirmed,
    none="Every open pledge has an owner whom the register knows.",
    note="Type “reassign CP-… to …” and the new owner hears it at once.",
    also=("to be confirmed", "no owner"),
    alone=("tbc",),
    who=Who.ADMINS,
)
