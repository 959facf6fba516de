"""Cards drawn with Microsoft's renderer in the two themes of Teams, and looked over as a person would."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Self

from playwright.async_api import Locator, Page

HERE = Path(__file__).parent
FONTS = HERE / "fonts.css"
PHONE, DESKTOP = 328, 900  # pixels that a card is wide
_CONTAINERS = {"accent": "#c7def9", "attention": "#ffc5b2", "good": "#ccffcc", "warning": "#ffe2b2"}
THEMES = {
    "light": {
        "card": "#ffffff",
        "page": "#f5f5f5",
        "text": "#242424",
        "subtle": "#616161",
        "line": "#e0e0e0",
        "edge": "#d1d1d1",
        "accent": "#5b5fc7",
        "attention": "#c4314b",
        "good": "#237b4b",
        "warning": "#835c00",
        "scheme": "light",
        "containers": _CONTAINERS,
    },
    "dark": {
        "card": "#292929",
        "page": "#1f1f1f",
        "text": "#ffffff",
        "subtle": "#adadad",
        "line": "#525252",
        "edge": "#666666",
        "accent": "#a6a7dc",
        "attention": "#e37d80",
        "good": "#92c353",
        "warning": "#f2c661",
        "scheme": "dark",
        "containers": _CONTAINERS,
    },
}
_LOOK = (HERE / "look.js").read_text()


class Easel:
    """A page that shows one card at a time."""

    def __init__(self, page: Page) -> None:
        self._page = page

    @classmethod
    async def in_(cls, page: Page, renderer: Path) -> Self:
        await page.set_content("<div id=card></div>")
        for style in (FONTS, HERE / "easel.css"):
            await page.add_style_tag(path=style)
        for script in (renderer, HERE / "easel.js"):
            await page.add_script_tag(path=script)
        return cls(page)

    async def draw(self, card: Mapping[str, Any], theme: str, width: int) -> Locator:
        """The card, drawn."""
        await self._page.evaluate("([card, theme, width]) => draw(card, theme, width)", [card, THEMES[theme], width])
        return self._page.locator("#card")


async def cut_off(card: Locator) -> list[str]:
    """What is wider than its box, or stands out of the card."""
    return await _looked(card, "cutOff")


async def faint(card: Locator) -> list[str]:
    """Words with less contrast than WCAG's level AA asks for, each with its ratio."""
    return await _looked(card, "faint")


async def nameless(card: Locator) -> list[str]:
    """Buttons, fields and links that have no name for those who do not see them."""
    return await _looked(card, "nameless")


async def out_of_reach(card: Locator) -> list[str]:
    """What can be pressed or filled, and is not come to by pressing Tab again and again."""
    await card.evaluate(f"card => {{ {_LOOK}\nleave(card) }}")
    for _ in range(4):  # a day is filled in four steps
        for _ in range(await card.evaluate("() => window.left.size && window.usable + 1")):
            await card.page.keyboard.press("Tab")
    found: list[str] = await card.evaluate(f"card => {{ {_LOOK}\nreturn [...window.left].map(named) }}")
    return found


async def press_each(card: Locator) -> list[str]:
    """Choose where nothing is chosen, then press Enter on every button that is seen; return what the card handed on."""
    for field in await card.locator("select").all():
        if await field.is_visible() and not await field.input_value():
            await field.select_option(index=1)
    for button in await card.get_by_role("button").all():
        if await button.is_visible():
            await button.focus()
            await card.page.keyboard.press("Enter")
    titles: list[str] = await card.evaluate("() => pressed")
    return titles


async def _looked(card: Locator, how: str) -> list[str]:
    found: list[str] = await card.evaluate(f"card => {{ {_LOOK}\nreturn {how}(card) }}")
    return found
