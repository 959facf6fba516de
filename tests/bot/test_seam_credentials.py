"""What the bot shows when it sends, and that none of it is ever told."""

from __future__ import annotations

import asyncio

import pytest

from bot.rehearsal.teams import FakeTeams
from bot.rehearsal.teams_world import Person
from dialogs.turn import Silent
from pledges.errors import NotAuthorised
from pledges.messages import Address
from tests.bot.stand import CARD, SECRET, Bot, teams_for
from tests.clock import Clock


async def test_one_token_is_asked_for_however_much_is_sent(fake: FakeTeams, bot: Bot, chat: Address) -> None:
    await asyncio.gather(*(bot.teams.send(chat, CARD) for _ in range(20)))
    for _ in range(20):
        await bot.teams.send(chat, CARD)
    assert fake.login.token_requests == 1


async def test_a_token_is_renewed_before_it_runs_out(fake: FakeTeams, bot: Bot, chat: Address, clock: Clock) -> None:
    bot.answers(Silent())
    await bot.teams.send(chat, CARD)
    clock.forward(minutes=54)
    await bot.teams.send(chat, CARD)
    assert fake.login.token_requests == 1
    clock.forward(minutes=2)
    await bot.teams.send(chat, CARD)
    assert fake.login.token_requests == 2


async def test_a_token_that_cannot_be_renewed_yet_serves_on(
    fake: FakeTeams, bot: Bot, chat: Address, clock: Clock
) -> None:
    await bot.teams.send(chat, CARD)
    clock.forward(minutes=56)
    fake.login.refuses()
    await bot.teams.send(chat, CARD)
    await bot.teams.send(chat, CARD)
    assert fake.login.token_requests == 2
    clock.forward(minutes=1)
    await bot.teams.send(chat, CARD)
    assert fake.login.token_requests == 3


async def test_a_token_that_teams_does_not_take_is_replaced_once(
    fake: FakeTeams, bot: Bot, maya: Person, chat: Address
) -> None:
    await bot.teams.send(chat, CARD)
    fake.login.revokes_tokens()
    await bot.teams.send(chat, CARD)
    assert fake.login.token_requests == 2


async def test_a_bot_that_teams_does_not_take_stops_after_two_attempts(
    fake: FakeTeams, bot: Bot, chat: Address
) -> None:
    before = len(fake.connector.requests)
    fake.fails_with(401, times=10)
    with pytest.raises(NotAuthorised):
        await bot.teams.send(chat, CARD)
    assert len(fake.connector.requests) - before == 2


async def test_after_a_refused_log_in_the_next_message_asks_again(
    fake: FakeTeams, bot: Bot, maya: Person, clock: Clock
) -> None:
    bot.answers(Silent())
    await fake.installs(maya)
    fake.login.refuses()
    with pytest.raises(NotAuthorised):
        await bot.teams.send(bot.heard[-1].address, CARD)
    await bot.teams.send(bot.heard[-1].address, CARD)


@pytest.mark.parametrize("header", ["", "a-header-nobody-should-see"])
async def test_a_managed_identity_needs_no_secret(
    fake: FakeTeams, bot: Bot, maya: Person, chat: Address, clock: Clock, header: str
) -> None:
    identity = {
        "app_type": "UserAssignedMSI",
        "identity_endpoint": f"{fake.login_url}/identity",
        "identity_header": header,
    }
    async with teams_for(fake, clock, app_password="", **identity) as teams:
        await teams.send(chat, CARD)
    assert fake.seen_by(maya)[-1].card == CARD.card


async def test_no_token_secret_name_or_words_are_ever_logged(
    fake: FakeTeams, bot: Bot, maya: Person, chat: Address, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    token = fake.login.signs(fake.service_url)
    said = fake.activity(maya) | {"type": "message", "text": "words-of-maya"}
    bot.breaks(RuntimeError("words-of-maya"))
    await fake.posts(said, token=token)
    await fake.posts(said, token=token[:-4])
    await fake.posts(said | {"text": {"words-of-maya": 1}}, token=token)
    await fake.posts(said | {"serviceUrl": "https://words-of-maya.example/"}, token=token)
    fake.blocks(maya)
    await fake.posts(said, token=token)
    fake.login.refuses(times=3)
    fake.login.revokes_tokens()
    await fake.posts(said, token=token)
    logged = caplog.text + "".join(str(record.__dict__) for record in caplog.records)
    assert "turned away" in logged
    assert "was not delivered" in logged
    assert f"turn {said['id']} failed" in logged
    for secret in ("words-of-maya", SECRET, "nobody-should-see", token, token.split(".")[2], maya.name, maya.teams_id):
        assert secret not in logged
