"""Channels that go and come back: the admins hear of it once, and the digest finds its director meanwhile."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.rehearsal.teams_world import Message, Room
from pledges.messages import Outgoing
from scheduler.tidy import tidy
from storage.channels import Linked
from tests.journeys.test_digest import linked
from tests.journeys.town import ADMIN, Town, words_of

DIRECTOR, OFFICER = "Megan Bowen", "Adele Vance"
CHILDREN = "Children's Services"
LOST, BACK = f"The digest of {CHILDREN} has lost its channel", f"The digest of {CHILDREN} has its channel back"
FIGURES = "1 past its date and not yet called late"
BLOCKED = '{"errorCode":209,"message":"{\\"subCode\\":\\"MessageWritesBlocked\\"}"}'


def told(town: Town, name: str, words: str) -> list[Message]:
    """The messages in somebody's chat that have some words."""
    return [message for message in town.chat(name) if words in words_of(message.card)]


async def link_of(town: Town, room: Room) -> Linked:
    async with town.db.read() as tx:
        return next(c for c in await tx.channels.linked() if c.id == room.id)


async def outcomes(town: Town, room: Room) -> list[tuple[str, str]]:
    """State and outcome of what was for a channel, digests of a week only."""
    async with town.db.read() as tx:
        rows = await tx.deliveries.listed(("ready", "held", "sent", "dropped", "dead"), 1000)
    return [(row.state, row.outcome) for row in rows if row.key.startswith(f"digest:{room.id}")]


async def goes(town: Town, room: Room, event: str) -> None:
    """A channel goes in one of the ways there are: told by Teams, or found out by writing there."""
    await town.teams.tells(town.people[ADMIN], room, event)


@pytest.mark.parametrize(
    ("gone", "why", "back"),
    [
        ("channelDeleted", "the channel was deleted", "channelRestored"),
        ("teamArchived", "its team was archived", "teamUnarchived"),
        ("teamDeleted", "its team was deleted", "teamRestored"),
    ],
)
async def test_while_a_channel_is_gone_its_digest_goes_to_the_director_and_then_back_without_a_double(
    staffed: Town, gone: str, why: str, back: str
) -> None:
    room = await linked(staffed)
    await staffed.works("2026-12-04 10:00")
    before = len(staffed.teams.seen_in(room))
    await goes(staffed, room, gone)
    await goes(staffed, room, gone)  # Teams may tell it twice
    await staffed.works("2026-12-07 09:30")
    [news] = told(staffed, ADMIN, LOST)
    assert why in words_of(news.card)
    assert "mention me there with **link Children's Services**" in words_of(news.card)
    assert "Meanwhile Megan Bowen gets it each week in private" in words_of(news.card)
    for moment in ("2026-12-07 11:00", "2026-12-07 11:01", "2026-12-08 09:30", "2026-12-08 11:00"):
        await staffed.works(moment)
    [digest] = told(staffed, DIRECTOR, "comes to you in private")
    assert f"{CHILDREN}: 1 newly late" in digest.summary
    assert not told(staffed, DIRECTOR, "Your Monday note")
    assert why in words_of(digest.card)
    await goes(staffed, room, back)
    for moment in ("2026-12-09 09:30", "2026-12-11 11:00"):
        await staffed.works(moment)
    [news] = told(staffed, ADMIN, BACK)
    assert "This week’s is told already" in words_of(news.card)
    assert len(staffed.teams.seen_in(room)) == before
    for moment in ("2026-12-14 09:30", "2026-12-14 11:00", "2026-12-15 09:30"):
        await staffed.works(moment)
    assert "0 newly late, 1 still late" in staffed.teams.seen_in(room)[-1].summary
    assert len(staffed.teams.seen_in(room)) == before + 1
    assert (
        len(told(staffed, DIRECTOR, "comes to you in private")),
        told(staffed, ADMIN, "comes to you in private"),
    ) == (1, [])
    assert (len(told(staffed, ADMIN, LOST)), len(told(staffed, ADMIN, BACK))) == (1, 1)


