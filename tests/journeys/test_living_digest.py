"""A posted digest lives: it is kept up in silence all week, doubted by its readers, and put right by an admin."""

from __future__ import annotations

import pytest

from bot.clock import moment_of
from bot.rehearsal.teams_world import Message, Room
from pledges.pledge import Publication
from scheduler.clerk_day import refresh
from scheduler.living import keep_up
from tests.journeys.test_digest import linked
from tests.journeys.town import ADMIN, LONDON, Town, words_of

ADELE, MEGAN, SAFEGUARDING = "Adele Vance", "Megan Bowen", "Assistant Director, Safeguarding"
MONDAY = "2026-12-07"


async def works(town: Town, *times: str) -> None:
    """What the clockwork does at some moments: it plans, keeps the posts and the admins' day up, and delivers."""
    for at in times:
        await town.works(at)
        await keep_up(town.db, town.clock())
        await refresh(town.db, town.council.policy, town.clock(), town.council.admins)
        await town.works()


@pytest.fixture
async def room(staffed: Town) -> Room:
    """A channel with Monday's digest: CP-1 and CP-2 are newly late, CP-3 is due soon."""
    await staffed.promises("Agree the protocol", SAFEGUARDING, "2026-12-04")
    await staffed.promises("Publish the leaflet", SAFEGUARDING, "2026-12-11")
    room = staffed.teams.opens_channel("Children's Services", team="Corporate Parenting")
    await staffed.teams.installs(staffed.people[ADMIN], to=room)
    await staffed.presses(ADMIN, "Link it", await staffed.says(ADMIN, "link Children's Services", to=room))
    await works(staffed, "2026-12-04 10:00", f"{MONDAY} 09:31", f"{MONDAY} 11:00")
    return room


def digest(town: Town, room: Room) -> Message:
    return next(m for m in reversed(town.teams.seen_in(room)) if "this week's pledges" in words_of(m.card))


def seen(town: Town, room: Room) -> str:
    return words_of(digest(town, room).card)


async def at(town: Town, time: str, text: str, who: str = ADELE) -> Message:
    town.clock.to(moment_of(time, LONDON))
    return await town.says(who, text)


async def test_what_happens_after_eleven_stands_on_one_line_of_the_same_post(staffed: Town, room: Room) -> None:
    posts = len(staffed.teams.seen_in(room))
    assert "Since" not in seen(staffed, room)
    await at(staffed, f"{MONDAY} 11:20", "update CP-1 on track, the leaflet is with the printer")
    await works(staffed, f"{MONDAY} 11:21")
    assert "**Since 11:00:** CP-1 answered (on track)." in seen(staffed, room)
    await at(staffed, f"{MONDAY} 11:25", "done CP-2 agreed by all three")
    await works(staffed, f"{MONDAY} 11:26", f"{MONDAY} 11:30", f"{MONDAY} 11:32", f"{MONDAY} 12:00")
    assert "**Since 11:00:** CP-2 done, CP-1 answered (on track)." in seen(staffed, room)
    assert (digest(staffed, room).updates, len(staffed.teams.seen_in(room))) == (2, posts)
    assert "Posted late" not in seen(staffed, room)
    assert "Newly late (2)" in seen(staffed, room)
    assert ADELE not in seen(staffed, room)


async def test_a_post_is_edited_at_most_once_in_ten_minutes_and_the_last_state_is_drawn(
    staffed: Town, room: Room
) -> None:
    for minute in range(21, 40, 3):
        await at(
            staffed, f"{MONDAY} 11:{minute}", f"update CP-1 {'on track' if minute % 2 else 'at risk'}, word {minute}"
        )
        await works(staffed, f"{MONDAY} 11:{minute}")
    await works(staffed, f"{MONDAY} 11:45", f"{MONDAY} 12:00", f"{MONDAY} 13:00")
    assert digest(staffed, room).updates <= 4
    assert "CP-1 answered (on track)" in seen(staffed, room)


async def test_a_quiet_hour_edits_nothing_and_the_line_ends_with_the_next_digest(staffed: Town, room: Room) -> None:
    await works(staffed, f"{MONDAY} 11:30", f"{MONDAY} 15:00", "2026-12-08 10:00")
    first = digest(staffed, room)
    assert first.updates == 0
    await at(staffed, "2026-12-10 10:00", "update CP-3 at risk, two weeks more")
    await works(staffed, "2026-12-10 10:01")
    assert "**Since 11:00:** CP-3 answered (at risk)." in words_of(first.card)
    assert "Posted late" not in words_of(first.card)
    await works(staffed, "2026-12-14 11:00")
    await at(staffed, "2026-12-14 12:00", "done CP-3 printed")
    await works(staffed, "2026-12-14 12:01", "2026-12-14 12:20")
    assert first.updates == 1
    assert "**Since 11:00:** CP-3 done." in seen(staffed, room)


