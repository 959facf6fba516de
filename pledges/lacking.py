"""What a pledge does not say: what is happening, when, or by whom."""

from __future__ import annotations

from pledges.pledge import OwnerKind, Pledge, When

WHAT, WHEN, BY_WHOM = "what", "when", "by whom"
_DATED = (When.NONE, When.DATE, When.MONTH, When.MEETING)


def lacks(pledge: Pledge) -> tuple[str, ...]:
    """Which of the three it lacks.

    What is looked at in rounds, or begins on a day, says when; a post that nobody holds says by whom.
    """
    undated = pledge.deadline.due is None and pledge.deadline.kind in _DATED
    lead = next((owner for owner in pledge.owners if owner.lead), None)
    unknown = lead is None or lead.kind is OwnerKind.TBC or not lead.title
    found = ((WHAT, not pledge.title), (WHEN, undated), (BY_WHOM, unknown))
    return tuple(name for name, missing in found if missing)
