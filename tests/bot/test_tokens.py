"""Tokens both ways: who is let in, and what the bot shows when it sends."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta

import jwt
import pytest

from bot.rehearsal.teams import FakeTeams
from bot.rehearsal.teams_world import Person
from dialogs.turn import Silent
from pledges.errors import NotAuthorised
from pledges.messages import Address
from tests.bot.stand import CARD, SECRET, Bot, serving, teams_for
from tests.clock import Clock

Forge = Callable[[FakeTeams], str]


async def say(fake: FakeTeams, person: Person, token: str | None = None) -> int:
    said = fake.activity(person) | {"type": "message", "text": "mine"}
    return (await fake.posts(said, token=token)).status


def signed(**claims: object) -> Forge:
    return lambda fake: fake.login.signs(fake.service_url, **claims)  # type: ignore[arg-type]


def with_a_secret(fake: FakeTeams) -> str:
    """A token signed with a word, hoping to be checked with that word."""
    claims = jwt.decode(fake.login.signs(fake.service_url), options={"verify_signature": False})
    return jwt.encode(claims, "a word of at least thirty-two bytes, as PyJWT would have it", headers={"kid": "key-0"})


def unsigned(fake: FakeTeams) -> str:
    claims = jwt.decode(fake.login.signs(fake.service_url), options={"verify_signature": False})
    return jwt.encode(claims, "", algorithm="none", headers={"kid": "key-0"})


def tampered(fake: FakeTeams) -> str:
    head, body, signature = fake.login.signs(fake.service_url).split(".")
    return ".".join([head, body, signature[::-1]])


def under_another_keys_name(fake: FakeTeams) -> str:
    fake.login.rolls_keys()
    return fake.login.signs(fake.service_url, key="key-0")


async def test_a_signed_message_is_let_in(fake: FakeTeams, bot: Bot, maya: Person) -> None:
    assert (await say(fake, maya), len(bot.heard)) == (202, 1)


@pytest.mark.parametrize(
    "forge",
    [
        pytest.param(lambda _: "", id="missing"),
        pytest.param(lambda _: "garbage", id="garbage"),
        pytest.param(lambda _: "a.b.c", id="garbage in three parts"),
        pytest.param(lambda _: "ÿ.þ.ü", id="garbage beyond ASCII"),
        pytest.param(signed(life=timedelta(minutes=-6)), id="expired"),
        pytest.param(signed(nbf=4_000_000_000), id="not valid yet"),
        pytest.param(signed(exp=None), id="without an end"),
        pytest.param(signed(exp="soon"), id="with words for an end"),
        pytest.param(signed(aud="another-app"), id="wrong audience"),
        pytest.param(signed(aud=None), id="no audience"),
        pytest.param(signed(iss="https://sts.windows.net/elsewhere/"), id="wrong issuer"),
        pytest.param(signed(iss=None), id="no issuer"),
        pytest.param(signed(serviceurl="https://smba.trafficmanager.net/uk/"), id="wrong service URL"),
        pytest.param(signed(serviceurl=None), id="no service URL"),
        pytest.param(signed(key="key-99"), id="unknown key"),
        pytest.param(tampered, id="wrong signature"),
        pytest.param(with_a_secret, id="signed with a word"),
        pytest.param(unsigned, id="not signed"),
        pytest.param(under_another_keys_name, id="signed by another key"),
    ],
)
async def test_anything_else_is_turned_away(fake: FakeTeams, bot: Bot, maya: Person, forge: Forge) -> None:
    assert (await say(fake, maya, forge(fake)), bot.heard) == (401, [])


async def test_a_press_that_is_not_signed_is_turned_away_too(fake: FakeTeams, bot: Bot, maya: Person) -> None:
    pressed = {"type": "invoke", "name": "adaptiveCard/action", "value": {"action": {"verb": "answer"}}}
    assert (await fake.posts(fake.activity(maya) | pressed, token="")).status == 401
    assert bot.heard == []


@pytest.mark.parametrize("channels", [[], ["webchat"]])
async def test_a_key_that_may_not_speak_for_teams_is_turned_away(
    fake: FakeTeams, bot: Bot, maya: Person, channels: list[str]
) -> None:
    fake.login.signs_for = channels
    assert (await say(fake, maya), bot.heard) == (401, [])


async def test_clocks_may_differ_by_five_minutes(fake: FakeTeams, bot: Bot, maya: Person) -> None:
    assert await say(fake, maya, fake.login.signs(fake.service_url, life=timedelta(minutes=-4))) == 202


async def test_a_token_that_was_good_is_turned_away_once_it_has_run_out(
    fake: FakeTeams, bot: Bot, maya: Person, clock: Clock
) -> None:
    token = fake.login.signs(fake.service_url)
    assert await say(fake, maya, token) == 202
    clock.forward(minutes=66)
    assert await say(fake, maya, token) == 401


async def test_a_token_that_was_good_for_one_service_is_not_for_another(
    fake: FakeTeams, bot: Bot, maya: Person
) -> None:
    token = fake.login.signs(fake.service_url)
    assert await say(fake, maya, token) == 202
    said = fake.activity(maya) | {"type": "message", "text": "mine", "serviceUrl": f"{fake.url}/elsewhere/"}
    assert (await fake.posts(said, token=token)).status == 401


async def test_a_new_key_is_learnt_when_it_is_first_met(fake: FakeTeams, bot: Bot, maya: Person, clock: Clock) -> None:
    assert await say(fake, maya) == 202
    fake.login.rolls_keys()
    clock.forward(minutes=6)
    assert (await say(fake, maya), fake.login.key_requests) == (202, 2)


async def test_invented_key_names_do_not_make_the_bot_fetch_keys(
    fake: FakeTeams, bot: Bot, maya: Person, clock: Clock
) -> None:
    assert await say(fake, maya) == 202
    clock.forward(minutes=6)
    for number in range(50):
        assert await say(fake, maya, fake.login.signs(fake.service_url, key=f"invented-{number}")) == 401
    assert (await say(fake, maya), fake.login.key_requests) == (202, 2)


async def test_many_strangers_at_once_make_the_bot_fetch_keys_once(fake: FakeTeams, bot: Bot, maya: Person) -> None:
    forged = [fake.login.signs(fake.service_url, key=f"invented-{number}") for number in range(20)]
    assert set(await asyncio.gather(*(say(fake, maya, token) for token in forged))) == {401}
    assert fake.login.key_requests == 1


async def test_keys_are_fetched_anew_each_day_and_not_more_often(
    fake: FakeTeams, bot: Bot, maya: Person, clock: Clock
) -> None:
    for _ in range(4):
        await say(fake, maya)
        clock.forward(hours=9)
    assert fake.login.key_requests == 2


async def test_a_key_that_was_withdrawn_is_forgotten_within_a_day(
    fake: FakeTeams, bot: Bot, maya: Person, clock: Clock
) -> None:
    assert await say(fake, maya) == 202
    fake.login.hides_key()
    fake.login.rolls_keys()
    clock.forward(hours=25)
    assert await say(fake, maya) == 202
    assert await say(fake, maya, fake.login.signs(fake.service_url, key="key-0")) == 401


async def test_while_keys_cannot_be_fetched_nobody_is_let_in_and_then_soon(
    clock: Clock, maya: Person, fake: FakeTeams
) -> None:
    fake.login.hides_key()
    async with serving(fake, clock):
        assert await say(fake, maya) == 401
        fake.login.rolls_keys()
        clock.forward(seconds=20)
        assert await say(fake, maya) == 202


async def test_old_keys_serve_on_while_new_ones_cannot_be_fetched(
    fake: FakeTeams, bot: Bot, maya: Person, clock: Clock
) -> None:
    assert await say(fake, maya) == 202
    fake.login.hides_key()
    clock.forward(days=2)
    assert await say(fake, maya) == 202


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
