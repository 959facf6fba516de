"""The first card after a directorate went live: is this still right? Until it is answered, nothing else is asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from pledges.changing import check
from pledges.people import Standing
from pledges.pledge import Pledge
from pledges.policy import Policy

FIRST = "first"


def awaits_first(pledge: Pledge) -> bool:
    """Whether the owner is still to get the first card about it; an answer of any kind makes it needless."""
    return pledge.asking.first_on is not None and not pledge.asking.accepted


def unanswered(pledge: Pledge) -> bool:
    """Whether the first card was put, and nothing came back since."""
    return pledge.asking.rung == FIRST and not pledge.asking.accepted


def is_held_back(pledge: Pledge) -> bool:
    """Whether what else would be said about it unasked is left to the first card, or waits for it."""
    return pledge.open and (pledge.live.waits or awaits_first(pledge) or unanswered(pledge))


def quiet_until(pledge: Pledge, policy: Policy) -> date:
    """The first day after the quiet that an unanswered first card brings for everybody who is asked."""
    asking = pledge.asking
    since = asking.told_on or asking.asked_on
    return policy.days.forward(since, policy.new_waits) if unanswered(pledge) and since else date.min


def confirm(pledge: Pledge, standing: Standing, today: date) -> Pledge:
    """The pledge whose owner says that it is theirs and its date is right. No word on how it is going.

    Raises NotYours and AlreadyClosed as every change does.
    """
    check(pledge, standing)
    asking = replace(pledge.asking, accepted=True, first_on=None)
    return replace(pledge, asking=asking, confirmed_on=today)
