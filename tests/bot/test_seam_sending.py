"""The seam to Teams, outward: what is sent where."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.rehearsal.teams import TENANT, FakeTeams
from bot.rehearsal.teams_faults import Limits
from bot.rehearsal.teams_world import Person, Room
from dialogs.turn import Silent
from pledges.errors import (
    CardGone,
    ConversationGone,
    DeliveryError,
    Refused,
    Throttled,
)
from pledges.messages import Address, Rendered, Target
from tests.bot.stand import APP_ID, CARD, SECRET, Bot, serving, teams_for
from tests.clock import Clock

NEWER = Rendered("Answered", {"type": "AdaptiveCard", "version": "1.5", "body": [], "lang": "en-GB"})


@pytest.fixture
async def bot(bot: Bot) -> Bot:
    bot.answers(Silent())
    return bot


async def test_a_card_to_a_person_stands_in_their_chat_and_sounds_an_alert(
    fake: FakeTeams, bot: Bot, maya: Person, chat: Address
) -> None:
    await bot.teams.send(chat, CARD)
    (message,) = fake.seen_by(maya)
    assert (message.card, message.summary, message.text) == (CARD.card, CARD.summary, "")
    assert message.activity["channelData"] == {"notification": {"alert": True}}


async def test_a_card_to_a_channel_is_a_post_of_its_own(
    fake: FakeTeams, bot: Bot, room: Room, channel: Address
) -> None:
    first, second = await bot.teams.send(channel, CARD), await bot.teams.send(channel, CARD)
    posts = fake.seen_in(room)
    assert [post.conversation for post in posts] == [f"{room.id};messageid={post.id}" for post in posts]
    assert first.address != second.address


async def test_a_card_to_the_address_of_a_thread_is_a_new_post_too(
    fake: FakeTeams, bot: Bot, room: Room, channel: Address
) -> None:
    target = await bot.teams.send(channel, CARD)
    await bot.teams.send(target.address, CARD)
    assert len({post.conversation for post in fake.seen_in(room)}) == 2


async def test_a_channel_post_sounds_no_alert(fake: FakeTeams, bot: Bot, room: Room, channel: Address) -> None:
    await bot.teams.send(channel, CARD)
    assert "channelData" not in fake.seen_in(room)[0].activity


async def test_words_under_a_post_stay_in_its_thread(fake: FakeTeams, bot: Bot, room: Room, channel: Address) -> None:
    target = await bot.teams.send(channel, CARD)
    await bot.teams.say(target.address, "The rest is below.")
    post, words = fake.seen_in(room)
    assert (words.conversation, words.text) == (post.conversation, "The rest is below.")


async def test_a_card_in_a_chat_is_redrawn_where_it_stands(
    fake: FakeTeams, bot: Bot, maya: Person, chat: Address
) -> None:
    target = await bot.teams.send(chat, CARD)
    await bot.teams.update(target, NEWER)
    (message,) = fake.seen_by(maya)
    assert (message.card, message.summary) == (NEWER.card, NEWER.summary)


async def test_a_post_in_a_channel_is_redrawn_where_it_stands(
    fake: FakeTeams, bot: Bot, room: Room, channel: Address
) -> None:
    await bot.teams.update(await bot.teams.send(channel, CARD), NEWER)
    (message,) = fake.seen_in(room)
    assert message.card == NEWER.card


async def test_an_update_sounds_no_alert(fake: FakeTeams, bot: Bot, maya: Person, chat: Address) -> None:
    await bot.teams.update(await bot.teams.send(chat, CARD), NEWER)
    assert "channelData" not in fake.seen_by(maya)[0].activity


async def test_a_card_that_was_deleted_is_gone(fake: FakeTeams, bot: Bot, chat: Address) -> None:
    target = await bot.teams.send(chat, CARD)
    fake.world.messages.clear()
    with pytest.raises(CardGone):
        await bot.teams.update(target, NEWER)


async def test_a_message_that_was_never_named_is_gone(bot: Bot, chat: Address) -> None:
    with pytest.raises(CardGone):
        await bot.teams.update(Target(chat, ""), NEWER)


async def test_a_chat_that_teams_forgot_is_opened_anew(fake: FakeTeams, bot: Bot, maya: Person, chat: Address) -> None:
    fake.forgets(maya)
    with pytest.raises(ConversationGone):
        await bot.teams.send(chat, CARD)
    again = await bot.teams.reopen(chat)
    await bot.teams.send(again, CARD)
    assert (again != chat, len(fake.seen_by(maya))) == (True, 1)


async def test_a_chat_that_is_still_there_keeps_its_address(bot: Bot, chat: Address) -> None:
    assert await bot.teams.reopen(chat) == chat


async def test_a_reopened_chat_is_still_in_its_tenant(fake: FakeTeams, bot: Bot, maya: Person, chat: Address) -> None:
    fake.forgets(maya)  # the fake refuses, as Teams does, to open a chat without its tenant
    again = await bot.teams.reopen(chat)
    assert TENANT in again


async def test_a_channel_cannot_be_opened_anew(bot: Bot, channel: Address) -> None:
    with pytest.raises(Refused):
        await bot.teams.reopen(channel)


async def test_an_address_serves_another_process(fake: FakeTeams, bot: Bot, clock: Clock, chat: Address) -> None:
    async with teams_for(fake, clock) as another:
        target = await another.send(Address(str(chat)), CARD)
    await bot.teams.update(target, NEWER)
    assert fake.world.messages[0].card == NEWER.card


async def test_the_same_conversation_has_the_same_address(
    fake: FakeTeams, bot: Bot, maya: Person, chat: Address
) -> None:
    await fake.says(maya, "mine")
    assert bot.heard[-1].address == chat


@pytest.mark.parametrize("address", ["", "{}", "[]", "words", '{"url": 1}', '{"place": "nowhere"}'])
async def test_an_address_that_is_none_is_refused(bot: Bot, address: str) -> None:
    with pytest.raises(Refused):
        await bot.teams.send(Address(address), CARD)


async def test_an_address_on_a_host_no_longer_allowed_is_refused_and_not_called(
    fake: FakeTeams, clock: Clock, chat: Address
) -> None:
    before = fake.login.token_requests
    async with teams_for(fake, clock, service_url_hosts=frozenset({"smba.trafficmanager.net"})) as teams:
        with pytest.raises(Refused):
            await teams.send(chat, CARD)
    assert (fake.connector.requests, fake.login.token_requests) == ([], before)


async def test_a_member_is_looked_up_with_upn_and_aad_id(bot: Bot, maya: Person, chat: Address) -> None:
    member = await bot.teams.member(chat, maya.teams_id)
    assert (member.name, member.upn, member.aad_id, member.guest) == (maya.name, maya.upn, maya.aad_id, False)


async def test_a_person_who_is_not_in_the_conversation_is_not_found(bot: Bot, channel: Address) -> None:
    with pytest.raises(DeliveryError):
        await bot.teams.member(channel, "29:nobody")


async def test_everybody_in_a_channel_is_counted_beyond_the_first_page_guests_too(
    fake: FakeTeams, bot: Bot, channel: Address
) -> None:
    for number in range(1_050):
        fake.hires(f"Person {number}", guest=number % 100 == 0)
    members = await bot.teams.members(channel)
    assert (len(members), sum(m.guest for m in members)) == (1_051, 11)


async def test_the_members_of_a_thread_are_those_of_its_channel(
    fake: FakeTeams, bot: Bot, maya: Person, channel: Address
) -> None:
    target = await bot.teams.send(channel, CARD)
    assert [member.teams_id for member in await bot.teams.members(target.address)] == [maya.teams_id]


async def test_a_hundred_messages_share_one_connection(fake: FakeTeams, bot: Bot, chat: Address) -> None:
    for _ in range(100):
        await bot.teams.send(chat, CARD)
    assert (len(fake.connector.requests), len(fake.connector.connections)) == (100, 1)


async def test_many_at_once_open_no_more_connections_than_are_under_way(
    fake: FakeTeams, bot: Bot, chat: Address
) -> None:
    for _ in range(10):
        await asyncio.gather(*(bot.teams.send(chat, CARD) for _ in range(10)))
    assert len(fake.connector.connections) <= 10


async def test_the_limit_of_one_chat_holds_up_no_other(clock: Clock) -> None:
    async with (
        FakeTeams(clock=clock, app_id=APP_ID, app_password=SECRET, limits=Limits()) as fake,
        serving(fake, clock) as bot,
    ):
        bot.answers(Silent())
        people = fake.hires("Maya Lindqvist"), fake.hires("Jonas Abara")
        for person in people:
            await fake.installs(person)
        ours, theirs = bot.heard[0].address, bot.heard[-1].address
        for _ in range(7):
            await bot.teams.send(ours, CARD)
        with pytest.raises(Throttled) as raised:
            await bot.teams.send(ours, CARD)
        assert raised.value.retry_after == timedelta(seconds=1)
        await bot.teams.send(theirs, CARD)


async def test_sending_keeps_the_pace_it_was_given(fake: FakeTeams, clock: Clock, chat: Address) -> None:
    loop = asyncio.get_running_loop()
    async with teams_for(fake, clock, connector_rate=100) as teams:
        start = loop.time()
        await asyncio.gather(*(teams.send(chat, CARD) for _ in range(25)))
        assert loop.time() - start >= 0.19  # five at once, then twenty at a hundredth of a second each


async def test_an_answer_to_a_person_does_not_wait_behind_the_mornings_messages(
    fake: FakeTeams, maya: Person, clock: Clock, chat: Address
) -> None:
    async with teams_for(fake, clock, connector_rate=10) as teams:
        queue = [asyncio.create_task(teams.send(chat, CARD)) for _ in range(8)]
        await queue[0]
        await teams.say(chat, "Here is your answer.")
        assert not queue[-1].done()
        for task in queue:
            task.cancel()
        await asyncio.gather(*queue, return_exceptions=True)