@pytest.mark.parametrize(
    "refusal",
    [
        {"status": 404, "code": "ConversationNotFound"},
        {"status": 403, "code": "BotNotInConversationRoster"},
        {"status": 403, "code": "BotDisabledByAdmin"},
        {"status": 403, "code": "NotEnoughPermissions"},
        {"status": 403, "body": BLOCKED},
        {"status": 403, "body": "no words at all"},
    ],
    ids=["not found", "not in the roster", "disabled", "not permitted", "writes blocked", "no words"],
)
async def test_a_post_that_teams_refuses_for_good_goes_to_the_director_with_the_same_figures(
    staffed: Town, refusal: dict[str, Any]
) -> None:
    room = await linked(staffed)
    await staffed.works("2026-12-07 09:30")
    staffed.teams.fails_with(**refusal)
    await staffed.works("2026-12-07 11:00")
    assert (await link_of(staffed, room)).gone
    await staffed.promises("Made on Tuesday, and in no figures yet", "Assistant Director, Safeguarding", "2026-12-07")
    requests = len(staffed.teams.connector.requests)
    await staffed.works("2026-12-08 09:30")
    [digest] = told(staffed, DIRECTOR, FIGURES)
    assert "Teams no longer lets me write there" in words_of(digest.card)
    assert "Teams no longer lets me write there" in words_of(told(staffed, ADMIN, LOST)[0].card)
    assert [state for state, _ in await outcomes(staffed, room)] == ["dropped"]
    await staffed.works("2026-12-11 16:00")
    tried = staffed.teams.connector.requests[requests:]
    assert not [path for method, path in tried if method == "POST" and path.endswith("/conversations")]


async def test_what_was_posted_and_can_only_not_be_drawn_anew_is_not_told_once_more(staffed: Town) -> None:
    room = await linked(staffed)
    await staffed.works("2026-12-07 11:00")
    post = f"digest:{room.id}:{(await link_of(staffed, room)).directorate.id}:2026-W50"
    async with staffed.db.begin() as tx:
        sent = await tx.outbox.standing(post)
        assert sent
        again = Outgoing(kind="digest", to=sent.to, key=f"{post}:now", not_before=staffed.clock(), facts=sent.facts)
        await tx.outbox.put(replace(again, target=sent.at), staffed.clock())
    staffed.teams.fails_with(403, code="NotEnoughPermissions", method="PUT")
    await staffed.works("2026-12-07 11:30")
    assert (await link_of(staffed, room)).gone
    await staffed.works("2026-12-08 09:30")
    assert told(staffed, ADMIN, LOST)
    assert not told(staffed, DIRECTOR, "comes to you in private")


async def test_a_director_gets_the_digest_in_place_of_the_note_that_would_say_the_same(staffed: Town) -> None:
    room = await linked(staffed)
    await staffed.works("2026-12-04 10:00")
    await goes(staffed, room, "channelDeleted")
    async with staffed.db.begin() as tx:
        [megan] = await tx.people.directors((await link_of(staffed, room)).directorate.id)
        facts = {"week": "2026-W50", "directorates": str((await link_of(staffed, room)).directorate.id)}
        noon, key = staffed.clock().replace(day=7, hour=12), f"note:{megan.id}:2026-W50"
        await tx.outbox.put(Outgoing(kind="note", to=megan.id, key=key, not_before=noon, facts=facts), staffed.clock())
    await staffed.works("2026-12-07 11:00")
    assert len(told(staffed, DIRECTOR, "comes to you in private")) == 1
    async with staffed.db.read() as tx:
        [note] = [row for row in await tx.deliveries.listed(["dropped"]) if row.kind == "note"]
    assert note.outcome == "the whole digest comes in its place"


async def test_a_bot_that_starts_after_the_hour_sends_the_digest_and_no_note_beside_it(staffed: Town) -> None:
    await staffed.says(DIRECTOR, "weekly note on")
    room = await linked(staffed)
    await staffed.works("2026-12-04 10:00")
    await goes(staffed, room, "channelDeleted")
    for moment in ("2026-12-07 11:30", "2026-12-07 11:31", "2026-12-07 13:00", "2026-12-08 09:30"):
        await staffed.works(moment)
    assert len(told(staffed, DIRECTOR, "comes to you in private")) == 1
    assert not told(staffed, DIRECTOR, "Your Monday note")


async def test_without_a_director_who_has_a_chat_the_admins_get_the_digest(town: Town) -> None:
    await town.hires(OFFICER)
    await town.hires(DIRECTOR, install=False)
    await town.appoints(DIRECTOR, "Strategic Director, Children's Services", CHILDREN, director=True)
    await town.appoints(OFFICER, "Assistant Director, Safeguarding", CHILDREN)
    await town.promises("Build a training programme", "Assistant Director, Safeguarding", "2026-12-04")
    room = await linked(town)
    await town.teams.uninstalls(town.people[ADMIN], to=room)
    for moment in ("2026-12-07 09:30", "2026-12-07 11:00", "2026-12-08 09:30"):
        await town.works(moment)
    assert "No director of it has a chat with me" in words_of(told(town, ADMIN, LOST)[0].card)
    [digest] = told(town, ADMIN, FIGURES)
    assert "I was taken out of its team" in words_of(digest.card)


