"""Whether a directorate is asked: as usual, live since a day, or not yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

WITHOUT_ESCALATION = timedelta(weeks=4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Live:
    """While a directorate `waits` nobody is asked there and nothing is posted; `since` is its first live day.

    One that waits with a day goes live on it. One with neither was never set, and is asked as ever.
    """

    waits: bool = False
    since: date | None = None

    @property
    def began(self) -> bool:
        """Whether it went live by an admin's word."""
        return self.since is not None and not self.waits

    @property
    def escalates_from(self) -> date | None:
        """The first day on which silence may be escalated: four weeks after it went live, None where it never did."""
        return self.since + WITHOUT_ESCALATION if self.since and not self.waits else None
