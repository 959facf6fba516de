"""What Teams answers decides what becomes of a message: again, later, never, or when somebody is back."""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest

from tests.scheduler.office import Colleague, Office


@pytest.fixture
async def asha(office: Office) -> Colleague:
    return await office.hires("Asha Verrall")


@pytest.fixture
async def bel(office: Office) -> Colleague:
    return await office.hires("Bel Okoro")


@pytest.mark.parametrize("status", [412, 429, 502, 503, 504])
async def test_what_fails_in_passing_is_tried_again(office: Office, asha: Colleague, status: int) -> None:
    await office.puts("decided", asha.id, "a")
    office.teams.fails_with(status)
    await office.delivers()
    assert (await office.states())["a"][0] == "ready"
    assert await office.delivers() == 0, "not at once"
    office.clock.forward(seconds=30)
    await office.delivers()
    assert office.heard(asha) == ["decided"]


async def test_a_lost_connection_is_tried_again(office: Office, asha: Colleague) -> None:
    await office.puts("decided", asha.id, "a")
    office.teams.loses_connection()
    await office.delivers()
    office.clock.forward(seconds=30)
    await office.delivers()
    assert office.heard(asha) == ["decided"]


@pytest.mark.parametrize(("jitter", "seconds"), [(0.0, 8), (1.0, 12)])
async def test_the_wait_is_jittered(office: Office, asha: Colleague, jitter: float, seconds: int) -> None:
    office.jitter = jitter
    await office.puts("decided", asha.id, "a")
    office.teams.fails_with(503)
    await office.delivers()
    office.clock.forward(seconds=seconds - 0.1)
    assert await office.delivers() == 0
    office.clock.forward(seconds=0.1)
    assert await office.delivers() == 1


@pytest.mark.parametrize("as_date", [False, True])
async def test_retry_after_holds_that_conversation_and_no_other(
    office: Office, asha: Colleague, bel: Colleague, as_date: bool
) -> None:
    await office.puts("decided", asha.id, "a")
    wait = office.clock() + timedelta(minutes=10) if as_date else 600.0
    office.teams.fails_with(429, retry_after=wait)
    await office.delivers()
    await office.puts("new", asha.id, "b", not_before=office.clock() - timedelta(minutes=1))
    await office.puts("decided", bel.id, "c")
    office.clock.forward(minutes=9, seconds=59)
    await office.delivers()
    assert (office.heard(asha), office.heard(bel)) == (["new"], ["decided"])
    office.clock.forward(seconds=1)
    await office.delivers()
    assert office.heard(asha) == ["new", "decided"]


async def test_retry_after_holds_what_else_is_ready_for_that_conversation(office: Office, asha: Colleague) -> None:
    await office.puts("decided", asha.id, "a")
    await office.puts("new", asha.id, "b")
    office.teams.fails_with(429, retry_after=600)
    await office.delivers(batch=1)
    assert await office.delivers() == 0
    office.clock.forward(minutes=10)
    await office.delivers()
    assert sorted(office.heard(asha)) == ["decided", "new"]


async def test_refused_credentials_stop_the_line_raise_one_alarm_and_cost_no_attempt(
    office: Office, asha: Colleague, bel: Colleague, caplog: pytest.LogCaptureFixture
) -> None:
    for number in range(3):
        await office.puts("decided", asha.id, f"a{number}")
    office.teams.login.refuses(times=1000)
    await office.delivers()
    await office.puts("decided", bel.id, "b")
    asked = office.teams.login.token_requests
    assert await office.delivers() == 0
    assert office.teams.login.token_requests == asked, "not even a try before the minute is over"
    office.clock.forward(minutes=1)
    await office.delivers()
    assert [record.levelno for record in caplog.records].count(logging.ERROR) == 1
    assert office.line.is_closed(office.clock())
    office.teams.login.refuses(times=0)
    office.clock.forward(minutes=1)
    await office.delivers()
    assert (len(office.heard(asha)), len(office.heard(bel))) == (3, 1)
    assert not office.line.is_closed(office.clock())
    assert {await office.tries(key) for key in ("a0", "a1", "a2", "b")} == {1}


async def test_a_second_outage_of_the_credentials_raises_a_second_alarm(
    office: Office, asha: Colleague, caplog: pytest.LogCaptureFixture
) -> None:
    for number in range(2):
        await office.puts("decided", asha.id, str(number))
        office.teams.fails_with(401, times=2)  # the second is for the new token that is tried at once
        await office.delivers()
        office.clock.forward(minutes=1)
        await office.delivers()
    assert [record.levelno for record in caplog.records].count(logging.ERROR) == 2


async def test_a_chat_that_teams_forgot_is_opened_anew_once_and_remembered(office: Office, asha: Colleague) -> None:
    office.teams.forgets(asha.teams)
    await office.puts("decided", asha.id, "a")
    await office.puts("decided", asha.id, "b")
    await office.delivers(batch=1)
    await office.delivers(batch=1)
    assert office.heard(asha) == ["decided", "decided"]
    opened = [path for method, path in office.teams.connector.requests if path.endswith("/conversations")]
    assert len(opened) == 1