async def test_a_team_that_goes_takes_all_its_channels_and_one_deleted_by_itself_stays_away(staffed: Town) -> None:
    room = await linked(staffed)
    await staffed.directorate("Housing")
    other = staffed.teams.opens_channel("Housing", team=room.team)
    await staffed.presses(ADMIN, "Link it", await staffed.says(ADMIN, "link housing", to=other))
    await goes(staffed, other, "channelDeleted")
    await staffed.teams.uninstalls(staffed.people[ADMIN], to=room)
    assert [(await link_of(staffed, each)).lost.value for each in (room, other)] == ["removed", "deleted"]
    greeted = len(staffed.teams.seen_in(room))
    await staffed.teams.installs(staffed.people[ADMIN], to=room)
    assert [(await link_of(staffed, each)).gone for each in (room, other)] == [False, True]
    assert len(staffed.teams.seen_in(room)) == greeted


async def test_a_digest_goes_on_in_another_channel_of_its_directorate_and_to_nobody_besides(staffed: Town) -> None:
    room = await linked(staffed)
    other = staffed.teams.opens_channel("Leaders", team="Leadership")
    await staffed.teams.installs(staffed.people[ADMIN], to=other)
    await staffed.presses(ADMIN, "Link it", await staffed.says(ADMIN, "link childrens services", to=other))
    await goes(staffed, room, "channelDeleted")
    for moment in ("2026-11-03 09:30", "2026-11-09 11:00", "2026-11-10 09:30"):
        await staffed.works(moment)
    assert "The digest goes on in “Leaders”" in words_of(staffed.chat(ADMIN)[-1].card)
    assert staffed.teams.seen_in(other)[-1].summary.startswith(CHILDREN)
    assert not told(staffed, DIRECTOR, "comes to you in private")


async def test_names_are_kept_up_and_one_that_teams_leaves_out_is_not_forgotten(staffed: Town) -> None:
    room = await linked(staffed)
    renamed = staffed.teams.activity(staffed.people[ADMIN], room) | {"type": "conversationUpdate"}
    renamed["channelData"] |= {"eventType": "teamRenamed", "team": {"id": room.team_id, "name": "Care"}}
    del renamed["channelData"]["channel"]
    await staffed.teams.posts(renamed)
    said = staffed.teams.activity(staffed.people[ADMIN], room) | {"type": "message", "text": "help"}
    said["channelData"] |= {"team": {"id": room.team_id}, "channel": {"id": room.id}}
    await staffed.teams.posts(said)
    found = await link_of(staffed, room)
    assert (found.name, found.team) == (room.name, "Care")


async def test_news_that_is_old_by_the_morning_is_not_told(staffed: Town) -> None:
    room = await linked(staffed)
    await staffed.works("2026-11-02 19:00")
    await goes(staffed, room, "teamArchived")
    await staffed.works()
    await goes(staffed, room, "teamUnarchived")
    await staffed.works("2026-11-03 09:30")
    assert not told(staffed, ADMIN, LOST) + told(staffed, ADMIN, BACK)


async def test_what_is_held_for_a_channel_that_never_comes_back_ends_with_a_reason(staffed: Town) -> None:
    room = staffed.teams.opens_channel("Children's Services", team="Corporate Parenting")
    await staffed.teams.installs(staffed.people[ADMIN], to=room)
    asked = await staffed.says(ADMIN, "link childrens services", to=room)
    await staffed.presses(ADMIN, "Link it", asked)  # which is to be drawn anew for everyone
    await goes(staffed, room, "channelDeleted")
    await tidy(staffed.db, staffed.clock())
    async with staffed.db.read() as tx:
        held = len(await tx.deliveries.listed(["held"]))
    staffed.clock.forward(days=29)
    await tidy(staffed.db, staffed.clock())
    async with staffed.db.read() as tx:
        ended = [row.outcome for row in await tx.deliveries.listed(["dropped"])]
        assert await tx.deliveries.listed(["held", "ready"]) == []
    assert ended.count("the channel did not come back in time") == held > 0


async def test_a_director_who_is_written_to_by_hand_gets_no_digest_from_the_bot(staffed: Town) -> None:
    room = await linked(staffed)
    await staffed.works("2026-12-04 10:00")
    await staffed.says(ADMIN, f"by hand {DIRECTOR}")
    await goes(staffed, room, "channelDeleted")
    heard = len(staffed.chat(DIRECTOR))
    for moment in ("2026-12-07 11:00", "2026-12-08 09:30"):
        await staffed.works(moment)
    assert len(staffed.chat(DIRECTOR)) == heard
    assert len(told(staffed, ADMIN, "comes to you in private")) == 1
