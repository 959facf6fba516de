"""A longer text pasted into the chat, line by line as it stands."""

from __future__ import annotations

import json

from playwright.async_api import Route

from tests.e2e.client import BOX, Client

_SAID = "**/_conversation/**/messages"
_PASTE = """(box, text) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', text)
    box.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
}"""


async def paste(client: Client, paper: str, *, behind: str) -> None:
    """Paste a paper behind a command, and send it.

    The Playground shows its lines and sends them as one; Teams does not, so they are put back on the way.
    """
    box = client.page.locator(BOX).last
    await box.click()
    await client.page.keyboard.type(f"{behind} ")
    await box.evaluate(_PASTE, paper)
    await client.page.route(_SAID, lambda route: _lined(route, f"{behind} {paper}"), times=1)
    await client.page.keyboard.press("Enter")
    await client.still()


async def _lined(route: Route, text: str) -> None:
    said = json.loads(route.request.post_data or "{}")
    await route.continue_(post_data=json.dumps({**said, "text": text}))
