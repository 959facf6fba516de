"""The invented clock of the tests: it stands still until it is told."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.rehearsal.clock import Standing


class Clock(Standing):
    """Call it for the time, always in UTC."""

    @property
    def now(self) -> datetime:
        return self()

    def forward(self, **by: float) -> None:
        """Go forward by hours=…, days=… and so on, as for timedelta."""
        self.to(self() + timedelta(**by))

    def jumps(self, *, hours: float) -> None:
        """On or back, as when somebody sets it."""
        self._now += timedelta(hours=hours)

    def to(self, then: datetime) -> None:
        """Go forward to a moment, in whatever zone it is named; a test that would go back is wrong."""
        assert then >= self(), f"The clock stands at {self()} and cannot go back to {then}."
        super().to(then)
