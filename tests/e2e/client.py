"""The Playground's page, driven as the person in front of it does: by what is on the screen."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, Self

from playwright.async_api import Locator, Page, ViewportSize, WebSocket, expect

from bot.rehearsal.people import CHANNEL_NAME, TEAM
from tests.e2e.easel import FONTS

Window = Callable[[], Awaitable[Page]]
SCREEN = ViewportSize(width=1400, height=1000)
CHANNEL = f"{TEAM} - {CHANNEL_NAME}"
_BOT = "Pledgekeeper"
_CARD = ".ac-adaptiveCard"
_THREAD = ".fui-Card[role=group]"
BOX = "[role=textbox][contenteditable=true]"
_SEND = "Send Message"
_LOG = "/_ws/log/stream"
_CANNOT_DRAW, _CANNOT_DO = "not supported yet", "not implemented yet"
# A chat is replaced bit by bit, so wait until nothing has moved for a while.
_STILL = """() => new Promise(done => {
    const finish = () => { watch.disconnect(); done() }
    let timer = setTimeout(finish, 120)
    const watch = new MutationObserver(() => { clearTimeout(timer); timer = setTimeout(finish, 120) })
    watch.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true })
})"""

# The copy stands where the page's colours hold. What was typed is copied apart; how high the copy is comes back.
_COPY = """(card, width) => {
    const copy = card.cloneNode(true)
    const typed = from => [...from.querySelectorAll('input, textarea')]
    typed(copy).forEach((field, i) => { field.value = typed(card)[i].value })
    copy.id = 'copy'
    copy.style.cssText += `; position: fixed; left: 0; top: 0; z-index: 99999; width: ${width}px;
        background: white; box-shadow: 0 0 0 2px white`
    card.closest('.fui-FluentProvider').append(copy)
    return Math.ceil(copy.offsetHeight)
}"""


class Client:
    """One person's Teams: a chat with the bot, and channels. Open one before talking in it."""

    def __init__(self, page: Page) -> None:
        self.page, self._log = page, list[WebSocket]()
        self._sent, self._faults = dict[str, dict[str, Any]](), list[str]()
        self._threads = page.locator(_THREAD).filter(has=page.get_by_role("button", name=_SEND))
        page.on("pageerror", lambda error: self._faults.append(f"the page broke: {error}"))
        page.on("websocket", self._listen)

    @classmethod
    async def at(cls, url: str, page: Page) -> Self:
        """Go to the Playground in a window, which installs the bot in the personal chat."""
        client = cls(page)
        await client.page.goto(url)
        await client.page.add_style_tag(path=FONTS)
        return client

    async def leave(self) -> None:
        """Close the window. Nothing may have gone wrong on it, and the Playground must have been able to draw all."""
        assert self._faults + await self.page.get_by_text(_CANNOT_DRAW).all_inner_texts() == []
        await self.page.context.close()

    async def open(self, name: str) -> None:
        """Open a chat or a channel by its name in the list; the first time, that installs the bot there."""
        await self.page.get_by_role("treeitem", name=name).click()
        await self.still()

    async def say(self, text: str) -> None:
        """Write to the bot in its chat."""
        await self._type(self.page.locator(BOX).last, text)
        await self.page.keyboard.press("Enter")
        await self.still()

    async def post(self, text: str) -> None:
        """Begin a thread in the channel with a mention of the bot."""
        await self._type(self.page.locator(BOX).first, text, mention=True)
        await self.page.get_by_role("button", name="Post", exact=True).click()
        await self.still()

    async def reply(self, text: str, *, under: str) -> None:
        """Mention the bot in the newest thread that has some words."""
        thread = self.thread(under)
        await self._type(thread.locator(BOX), text, mention=True)
        await thread.get_by_role("button", name=_SEND).click()
        await self.still()

    def thread(self, words: str) -> Locator:
        """The newest thread of the channel that has some words."""
        return self._threads.filter(has_text=words).first

    def card(self, words: str | re.Pattern[str], within: Locator | None = None) -> Card:
        """The lowest card on the screen, or within a thread, that has some words: in a chat, the newest."""
        return Card(self, (within or self.page).locator(_CARD).filter(has_text=words).last)

    async def receive(self, channel: str, card: Mapping[str, Any], *, instead_of: str = "") -> tuple[Card, str]:
        """Let the Playground take a card for one of its channels, as from the bot: as the newest there, or in place.

        Give it as it stands, with the name of its message. What it `speak`s must differ from what stood there.
        """
        at = f"{self.page.url}_connector/v3/conversations/{channel}/activities"
        content = {"contentType": "application/vnd.microsoft.card.adaptive", "content": card}
        send = self.page.request.put if instead_of else self.page.request.post
        said = {"type": "message", "attachments": [content]} | ({"id": instead_of} if instead_of else {})
        answer = await send(f"{at}/{instead_of}" if instead_of else at, data=said)
        assert answer.ok, await answer.text()
        drawn = self._threads.first.locator(_CARD)
        await expect(drawn).to_have_attribute("aria-label", card["speak"])
        return Card(self, drawn), instead_of or str((await answer.json())["id"])

    async def reads(self, words: str) -> None:
        """Wait until some words are on the screen, in a message that is no card."""
        await expect(self.page.get_by_text(words).last).to_be_visible()

    async def still(self) -> None:
        """Wait until the page has stopped changing."""
        await self.page.evaluate(_STILL)

    @asynccontextmanager
    async def redrawn(self) -> AsyncIterator[None]:
        """Hold until the bot has changed a message that stands in a conversation, for everyone who sees it."""
        async with self._log[-1].expect_event("framereceived", lambda frame: _is_change(_entry(frame))):
            yield
        await self.still()

    def sent(self, words: str) -> dict[str, Any]:
        """The card that the bot sent last under these words for a screen reader."""
        return self._sent[words]

    async def _type(self, box: Locator, text: str, *, mention: bool = False) -> None:
        await box.click()
        if mention:
            await self.page.keyboard.type(f"@{_BOT}")
            await self.page.get_by_role("menuitem", name=_BOT).click()
        await self.page.keyboard.type(f" {text}" if mention else text)

    def _listen(self, socket: WebSocket) -> None:
        if socket.url.endswith(_LOG):
            self._log.append(socket)
            socket.on("framereceived", lambda frame: self._take(_entry(frame)))

    def _take(self, entry: dict[str, Any]) -> None:
        said, status = entry.get("displayText") or "", _status(entry)
        if _CANNOT_DRAW in said or _CANNOT_DO in said:
            self._faults.append(said)
        if status >= 400:
            self._faults.append(f"{entry['activityName']} to {entry['to']} was answered {status}")
        self._sent.update({card["speak"]: card for card in _cards(entry)})


