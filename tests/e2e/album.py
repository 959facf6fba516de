"""Pictures of what the bot shows: kept as output of the tests, and a chosen few for the README (`make pictures`)."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from tests.e2e.client import Card
from tests.e2e.easel import DESKTOP, PHONE, Easel, cut_off, faint
from tests.e2e.programs import BUILD, ROOT

PICTURES, CHOSEN = BUILD / "pictures", ROOT / "docs" / "pictures"
TOLD = ("welcome", "nudge", "nudge-answered", "several", "list-opened", "digest")
SHOWN = (f"light-{PHONE}", f"light-{DESKTOP}", f"dark-{PHONE}")


@dataclass(frozen=True, slots=True)
class Album:
    """Keeps pictures of cards in a folder, and looks at each for what a person would find wrong with it."""

    easel: Easel
    folder: Path = PICTURES

    async def keep(self, name: str, card: Card) -> None:
        """Take a card as it stands in the Playground, on a phone and a desktop, and drawn in the dark."""
        for width in (PHONE, DESKTOP):
            async with card.as_wide_as(width) as copy:
                assert (await cut_off(copy), await faint(copy)) == ([], []), f"{name} at {width}"
                await copy.screenshot(path=self.folder / f"{name}-light-{width}.png")
            drawn = await self.easel.draw(await card.sent(), "dark", width)
            assert (await cut_off(drawn), await faint(drawn)) == ([], []), f"{name} at {width}, dark"
            await drawn.screenshot(path=self.folder / f"{name}-dark-{width}.png")


def main() -> None:
    """Copy the chosen pictures of the last run to where the README shows them."""
    CHOSEN.mkdir(parents=True, exist_ok=True)
    for name in (f"{story}-{shown}.png" for story in TOLD for shown in SHOWN):
        shutil.copyfile(PICTURES / name, CHOSEN / name)


if __name__ == "__main__":
    main()
