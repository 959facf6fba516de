"""Every sample of every card: on a phone and a desktop, in the light and the dark, shut and with all its parts open."""

from __future__ import annotations

from typing import Any

import pytest

from bot.main import REGISTRY
from bot.rehearsal.people import GENERAL
from tests.card_versions import without_charts
from tests.e2e.album import Album
from tests.e2e.client import Client
from tests.e2e.easel import DESKTOP, PHONE, THEMES, Easel, cut_off, faint, nameless, out_of_reach, press_each

pytestmark = pytest.mark.asyncio(loop_scope="session")
SAMPLES = {name: sample for kind in REGISTRY.cards.values() for name, sample in kind.samples.items()}


def opened(part: Any, *, but: str = "") -> Any:
    """The same card, with all that its buttons show shown, and without the parts of one type."""
    if isinstance(part, dict):
        return {name: opened(inner, but=but) for name, inner in part.items() if name != "isVisible"}
    if isinstance(part, list):
        return [opened(inner, but=but) for inner in part if not (isinstance(inner, dict) and inner.get("type") == but)]
    return part


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", SAMPLES)
async def test_a_card_is_cut_off_nowhere_and_can_be_read(name: str, theme: str, easel: Easel, album: Album) -> None:
    card = SAMPLES[name]().card
    whole = opened(card)
    more = [("-open", whole, PHONE)] if whole != card else []
    for shown, drawn, width in (("", card, PHONE), ("", card, DESKTOP), *more):
        at = await easel.draw(drawn, theme, width)
        assert (await cut_off(at), await faint(at)) == ([], [])
        if shown:
            continue  # its words are held to the same, and nobody looks through two pictures of each card
        kept = album.folder / f"card-{name.replace(', ', '-').replace(' ', '-')}-{theme}-{width}.png"
        await at.screenshot(path=kept, scale="css")  # to look through, not to show: a quarter of the points


def titles(part: Any) -> list[str]:
    """What the buttons of a card say that ask the bot, in order."""
    if isinstance(part, dict):
        if part.get("type") == "Action.Execute":
            return [part["title"]]
        return [title for inner in part.values() for title in titles(inner)]
    return [title for inner in part for title in titles(inner)] if isinstance(part, list) else []


@pytest.mark.parametrize("name", SAMPLES)
async def test_a_card_can_be_used_by_the_keyboard_alone_and_all_in_it_has_a_name(name: str, easel: Easel) -> None:
    card = SAMPLES[name]().card
    at = await easel.draw(opened(card), "light", PHONE)
    assert (await nameless(at), await out_of_reach(at)) == ([], [])
    whole = opened(card, but="Action.ToggleVisibility")
    assert await press_each(await easel.draw(whole, "light", DESKTOP)) == titles(whole)


OPENING = [name for name, sample in SAMPLES.items() if opened(sample().card) != sample().card]


@pytest.mark.parametrize("name", OPENING)
async def test_what_is_shut_is_opened_by_the_keyboard(name: str, easel: Easel) -> None:
    at = await easel.draw(SAMPLES[name]().card, "light", PHONE)
    before = await at.inner_text()
    await press_each(at)
    assert await at.inner_text() != before


async def test_the_playground_draws_every_card_whole_on_a_phone(teams: Client) -> None:
    """With tables for charts, as on a phone; how a client lays out its charts is its own affair."""
    await teams.open("General")
    message = ""  # one, which is drawn anew: with each that stands on the page, the next takes longer
    for name, sample in SAMPLES.items():
        card, message = await teams.receive(
            GENERAL, {**without_charts(sample().card), "speak": name}, instead_of=message
        )
        async with card.copied(PHONE) as (copy, _):
            assert (await cut_off(copy), await faint(copy)) == ([], []), name
