"""Whatever is sent to the bot's door gets a 4xx or a quiet 2xx: never a 500, and never a turn."""

from __future__ import annotations

import gzip
import json
from io import BytesIO
from typing import Any

import aiohttp
import pytest

from bot.rehearsal.teams import FakeTeams
from bot.rehearsal.teams_world import Person
from dialogs.turn import Happened
from tests.bot.stand import Bot

JSON = {"Content-Type": "application/json"}
GONE = object()


async def status(bot: Bot, body: bytes, headers: dict[str, str]) -> int:
    async with aiohttp.ClientSession() as session, session.post(bot.url, data=BytesIO(body), headers=headers) as answer:
        return answer.status


def without(activity: dict[str, Any], path: str) -> dict[str, Any]:
    return changed(activity, path, GONE)


def changed(activity: dict[str, Any], path: str, value: object) -> dict[str, Any]:
    """The activity with one part put differently, or left out."""
    copy = json.loads(json.dumps(activity))
    *way, last = path.split(".")
    part = copy
    for step in way:
        part = part[step]
    part.pop(last, None) if value is GONE else part.__setitem__(last, value)
    return dict(copy)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"not json",
        b"{",
        b"[]",
        b"[1, 2]",
        b'"words"',
        b"null",
        b"17",
        b"{}",
        b'{"type": "message"}',
        b"\xff\xfe",
        b'{"type": "\xed\xa0\x80"}',
        b'{"type": NaN}',
        b"[" * 100_000,
        b'{"a":' * 50_000,
    ],
)
async def test_a_body_that_is_no_activity_is_a_bad_request(bot: Bot, body: bytes) -> None:
    assert await status(bot, body, JSON) == 400


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "application/jsonp", "nonsense", "multipart/form-data"]
)
async def test_another_content_type_is_not_read(bot: Bot, kind: str) -> None:
    assert await status(bot, b"{}", {"Content-Type": kind}) == 415


async def test_no_content_type_is_not_read(bot: Bot) -> None:
    async with (
        aiohttp.ClientSession(skip_auto_headers=["Content-Type"]) as session,
        session.post(bot.url, data=b"{}") as answer,
    ):
        assert answer.status == 415


async def test_a_content_type_with_its_charset_is_read(fake: FakeTeams, bot: Bot, maya: Person) -> None:
    body = json.dumps(fake.activity(maya) | {"type": "message", "text": "mine"}).encode()
    token = fake.login.signs(fake.service_url)
    headers = {"Content-Type": "application/json; charset=utf-8", "Authorization": f"Bearer {token}"}
    assert await status(bot, body, headers) == 202


async def test_a_body_of_over_a_megabyte_is_too_large(bot: Bot) -> None:
    assert await status(bot, b'{"text": "' + b"a" * (1 << 20) + b'"}', JSON) == 413


async def test_a_small_body_that_unfolds_to_a_large_one_is_too_large(bot: Bot) -> None:
    body = gzip.compress(b" " * (64 << 20))
    assert len(body) < 1 << 17
    assert await status(bot, body, {**JSON, "Content-Encoding": "gzip"}) == 413


async def test_a_body_that_does_not_unfold_is_a_bad_request(bot: Bot) -> None:
    assert await status(bot, b"not gzip", {**JSON, "Content-Encoding": "gzip"}) == 400


