"""What admins and directors do with a digest before it is posted: look at it, post an extra one, pause it, time it."""

from __future__ import annotations

from bot.rehearsal.teams_world import Message, Room
from pledges.pledge import Publication
from tests.journeys.town import ADMIN, Town, words_of

ADELE, SAFEGUARDING, MEGAN = "Adele Vance", "Assistant Director, Safeguarding", "Megan Bowen"
CHILDREN = "Children's Services"


async def linked(town: Town, read: str = "internal", *, guest: bool = False) -> Room:
    room = town.teams.opens_channel(CHILDREN, team="Corporate Parenting")
    if guest:
        town.people["Guest"] = town.teams.hires("Guest", guest=True)
    await town.teams.installs(town.people[ADMIN], to=room)
    asked = await town.says(ADMIN, "link childrens services", to=room)
    await town.presses(ADMIN, "Link it", asked, given={"read": read})
    await town.works()
    return room


async def test_a_pause_keeps_the_channel_silent_and_is_told_to_the_director_and_the_admins(staffed: Town) -> None:
    room = await linked(staffed)
    await staffed.hires("Joan Pike")
    await staffed.says(ADMIN, "admin Joan Pike")
    await staffed.works("2026-11-09 11:00")
    before = len(staffed.teams.seen_in(room))
    said = (await staffed.says(ADMIN, "digest pause childrens services until 24 November")).text
    assert "is paused until Tuesday 24 November" in said
    assert "The first one after that is on Monday 30 November at 11:00" in said
    for day in ("2026-11-10", "2026-11-16", "2026-11-23", "2026-11-24", "2026-11-27"):
        await staffed.works(f"{day} 11:30")
    assert len(staffed.teams.seen_in(room)) == before
    for name in (MEGAN, "Joan Pike"):
        told = "\n".join(staffed.sees(name, message) for message in staffed.chat(name))
        assert "The digest of Children's Services is paused until Tuesday 24 November" in told
        assert f"{ADMIN} has paused it" in told
    await staffed.works("2026-11-30 11:00")
    [after] = staffed.teams.seen_in(room)[before:]
    assert "This is the first digest here" not in words_of(after.card)


async def test_a_pause_is_taken_back_and_ended_and_is_seen_in_the_list(staffed: Town) -> None:
    await linked(staffed)
    await staffed.says(ADMIN, "digest pause childrens services until 24 November")
    listed = staffed.sees(ADMIN, await staffed.says(ADMIN, "digests"))
    assert f"Paused until Tuesday 24 November by {ADMIN}" in listed
    assert "is posted as it was before" in (await staffed.says(ADMIN, "undo")).text
    assert "Paused" not in staffed.sees(ADMIN, await staffed.says(MEGAN, "digests"))
    assert "is not paused" in (await staffed.says(ADMIN, "digest resume childrens services")).text
    await staffed.says(ADMIN, "digest pause childrens services until 24 November")
    assert (
        "goes on. The next one is on Monday 2 November"
        in (await staffed.says(ADMIN, "digest resume childrens services")).text
    )


async def test_a_digest_comes_on_the_day_and_hour_of_its_directorate(staffed: Town) -> None:
    room = await linked(staffed)
    said = (await staffed.says(ADMIN, "digest Children's Services on Thursdays at 2pm")).text
    assert "comes on Thursdays at 14:00. The next one is on Thursday 5 November at 14:00." in said
    before = len(staffed.teams.seen_in(room))
    await staffed.works("2026-11-02 11:30")
    await staffed.works("2026-11-05 13:59")
    assert len(staffed.teams.seen_in(room)) == before
    await staffed.works("2026-11-05 14:00")
    assert len(staffed.teams.seen_in(room)) == before + 1
    again = (await staffed.says(ADMIN, "digest Children's Services on Friday")).text
    assert "comes on Fridays at 14:00. The next one is on Friday 13 November" in again
    assert "at the hour that it had before" in (await staffed.says(ADMIN, "undo")).text
    assert "next Thursday 12 November at 14:00" in staffed.sees(ADMIN, await staffed.says(ADMIN, "digests"))
    assert "before the morning's questions" in (await staffed.says(ADMIN, "digest Children's Services at 08:30")).text
    usual = (await staffed.says(ADMIN, "digest Children's Services as usual")).text
    assert "comes on Mondays at 11:00. The next one is on Monday 9 November" in usual