async def test_what_is_not_for_publication_is_told_by_its_reference_alone(staffed: Town, room: Room) -> None:
    await staffed.promises("A secret matter", SAFEGUARDING, "2026-12-04", publication=Publication.RESTRICTED)
    await works(staffed, "2026-12-08 10:00", "2026-12-14 11:00")
    await at(staffed, "2026-12-14 12:00", "update CP-4 at risk, not a word")
    await at(staffed, "2026-12-14 12:01", "correct CP-4 was not late: the secret is out", ADMIN)
    await works(staffed, "2026-12-14 12:02")
    assert "CP-4 answered." in seen(staffed, room)
    assert "CP-4 was not late." in seen(staffed, room)
    assert "secret" not in str(digest(staffed, room).activity)


async def test_any_reader_tells_the_clerk_that_something_is_wrong_and_the_post_stays_as_it_is(
    staffed: Town, room: Room
) -> None:
    staffed.clock.to(moment_of(f"{MONDAY} 11:20", LONDON))
    before = seen(staffed, room)
    wrong = {"remark.words": "CP-2 was put off to 16 December by the Panel"}
    first = await staffed.presses(MEGAN, "Tell the clerk", digest(staffed, room), given=wrong)
    assert first.text.startswith("The clerk has it, thank you.")
    again = await staffed.presses(MEGAN, "Tell the clerk", digest(staffed, room), given=wrong)
    assert again.text.startswith("The clerk has that already")
    child = {"remark.words": "Jaiden, 14, has moved"}
    assert (
        "personal details" in (await staffed.presses(MEGAN, "Tell the clerk", digest(staffed, room), given=child)).text
    )
    assert "Please write" in (await staffed.presses(MEGAN, "Tell the clerk", digest(staffed, room))).text
    await works(staffed, f"{MONDAY} 11:21", f"{MONDAY} 14:00")
    assert (digest(staffed, room).updates, seen(staffed, room)) == (0, before)
    assert "Said to be wrong in a digest" in staffed.sees(ADMIN)
    assert "CP-2 was put off to 16 December by the Panel" in staffed.sees(ADMIN)
    async with staffed.db.read() as tx:
        assert [remark.words for remark in await tx.remarks.open(9)] == [wrong["remark.words"]]
    for number in range(5):
        more = {"remark.words": f"Thing {number} is wrong as well"}
        last = await staffed.presses(MEGAN, "Tell the clerk", digest(staffed, room), given=more)
    assert "The clerk has 5 remarks of yours" in last.text


async def test_where_a_client_cannot_answer_one_alone_the_answer_goes_to_their_own_chat(
    staffed: Town, room: Room
) -> None:
    posts, chat = len(staffed.teams.seen_in(room)), len(staffed.chat(MEGAN))
    wrong = {"remark.words": "CP-2 is not ours"}
    await staffed.presses(MEGAN, "Tell the clerk", digest(staffed, room), given=wrong, submit=True)
    await staffed.works()
    assert len(staffed.teams.seen_in(room)) == posts
    assert len(staffed.chat(MEGAN)) == chat + 1
    assert "The clerk has it, thank you." in staffed.sees(MEGAN)


async def test_a_correction_stands_on_the_post_and_whoever_doubted_it_hears(staffed: Town, room: Room) -> None:
    staffed.clock.to(moment_of(f"{MONDAY} 14:00", LONDON))
    wrong = {"remark.words": "CP-2 is not late, see the minutes"}
    await staffed.presses(MEGAN, "Tell the clerk", digest(staffed, room), given=wrong)
    staffed.clock.to(moment_of(f"{MONDAY} 14:10", LONDON))
    card = await staffed.says(ADMIN, "remarks")
    assert "CP-2" in staffed.sees(ADMIN, card)
    named = {"ref.1": "CP-2", "words.1": f"{ADELE} moved it", "late.1": "not late"}
    assert "write the post" in words_of((await staffed.presses(ADMIN, "Corrected", card, given=named)).card)
    right = named | {"words.1": "the Panel moved it to 16 December"}
    answer = await staffed.presses(ADMIN, "Corrected", card, given=right)
    assert "No remark on a digest waits" in words_of(answer.card)
    await works(staffed, f"{MONDAY} 14:11", f"{MONDAY} 14:30")
    assert "**Corrected at 14:10:** CP-2 was not late – the Panel moved it to 16 December" in seen(staffed, room)
    assert seen(staffed, room).count("**Corrected above**") == 1
    assert digest(staffed, room).updates == 1
    await staffed.works_next_morning()
    assert "It is corrected there. CP-2 was not late" in staffed.sees(MEGAN)
    async with staffed.db.read() as tx:
        post = (await tx.afterwards.posts(staffed.clock()))[0]
        kept = await tx.digests.get(post.channel, post.directorate, post.week)
    assert kept
    assert [line.ref for line in kept.newly] == ["CP-1", "CP-2"]


