"""The fake Teams' log-in: it gives the bot its tokens, and signs what Teams sends to the bot."""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import cache
from itertools import count
from typing import Any

import jwt
from aiohttp import web
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key

ISSUER = "https://api.botframework.com"
_LIFE = timedelta(hours=1)


class Login:
    """Issues opaque tokens for one bot, and publishes the keys it signs with. Counts what it is asked for.

    `token_requests` and `key_requests` are how often the bot came for each.
    """

    def __init__(self, clock: Callable[[], datetime], *, app_id: str, app_password: str, tenant_id: str) -> None:
        self._clock, self._app_id, self._secret, self._tenant = clock, app_id, app_password, tenant_id
        self._good: dict[str, datetime] = {}
        self._numbers, self._refusals, self._down = count(1), 0, False
        self._key, self._published = 0, {0}
        self.token_requests = self.key_requests = 0
        self.signs_for: Sequence[str] = ("msteams",)

    def routes(self) -> list[web.RouteDef]:
        return [
            web.post("/login/{tenant}/oauth2/v2.0/token", self._by_secret),
            web.get("/login/identity", self._by_identity),
            web.get("/openid/configuration", self._metadata),
            web.get("/openid/keys", self._keys),
        ]

    def refuses(self, *, times: int = 1) -> None:
        """Give no token the next times it is asked for one."""
        self._refusals = times

    def goes_down(self) -> None:
        """Answer nobody who asks for a token, until it comes back."""
        self._down = True

    def comes_back(self) -> None:
        self._down = False

    def revokes_tokens(self) -> None:
        """Let no token that was issued be good any more."""
        self._good.clear()

    def rolls_keys(self) -> None:
        """Sign with a new key from now on, and publish it beside the old ones."""
        self._key += 1
        self._published.add(self._key)

    def hides_key(self) -> None:
        """Take the key it signs with out of what it publishes."""
        self._published.discard(self._key)

    def knows(self, header: str | None) -> bool:
        """Say whether an Authorization header holds a token that was issued here and is still good."""
        expires = self._good.get((header or "").removeprefix("Bearer "))
        return not self._app_id or (expires is not None and self._clock() < expires)

    def signs(self, service_url: str, *, key: str = "", life: timedelta = _LIFE, **claims: Any) -> str:
        """Sign a token as Teams would. `claims` go over the right ones; None leaves out; `key` names another key."""
        now = self._clock()
        times = {"nbf": int((now - _LIFE).timestamp()), "exp": int((now + life).timestamp())}
        right = {"iss": ISSUER, "aud": self._app_id, "serviceurl": service_url, **times}
        headers = {"kid": key or _name(self._key)}
        said = {name: claim for name, claim in (right | claims).items() if claim is not None}
        return jwt.encode(said, _private(self._key), algorithm="RS256", headers=headers)

    async def _by_secret(self, request: web.Request) -> web.Response:
        form = await request.post()
        right = {
            "grant_type": "client_credentials",
            "client_id": self._app_id,
            "client_secret": self._secret,
        }
        scope = str(form.get("scope"))  # for the Bot Framework, or for the fake Graph
        right["scope"] = scope if scope.endswith("/graph/.default") else f"{ISSUER}/.default"
        return self._issue(request.match_info["tenant"] == self._tenant and dict(form) == right)

    async def _by_identity(self, request: web.Request) -> web.Response:
        on_app_service = "X-IDENTITY-HEADER" in request.headers
        asked = request.query.get("resource"), request.query.get("client_id")
        headed = on_app_service or request.headers.get("Metadata") == "true"
        expires = {"expires_on": str(int((self._clock() + _LIFE).timestamp()))} if on_app_service else None
        return self._issue(headed and asked == (ISSUER, self._app_id), expires)

    def _issue(self, right: bool, expires: dict[str, str] | None = None) -> web.Response:
        self.token_requests += 1
        if self._down:
            return web.Response(status=503, text="<h1>Sorry</h1>", content_type="text/html")
        if self._refusals or not right:
            self._refusals = max(0, self._refusals - 1)
            words = {"error": "invalid_client", "error_description": "Words that nobody should repeat."}
            return web.json_response(words, status=401)
        token = f"a-token-nobody-should-see-{next(self._numbers)}"
        self._good[token] = self._clock() + _LIFE
        life: dict[str, Any] = expires or {"expires_in": int(_LIFE.total_seconds())}
        return web.json_response({"token_type": "Bearer", "access_token": token, **life})

    async def _metadata(self, request: web.Request) -> web.Response:
        return web.json_response({"issuer": ISSUER, "jwks_uri": str(request.url.with_path("/openid/keys"))})

    async def _keys(self, request: web.Request) -> web.Response:
        self.key_requests += 1
        of_another_kind = {"kty": "oct", "kid": "key-of-another-kind", "k": "AAAA"}
        return web.json_response({"keys": [of_another_kind, *map(self._public, sorted(self._published))]})

    def _public(self, number: int) -> dict[str, Any]:
        numbers = _private(number).public_key().public_numbers()
        named = {"kty": "RSA", "use": "sig", "kid": _name(number), "endorsements": list(self.signs_for)}
        return {**named, "n": _base64(numbers.n), "e": _base64(numbers.e)}


@cache
def _private(number: int) -> RSAPrivateKey:
    """One key for each number in a process: making one takes a tenth of a second."""
    return generate_private_key(public_exponent=65537, key_size=2048)


def _name(number: int) -> str:
    return f"key-{number}"


def _base64(number: int) -> str:
    written = number.to_bytes((number.bit_length() + 7) // 8, "big")
    return base64.urlsafe_b64encode(written).rstrip(b"=").decode()
