"""The OneDrive behind the fake Teams: it takes the files that people accepted."""

from __future__ import annotations

import re

from aiohttp import web

_SPAN = re.compile(r"bytes 0-(\d+)/(\d+)")


class OneDrive:
    """Takes whole files in one request, as an upload session of Microsoft's does. `files` are what came, by name."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.tokens: list[str] = []
        self._full = False

    def is_full(self) -> None:
        """Take no more files."""
        self._full = True

    def routes(self) -> list[web.RouteDef]:
        return [web.put("/onedrive/{name}", self._put)]

    async def _put(self, request: web.Request) -> web.Response:
        content = await request.read()
        self.tokens += request.headers.getall("Authorization", [])
        span = _SPAN.fullmatch(request.headers.get("Content-Range", ""))
        if self._full:
            return web.Response(status=507)
        if not span or [int(each) for each in span.groups()] != [len(content) - 1, len(content)]:
            return web.Response(status=416)
        self.files[request.match_info["name"]] = content
        return web.json_response({"id": request.match_info["name"]}, status=201)
