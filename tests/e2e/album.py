"""Pictures of what the bot shows: kept as output of the tests, and a chosen few for the README (`make pictures`)."""

from __future__ import annotations

import asyncio
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.e2e.browser import chromium
from tests.e2e.client import Card
from tests.e2e.easel import DESKTOP, PHONE, Easel, cut_off, faint
from tests.e2e.programs import BUILD, ROOT

PICTURES, CHOSEN = BUILD / "pictures", ROOT / "docs" / "pictures"
SHOWN = (f"light-{PHONE}", f"light-{DESKTOP}", f"dark-{PHONE}")
TOLD = {
    **dict.fromkeys(("welcome", "nudge", "nudge-answered", "several", "list-opened", "digest"), SHOWN),
    "minutes": (f"light-{PHONE}", f"dark-{PHONE}"),
    **dict.fromkeys(("minutes-sheet", "minutes-entered"), (f"light-{PHONE}",)),
    **dict.fromkeys(("digest-rich", "digest-quiet", "digest-long"), (*SHOWN, f"dark-{DESKTOP}")),
}


@dataclass(frozen=True, slots=True)
class Album:
    """Keeps pictures of cards in a folder, and looks at each for what a person would find wrong with it."""

    easel: Easel
    folder: Path = PICTURES

    async def keep(self, name: str, card: Card, sent: Mapping[str, Any] | None = None) -> None:
        """Take a card as it stands in the Playground, on a phone and a desktop, and drawn in the dark.

        `sent` is the card where it did not come from the bot, or is not as it came.
        """
        sent = sent or await card.sent()
        for width in (PHONE, DESKTOP):
            async with card.as_wide_as(width) as copy:
                assert (await cut_off(copy), await faint(copy)) == ([], []), f"{name} at {width}"
                await copy.screenshot(path=self.folder / f"{name}-light-{width}.png")
            drawn = await self.easel.draw(sent, "dark", width)
            assert (await cut_off(drawn), await faint(drawn)) == ([], []), f"{name} at {width}, dark"
            await drawn.screenshot(path=self.folder / f"{name}-dark-{width}.png")


async def choose() -> None:
    """Copy the chosen pictures of the last run to where the README and docs show them, in few colours."""
    CHOSEN.mkdir(parents=True, exist_ok=True)
    async with chromium() as browser:
        page = await browser.new_page()
        await page.goto("data:text/html,")  # a page of its own, which may read what it is given
        await page.add_script_tag(path=Path(__file__).with_name("small.js"))
        for name in (f"{story}-{shown}.png" for story, all_shown in TOLD.items() for shown in all_shown):
            drawn = await page.evaluate("small", b64encode((PICTURES / name).read_bytes()).decode())
            (CHOSEN / name).write_bytes(b64decode(drawn))


if __name__ == "__main__":
    asyncio.run(choose())
