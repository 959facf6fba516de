"""What Teams' refusals mean for whoever sends: the status decides, the words are never repeated."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

from bot.teams.http import Answer
from pledges.errors import Blocked, DeliveryError, NotAuthorised, Refused, Throttled, Unreachable

_IN_PASSING = frozenset({412, 502, 503, 504})  # Microsoft names these to be tried again, and no others: 500 is not
_BLOCKED = {
    "ConversationBlockedByUser": "blocked the bot",
    "BotNotInConversationRoster": "took the bot out",
    "BotDisabledByAdmin": "has no bot, since an admin of Teams has switched it off",
    "NotEnoughPermissions": "may not be written to by the bot",
}
_CODE = re.compile(r"[A-Za-z0-9_]{1,60}")


def fault(answer: Answer, now: datetime, gone: type[DeliveryError]) -> DeliveryError:
    """Name what an answer of 300 or more means. `gone` is what a 404 means for the request at hand."""
    told = f"Teams answered {answer.status} {error_code(answer.body)}".strip()
    if answer.status == 429:
        return Throttled(_wait(answer.headers.get("Retry-After", ""), now))
    if answer.status in _IN_PASSING:
        return Unreachable(told)
    if answer.status == 413:
        return Refused(f"the message is too big for Teams ({told})")
    if answer.status == 403:
        return Blocked(f"{_blocked(answer.body)} ({told})")
    kinds: dict[int, type[DeliveryError]] = {401: NotAuthorised, 404: gone}
    return kinds.get(answer.status, Refused)(told)


def _blocked(body: Mapping[str, Any]) -> str:
    """Why Teams lets nothing through; some answers, among them those of MessageWritesBlocked, do not say exactly."""
    return _BLOCKED.get(error_code(body), "blocked, muted or took out the bot")


def error_code(body: Mapping[str, Any]) -> str:
    """Take the short code out of an error body of Teams or of the log-in; never a sentence."""
    error = body.get("error")
    code = error.get("code") if isinstance(error, Mapping) else error or _sub_code(body.get("message"))
    return code if isinstance(code, str) and _CODE.fullmatch(code) else ""


def _sub_code(message: object) -> object:
    """Where a body has no code but a number, the code may stand in its message, which is JSON again."""
    try:
        told = json.loads(message) if isinstance(message, str) else None
    except ValueError:
        return None
    return told.get("subCode") if isinstance(told, Mapping) else None


def _wait(header: str, now: datetime) -> timedelta | None:
    """Read Retry-After: seconds, or an HTTP date. None when it says neither."""
    try:
        return timedelta(seconds=max(0.0, float(header)))
    except (ValueError, OverflowError):
        pass
    try:
        until = parsedate_to_datetime(header)
    except ValueError:
        return None
    return max(timedelta(0), until.replace(tzinfo=until.tzinfo or UTC) - now)
