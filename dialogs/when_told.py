"""When somebody hears what was put for them, in words for whoever put it."""

from __future__ import annotations

from dialogs.registry import Turn
from pledges.calendar import said_short
from pledges.messages import PersonId


async def when_told(turn: Turn, person: PersonId) -> str:
    """In one message a day, in working hours; once they can be reached; while there is a pilot, once they are in it."""
    if (pilot := await turn.tx.live.pilot()) and person not in pilot:
        return "They are not on the pilot list, so they hear it once they are."
    if not await turn.tx.people.reachable(person):
        return "They can't be reached yet: they hear it as soon as they install me."
    if await turn.tx.days.written(person, turn.today):
        return f"They hear it on {_next_morning(turn)}: they had today's message already."
    if not turn.council.policy.may_nudge(turn.now):
        return f"They hear it on {_next_morning(turn)}."
    return "They are told now."


def _next_morning(turn: Turn) -> str:
    policy = turn.council.policy
    return said_short(policy.today(policy.next_morning(turn.now)), turn.today)
