"""The web side: where Teams posts to, and how whoever runs the program sees that it is well."""

from __future__ import annotations

import logging
import re
import uuid
from collections.abc import Awaitable, Callable, Mapping

from aiohttp import web
from aiohttp.typedefs import Handler

from bot.logs import REQUEST

Receive = Callable[[web.Request], Awaitable[web.StreamResponse]]
Troubles = Callable[[], Awaitable[Mapping[str, str]]]
_REQUEST_ID = re.compile(r"[\w-]{1,64}", re.ASCII)
_BODY = 1 << 20  # bytes
_log = logging.getLogger(__name__)


def serve(receive: Receive, troubles: Troubles) -> web.Application:
    """The routes. `troubles` says what keeps the program from working, by part and in plain words; else nothing."""

    async def ready(_: web.Request) -> web.Response:
        found = await troubles()
        body = {"ready": not found, "reasons": dict(found)}
        return web.json_response(body, status=503 if found else 200)

    app = web.Application(middlewares=[_guarded], client_max_size=_BODY)
    app.router.add_post("/api/messages", receive)
    app.router.add_get("/api/messages", _quiet)  # and HEAD
    app.router.add_get("/healthz", _alive)
    app.router.add_get("/readyz", ready)
    return app


async def _quiet(_: web.Request) -> web.Response:
    return web.Response(text="Microsoft Teams posts here. There is nothing to see.\n")


async def _alive(_: web.Request) -> web.Response:
    return web.json_response({"alive": True})


@web.middleware
async def _guarded(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Name every request, in its answer and in every line it logs; and tell nobody outside what went wrong inside."""
    name = _name(request)
    token = REQUEST.set(name)
    try:
        response = await handler(request)
    except web.HTTPException as refusal:
        refusal.headers["X-Request-ID"] = name
        raise
    except Exception:
        _log.exception("a request failed", extra={"path": request.path})
        body = {"error": "Something went wrong here. Whoever runs this program finds it in the log.", "request": name}
        response = web.json_response(body, status=500)
    finally:
        REQUEST.reset(token)
    response.headers["X-Request-ID"] = name
    return response


def _name(request: web.Request) -> str:
    given = request.headers.get("X-Request-ID", "")
    return given if _REQUEST_ID.fullmatch(given) else uuid.uuid4().hex
