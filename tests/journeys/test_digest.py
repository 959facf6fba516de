"""The channel: linking it, the Monday digest, the extra one."""

from __future__ import annotations

import re

import pytest

from bot.rehearsal.teams_world import Room
from pledges.pledge import Publication
from scheduler.plan import plan
from tests.journeys.town import ADMIN, Town, words_of

ADELE, SAFEGUARDING = "Adele Vance", "Assistant Director, Safeguarding"


async def linked(town: Town) -> Room:
    room = town.teams.opens_channel("Children's Services", team="Corporate Parenting")
    await town.teams.installs(town.people[ADMIN], to=room)
    asked = await town.says(ADMIN, "link childrens services", to=room)
    await town.presses(ADMIN, "Link it", asked)
    await town.works()
    return room


@pytest.mark.parametrize(
    ("channel", "team", "link"),
    [
        ("place", "Corporate parenting", "link Place"),
        ("General", "Children's Services", "link Children's Services"),
        ("General", "Corporate parenting", "link and the name of the directorate"),
    ],
)
async def test_a_channel_is_greeted_with_the_directorate_that_it_is_called_after_if_any(
    staffed: Town, channel: str, team: str, link: str
) -> None:
    for name in ("Adult Social Care", "Place"):
        await staffed.directorate(name)
    room = staffed.teams.opens_channel(channel, team=team)
    await staffed.teams.installs(staffed.people[ADMIN], to=room)
    hello = words_of(staffed.teams.seen_in(room)[0].card).replace("*", "")
    assert f"An admin links this channel by mentioning me: {link}." in hello


async def test_who_reads_a_channel_is_said_by_the_form_as_by_the_command(staffed: Town) -> None:
    room = staffed.teams.opens_channel("General", team="Corporate parenting")
    await staffed.teams.installs(staffed.people[ADMIN], to=room)
    form = await staffed.says(ADMIN, "link", to=room)
    asked = await staffed.presses(ADMIN, "Go on", form, given={"directorate": "Children's Services"})
    assert "will read it" in words_of(asked.card)
    assert "Everybody in this channel" not in words_of(asked.card)


async def test_a_channel_says_who_will_read_and_asks_before_it_is_linked(staffed: Town) -> None:
    room = staffed.teams.opens_channel("Children's Services", team="Corporate Parenting")
    await staffed.teams.installs(staffed.people[ADMIN], to=room)
    assert "The weekly digest can come here" in words_of(staffed.teams.seen_in(room)[0].card)
    assert len(staffed.teams.seen_in(room)) == 1
    asked = await staffed.says(ADMIN, "link Children's Services", to=room)
    assert "people" in staffed.sees(ADMIN, asked)
    answer = await staffed.presses(ADMIN, "Link it", asked)
    assert "gets the weekly digest of **Children's Services**" in str(answer.card)


async def test_only_an_admin_may_press_link(staffed: Town) -> None:
    room = staffed.teams.opens_channel("Children's Services", team="Corporate Parenting")
    await staffed.teams.installs(staffed.people[ADMIN], to=room)
    asked = await staffed.says(ADMIN, "link Children's Services", to=room)
    answer = await staffed.presses(ADELE, "Link it", asked)
    assert "Only an admin can link a channel" in answer.text
    async with staffed.db.read() as tx:
        assert await tx.channels.linked() == []


async def test_monday_brings_one_digest_with_what_is_late_named_by_post(staffed: Town) -> None:
    room = await linked(staffed)
    await staffed.works("2026-12-04 10:00")
    before = len(staffed.teams.seen_in(room))
    await staffed.works("2026-12-07 10:59")
    assert len(staffed.teams.seen_in(room)) == before
    for minute in ("11:00", "11:01", "12:30"):
        await staffed.works(f"2026-12-07 {minute}")
    assert len(staffed.teams.seen_in(room)) == before + 1
    digest = staffed.teams.seen_in(room)[-1]
    seen = words_of(digest.card)
    assert digest.summary == "Children's Services: 1 newly late, 0 still late, 0 done of 1; last week 0 late."
    assert "Newly late (1)" in seen
    assert "Assistant Director, Safeguarding" in seen
    assert ADELE not in seen


async def test_nothing_is_called_late_before_its_owner_was_reached_a_working_day_before(staffed: Town) -> None:
    room = await linked(staffed)
    await staffed.works("2026-12-07 11:00")
    summary = staffed.teams.seen_in(room)[-1].summary
    assert summary.startswith("Children's Services: 1 past its date and not yet called late, 0 done")


async def test_the_next_week_says_what_changed(staffed: Town) -> None:
    room = await linked(staffed)
    await staffed.works("2026-12-04 10:00")
    await staffed.works("2026-12-07 11:00")
    await staffed.works("2026-12-14 11:00")
    seen = words_of(staffed.teams.seen_in(room)[-1].card)
    assert "Still late, the longest first (1)" in seen
    assert "0 newly late, 1 still late, 0 done of 1; last week 1 late." in seen
    assert "Late, week by week" in seen


async def test_a_quiet_week_is_one_line(town: Town) -> None:
    await town.hires(ADELE)
    await town.appoints(ADELE, SAFEGUARDING, "Children's Services")
    room = await linked(town)
    await town.works("2026-11-09 11:00")
    quiet = "Children's Services: Nothing is late and nothing is due soon; 0 pledges open."
    assert town.teams.seen_in(room)[-1].summary == quiet


