"""Who is let in: Teams itself, by a token signed for this bot, and nobody else."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta

import jwt
import pytest

from bot.rehearsal.teams import FakeTeams
from bot.rehearsal.teams_world import Person
from tests.bot.stand import Bot, serving
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
