"""What this machine does at best, and what the SDK does as its documentation has it: python -m benchmarks.floor."""

from __future__ import annotations

import sys
from collections.abc import Awaitable, Callable

from aiohttp import web

Handler = Callable[[web.Request], Awaitable[web.Response]]


async def bare(request: web.Request) -> web.Response:
    """Read the JSON, answer with some."""
    await request.json()
    return web.json_response({})


def echo() -> Handler:
    """The SDK's echo bot behind its own adapter. Without an app id it checks no token and fetches none: its best."""
    from botbuilder.core import ActivityHandler, TurnContext
    from botbuilder.integration.aiohttp import CloudAdapter, ConfigurationBotFrameworkAuthentication
    from botbuilder.schema import Activity

    class Echo(ActivityHandler):  # type: ignore[misc]
        async def on_message_activity(self, turn_context: TurnContext) -> None:
            await turn_context.send_activity(f"Echo: {turn_context.activity.text}")

    class Config:
        APP_ID = APP_PASSWORD = APP_TENANTID = ""
        APP_TYPE = "MultiTenant"

    adapter, bot = CloudAdapter(ConfigurationBotFrameworkAuthentication(Config())), Echo()

    async def receive(request: web.Request) -> web.Response:
        activity = Activity().deserialize(await request.json())
        await adapter.process_activity(request.headers.get("Authorization", ""), activity, bot.on_turn)
        return web.Response(status=201)

    return receive


def main(which: str, port: str) -> None:
    app = web.Application()
    app.router.add_post("/api/messages", echo() if which == "botbuilder" else bare)
    app.router.add_get("/readyz", _ready)
    web.run_app(app, host="127.0.0.1", port=int(port), access_log=None, print=None)


async def _ready(_: web.Request) -> web.Response:
    return web.json_response({})


if __name__ == "__main__":
    main(*sys.argv[1:])
