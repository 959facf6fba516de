"""The seam to Teams, as it must be whatever SDK is behind it: how the bot answers."""

from __future__ import annotations

import asyncio
import json

import pytest

from bot.rehearsal.teams import FakeTeams
from bot.rehearsal.teams_world import Person, Room
from dialogs.turn import Inbound, Reply, Say, Show, Silent
from pledges.messages import Address
from tests.bot.stand import CARD, Bot, asked, serving
from tests.clock import Clock


async def test_words_are_answered_in_the_chat_they_were_said_in(fake: FakeTeams, bot: Bot, maya: Person) -> None:
    await fake.installs(maya)
    bot.answers(Say("Two pledges are yours."))
    await fake.says(maya, "mine")
    assert fake.seen_by(maya)[-1].text == "Two pledges are yours."


async def test_words_may_be_answered_with_a_card(fake: FakeTeams, bot: Bot, maya: Person) -> None:
    await fake.installs(maya)
    bot.answers(Show(CARD))
    await fake.says(maya, "mine")
    assert (fake.seen_by(maya)[-1].card, fake.seen_by(maya)[-1].summary) == (CARD.card, CARD.summary)


async def test_an_answer_does_not_sound_an_alert(fake: FakeTeams, bot: Bot, maya: Person) -> None:
    await fake.installs(maya)
    bot.answers(Show(CARD))
    await fake.says(maya, "mine")
    assert "channelData" not in fake.seen_by(maya)[-1].activity


async def test_silence_posts_nothing(fake: FakeTeams, bot: Bot, maya: Person) -> None:
    bot.answers(Silent())
    await fake.installs(maya)
    await fake.says(maya, "thanks")
    assert fake.seen_by(maya) == []


async def test_a_channel_is_answered_in_the_thread_of_the_question(
    fake: FakeTeams, bot: Bot, maya: Person, room: Room
) -> None:
    await fake.installs(maya, to=room)
    bot.answers(Show(CARD))
    await fake.says(maya, "list overdue", to=room, thread="1700000000000")
    assert fake.seen_in(room)[-1].conversation == f"{room.id};messageid=1700000000000"


async def test_a_press_is_answered_within_its_request_by_a_card(
    fake: FakeTeams, bot: Bot, maya: Person, chat: Address
) -> None:
    message = await asked(fake, bot, chat)
    bot.answers(Show(CARD))
    answer = await fake.presses(maya, message, "On track", note="Lease signed")
    assert answer.status == 200
    assert answer.body == {
        "statusCode": 200,
        "type": "application/vnd.microsoft.card.adaptive",
        "value": CARD.card,
    }


async def test_a_press_may_be_answered_with_words(fake: FakeTeams, bot: Bot, maya: Person, chat: Address) -> None:
    message = await asked(fake, bot, chat)
    bot.answers(Say("That is Jonas's to answer."))
    answer = await fake.presses(maya, message, "On track")
    assert answer.body == {
        "statusCode": 200,
        "type": "application/vnd.microsoft.activity.message",
        "value": "That is Jonas's to answer.",
    }


async def test_a_press_is_never_answered_with_nothing(fake: FakeTeams, bot: Bot, maya: Person, chat: Address) -> None:
    message = await asked(fake, bot, chat)
    bot.answers(Silent())
    assert (await fake.presses(maya, message, "On track")).text


async def test_an_old_clients_press_redraws_the_card_where_it_stands(
    fake: FakeTeams, bot: Bot, maya: Person, chat: Address
) -> None:
    message = await asked(fake, bot, chat)
    bot.answers(Show(CARD))
    await fake.presses(maya, message, "On track", submit=True)
    assert [m.card for m in fake.seen_by(maya) if m.updates] == [CARD.card]
    assert fake.seen_by(maya)[-1] is message


async def test_an_old_clients_press_on_a_card_that_is_gone_shows_a_new_one(
    fake: FakeTeams, bot: Bot, maya: Person, chat: Address
) -> None:
    message = await asked(fake, bot, chat)
    fake.world.messages.remove(message)
    bot.answers(Show(CARD))
    await fake.presses(maya, message, "On track", submit=True)
    assert fake.seen_by(maya)[-1].card == CARD.card


async def test_an_old_clients_press_answered_with_words_posts_them(
    fake: FakeTeams, bot: Bot, maya: Person, chat: Address
) -> None:
    message = await asked(fake, bot, chat)
    bot.answers(Say("That is Jonas's to answer."))
    await fake.presses(maya, message, "On track", submit=True)
    assert fake.seen_by(maya)[-1].text == "That is Jonas's to answer."


