"""A snooze: an owner has put the questions about a pledge off until a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pledges.messages import PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class Snooze:
    """Nothing is asked before `until`; `times` counts how often in a row, without an answer between.

    It stays with the pledge after its day, until an answer ends it, so that the next one is counted.
    """

    until: date
    by: PersonId
    reason: str = ""
    times: int = 1