async def test_asked_twice_on_a_day_an_extra_digest_says_only_what_is_new(staffed: Town) -> None:
    room = await linked(staffed)
    assert "An extra one" in words_of((await staffed.says(ADELE, "digest now", to=room)).card)
    again = (await staffed.says(ADELE, "digest now", to=room)).text
    assert again == "Nothing has changed since the digest of 10:00 today."
    await staffed.says(ADELE, "CP-1 done")
    assert "1 done" in words_of((await staffed.says(ADELE, "digest now", to=room)).card)


async def test_an_admin_posts_an_extra_digest_from_their_own_chat_after_a_question(staffed: Town) -> None:
    room = await linked(staffed)
    before = len(staffed.teams.seen_in(room))
    asked = await staffed.says(ADMIN, "digest now childrens services")
    assert "**3 people** can read it" in staffed.sees(ADMIN, asked)
    await staffed.works()
    assert len(staffed.teams.seen_in(room)) == before
    await staffed.presses(ADMIN, "Post it", asked)
    await staffed.works()
    [posted] = staffed.teams.seen_in(room)[before:]
    assert "An extra one" in words_of(posted.card)
    second = staffed.sees(ADMIN, await staffed.says(ADMIN, "digest now childrens services"))
    assert "Nothing has changed since the digest of 10:00 today" in second
    assert (
        "Only an admin can post a digest from here" in (await staffed.says(MEGAN, "digest now childrens services")).text
    )


async def test_a_preview_is_the_digest_as_it_would_be_posted_for_one_reader(staffed: Town) -> None:
    await staffed.promises("A secret matter", SAFEGUARDING, "2026-12-04", publication=Publication.RESTRICTED)
    room = await linked(staffed, guest=True)
    await staffed.works("2026-12-04 10:00")
    await staffed.works("2026-12-07 09:35")
    before = len(staffed.teams.seen_in(room))
    asked = await staffed.says(MEGAN, "digest preview childrens services")
    seen = staffed.sees(MEGAN, asked)
    assert "It goes to **Children's Services (Corporate Parenting)**, next on Monday 7 December at 11:00" in seen
    assert "**3 people** and **1 guest** from outside the council can read it" in seen
    assert asked.summary.startswith("Preview, for you alone. Children's Services: 2 newly late")
    staffed.teams.fails_with(403, times=1)
    assert "How many that are I could not find out" in staffed.sees(
        MEGAN, await staffed.says(MEGAN, "digest Children's Services")
    )
    assert "Preview: you alone see this" in staffed.sees(MEGAN, await staffed.says(MEGAN, "digest preview"))
    assert len(staffed.teams.seen_in(room)) == before
    await staffed.works("2026-12-07 11:00")
    [posted] = staffed.teams.seen_in(room)[before:]
    drawn, buttons = words_of(posted.card).replace("11:00", "09:35").split("\nAct on these")
    assert drawn in seen, "the same drawing"
    assert "Tell the clerk" in buttons
    assert "Act on these" not in seen
    assert "Only an admin or its director can" in (await staffed.says(ADELE, "digest Children's Services")).text
    assert "Only a director or an admin can" in (await staffed.says(ADELE, "digest preview Children's Services")).text


