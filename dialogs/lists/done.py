"""list done: what its owner calls done, until an admin or the Panel closes it."""

from __future__ import annotations

from dialogs.listings import Listing
from storage import listed
from storage.lists import NEWEST

LISTING = Listing(
    name="done",
    help="What its owner calls done, to be confirmed; the newest first",
    what="done, to be confirmed",
    which=listed.done,
    none="Nothing that you may read waits to be confirmed as done.",
    note="An admin types “close CP-… …” to confirm one, “reopen CP-…” when it is not done.",
    order=NEWEST,
)