async def test_a_chat_that_is_gone_for_good_holds_what_was_for_it_until_its_person_is_back(
    office: Office, asha: Colleague
) -> None:
    await office.puts("decided", asha.id, "a")
    office.teams.fails_with(404, times=3, code="ConversationNotFound")
    await office.delivers()
    assert (await office.states())["a"] == ("held", "Teams answered 404 ConversationNotFound")
    assert not await office.reaches(asha)
    await office.installs(asha)
    await office.delivers()
    assert office.heard(asha) == ["decided"]


async def test_a_reply_to_a_post_that_somebody_deleted_is_dropped_and_its_channel_is_not_given_up(
    office: Office, asha: Colleague
) -> None:
    feed = await office.links("Children", asha)
    await office.puts("digest now", feed.id, "post")
    await office.delivers()
    for key, under in (("reply", "post"), ("next", "reply")):
        await office.puts("digest now", feed.id, key, under=under)
    office.teams.fails_with(404, code="ConversationNotFound")
    await office.delivers()
    office.clock.forward(seconds=6)
    await office.delivers()
    states = await office.states()
    assert states["reply"] == ("dropped", "the post that it belongs under is gone")
    assert states["next"] == ("dropped", "what it belongs under was not posted")
    async with office.db.read() as tx:
        assert [channel.gone for channel in await tx.channels.linked()] == [False]
    await office.puts("digest now", feed.id, "later")
    await office.delivers()
    assert (await office.states())["later"][0] == "sent"


async def test_a_channel_that_is_gone_holds_what_was_for_it(office: Office, asha: Colleague) -> None:
    feed = await office.links("Children", asha)
    await office.puts("digest now", feed.id, "a")
    office.teams.forgets(feed.teams)
    await office.delivers()
    assert (await office.states())["a"][0] == "held"
    async with office.db.read() as tx:
        linked = await tx.channels.get(feed.id)
    assert linked
    assert linked.gone


async def test_a_card_that_is_gone_is_forgotten(office: Office, asha: Colleague) -> None:
    await office.puts("decided", asha.id, "a")
    await office.delivers()
    at = await office.stands_at("a")
    office.teams.world.messages.clear()
    await office.puts("decided", asha.id, "b", target=at)
    await office.delivers()
    assert (await office.states())["b"] == ("dropped", "the card is gone")


async def test_somebody_who_blocked_the_bot_is_left_alone_until_they_are_back(office: Office, asha: Colleague) -> None:
    office.teams.blocks(asha.teams)
    await office.puts("decided", asha.id, "a")
    await office.delivers()
    await office.puts("new", asha.id, "b")
    asked = len(office.teams.connector.requests)
    office.clock.forward(days=1)
    assert await office.delivers() == 0
    assert len(office.teams.connector.requests) == asked
    assert not await office.reaches(asha)
    assert {state for state, _ in (await office.states()).values()} == {"held"}
    await office.installs(asha)
    await office.delivers()
    assert sorted(office.heard(asha)) == ["decided", "new"]


async def test_a_channel_the_bot_was_taken_out_of_is_lost(office: Office, asha: Colleague) -> None:
    feed = await office.links("Children", asha)
    office.teams.world.reached.discard(feed.teams.team_id)
    await office.puts("digest now", feed.id, "a")
    await office.delivers()
    assert (await office.states())["a"] == (
        "held",
        "took the bot out (Teams answered 403 BotNotInConversationRoster)",
    )


@pytest.mark.parametrize(("status", "why"), [(400, "BadSyntax"), (500, "ServiceError"), (413, "MessageSizeTooBig")])
async def test_what_teams_will_never_take_is_dead_and_says_why(
    office: Office, asha: Colleague, status: int, why: str
) -> None:
    await office.puts("decided", asha.id, "a")
    office.teams.fails_with(status, code=why)
    await office.delivers()
    state, outcome = (await office.states())["a"]
    assert state == "dead"
    assert f"{status} {why}" in outcome


async def test_a_failure_that_lasts_three_days_is_given_up_and_says_why(office: Office, asha: Colleague) -> None:
    await office.puts("decided", asha.id, "a")
    office.cable.cut()
    for _ in range(30):
        await office.delivers()
        office.clock.forward(hours=8)
    assert (await office.states())["a"] == ("dead", "given up: the cable is cut")


async def test_what_is_logged_names_no_person_and_no_address(
    office: Office, asha: Colleague, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    await office.puts("decided", asha.id, "a")
    office.teams.fails_with(503)
    await office.delivers()
    office.clock.forward(minutes=1)
    await office.delivers()
    said = " ".join(str(record.__dict__) for record in caplog.records if record.name.startswith("scheduler"))
    assert "settled" in said
    assert "Asha" not in said
    assert office.teams.world.chat_of(asha.teams) not in said