async def test_where_outsiders_read_what_is_not_for_publication_is_a_count_and_notes_are_for_the_council(
    staffed: Town,
) -> None:
    await staffed.promises("A secret matter", SAFEGUARDING, "2026-12-04", publication=Publication.RESTRICTED)
    await staffed.promises("A public matter", SAFEGUARDING, "2026-12-04", publication=Publication.PUBLIC)
    room = await linked(staffed, "public", guest=True)
    await staffed.says(ADELE, "CP-1 at risk waiting for the lease")
    await staffed.says(ADELE, "CP-2 at risk waiting for the court")
    await staffed.says(ADELE, "CP-3 at risk waiting for the printer")
    await staffed.works("2026-12-04 10:00")
    await staffed.works("2026-12-07 11:00")
    posted = staffed.teams.seen_in(room)[-1]
    await staffed.works("2026-12-08 08:00")
    for digest in (posted, await says_in(staffed, "digest now", room)):
        seen = words_of(digest.card)
        assert "3 newly late" in seen
        assert "Newly late (3)" in seen
        assert "1 more is not shown here." in seen
        assert "Build a training programme" in seen
        assert "waiting for the printer" in seen
        for secret in ("secret", "CP-2", "not for publication", "the court", "the lease"):
            assert secret not in str(digest.activity)
    shown = str((await says_in(staffed, "show CP-1", room)).card)
    assert "Build a training programme" in shown
    assert "lease" not in shown


async def test_what_stands_in_a_channel_is_drawn_anew_when_outsiders_read_it_from_now_on(staffed: Town) -> None:
    await staffed.promises("A secret matter", SAFEGUARDING, "2026-12-04", publication=Publication.RESTRICTED)
    room = await linked(staffed)
    await staffed.works("2026-12-04 10:00")
    await staffed.works("2026-12-07 11:00")
    posted = staffed.teams.seen_in(room)[-1]
    assert "CP-2" in str(posted.activity)
    asked = await says_in(staffed, "link childrens services public", room)
    await staffed.presses(ADMIN, "Link it", asked, given={"read": "public"})
    await staffed.works("2026-12-07 11:20")
    assert "1 more is not shown here." in words_of(posted.card)
    assert "CP-2" not in str(posted.activity)


async def says_in(town: Town, text: str, room: Room) -> Message:
    return await town.says(ADMIN, text, to=room)


async def test_the_toast_of_a_digest_is_its_figures_and_no_title(staffed: Town) -> None:
    room = await linked(staffed)
    await staffed.works("2026-12-04 10:00")
    await staffed.works("2026-12-07 11:00")
    digest = staffed.teams.seen_in(room)[-1]
    assert digest.summary == "Children's Services: 1 newly late, 0 still late, 0 done of 1; last week 0 late."


async def test_a_channel_with_guests_is_offered_as_read_from_outside_and_its_class_is_changed_later(
    staffed: Town,
) -> None:
    room = staffed.teams.opens_channel(CHILDREN, team="Corporate Parenting")
    staffed.people["Guest"] = staffed.teams.hires("Guest", guest=True)
    await staffed.teams.installs(staffed.people[ADMIN], to=room)
    asked = await staffed.says(ADMIN, "link childrens services", to=room)
    assert "I do not look again who reads here" in words_of(asked.card)
    assert "'value': 'public'" in str(asked.card)
    await staffed.presses(ADMIN, "Link it", asked)
    assert await classes(staffed) == [(True, "2026-11-02")]
    await staffed.works("2026-11-05 10:00")
    again = await staffed.says(ADMIN, "link childrens services internal", to=room)
    assert "'value': 'internal'" in str(again.card)
    answer = await staffed.presses(ADMIN, "Link it", again, given={"read": "internal"})
    assert "next on Monday 9 November" in words_of(answer.card)
    assert await classes(staffed) == [(False, "2026-11-02")]


async def classes(town: Town) -> list[tuple[bool, str]]:
    """Who reads each channel, and since when it has its digest."""
    async with town.db.read() as tx:
        return [(linked.public, linked.linked_on.isoformat()) for linked in await tx.channels.linked()]