@pytest.mark.parametrize(
    "missing",
    ["type", "channelId", "serviceUrl", "recipient", "recipient.id", "conversation", "conversation.id", "from"],
)
async def test_a_message_without_what_every_message_has_is_a_bad_request(
    fake: FakeTeams, bot: Bot, maya: Person, missing: str
) -> None:
    said = fake.activity(maya) | {"type": "message", "text": "mine"}
    assert (await fake.posts(without(said, missing))).status == 400
    assert bot.heard == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("type", ["message"]),
        ("type", ""),
        ("text", {"html": "x"}),
        ("text", 17),
        ("from", "Maya"),
        ("from", None),
        ("from.id", None),
        ("from.id", ""),
        ("conversation", "a:1"),
        ("conversation.id", ""),
        ("recipient", []),
        ("channelData", "words"),
        ("channelData.tenant", 3),
        ("channelData.tenant.id", {}),
        ("entities", [{"type": "mention"}]),
        ("entities", [{"type": "mention", "mentioned": {"id": 3}}]),
        ("replyToId", 3),
        ("channelId", "webchat"),
        ("text", "\ud800"),
    ],
)
async def test_a_message_with_a_part_of_the_wrong_shape_is_a_bad_request(
    fake: FakeTeams, bot: Bot, maya: Person, path: str, value: object
) -> None:
    said = fake.activity(maya) | {"type": "message", "text": "mine"}
    assert (await fake.posts(changed(said, path, value))).status == 400
    assert bot.heard == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("text", None),
        ("text", GONE),
        ("entities", None),
        ("entities", ["clientInfo", {"type": "clientInfo", "text": 3}, None]),
        ("channelData", None),
        ("channelData.tenant.id", None),
        ("timestamp", "yesterday"),
        ("attachments", "none"),
        ("value", "words"),
        ("id", GONE),
    ],
)
async def test_a_message_with_a_part_left_open_is_words_said(
    fake: FakeTeams, bot: Bot, maya: Person, path: str, value: object
) -> None:
    said = fake.activity(maya) | {"type": "message", "text": "mine"}
    assert (await fake.posts(changed(said, path, value))).status == 202
    assert [event.happened for event in bot.heard] == [Happened.SAID]


@pytest.mark.parametrize(
    "value",
    [None, "words", [], {}, {"action": None}, {"action": []}, {"action": {"verb": 3}}, {"action": {"data": "x"}}],
)
async def test_a_press_that_does_not_say_what_was_pressed_is_a_bad_request(
    fake: FakeTeams, bot: Bot, maya: Person, value: object
) -> None:
    pressed = {"type": "invoke", "name": "adaptiveCard/action", "value": value}
    assert (await fake.posts(fake.activity(maya) | pressed)).status == 400
    assert bot.heard == []


async def test_a_press_without_data_has_none(fake: FakeTeams, bot: Bot, maya: Person) -> None:
    value = {"action": {"type": "Action.Execute", "verb": "mine"}}
    await fake.posts(fake.activity(maya) | {"type": "invoke", "name": "adaptiveCard/action", "value": value})
    assert (bot.heard[-1].verb, bot.heard[-1].data) == ("mine", {})


async def test_an_install_told_without_channel_data_is_an_install(fake: FakeTeams, bot: Bot, maya: Person) -> None:
    added = fake.activity(maya) | {"type": "conversationUpdate", "membersAdded": [fake.bot]}
    assert (await fake.posts(without(added, "channelData"))).status == 202
    assert [event.happened for event in bot.heard] == [Happened.INSTALLED]


@pytest.mark.parametrize("missing", ["from", "channelData", "conversation.conversationType"])
@pytest.mark.parametrize(
    "event",
    [
        {"type": "conversationUpdate", "membersAdded": [{"id": "29:another"}]},
        {"type": "conversationUpdate", "membersAdded": None},
        {"type": "conversationUpdate"},
        {"type": "installationUpdate"},
        {"type": "installationUpdate", "action": "somethingNew"},
        {"type": "messageReaction", "reactionsAdded": "x"},
    ],
)
async def test_an_event_with_parts_missing_is_taken_in_quietly(
    fake: FakeTeams, bot: Bot, maya: Person, event: dict[str, Any], missing: str
) -> None:
    assert (await fake.posts(without(fake.activity(maya) | event, missing))).status == 202
    assert bot.heard == []


async def test_an_install_that_does_not_say_by_whom_is_taken_in_quietly(
    fake: FakeTeams, bot: Bot, maya: Person
) -> None:
    added = fake.activity(maya) | {"type": "installationUpdate", "action": "add"}
    assert (await fake.posts(without(added, "from"))).status == 202
    assert bot.heard == []


async def test_a_nul_in_what_was_written_is_read_as_a_space(fake: FakeTeams, bot: Bot, maya: Person) -> None:
    value = {"action": {"verb": "answer", "data": {"note": "one\0two"}}}
    await fake.posts(fake.activity(maya) | {"type": "invoke", "name": "adaptiveCard/action", "value": value})
    assert bot.heard[-1].data == {"note": "one two"}