async def test_an_extra_digest_is_marked_and_does_not_take_the_weeks_place(staffed: Town) -> None:
    room = await linked(staffed)
    extra = await staffed.says(ADELE, "digest now", to=room)
    assert "An extra one" in words_of(extra.card)
    before = len(staffed.teams.seen_in(room))
    await staffed.works("2026-11-09 11:00")
    assert len(staffed.teams.seen_in(room)) == before + 1


async def test_what_is_not_for_publication_is_counted_and_not_named(staffed: Town) -> None:
    await staffed.promises("A secret matter", SAFEGUARDING, "2026-12-04", publication=Publication.RESTRICTED)
    room = await linked(staffed)
    await staffed.works("2026-12-04 10:00")
    await staffed.works("2026-12-07 11:00")
    digest = staffed.teams.seen_in(room)[-1]
    assert "2 newly late" in digest.summary
    assert "A pledge that is not for publication" in words_of(digest.card)
    assert "secret" not in str(digest.activity)


async def test_more_than_seven_are_opened_in_place_and_the_count_is_true(staffed: Town) -> None:
    for number in range(2, 12):
        await staffed.promises(f"Promise {number}", SAFEGUARDING, "2026-12-04")
    room = await linked(staffed)
    await staffed.works("2026-12-04 10:00")
    await staffed.works("2026-12-07 11:00")
    seen = words_of(staffed.teams.seen_in(room)[-1].card)
    assert "Newly late (11)" in seen
    assert "Show the other 4" in seen


async def test_private_things_are_not_said_in_a_channel(staffed: Town) -> None:
    room = await linked(staffed)
    assert "I answer “mine” in private" in (await staffed.says(ADELE, "mine", to=room)).text
    assert "belongs in a Teams channel" in (await staffed.says(ADMIN, "digest now")).text


async def test_unlinking_stops_the_digest(staffed: Town) -> None:
    room = await linked(staffed)
    await staffed.says(ADMIN, "unlink", to=room)
    before = len(staffed.teams.seen_in(room))
    await staffed.works("2026-11-09 11:00")
    assert len(staffed.teams.seen_in(room)) == before


async def test_what_was_planned_and_not_sent_yet_is_not_posted_once_the_channel_is_unlinked(staffed: Town) -> None:
    room = await linked(staffed)
    await staffed.works("2026-12-04 10:00")
    staffed.clock.to(staffed.clock().replace(day=7, hour=11, minute=0))
    async with staffed.db.read() as tx:
        policy = await tx.rules.policy()
    assert "digest" in [planned.kind for planned in await plan(staffed.db, policy, staffed.clock())]
    await staffed.says(ADMIN, "unlink", to=room)
    before = len(staffed.teams.seen_in(room))
    await staffed.works("2026-12-07 11:01")
    assert len(staffed.teams.seen_in(room)) == before


async def test_a_digest_that_was_long_on_its_way_says_that_it_is_late(staffed: Town) -> None:
    room = await linked(staffed)
    staffed.teams.fails_with(503, times=1)
    await staffed.works("2026-11-09 11:00")
    await staffed.works("2026-11-10 09:00")
    assert "Posted late" in words_of(staffed.teams.seen_in(room)[-1].card)


async def test_what_has_no_room_in_the_post_goes_on_in_its_thread(staffed: Town) -> None:
    for number in range(2, 62):
        await staffed.promises(f"Promise {number} {'to find a home near friends ' * 6}", SAFEGUARDING, "2026-12-04")
    room = await linked(staffed)
    await staffed.works("2026-12-04 10:00")
    before = len(staffed.teams.seen_in(room))
    await staffed.works("2026-12-07 11:00")
    await staffed.works("2026-12-07 11:01")
    post, *replies = staffed.teams.seen_in(room)[before:]
    assert [reply.summary for reply in replies] == ["Children's Services: 2 of 2"]
    assert "it goes on in 1 reply below" in words_of(post.card)
    assert "Newly late, continued (61)" in words_of(replies[0].card)
    refs = {f"CP-{number}" for number in range(1, 62)}
    assert set(re.findall(r"CP-\d+", str(post.card) + str(replies[0].card))) == refs


async def test_an_extra_one_and_a_preview_say_where_the_rest_is_though_nothing_stands_below_them(staffed: Town) -> None:
    for number in range(2, 62):
        await staffed.promises(f"Promise {number} {'to find a home near friends ' * 6}", SAFEGUARDING, "2026-12-04")
    room = await linked(staffed)
    for moment in ("2026-12-04 10:00", "2026-12-07 09:35"):
        await staffed.works(moment)
    preview = staffed.sees(ADMIN, await staffed.says(ADMIN, "digest preview childrens services"))
    assert "The rest has no room here: once posted, it goes on in 1 reply below the post." in preview
    extra = words_of((await staffed.says(ADELE, "digest now", to=room)).card)
    assert "The rest has no room here: an admin can type “list”." in extra
    for moment in ("2026-12-07 11:00", "2026-12-07 11:01", "2026-12-08 10:00"):
        await staffed.works(moment)
    later = words_of((await staffed.says(ADELE, "digest now", to=room)).card)
    assert "The rest has no room here: this week's post goes on in its thread." in later