async def test_next_week_compares_with_what_was_right(staffed: Town, room: Room) -> None:
    await at(staffed, f"{MONDAY} 14:10", "correct CP-2 was not late: the Panel moved it", ADMIN)
    await works(staffed, "2026-12-14 11:00")
    assert "last week 1 late" in seen(staffed, room)
    async with staffed.db.read() as tx:
        post = (await tx.afterwards.posts(staffed.clock()))[0]
        kept = await tx.digests.get(post.channel, post.directorate, post.week)
    assert kept
    assert "CP-2" in [line.ref for line in kept.newly]
    assert [line.ref for line in kept.still] == ["CP-1"]
    assert [week.late for week in kept.trend][-2:] == [1, 3]


async def test_a_correction_can_be_taken_back(staffed: Town, room: Room) -> None:
    said = await at(staffed, f"{MONDAY} 14:10", "correct CP-1 the date is 16 December", ADMIN)
    assert "within ten minutes" in said.text
    await works(staffed, f"{MONDAY} 14:11")
    assert "CP-1 – the date is 16 December" in seen(staffed, room)
    assert "will not show the correction" in (await at(staffed, f"{MONDAY} 14:12", "undo", ADMIN)).text
    await works(staffed, f"{MONDAY} 14:30")
    assert "Corrected" not in seen(staffed, room)
    assert "taken back" in staffed.sees(ADMIN, await staffed.says(ADMIN, "remarks"))


async def test_that_it_is_right_is_an_answer_too_and_only_an_admin_gives_it(staffed: Town, room: Room) -> None:
    await staffed.presses(MEGAN, "Tell the clerk", digest(staffed, room), given={"remark.words": "CP-1 is not ours"})
    await staffed.promises("Find a home near friends", SAFEGUARDING, "2027-03-31")
    said = await staffed.says(ADMIN, "correct CP-4 was not late")
    assert "CP-4 stands in no digest of this week" in staffed.sees(ADMIN, said)
    assert "Only an admin" in (await staffed.says(MEGAN, "remarks")).text
    assert "Only an admin" in (await staffed.says(MEGAN, "correct CP-1 not late")).text
    card, other = await staffed.says(ADMIN, "remarks"), await staffed.says(ADMIN, "remarks")
    answer = await staffed.presses(ADMIN, "It is right", card)
    assert "**it is right**" in words_of(answer.card)
    assert "answered already" in (await staffed.presses(ADMIN, "It is right", other)).text
    await staffed.works_next_morning()
    assert "The clerk has looked, and it is right." in staffed.sees(MEGAN)


async def test_a_correction_marks_its_row_in_the_reply_too_and_news_leave_the_reply_alone(staffed: Town) -> None:
    for number in range(2, 62):
        await staffed.promises(f"Promise {number} {'to find a home near friends ' * 6}", SAFEGUARDING, "2026-12-04")
    room = await linked(staffed)
    await works(staffed, "2026-12-04 10:00", f"{MONDAY} 11:00", f"{MONDAY} 11:01")
    reply = staffed.teams.seen_in(room)[-1]
    assert reply.summary == "Children's Services: 2 of 2"
    assert "CP-61" in words_of(reply.card)
    await at(staffed, f"{MONDAY} 11:20", "update CP-61 on track, two homes were found")
    await works(staffed, f"{MONDAY} 11:21", f"{MONDAY} 11:22")
    assert (digest(staffed, room).updates, reply.updates) == (1, 0)
    await at(staffed, f"{MONDAY} 14:10", "correct CP-61 was not late: the Panel moved it to 16 December", ADMIN)
    await works(staffed, f"{MONDAY} 14:11", f"{MONDAY} 14:12")
    assert (digest(staffed, room).updates, reply.updates) == (2, 1)
    assert words_of(reply.card).count("**Corrected above**") == 1
    await at(staffed, f"{MONDAY} 14:15", "undo", ADMIN)
    await works(staffed, f"{MONDAY} 14:45", f"{MONDAY} 14:46")
    assert "Corrected above" not in words_of(reply.card)
