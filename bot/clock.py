"""The only place the time is read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from pledges.errors import OperatorError

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The real time, in UTC."""
    return datetime.now(UTC)


def starting_at(moment: datetime) -> Clock:
    """A clock that shows `moment` now and goes on from there, at the pace of the real one."""
    ahead = moment.astimezone(UTC) - utc_now()
    return lambda: utc_now() + ahead


def moment_of(text: str, zone: ZoneInfo) -> datetime:
    """Read a time such as 2026-12-01 09:29, in UTC; without an offset it is wall-clock time in `zone`.

    Raise OperatorError for anything else.
    """
    try:
        named = datetime.fromisoformat(text.strip())
    except ValueError:
        raise OperatorError(f"“{text}” is not a time. Write one such as 2026-12-01T09:29.") from None
    return (named if named.tzinfo else named.replace(tzinfo=zone)).astimezone(UTC)
