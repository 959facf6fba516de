"""Whether Teams takes our credentials. While it does not, nothing is sent, and rows wait without counting attempts."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

log = logging.getLogger(__name__)

MINUTE = timedelta(minutes=1)


class Line:
    """One for the whole process. Closing it is the alarm: one ERROR in the log until it is open again."""

    def __init__(self) -> None:
        self.closed_until: datetime | None = None

    def is_closed(self, now: datetime) -> bool:
        """Whether not even a try is to be made at this moment.

        A clock that was put back does not keep it closed: it was closed for a minute, and no moment before that counts.
        """
        return self.closed_until is not None and self.closed_until - MINUTE <= now < self.closed_until

    def close(self, now: datetime) -> datetime:
        """Send nothing for a minute; return when to try again."""
        if self.closed_until is None:
            log.error("Teams does not take the bot's credentials: nothing is sent until it does, and all of it waits")
        self.closed_until = now + MINUTE
        return self.closed_until

    def open(self) -> None:
        if self.closed_until is not None:
            log.info("Teams takes the bot's credentials again")
        self.closed_until = None
