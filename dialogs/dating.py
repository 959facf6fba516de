"""Deadlines that are typed, read with the meetings that are known."""

from __future__ import annotations

from collections.abc import Iterable

from dialogs.registry import Turn
from pledges import guard, reading
from pledges.pledge import Deadline, Source

BY_WHEN = "By when? (such as 31 January, in 4 weeks, or next meeting of CPP)"


async def read(turn: Turn, words: str, sources: Iterable[Source] = ()) -> Deadline:
    """The deadline that was typed; a meeting that it hangs on is kept as it is meanwhile.

    Raises NotUnderstood, and PersonalDetails for words that the guard stops, since they are kept.
    """
    return reading.read(guard.check(words), turn.today, await turn.tx.meetings.diary(turn.today, kept=True), sources)
