"""The seam to Teams, as it must be whatever SDK is behind it: what comes in."""

from __future__ import annotations

import pytest

from bot.rehearsal.teams import TENANT, FakeTeams
from bot.rehearsal.teams_world import Person, Room
from dialogs.turn import Happened, Place, Say, Speaker
from pledges.messages import Address
from tests.bot.stand import CARD, Bot, asked, serving
from tests.clock import Clock


async def test_words_in_a_chat_arrive_with_who_said_them_where_and_when(
    fake: FakeTeams, bot: Bot, maya: Person, clock: Clock
) -> None:
    await fake.installs(maya)
    answer = await fake.says(maya, "  mine  ")
    said = bot.heard[-1]
    assert answer.status == 202
    assert (said.happened, said.place, said.text, said.channel) == (Happened.SAID, Place.PERSONAL, "mine", None)
    assert said.speaker == Speaker(teams_id=maya.teams_id, name=maya.name, aad_id=maya.aad_id)
    assert (said.tenant, said.now) == (TENANT, clock())
    assert said.id


async def test_in_a_channel_the_bots_own_mention_goes_and_other_peoples_stay(
    fake: FakeTeams, bot: Bot, maya: Person, room: Room
) -> None:
    jonas = fake.hires("Jonas Abara")
    await fake.installs(maya, to=room)
    await fake.says(maya, "reassign\nCP-42 to @Jonas Abara", to=room, about=[jonas])
    said = bot.heard[-1]
    assert said.text == "reassign CP-42 to Jonas Abara"
    assert said.mentions == (Speaker(teams_id=jonas.teams_id, name=jonas.name, aad_id=jonas.aad_id),)


async def test_a_person_with_the_bots_name_stays_in_the_text(fake: FakeTeams, bot: Bot, maya: Person) -> None:
    namesake = {"type": "mention", "text": "<at>Pledgekeeper</at>", "mentioned": {"id": "29:x", "name": "Pledgekeeper"}}
    own = {"type": "mention", "text": "<at>Pledgekeeper</at>", "mentioned": fake.bot}
    text = "<at>Pledgekeeper</at>&nbsp;assign it to <at>Pledgekeeper</at> &amp; no other"
    said = {"type": "message", "text": text, "entities": [own, namesake]}
    await fake.posts(fake.activity(maya) | said)
    assert bot.heard[-1].text == "assign it to Pledgekeeper & no other"


async def test_a_mention_and_nothing_more_is_empty_words(fake: FakeTeams, bot: Bot, maya: Person, room: Room) -> None:
    await fake.says(maya, "", to=room)
    assert (bot.heard[-1].happened, bot.heard[-1].text) == (Happened.SAID, "")


async def test_a_channel_turn_names_its_channel_without_the_thread(
    fake: FakeTeams, bot: Bot, maya: Person, room: Room, channel: Address
) -> None:
    await fake.says(maya, "help", to=room)
    found = bot.heard[-1].channel
    assert found
    assert (found.id, found.name, found.team) == (room.id, room.name, room.team)
    assert found.address == channel
    assert bot.heard[-1].address != channel


async def test_a_press_arrives_with_its_verb_its_data_and_its_message(
    fake: FakeTeams, bot: Bot, maya: Person, chat: Address
) -> None:
    message = await asked(fake, bot, chat)
    await fake.presses(maya, message, "On track", note="Lease signed")
    pressed = bot.heard[-1]
    assert (pressed.happened, pressed.verb, pressed.message) == (Happened.PRESSED, "answer", message.id)
    assert pressed.data == {"nonce": "n1", "pledge": "CP-42", "note": "Lease signed"}
    assert pressed.in_place


async def test_an_old_clients_press_gives_the_same_verb_and_data(
    fake: FakeTeams, bot: Bot, maya: Person, chat: Address
) -> None:
    message = await asked(fake, bot, chat)
    await fake.presses(maya, message, "On track", note="Lease signed")
    await fake.presses(maya, message, "On track", submit=True, note="Lease signed")
    executed, submitted = bot.heard[-2:]
    assert (submitted.happened, submitted.verb, submitted.data) == (Happened.PRESSED, executed.verb, executed.data)
    assert (submitted.message, submitted.text, submitted.in_place) == (message.id, "", False)


@pytest.mark.parametrize("action", ["add", "add-upgrade"])
async def test_an_install_is_told(fake: FakeTeams, bot: Bot, maya: Person, action: str) -> None:
    await fake.posts(fake.activity(maya) | {"type": "installationUpdate", "action": action})
    assert (bot.heard[-1].happened, bot.heard[-1].speaker.aad_id) == (Happened.INSTALLED, maya.aad_id)


@pytest.mark.parametrize("action", ["remove", "remove-upgrade"])
async def test_a_removal_is_told(fake: FakeTeams, bot: Bot, maya: Person, action: str) -> None:
    await fake.posts(fake.activity(maya) | {"type": "installationUpdate", "action": action})
    assert bot.heard[-1].happened is Happened.REMOVED


async def test_an_install_is_told_by_either_of_the_two_ways_teams_has(
    fake: FakeTeams, bot: Bot, maya: Person, room: Room
) -> None:
    await fake.installs(maya, to=room)
    assert [event.happened for event in bot.heard] == [Happened.INSTALLED, Happened.INSTALLED]
    assert [event.channel and event.channel.id for event in bot.heard] == [room.id, room.id]


