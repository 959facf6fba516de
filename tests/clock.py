"""The invented clock of the tests: it stands still until it is told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


class Clock:
    """Call it for the time, always in UTC. It goes forward only."""

    def __init__(self, start: datetime) -> None:
        self.now = start.astimezone(UTC)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **by: float) -> None:
        """Go forward by hours=…, days=… and so on, as for timedelta."""
        self.to(self.now + timedelta(**by))

    def to(self, then: datetime) -> None:
        """Go forward to a moment, in whatever zone it is named."""
        assert then >= self.now, f"The clock stands at {self.now} and cannot go back to {then}."
        self.now = then.astimezone(UTC)
