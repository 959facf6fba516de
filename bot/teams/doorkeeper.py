"""Who may come in: only Teams itself, by a token Microsoft signed for this very bot."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import jwt

from bot.teams.keys import Keys

_LEEWAY = 300  # seconds that clocks may differ
_REMEMBERED = 1_000  # tokens; Teams uses one for about an hour
_log = logging.getLogger(__name__)


class TurnedAway(PermissionError):
    """Not let in. The reason is for the log: it names a rule, never what was sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pass:
    """What one verified token allows; times are Unix seconds."""

    service: str
    channels: frozenset[str]
    since: float
    until: float


class Doorkeeper:
    """Checks the token of a request. A token that was verified is remembered until it runs out."""

    def __init__(self, keys: Keys, *, app_id: str, issuer: str, clock: Callable[[], datetime]) -> None:
        self._keys, self._app_id, self._issuer, self._clock = keys, app_id, issuer, clock
        self._passes: dict[bytes, _Pass] = {}

    async def admit(self, header: str, *, service: str, channel: str) -> None:
        """Let in a request from `service` for `channel`, or raise TurnedAway."""
        try:
            shown = await self._pass(header)
            now = self._clock().timestamp()
            _insist(shown.since - _LEEWAY <= now < shown.until + _LEEWAY, "the token's time is not now")
            _insist(shown.service == service, "the token is for another service URL")
            _insist(channel in shown.channels, "the key is not endorsed for the channel")
        except TurnedAway as reason:
            _log.info("turned away: %s", reason)
            raise

    async def _pass(self, header: str) -> _Pass:
        scheme, _, token = header.partition(" ")
        _insist(scheme.lower() == "bearer" and bool(token), "there is no bearer token")
        digest = hashlib.sha256(token.encode(errors="surrogateescape")).digest()
        if digest not in self._passes:
            self._remember(digest, await self._verify(token))
        return self._passes[digest]

    def _remember(self, digest: bytes, shown: _Pass) -> None:
        while len(self._passes) >= _REMEMBERED:
            del self._passes[next(iter(self._passes))]
        self._passes[digest] = shown

    async def _verify(self, token: str) -> _Pass:
        try:
            key = await self._keys.find(str(jwt.get_unverified_header(token).get("kid")))
            if key is None:
                raise TurnedAway("the key is unknown")
            # The times are judged on every request, remembered or not, so not here.
            options: Any = {"require": ["exp"], "verify_exp": False, "verify_nbf": False, "verify_iat": False}
            read = {"algorithms": ["RS256"], "audience": self._app_id, "issuer": self._issuer, "options": options}
            return _read(jwt.decode(token, key.key, **read), key.endorses)
        except (jwt.PyJWTError, TypeError, ValueError) as error:
            raise TurnedAway(f"the token does not hold ({type(error).__name__})") from None


def _read(claims: dict[str, Any], channels: frozenset[str]) -> _Pass:
    times = {"since": float(claims.get("nbf", 0)), "until": float(claims["exp"])}
    return _Pass(service=str(claims.get("serviceurl", "")), channels=channels, **times)


def _insist(holds: bool, otherwise: str) -> None:
    if not holds:
        raise TurnedAway(otherwise)
