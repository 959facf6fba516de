"""An answer that an admin records for somebody who gave it by other means than Teams."""

from __future__ import annotations

from dialogs.changing import keep
from dialogs.registry import Turn
from pledges import guard
from pledges.changing import Answer, record
from pledges.messages import PersonId
from pledges.people import Standing
from pledges.pledge import Pledge, Status


async def record_for(turn: Turn, person: PersonId, before: Pledge, status: Status, note: str, said_at: str) -> Pledge:
    """The pledge with what somebody said about it, and where: the update is theirs, the history names who recorded it.

    Raises NotYours when the pledge is not that person's, and PersonalDetails for words that the guard stops.
    """
    words = f"{note} ({said_at})" if note and said_at else note or (f"said at {said_at}" if said_at else "")
    answer = Answer(status, guard.check(words))
    after = record(before, answer, Standing(person=person), turn.council.policy, turn.now)
    return await keep(turn, before, after, by_hand=True)
