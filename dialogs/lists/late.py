"""list late: past its date, its owner reached in time, and no decision about a new date pending."""

from __future__ import annotations

from dialogs.listings import Listing
from storage import listed

LISTING = Listing(
    name="late",
    help="What is late, worst first",
    what="late",
    which=listed.late,
    none="Nothing that you may read is late. “list overdue” shows what is past its date but not called late.",
    note="Late means: past its date, and its owner was reached about it at least a working day before.",
)
