"""A browser that speaks to nothing but this machine, what draws and keeps pictures, and a Monday morning."""

from __future__ import annotations

import shutil
import signal
from collections.abc import AsyncIterator
from urllib.parse import urlsplit

import pytest_asyncio
from playwright.async_api import Page, expect

from tests.e2e.album import PICTURES, Album
from tests.e2e.browser import chromium
from tests.e2e.client import SCREEN, Client, Window
from tests.e2e.easel import Easel
from tests.e2e.programs import BUILD, demo

PATIENCE = 20_000  # milliseconds


def pytest_sessionstart() -> None:
    """Let SIGTERM end the run as Ctrl-C does, so that what it started is stopped."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def window() -> AsyncIterator[Window]:
    """Opens windows of one headless Chromium. Each is a person's own: a page behind another would be drawn slowly."""
    expect.set_options(timeout=PATIENCE)
    async with chromium() as browser:

        async def opened() -> Page:
            context = await browser.new_context(viewport=SCREEN, device_scale_factor=2, reduced_motion="reduce")
            context.set_default_timeout(PATIENCE)
            await context.route(_elsewhere, lambda route: route.abort())
            return await context.new_page()

        yield opened


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def easel(window: Window) -> Easel:
    return await Easel.in_(await window(), BUILD / "node_modules" / "adaptivecards" / "dist" / "adaptivecards.min.js")


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def album(easel: Easel) -> Album:
    """An empty album, which the run fills."""
    shutil.rmtree(PICTURES, ignore_errors=True)
    PICTURES.mkdir(parents=True)
    return Album(easel)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def teams(window: Window) -> AsyncIterator[Client]:
    """The Teams of somebody who leads some pledges and is an admin, from a few seconds before half past nine on."""
    async with demo("2023-11-27T09:29:54") as url:
        client = await Client.at(url, await window())
        yield client
        await client.leave()


def _elsewhere(url: str) -> bool:
    return urlsplit(url).hostname not in ("127.0.0.1", "localhost", None)
