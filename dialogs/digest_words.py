"""When and where the digest of a directorate is told, in words."""

from __future__ import annotations

from datetime import date

from pledges.calendar import counted, said_short
from pledges.digest_hours import Own, Pause
from pledges.habits import WEEKDAYS
from pledges.policy import Policy
from storage.channels import Linked


def usual_words(own: Own, policy: Policy, today: date) -> str:
    """Mondays at 11:00."""
    own_policy = own.policy(policy, today)
    return f"{WEEKDAYS[own_policy.digest_weekday]}s at {own_policy.digest_at:%H:%M}"


def paused_words(pause: Pause, today: date) -> str:
    """Paused until Tuesday 12 January by Lynne Robbins."""
    return f"Paused until {said_short(pause.until, today)} by {pause.by}"


def channel_words(linked: Linked) -> str:
    """The channel and its team, as they are called now."""
    return f"{linked.name} ({linked.team})" if linked.team else linked.name


def readers_words(people: str, guests: str, *, public: bool) -> str:
    """Who can read a channel, by the counts that Teams told; without them, by what was said when it was linked."""
    if not people:
        outside = ", people from outside the council too" if public else ""
        return f"Everybody in this channel can read it{outside}. How many that are I could not find out just now."
    also = f" and **{counted(int(guests), 'guest')}** from outside the council" if guests not in ("", "0") else ""
    return f"**{counted(int(people), 'person', 'people')}**{also} can read it."
