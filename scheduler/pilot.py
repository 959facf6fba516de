"""The pilot: while there is a list of people, nobody else is written to unasked about pledges."""

from __future__ import annotations

from pledges.first_cards import FIRST
from pledges.messages import PersonId
from scheduler.outcome import HAND_OVER, NEW
from storage.outbox import Claimed

ABOUT_PLEDGES = frozenset({"nudge", FIRST, NEW, HAND_OVER, "left"})


def is_left_out(item: Claimed, pilot: frozenset[PersonId]) -> bool:
    """Whether a message is to wait until its reader is on the list, or there is none.

    What admins get as admins, and what somebody waits for an answer to, goes to whoever it is for.
    """
    new = item.target is None and isinstance(item.to, int)
    return bool(pilot) and new and item.kind in ABOUT_PLEDGES and item.to not in pilot
