"""Every sample of every card: on a phone and a desktop, in the light and the dark, shut and with all its parts open."""

from __future__ import annotations

from typing import Any

import pytest

from bot.main import REGISTRY
from bot.rehearsal.people import GENERAL
from tests.e2e.album import Album
from tests.e2e.client import Client
from tests.e2e.easel import DESKTOP, PHONE, THEMES, Easel, cut_off, faint

pytestmark = pytest.mark.asyncio(loop_scope="session")
SAMPLES = {name: sample for kind in REGISTRY.cards.values() for name, sample in kind.samples.items()}


def opened(part: Any) -> Any:
    """The same card, with all that its buttons show shown."""
    if isinstance(part, dict):
        return {name: opened(inner) for name, inner in part.items() if name != "isVisible"}
    return [opened(inner) for inner in part] if isinstance(part, list) else part


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", SAMPLES)
async def test_a_card_is_cut_off_nowhere_and_can_be_read(name: str, theme: str, easel: Easel, album: Album) -> None:
    card = SAMPLES[name]().card
    whole = opened(card)
    more = [("-open", whole, PHONE)] if whole != card else []
    for shown, drawn, width in (("", card, PHONE), ("", card, DESKTOP), *more):
        at = await easel.draw(drawn, theme, width)
        assert (await cut_off(at), await faint(at)) == ([], [])
        await at.screenshot(
            path=album.folder / f"card-{name.replace(', ', '-').replace(' ', '-')}{shown}-{theme}-{width}.png"
        )


async def test_the_playground_draws_every_card_whole_on_a_phone(teams: Client) -> None:
    await teams.open("General")
    for sample in SAMPLES.values():
        card = await teams.receive(GENERAL, sample().card)
        async with card.as_wide_as(PHONE) as copy:
            assert (await cut_off(copy), await faint(copy)) == ([], [])
