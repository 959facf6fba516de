"""How the text of a setting is read. Each raises ValueError with the end of a sentence that begins with its name."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from yarl import URL

Read = Callable[[str], Any]
PREFIX = "PLEDGEKEEPER_"
_DATABASES = ("sqlite+aiosqlite:///", "postgresql+asyncpg://")
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday")
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_HOST = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?|::1")
_LAST_HOUR = time(17)


def words(text: str) -> str:
    """Text as it stands."""
    return text


def one_of(*known: str) -> Read:
    """Read one of these words, in any case."""

    def read(text: str) -> str:
        for word in known:
            if text.casefold() == word.casefold():
                return word
        raise ValueError(f"must be {' or '.join(known)}")

    return read


def database_url(text: str) -> str:
    """An SQLAlchemy URL of one of the two databases."""
    if not text.startswith(_DATABASES):  # never repeated: it may hold a password
        raise ValueError(f"must begin with {' or '.join(_DATABASES)}")
    return text


def port(text: str) -> int:
    """A TCP port."""
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 65536):
        raise ValueError("must be a number from 1 to 65535")
    return int(text)


def rate(text: str) -> float:
    """Requests a second."""
    try:
        number = float(text)
    except ValueError:
        number = 0.0
    if not 0 < number <= 1000:
        raise ValueError("must be a number above 0 and at most 1000")
    return number


def tenant(text: str) -> str:
    """A tenant id; a domain would match nobody."""
    if "." in text:
        raise ValueError("must be the tenant's id, a GUID, and not a domain")
    return text


def lowered(text: str) -> frozenset[str]:
    """Names in lower case."""
    return frozenset(part.lower() for part in _parts(text))


def hosts(text: str) -> frozenset[str]:
    """Host names in lower case."""
    found = lowered(text)
    if not all(_HOST.fullmatch(host) for host in found):
        raise ValueError("must be host names parted by commas, without https:// and without ports")
    return found


def zone(text: str) -> ZoneInfo:
    """A time zone by its IANA name."""
    try:
        return ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError("must be a time zone such as Europe/London") from None


def secure_url(text: str) -> str:
    """An https address, without the last slash."""
    try:
        url = URL(text)
    except ValueError:
        url = URL()
    local = url.scheme == "http" and url.host in LOOPBACK
    if not url.host or not (url.scheme == "https" or local):
        raise ValueError("must be an https:// address; http:// is taken for this machine alone")
    return text.rstrip("/")


def ladder(text: str) -> tuple[int, ...]:
    """Working days before a deadline, the earliest rung first."""
    try:
        rungs = [int(part) for part in _parts(text)]
    except ValueError:
        rungs = []
    if not rungs or len(set(rungs)) < len(rungs) or not all(0 <= rung <= 60 for rung in rungs):
        raise ValueError("must be different whole numbers from 0 to 60, parted by commas, such as 10,2,0")
    return tuple(sorted(rungs, reverse=True))


def weeks(text: str) -> timedelta:
    """Some weeks."""
    if not (text.isascii() and text.isdigit() and 0 < int(text) <= 52):
        raise ValueError("must be a number of weeks from 1 to 52")
    return timedelta(weeks=int(text))


def office_hour(text: str) -> time:
    """A wall-clock time before five, when people are left alone."""
    try:
        hour = datetime.strptime(text, "%H:%M").time()  # noqa: DTZ007 - an hour of any day has no zone
    except ValueError:
        hour = _LAST_HOUR
    if hour >= _LAST_HOUR:
        raise ValueError("must be a time before 17:00, such as 09:30")
    return hour


def weekly(text: str) -> tuple[int, time]:
    """A weekday, Monday being 0, and a wall-clock time."""
    day, _, hour = text.partition(" ")
    try:
        return _DAYS.index(day.casefold()), office_hour(hour.strip())
    except ValueError:
        raise ValueError("must be a weekday and a time before 17:00, such as Monday 11:00") from None


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]
