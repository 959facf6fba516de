"""The keys Microsoft signs with, fetched rarely whatever anybody sends us."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt

from bot.teams.http import Http
from pledges.errors import Unreachable

_OLD = timedelta(days=1)
_AGAIN = timedelta(minutes=5)  # no sooner, or invented key names would make us hammer Microsoft
_AFTER_FAILURE = timedelta(seconds=15)
_LONG_AGO = datetime.min.replace(tzinfo=UTC)
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A public key and the channels it may speak for."""

    key: jwt.PyJWK
    endorses: frozenset[str]


class Keys:
    """The keys of one OpenID metadata document. Old ones serve on while new ones cannot be had."""

    def __init__(self, http: Http, metadata_url: str, clock: Callable[[], datetime]) -> None:
        self._http, self._url, self._clock = http, metadata_url, clock
        self._keys: Mapping[str, Key] = {}
        self._fetched = self._next = _LONG_AGO
        self._one_at_a_time = asyncio.Lock()

    async def find(self, name: str) -> Key | None:
        """Return the key of that name, after one refresh when it is unknown or the keys are a day old."""
        if name not in self._keys or self._clock() - self._fetched > _OLD:
            async with self._one_at_a_time:
                await self._refresh()
        return self._keys.get(name)

    async def _refresh(self) -> None:
        now = self._clock()
        if now < self._next:
            return
        try:
            self._keys, self._fetched, self._next = await self._fetch(), now, now + _AGAIN
        except Unreachable as error:
            self._next = now + _AFTER_FAILURE
            _log.warning("Microsoft's signing keys could not be fetched: %s", error)

    async def _fetch(self) -> Mapping[str, Key]:
        metadata = await self._http.ask("GET", self._url)
        answer = await self._http.ask("GET", str(metadata.body.get("jwks_uri", "")))
        found = dict(entry for each in answer.body.get("keys", ()) if (entry := _key(each)))
        if not found:
            raise Unreachable(f"the answers were {metadata.status} and {answer.status}, without keys")
        return found


def _key(written: Any) -> tuple[str, Key] | None:
    """Read one key; None for one of a kind that is not used here."""
    try:
        endorses = frozenset(written.get("endorsements", ()))
        return written["kid"], Key(key=jwt.PyJWK(written, algorithm="RS256"), endorses=endorses)
    except (jwt.PyJWTError, AttributeError, KeyError, TypeError, ValueError):
        return None
