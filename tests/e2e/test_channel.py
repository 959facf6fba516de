"""Monday morning in a directorate's channel: it is linked, and it asks."""

from __future__ import annotations

import pytest
import pytest_asyncio
from playwright.async_api import expect

from tests.e2e.album import Album
from tests.e2e.client import CHANNEL, Client

pytestmark = pytest.mark.asyncio(loop_scope="session")
DIGEST = "Children's Services: this week's pledges"


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def channel(teams: Client) -> Client:
    """The channel of Children's Services, linked."""
    await teams.open(CHANNEL)
    await teams.post("link Children's Services")
    asked = teams.card("Post the digest of Children's Services here?")
    await asked.shows("6 people will read it. It names posts, never persons")
    await asked.answer("Link it")
    return teams


async def test_a_channel_is_greeted_and_told_how_to_be_linked(channel: Client, album: Album) -> None:
    hello = channel.card("The weekly digest can come here")
    await hello.shows("An admin links this channel by mentioning me")
    await album.keep("hello-channel", hello)


async def test_a_linked_channel_is_told_when_its_first_digest_comes(channel: Client) -> None:
    linked = channel.card("This channel gets the weekly digest of Children's Services")
    await linked.shows("next on Monday 27 November")


async def test_an_extra_digest_says_that_it_is_one(channel: Client) -> None:
    await channel.post("digest now")
    extra = channel.thread("An extra one, asked for in this channel.")
    await channel.card(DIGEST, extra).shows("CP-50 Hold the development event with partners")


async def test_a_word_in_a_thread_is_answered_in_that_thread(channel: Client) -> None:
    await channel.post("hepl")
    thread = channel.thread("Did you mean “help”?")
    await channel.reply("help", under="Did you mean “help”?")
    await channel.card("What I can do", thread).shows("Mention me, then type one of these.")


async def test_what_is_private_is_not_shown_in_a_channel(channel: Client) -> None:
    await channel.post("mine")
    await expect(channel.thread("mine").get_by_text("I answer “mine” in private")).to_be_visible()


async def test_without_a_name_the_directorate_is_chosen_from_a_list(channel: Client, album: Album) -> None:
    await channel.post("link")
    form = channel.card("Whose digest should come here?")
    await form.choose("Directorate", "Public Health")
    await album.keep("link-form", form)
    await form.press("Go on")
    asked = channel.card("Post the digest of Public Health here?")
    await album.keep("link", asked)
    await asked.answer("No")
    await channel.card("Left as it was").shows("nothing is posted here")
