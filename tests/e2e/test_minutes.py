"""Minutes pasted into the chat become pledges, once an admin has looked at each of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import expect

from tests.e2e.album import Album
from tests.e2e.client import Card, Client
from tests.e2e.pasting import paste

pytestmark = pytest.mark.asyncio(loop_scope="session")
PAPER = Path(__file__).with_name("minutes.txt").read_text("utf-8")
QUESTION = re.compile("could do with a word from you|Thank you: that is all for now")
RESPITE = "a respite scheme for foster carers be costed"


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def chat(teams: Client) -> Client:
    """The chat, once the question of the day is in it: nothing else comes by itself."""
    await teams.open("Personal Chat")
    await expect(teams.card(QUESTION).at).to_be_visible()
    return teams


async def test_pasted_minutes_are_reviewed_and_entered_and_taken_back(chat: Client, album: Album) -> None:
    await paste(chat, PAPER, behind="minutes")
    review = chat.card("Minutes: 5 proposals")
    await it_is_read_as_the_paper_says(review)
    await album.keep("minutes", review)
    await each_is_settled(review)
    await review.press("Finish …")
    sheet = chat.card("To enter from Minutes")
    await sheet.shows("3 new, 1 merged, 0 updates, 1 left out")
    await album.keep("minutes-sheet", sheet)
    await sheet.answer("Enter them")
    entered = chat.card("✓ Entered: 3 new, 1 merged, 0 updates, 1 left out")
    await album.keep("minutes-entered", entered)
    await the_pledges_are_there(chat, await entered.at.inner_text())
    await chat.say("undo")
    await chat.reads("Taken back: “enter minutes”")


async def it_is_read_as_the_paper_says(review: Card) -> None:
    await review.shows("Corporate Parenting Panel · Wednesday 22 November")
    await review.shows("3 ticked, 2 not.")  # what is resolved again is no proposal again
    await review.row(RESPITE).shows("Head of Fostering · Due Wednesday 31 January 2024")
    await review.row("a model for ward councillors").shows("Looks like CP-23")


async def each_is_settled(review: Card) -> None:
    await review.row("a model for ward councillors").answer("Merge into CP-23")
    await review.row("a model for ward councillors").shows("✓ Ticked, merges into CP-23")
    await review.row("Members be shown round").answer("Not an action")
    await review.row("Members be shown round").shows("✗ Not an action")
    await review.press("More")
    await review.shows("Page 2 of 2")
    await review.press("Edit")
    await review.fill("What is to be done?", "Send Members the dates of the carers' coffee mornings")
    await review.answer("Keep it")
    await review.shows("✓ Ticked, reworded")


async def the_pledges_are_there(chat: Client, entered: str) -> None:
    """The new one under its number, and the paper beside the older one of the one that was there."""
    new = re.search(rf"New: (CP-\d+) That {RESPITE}", entered)
    assert new, entered
    await chat.say(f"show {new[1]}")
    shown = chat.card(f"{new[1]} · action point")
    await shown.shows("Corporate Parenting Panel · Wednesday 22 November 2023 · minute 32")
    await chat.say("show CP-23")
    await chat.card("CP-23 ·").shows("Promised in (2)")
