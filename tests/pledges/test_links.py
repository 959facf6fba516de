"""A link is kept when it opens a message in Teams."""

from __future__ import annotations

import pytest

from pledges.links import to_message

CHAT = (
    "https://teams.microsoft.com/l/message/19:2e@thread.v2/1796100000000?context=%7B%22contextType%22%3A%22chat%22%7D"
)
CHANNEL = (
    "https://teams.cloud.microsoft/l/message/19:d2f1@thread.tacv2/1648741500652"
    "?tenantId=d29b7ce6&groupId=1b4d7f1a&parentMessageId=1648741500652&channelName=General%20talk"
)


@pytest.mark.parametrize("link", [CHAT, CHANNEL])
def test_a_link_to_a_message_is_kept_as_it_is(link: str) -> None:
    assert to_message(link) == link


@pytest.mark.parametrize(
    "text",
    [
        "",
        "94",
        "http://teams.microsoft.com/l/message/1",
        "https://teams.microsoft.com/l/meetup-join/1",
        "https://teams.microsoft.com.example.com/l/message/1",
        "https://example.com/https://teams.microsoft.com/l/message/1",
        f"{CHAT}) [and](https://example.com",
        f"{CHAT} and more",
        CHAT + "x" * 1000,
    ],
)
def test_anything_else_is_not(text: str) -> None:
    assert to_message(text) == ""
