"""Whether the program can do its work at this moment, and if not, why, in plain words."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from datetime import timedelta

from bot.clock import Clock
from scheduler.clockwork import Clockwork
from storage.db import Database
from storage.migrate import is_current

_PATIENCE = 2.0  # seconds to wait for the database
_OVERDUE = timedelta(minutes=3)  # planning comes round every minute
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    db: Database
    clockwork: Clockwork
    clock: Clock

    async def troubles(self) -> dict[str, str]:
        """What does not work, by part; empty when everything does."""
        found = {"database": await self._database(), "clockwork": self._clockwork(), "line": self._line()}
        return {part: reason for part, reason in found.items() if reason}

    async def _database(self) -> str:
        try:
            async with asyncio.timeout(_PATIENCE):
                current = await is_current(self.db)
        except Exception:  # whatever the driver raises, the answer is the same
            _log.warning("the database could not be read", exc_info=True)
            return "The database could not be read."
        return "" if current else "The database is not up to date. Run: pledgekeeper migrate"

    def _clockwork(self) -> str:
        at = self.clockwork.planned_at
        if at is None or self.clock() - at > _OVERDUE:
            return "Nothing has been planned for some minutes."
        return ""

    def _line(self) -> str:
        closed = self.clockwork.line.closed_until is not None
        return "Teams does not take the bot's credentials, so nothing is sent." if closed else ""
