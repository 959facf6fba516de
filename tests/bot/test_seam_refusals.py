"""The seam to Teams, outward: what each refusal of Teams means for whoever sends."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.rehearsal.teams import FakeTeams
from bot.rehearsal.teams_world import Person, Room
from dialogs.turn import Silent
from pledges.errors import (
    Blocked,
    ConversationGone,
    DeliveryError,
    NotAuthorised,
    Refused,
    Throttled,
    Unreachable,
)
from pledges.messages import Address, Rendered
from tests.bot.stand import CARD, Bot, teams_for
from tests.clock import Clock


@pytest.fixture
async def bot(bot: Bot) -> Bot:
    bot.answers(Silent())
    return bot


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (400, Refused),
        (401, NotAuthorised),
        (403, Blocked),
        (404, ConversationGone),
        (405, Refused),
        (409, Refused),
        (412, Unreachable),
        (413, Refused),
        (429, Throttled),
        (500, Refused),
        (501, Refused),
        (502, Unreachable),
        (503, Unreachable),
        (504, Unreachable),
        (302, Refused),
    ],
)
async def test_each_refusal_says_what_to_do_next(
    fake: FakeTeams, bot: Bot, chat: Address, status: int, error: type[DeliveryError]
) -> None:
    fake.fails_with(status, times=2)
    with pytest.raises(DeliveryError) as raised:
        await bot.teams.send(chat, CARD)
    assert type(raised.value) is error


@pytest.mark.parametrize("status", [400, 403, 409, 413, 500])
async def test_a_refusal_keeps_teams_code_and_not_its_words(
    fake: FakeTeams, bot: Bot, chat: Address, status: int
) -> None:
    fake.fails_with(status, code="SomeCode")
    with pytest.raises(DeliveryError) as raised:
        await bot.teams.send(chat, CARD)
    assert f"{status} SomeCode" in str(raised.value)
    assert "nobody should repeat" not in str(raised.value)


async def test_a_code_that_is_a_sentence_is_not_kept(fake: FakeTeams, bot: Bot, chat: Address) -> None:
    fake.fails_with(400, code="The words of Maya were not accepted")
    with pytest.raises(Refused, match=r"^Teams answered 400$"):
        await bot.teams.send(chat, CARD)


async def test_a_card_that_is_too_big_says_so(fake: FakeTeams, bot: Bot, chat: Address) -> None:
    big = Rendered("Digest", {"type": "AdaptiveCard", "body": [{"type": "TextBlock", "text": "a" * 52_000}]})
    with pytest.raises(Refused, match="too big"):
        await bot.teams.send(chat, big)


async def test_whoever_blocked_the_bot_is_left_alone(fake: FakeTeams, bot: Bot, maya: Person, chat: Address) -> None:
    fake.blocks(maya)
    with pytest.raises(Blocked):
        await bot.teams.send(chat, CARD)


async def test_a_team_the_bot_was_taken_out_of_is_left_alone(
    fake: FakeTeams, bot: Bot, maya: Person, room: Room, channel: Address
) -> None:
    await fake.uninstalls(maya, to=room)
    with pytest.raises(Blocked):
        await bot.teams.send(channel, CARD)


@pytest.mark.parametrize(
    ("told", "wait"),
    [(None, None), (0, 0), (3, 3), (1.5, 1.5), (-4, 0)],
)
async def test_throttling_says_how_long_to_wait_in_seconds(
    fake: FakeTeams, bot: Bot, chat: Address, told: float | None, wait: float | None
) -> None:
    fake.fails_with(429, retry_after=told)
    with pytest.raises(Throttled) as raised:
        await bot.teams.send(chat, CARD)
    assert raised.value.retry_after == (None if wait is None else timedelta(seconds=wait))


@pytest.mark.parametrize(("later", "wait"), [(90, 90), (-90, 0)])
async def test_throttling_says_until_when_to_wait_as_a_date(
    fake: FakeTeams, bot: Bot, clock: Clock, chat: Address, later: int, wait: int
) -> None:
    fake.fails_with(429, retry_after=clock() + timedelta(seconds=later))
    with pytest.raises(Throttled) as raised:
        await bot.teams.send(chat, CARD)
    assert raised.value.retry_after == timedelta(seconds=wait)


async def test_a_lost_connection_is_tried_again_by_whoever_sends(fake: FakeTeams, bot: Bot, chat: Address) -> None:
    fake.loses_connection()
    with pytest.raises(Unreachable):
        await bot.teams.send(chat, CARD)
    await bot.teams.send(chat, CARD)


async def test_an_answer_that_was_lost_after_delivery_is_not_sent_again_by_itself(
    fake: FakeTeams, bot: Bot, maya: Person, chat: Address
) -> None:
    fake.loses_connection(after=True)
    with pytest.raises(Unreachable):
        await bot.teams.send(chat, CARD)
    assert len(fake.seen_by(maya)) == 1


async def test_a_slow_teams_is_unreachable_when_the_time_is_up(fake: FakeTeams, clock: Clock, chat: Address) -> None:
    fake.is_slow(0.2)
    async with teams_for(fake, clock, timeout=0.02) as teams:
        with pytest.raises(Unreachable):
            await teams.send(chat, CARD)


async def test_a_teams_that_is_not_there_is_unreachable(clock: Clock, bot: Bot, chat: Address, fake: FakeTeams) -> None:
    nowhere = Address(chat.replace(fake.service_url, "http://127.0.0.1:9/teams/"))
    with pytest.raises(Unreachable):
        await bot.teams.send(nowhere, CARD)


async def test_a_name_that_nobody_can_look_up_is_unreachable(fake: FakeTeams, clock: Clock, chat: Address) -> None:
    nowhere = Address(chat.replace(fake.service_url, "https://teams.invalid/teams/"))
    async with teams_for(fake, clock, service_url_hosts=frozenset({"teams.invalid"})) as teams:
        with pytest.raises(Unreachable):
            await teams.send(nowhere, CARD)


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ('{"error": {"code": "BotDisabledByAdmin", "message": "words"}}', "Teams answered 403 BotDisabledByAdmin"),
        (
            '{"errorCode": 209, "message": "{\\"subCode\\":\\"MessageWritesBlocked\\"}"}',
            "Teams answered 403 MessageWritesBlocked",
        ),
        ('{"errorCode": 209, "message": "[1]"}', "Teams answered 403"),
        ('{"message": "Maya has left."}', "Teams answered 403"),
        ("", "Teams answered 403"),
    ],
)
async def test_a_403_says_its_code_wherever_it_stands(
    fake: FakeTeams, bot: Bot, chat: Address, body: str, told: str
) -> None:
    fake.fails_with(403, body=body)
    with pytest.raises(Blocked) as raised:
        await bot.teams.send(chat, CARD)
    assert told in str(raised.value)


async def test_before_start_and_after_close_nothing_is_reached(fake: FakeTeams, clock: Clock, chat: Address) -> None:
    teams = teams_for(fake, clock)
    with pytest.raises(DeliveryError):
        await teams.send(chat, CARD)
    await teams.start()
    await teams.close()
    with pytest.raises(DeliveryError):
        await teams.send(chat, CARD)


@pytest.mark.parametrize(
    "faulty", [{"app_password": "another"}, {"tenant_id": "another"}, {"login_url": "http://127.0.0.1:9"}]
)
async def test_credentials_that_are_not_accepted_stop_the_line(
    fake: FakeTeams, clock: Clock, chat: Address, faulty: dict[str, Any]
) -> None:
    async with teams_for(fake, clock, **faulty) as teams:
        with pytest.raises(NotAuthorised) as raised:
            await teams.send(chat, CARD)
    assert "nobody should repeat" not in str(raised.value)
