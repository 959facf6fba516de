"""Which hosts the bot speaks to: a token shown to another would be anybody's."""

from __future__ import annotations

import pytest

from bot.rehearsal.teams import FakeTeams
from bot.rehearsal.teams_world import Person
from tests.bot.stand import Bot, serving
from tests.clock import Clock


@pytest.mark.parametrize(
    "service",
    [
        "https://elsewhere.example/teams/",
        "http://elsewhere.example/teams/",
        "https://127.0.0.1@elsewhere.example/",
        "https://elsewhere.example\\@127.0.0.1/",
        "https://127.0.0.1.elsewhere.example/",
        "http://localhost:1/teams/",
        "ftp://127.0.0.1/",
        "//127.0.0.1/",
        "127.0.0.1",
        "https://user:word@127.0.0.1/",
        "https://127.0.0.1/?next=x",
        "https://[::1/",
        "http://127.0.0.1:port/",
        "",
    ],
)
async def test_a_service_url_that_is_not_allowed_is_forbidden_and_never_called(
    fake: FakeTeams, bot: Bot, maya: Person, service: str
) -> None:
    said = fake.activity(maya) | {"type": "message", "text": "mine", "serviceUrl": service}
    answer = await fake.posts(said, token=fake.login.signs(service))
    assert (answer.status, bot.heard, fake.login.token_requests) == (403, [], 0)


async def test_plain_http_is_for_a_listed_host_of_this_machine_alone(
    fake: FakeTeams, maya: Person, clock: Clock
) -> None:
    hosts = frozenset({"smba.trafficmanager.net", "10.0.0.1", "localhost"})
    said = fake.activity(maya) | {"type": "typing"}
    async with serving(fake, clock, service_url_hosts=hosts):
        for service, status in [
            ("http://smba.trafficmanager.net/uk/", 403),
            ("http://10.0.0.1/", 403),
            ("http://127.0.0.1/", 403),
            ("http://localhost:56150/_connector", 202),
            ("https://smba.trafficmanager.net/uk/", 202),
            ("https://SMBA.trafficmanager.net/uk/", 202),
        ]:
            answer = await fake.posts(said | {"serviceUrl": service}, token=fake.login.signs(service))
            assert (service, answer.status) == (service, status)
