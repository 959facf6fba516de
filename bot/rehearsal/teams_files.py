"""The OneDrive behind the fake Teams: it takes the files that people accepted."""

from __future__ import annotations

import re

from aiohttp import web

_SPAN = re.compile(r"bytes 0-(\d+)/(\d+)")


class OneDrive:
    """Takes whole files in one request, as an upload session of Microsoft's does, and gives them back.

    `files` are what came, by name, and `moved` where others are.
    """

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.moved: dict[str, str] = {}
        self.tokens: list[str] = []
        self._full = False

    def is_full(self) -> None:
        """Take no more files."""
        self._full = True

    def routes(self) -> list[web.RouteDef]:
        return [web.put("/onedrive/{name}", self._put), web.get("/onedrive/{name}", self._get)]

    async def _get(self, request: web.Request) -> web.Response:
        """What a person put there. A file that was moved says where to."""
        self.tokens += request.headers.getall("Authorization", [])
        name = request.match_info["name"]
        if name in self.moved:
            return web.Response(status=302, headers={"Location": self.moved[name]})
        if name not in self.files:
            return web.Response(status=404)
        return web.Response(body=self.files[name])

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