async def test_a_press_in_a_channel_is_answered_in_its_thread(
    fake: FakeTeams, bot: Bot, maya: Person, room: Room, channel: Address
) -> None:
    message = await asked(fake, bot, channel)
    await fake.presses(maya, message, "On track", submit=True)
    assert fake.seen_in(room)[-1].conversation == message.conversation


@pytest.mark.parametrize(
    ("invoke", "body"),
    [("task/fetch", "task"), ("task/submit", "task"), ("composeExtension/queryLink", "composeExtension")],
)
async def test_what_the_bot_does_not_do_is_said_where_teams_can_show_it(
    fake: FakeTeams, bot: Bot, maya: Person, invoke: str, body: str
) -> None:
    answer = await fake.posts(fake.activity(maya) | {"type": "invoke", "name": invoke, "value": {}})
    assert (answer.status, answer.body[body]["type"], bot.heard) == (200, "message", [])


@pytest.mark.parametrize("name", ["signin/verifyState", "somethingNew", None])
async def test_unknown_invokes_are_not_implemented(fake: FakeTeams, bot: Bot, maya: Person, name: str | None) -> None:
    answer = await fake.posts(fake.activity(maya) | {"type": "invoke", "name": name, "value": {}})
    assert (answer.status, bot.heard) == (501, [])


async def test_a_fault_of_ours_is_told_to_whoever_spoke_in_plain_words(fake: FakeTeams, bot: Bot, maya: Person) -> None:
    await fake.installs(maya)
    bot.breaks(RuntimeError("the words of a person"))
    assert (await fake.says(maya, "mine")).status == 202
    assert "went wrong" in fake.seen_by(maya)[-1].text
    assert "the words of a person" not in fake.seen_by(maya)[-1].text


async def test_a_fault_of_ours_is_told_to_whoever_pressed(
    fake: FakeTeams, bot: Bot, maya: Person, chat: Address
) -> None:
    message = await asked(fake, bot, chat)
    bot.breaks(RuntimeError("the words of a person"))
    answer = await fake.presses(maya, message, "On track")
    assert (answer.status, answer.body["statusCode"]) == (200, 200)
    assert "went wrong" in answer.text
    assert "the words of a person" not in json.dumps(answer.body)


async def test_a_slow_turn_does_not_keep_teams_waiting_and_is_still_answered(
    fake: FakeTeams, clock: Clock, maya: Person
) -> None:
    done = asyncio.Event()

    async def slowly(_: Inbound) -> Reply:
        await done.wait()
        return Say("It took a while.")

    async with serving(fake, clock, patience=0.01) as bot:
        bot.answers(Silent())
        await fake.installs(maya)
        bot.replies = slowly
        assert (await fake.says(maya, "export")).status == 202
        assert fake.seen_by(maya) == []
        done.set()
        await bot.teams.close()
        assert fake.seen_by(maya)[-1].text == "It took a while."


@pytest.mark.parametrize("status", [412, 429, 502, 503, 504])
async def test_a_reply_that_fails_in_passing_is_tried_again(
    fake: FakeTeams, bot: Bot, maya: Person, status: int
) -> None:
    bot.answers(Silent())
    await fake.installs(maya)
    bot.answers(Say("Two pledges are yours."))
    fake.fails_with(status, times=2, retry_after=0)
    await fake.says(maya, "mine")
    assert [m.text for m in fake.seen_by(maya)] == ["Two pledges are yours."]


async def test_a_reply_is_not_held_back_for_as_long_as_teams_may_ask(
    fake: FakeTeams, bot: Bot, maya: Person, caplog: pytest.LogCaptureFixture
) -> None:
    bot.answers(Silent())
    await fake.installs(maya)
    bot.answers(Say("Two pledges are yours."))
    fake.fails_with(429, retry_after=60)
    assert (await fake.says(maya, "mine")).status == 202
    assert fake.seen_by(maya) == []
    assert "was not delivered: Teams asked us to wait 60s" in caplog.text


async def test_a_reply_that_cannot_be_delivered_does_not_fail_the_turn(fake: FakeTeams, bot: Bot, maya: Person) -> None:
    await fake.installs(maya)
    fake.blocks(maya)
    assert (await fake.says(maya, "mine")).status == 202
