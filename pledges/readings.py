"""What the words of a deadline were read as."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pledges.pledge import When


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What words were read as. `starts` is the first day it concerns; `rule` a sentence that says how it was read."""

    kind: When
    rule: str
    due: date | None = None
    starts: date | None = None

    @property
    def first(self) -> date | None:
        """The first day that the words speak of."""
        return self.starts or self.due