@dataclass(frozen=True, slots=True)
class Card:
    """A card on the page, or a part of one. Only what can be seen of it is pressed and filled."""

    client: Client
    at: Locator

    async def press(self, label: str) -> None:
        """Press a button that opens something, or is answered by something else."""
        await self._button(label).click()
        await self.client.still()

    async def answer(self, label: str) -> None:
        """Press a button that changes something; the card in the chat is drawn anew for everyone."""
        async with self.client.redrawn():
            await self._button(label).click()

    async def fill(self, label: str, text: str) -> None:
        field = self.at.get_by_label(label).filter(visible=True)
        await field.fill(text)
        await field.press("Tab")

    async def choose(self, label: str, choice: str) -> None:
        await self.at.get_by_role("combobox", name=label).click()
        await self.client.page.get_by_role("option", name=choice, exact=True).click()
        await self.client.still()

    async def shows(self, words: str) -> None:
        """Wait until it has some words."""
        await expect(self.at).to_contain_text(words)

    def row(self, words: str) -> Card:
        """The part of it that has some words."""
        return Card(self.client, self.at.locator(".ac-container").filter(has_text=words).first)

    @asynccontextmanager
    async def as_wide_as(self, width: int) -> AsyncIterator[Locator]:
        """A copy of it that is so many pixels wide, over the page within the block, and whole on the screen."""
        page = self.client.page
        await page.mouse.move(0, 0)  # over no button
        async with self.copied(width) as (copy, height):
            await page.set_viewport_size({"width": SCREEN["width"], "height": height})
            yield copy
        await page.set_viewport_size(SCREEN)

    @asynccontextmanager
    async def copied(self, width: int) -> AsyncIterator[tuple[Locator, int]]:
        """The same, and how high it is; the screen stays as it is, which may not show all of it."""
        height: int = await self.at.evaluate(_COPY, width)
        copy = self.client.page.locator("#copy")
        yield copy, height
        await copy.evaluate("copy => copy.remove()")

    async def sent(self) -> dict[str, Any]:
        """The card as the bot sent it."""
        return self.client.sent(await self.at.get_attribute("aria-label") or "")

    def _button(self, label: str) -> Locator:
        return self.at.get_by_role("button", name=label, exact=True).filter(visible=True)


def _entry(frame: str | bytes) -> dict[str, Any]:
    """What one exchange between the Playground and the bot was."""
    entry: dict[str, Any] = json.loads(frame).get("log") or {}
    return entry


def _status(entry: dict[str, Any]) -> int:
    status: int = (entry.get("response") or {}).get("statusCode", 200)
    return status


def _is_change(entry: dict[str, Any]) -> bool:
    """Whether a message of the bot took the place of one that stands: that is answered with 200, a new one with 201."""
    return entry.get("activityName") == "message" and entry.get("from") == "User Application" and _status(entry) == 200


def _cards(of: Any) -> list[dict[str, Any]]:
    """Every card in what was sent, either way."""
    inner = of.values() if isinstance(of, dict) else of if isinstance(of, list) else ()
    own = [of] if isinstance(of, dict) and of.get("type") == "AdaptiveCard" else []
    return own + [card for part in inner for card in _cards(part)]
