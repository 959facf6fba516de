"""Invented clocks: one that stands until it is moved, and one that stands until it is let go."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime


class Standing:
    """Shows the moment it was set to, in UTC. It goes forward only."""

    def __init__(self, at: datetime) -> None:
        self._now = at.astimezone(UTC)

    def __call__(self) -> datetime:
        return self._now

    def to(self, then: datetime) -> None:
        """Go forward to a moment; one that has passed changes nothing."""
        self._now = max(self._now, then.astimezone(UTC))


class Held:
    """Stands at `at` until `let_go`, and then runs at the pace of `real`."""

    def __init__(self, at: datetime, real: Callable[[], datetime]) -> None:
        self._at, self._real = at.astimezone(UTC), real
        self._since: datetime | None = None

    def __call__(self) -> datetime:
        return self._at if self._since is None else self._at + (self._real() - self._since)

    def let_go(self) -> None:
        """Run from now on; saying it again changes nothing."""
        self._since = self._since or self._real()
