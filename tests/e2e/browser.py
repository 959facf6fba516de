"""A headless Chromium that speaks to nothing but this machine."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from playwright.async_api import Browser, async_playwright

_QUIET = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """Run the machine's own within the block."""
    program = shutil.which("chromium")
    assert program, "The browser tests need Chromium. On Debian and Ubuntu: apt install chromium"
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=program, args=_QUIET)
        yield browser
        await browser.close()
