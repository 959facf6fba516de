"""A file that is dropped into the chat comes in as something to fetch, and is fetched from nowhere but its place."""

from __future__ import annotations

from typing import Any

import pytest

from bot.rehearsal.teams import DOWNLOAD, FakeTeams
from bot.rehearsal.teams_world import Person
from dialogs.turn import Happened
from pledges.errors import DeliveryError, Refused, TooLarge, Unreachable
from pledges.messages import Address
from tests.bot.stand import Bot


@pytest.fixture
async def place(fake: FakeTeams, bot: Bot, maya: Person, chat: Address) -> str:
    """Where a file lies that Maya has dropped."""
    fake.onedrive.files["pledges.csv"] = b"Reference,Title"
    await fake.drops(maya, "pledges.csv")
    return bot.heard[-1].files[0].place


async def test_a_dropped_file_arrives_with_its_name_whatever_was_typed_with_it(
    fake: FakeTeams, bot: Bot, maya: Person, chat: Address
) -> None:
    answer = await fake.drops(maya, "pledges.csv", "owners.csv", text="here they are")
    heard = bot.heard[-1]
    assert (answer.status, heard.happened) == (202, Happened.FILE_DROPPED)
    assert [file.name for file in heard.files] == ["pledges.csv", "owners.csv"]


async def test_it_is_fetched_whole_and_our_token_does_not_go_along(fake: FakeTeams, bot: Bot, place: str) -> None:
    assert await bot.teams.fetch(place, 100) == b"Reference,Title"
    assert fake.onedrive.tokens == []


async def test_no_more_is_read_than_is_taken(fake: FakeTeams, bot: Bot, place: str) -> None:
    fake.onedrive.files["pledges.csv"] = b"x" * 200_000
    with pytest.raises(TooLarge):
        await bot.teams.fetch(place, 100_000)


async def test_a_file_that_is_gone_is_refused(fake: FakeTeams, bot: Bot, place: str) -> None:
    fake.onedrive.files.clear()
    with pytest.raises(Refused):
        await bot.teams.fetch(place, 100)


async def test_a_file_that_moved_within_its_cloud_is_followed(fake: FakeTeams, bot: Bot, place: str) -> None:
    fake.onedrive.moved["pledges.csv"] = "/onedrive/elsewhere.csv"
    fake.onedrive.files["elsewhere.csv"] = b"Post"
    assert await bot.teams.fetch(place, 100) == b"Post"


@pytest.mark.parametrize(
    "to", ["https://example.com/pledges.csv", "http://169.254.169.254/", "//[::", "/onedrive/pledges.csv"]
)
async def test_a_file_is_followed_to_nobody_elses_server_and_not_in_circles(
    fake: FakeTeams, bot: Bot, place: str, to: str
) -> None:
    fake.onedrive.moved["pledges.csv"] = to
    with pytest.raises(Refused):
        await bot.teams.fetch(place, 100)


@pytest.mark.parametrize(
    "place",
    [
        "https://example.com/pledges.csv",
        "http://a.sharepoint.com/pledges.csv",
        "https://someone@a.sharepoint.com/pledges.csv",
        "https://a.sharepoint.com.example.com/pledges.csv",
        "file:///etc/passwd",
        "nonsense",
        "",
    ],
)
async def test_nothing_is_fetched_from_where_no_file_of_teams_lies(bot: Bot, place: str) -> None:
    with pytest.raises(Refused):
        await bot.teams.fetch(place, 100)


async def test_a_place_that_does_not_answer_says_nothing_of_itself(fake: FakeTeams, bot: Bot, place: str) -> None:
    await bot.teams.close()
    with pytest.raises(Unreachable) as unreached:
        await bot.teams.fetch(place, 100)
    assert "onedrive" not in str(unreached.value)


@pytest.mark.parametrize("content", [None, "text", {}, {"downloadUrl": None}, {"downloadUrl": 7}])
async def test_a_file_without_a_place_is_still_a_file_and_cannot_be_fetched(
    fake: FakeTeams, bot: Bot, maya: Person, chat: Address, content: Any
) -> None:
    answer = await fake.drops(maya, "pledges.csv", content=content)
    assert (answer.status, bot.heard[-1].happened) == (202, Happened.FILE_DROPPED)
    with pytest.raises(DeliveryError):
        await bot.teams.fetch(bot.heard[-1].files[0].place, 100)


@pytest.mark.parametrize(
    "attachments", [None, [], "text", 7, [None], [{"contentType": "image/png", "contentUrl": "x"}]]
)
async def test_other_attachments_are_no_files(
    fake: FakeTeams, bot: Bot, maya: Person, chat: Address, attachments: Any
) -> None:
    said = {"type": "message", "text": "mine", "attachments": attachments}
    await fake.posts(fake.activity(maya) | said)
    assert (bot.heard[-1].happened, bot.heard[-1].text, bot.heard[-1].files) == (Happened.SAID, "mine", ())


async def test_a_file_has_a_name_even_where_teams_tells_none(
    fake: FakeTeams, bot: Bot, maya: Person, chat: Address
) -> None:
    told = {"contentType": DOWNLOAD, "content": {"downloadUrl": "https://a.sharepoint.com/x"}}
    await fake.posts(fake.activity(maya) | {"type": "message", "attachments": [told]})
    assert [file.name for file in bot.heard[-1].files] == [""]
