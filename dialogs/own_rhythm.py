"""The rhythm for one person: the council's, on the weekdays that suit them, and in recess if they are a councillor."""

from __future__ import annotations

from datetime import date

from pledges.habits import by_habit
from pledges.messages import PersonId
from pledges.policy import Policy
from storage.db import Tx


async def own(tx: Tx, policy: Policy, person: PersonId, today: date) -> Policy:
    """The rhythm in which somebody is asked. Who is a councillor is looked up only where a period is to come."""
    ahead = any(today <= period.until for period in policy.periods)
    councillor = ahead and await tx.councillors.has(person, today)
    return by_habit(policy, await tx.habits.of(person), councillor=councillor)
