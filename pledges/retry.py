"""When a message that did not reach Teams is tried again."""

from __future__ import annotations

from datetime import datetime, timedelta

from pledges.errors import DeliveryError, Throttled, Unreachable

STEPS = tuple(timedelta(seconds=each) for each in (10, 60, 5 * 60, 30 * 60, 2 * 3600, 6 * 3600))
LAST_ATTEMPT = 16  # 68½ hours of trying, give or take a fifth: a weekend's outage is sat out, three days are enough
SPREAD = 0.2


def next_try(error: DeliveryError, attempts: int, now: datetime, jitter: float) -> datetime | None:
    """The moment of the next try after `attempts` that failed; None when this error, or this many, ends it.

    The wait grows from ten seconds to six hours, and is longer or shorter by up to a fifth: `jitter` says by how much,
    from 0 for the shortest to 1. It is never shorter than Teams asked for. Nothing is given up within 48 hours.
    """
    if not isinstance(error, Unreachable | Throttled) or attempts >= LAST_ATTEMPT:
        return None
    step = STEPS[min(max(attempts, 1), len(STEPS)) - 1]
    wait = step * (1 - SPREAD + 2 * SPREAD * jitter)
    asked = error.retry_after if isinstance(error, Throttled) else None
    return now + max(wait, asked or wait)