async def test_an_install_may_be_answered(fake: FakeTeams, bot: Bot, maya: Person) -> None:
    bot.answers(Say("Hello."))
    await fake.installs(maya)
    assert fake.seen_by(maya)[0].text == "Hello."


async def test_people_joining_a_team_are_not_an_install(fake: FakeTeams, bot: Bot, maya: Person, room: Room) -> None:
    joined = {"type": "conversationUpdate", "membersAdded": [{"id": "29:another"}]}
    assert (await fake.posts(fake.activity(maya, room) | joined)).status == 202
    assert bot.heard == []


@pytest.mark.parametrize(
    ("event", "happened"),
    [
        ("channelRenamed", Happened.CHANNEL_RENAMED),
        ("channelDeleted", Happened.CHANNEL_GONE),
        ("channelRestored", Happened.CHANNEL_BACK),
    ],
)
async def test_what_becomes_of_a_channel_is_told(
    fake: FakeTeams, bot: Bot, maya: Person, room: Room, event: str, happened: Happened
) -> None:
    await fake.tells(maya, room, event)
    found = bot.heard[-1].channel
    assert found
    assert (bot.heard[-1].happened, found.id, found.name) == (happened, room.id, room.name)


@pytest.mark.parametrize(
    ("event", "happened"),
    [
        ("teamRenamed", Happened.TEAM_RENAMED),
        ("teamDeleted", Happened.TEAM_GONE),
        ("teamHardDeleted", Happened.TEAM_GONE),
        ("teamRestored", Happened.TEAM_BACK),
        ("teamArchived", Happened.TEAM_ARCHIVED),
        ("teamUnarchived", Happened.TEAM_BACK),
    ],
)
async def test_what_becomes_of_a_team_is_told_without_a_channel(
    fake: FakeTeams, bot: Bot, maya: Person, room: Room, event: str, happened: Happened
) -> None:
    await fake.tells(maya, room, event)
    found = bot.heard[-1].channel
    assert found
    assert (bot.heard[-1].happened, found.team_id, found.team) == (happened, room.team_id, room.team)


async def test_that_the_bot_is_taken_out_of_a_team_is_told_by_either_of_two_ways(
    fake: FakeTeams, bot: Bot, maya: Person, room: Room
) -> None:
    out = {"type": "conversationUpdate", "membersRemoved": [fake.bot]}
    for told in (out, {"type": "installationUpdate", "action": "remove"}):
        await fake.posts(fake.activity(maya, room) | told)
    assert [event.happened for event in bot.heard] == [Happened.REMOVED, Happened.REMOVED]


async def test_an_event_about_a_channel_names_that_channel_and_not_where_it_was_told(
    fake: FakeTeams, bot: Bot, maya: Person, room: Room, channel: Address
) -> None:
    general = fake.opens_channel("General", team=room.team)
    told = fake.activity(maya, room) | {"type": "conversationUpdate"}
    told["channelData"]["eventType"] = "channelRenamed"
    told["conversation"]["id"] = general.id
    await fake.posts(told)
    found = bot.heard[-1].channel
    assert found
    assert (found.id, found.address) == (room.id, channel)


@pytest.mark.parametrize("kind", ["typing", "messageReaction", "messageUpdate", "endOfConversation", "somethingNew"])
async def test_other_activities_are_taken_in_quietly(fake: FakeTeams, bot: Bot, maya: Person, kind: str) -> None:
    assert (await fake.posts(fake.activity(maya) | {"type": kind})).status == 202
    assert bot.heard == []


async def test_a_group_chat_is_neither_a_person_nor_a_channel(fake: FakeTeams, bot: Bot, maya: Person) -> None:
    said = fake.activity(maya) | {"type": "message", "text": "help"}
    said["conversation"] = {"id": "19:group@thread.v2", "conversationType": "groupChat", "isGroup": True}
    await fake.posts(said)
    assert (bot.heard[-1].place, bot.heard[-1].channel) == (Place.GROUP, None)


async def test_a_channel_is_known_by_its_data_where_its_kind_is_not_told(
    fake: FakeTeams, bot: Bot, maya: Person, room: Room
) -> None:
    said = fake.activity(maya, room) | {"type": "message", "text": "help"}
    said["conversation"] = {"id": room.id}
    await fake.posts(said)
    assert (bot.heard[-1].place, bot.heard[-1].channel and bot.heard[-1].channel.id) == (Place.CHANNEL, room.id)


async def test_the_tenant_is_kept_where_only_the_conversation_names_it(fake: FakeTeams, bot: Bot, maya: Person) -> None:
    said = fake.activity(maya) | {"type": "message", "text": "help"}
    del said["channelData"]
    await fake.posts(said)
    assert bot.heard[-1].tenant == TENANT


async def test_without_an_app_id_nothing_is_signed_and_no_token_asked_for(clock: Clock) -> None:
    async with FakeTeams(clock=clock) as fake, serving(fake, clock, app_id="") as bot:
        person = fake.hires("Rosa Whitcombe")
        await fake.installs(person)
        await bot.teams.send(bot.heard[-1].address, CARD)
        assert fake.seen_by(person)[-1].card == CARD.card
        assert (fake.login.token_requests, fake.login.key_requests) == (0, 0)
