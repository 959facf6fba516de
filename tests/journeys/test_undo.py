"""`undo`: whoever did something by mistake takes it back, and whoever was told of it hears that."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date

from bot.clock import moment_of
from pledges.pledge import Status
from tests.journeys.town import ADMIN, LONDON, Town

ADELE, MEGAN = "Adele Vance", "Megan Bowen"
SAFEGUARDING = "Assistant Director, Safeguarding"
DIRECTOR = "Strategic Director, Children's Services"
NOTHING = "There is nothing to take back: you have changed nothing in the last 10 minutes."


async def undone(town: Town, name: str = ADMIN) -> str:
    return (await town.says(name, "undo")).text


async def sound(town: Town, ref: str) -> list[str]:
    """The doors of a pledge's changes, after a look at whether its history holds and replays."""
    async with town.db.read() as tx:
        assert await tx.history.verify(ref) is None
        then, now = await tx.history.as_at(ref), await tx.register.get(ref)
        owners = tuple(o if o.post is None else replace(o, answers=None, beside=(), deputy=None) for o in now.owners)
        assert replace(now, owners=owners, asking=then.pledge.asking, shares=(), version=0) == replace(
            then.pledge, deadline=replace(then.pledge.deadline, papers_due=now.deadline.papers_due)
        )
        return [told.door for told in await tx.history.of(ref)]


async def test_a_date_set_by_mistake_is_as_it_was_and_the_owner_hears_it(staffed: Town) -> None:
    await staffed.says(ADMIN, "due CP-1 18 December")
    await staffed.works("2026-11-02 10:03")
    told = staffed.chat(ADELE)[-1]
    assert "Due Friday 18 December" in staffed.sees(ADELE, told)
    assert await undone(staffed) == "Taken back: “due”. CP-1 is due Friday 4 December again."
    await staffed.works("2026-11-02 10:04")
    assert "Lynne Robbins has taken back what you were told here" in staffed.sees(ADELE, told)
    await staffed.works_next_morning()
    newest = staffed.chat(ADELE)[-1]
    assert newest is not told
    assert "Due Friday 4 December" in staffed.sees(ADELE, newest)
    assert (await staffed.pledge("CP-1")).deadline.due == date(2026, 12, 4)
    assert (await sound(staffed, "CP-1"))[-1] == "undo"


async def test_what_was_not_sent_yet_is_not_sent_and_nobody_is_told(staffed: Town) -> None:
    heard = len(staffed.chat(ADELE))
    await staffed.says(ADMIN, "due CP-1 18 December")
    await undone(staffed)
    await staffed.works("2026-11-02 10:05")
    assert len(staffed.chat(ADELE)) == heard


async def test_an_answer_on_a_card_is_taken_back_and_the_card_asks_again(staffed: Town) -> None:
    await staffed.works("2026-11-20 09:30")
    nudge = staffed.chat(ADELE)[-1]
    await staffed.presses(ADELE, "At risk", nudge)
    await staffed.works()
    assert "recorded as **at risk**" in staffed.sees(ADELE, nudge)
    assert await undone(staffed, ADELE) == "Taken back: “answer”. CP-1 is not started again."
    await staffed.works()
    async with staffed.db.read() as tx:
        assert await tx.register.updates("CP-1") == []
    pledge = await staffed.pledge("CP-1")
    assert (pledge.status, pledge.last, pledge.asking.answered_on) == (Status.NOT_STARTED, None, None)
    nudge.answers.clear()
    assert "How is it going?" in nudge.summary
    await staffed.presses(ADELE, "Done", nudge)
    assert (await staffed.pledge("CP-1")).status is Status.DONE
    await sound(staffed, "CP-1")


async def test_of_two_answers_only_the_second_is_taken_back(staffed: Town) -> None:
    await staffed.says(ADELE, "update CP-1 on track two sites visited")
    await staffed.says(ADELE, "update CP-1 blocked no budget")
    assert await undone(staffed, ADELE) == "Taken back: “update”. CP-1 is on track again."
    async with staffed.db.read() as tx:
        assert [u.note for u in await tx.register.updates("CP-1")] == ["two sites visited"]
    await staffed.says(ADELE, "update CP-1 done agreed by the Panel")
    async with staffed.db.read() as tx:
        notes = [u.note for u in await tx.register.updates("CP-1")]
    assert notes == ["agreed by the Panel", "two sites visited"]
    await sound(staffed, "CP-1")
    seen = staffed.sees(ADMIN, await staffed.says(ADMIN, "history CP-1"))
    assert "**said**: blocked – no budget" in seen
    assert "by undo" in seen


async def test_a_pledge_assigned_by_mistake_is_withdrawn_and_keeps_its_number(staffed: Town) -> None:
    await staffed.says(ADMIN, "assign Publish the leaflet to Megan Bowen by 31 January")
    await staffed.works("2026-11-02 10:02")
    card = staffed.chat(MEGAN)[-1]
    assert "New for you" in staffed.sees(MEGAN, card)
    assert await undone(staffed) == "Taken back: “assign”. CP-2 is withdrawn; its number stays."
    await staffed.works("2026-11-02 10:03")
    assert "Taken back" in staffed.sees(MEGAN, card)
    assert (await staffed.pledge("CP-2")).status is Status.WITHDRAWN
    said = await staffed.says(ADMIN, "assign Publish the leaflet to Adele Vance by 31 January")
    assert said.text.startswith("CP-3 ")
    await sound(staffed, "CP-2")


async def test_a_pledge_given_to_the_wrong_person_is_with_its_owner_again(staffed: Town) -> None:
    await staffed.works("2026-11-20 09:30")
    nudge = staffed.chat(ADELE)[-1]
    staffed.clock.to(moment_of("2026-11-23 09:25", LONDON))
    await staffed.says(ADMIN, f"reassign CP-1 to {MEGAN}")
    await staffed.works("2026-11-23 09:30")
    new, gone = staffed.chat(MEGAN)[-1], staffed.chat(ADELE)[-1]
    assert "is no longer yours" in staffed.sees(ADELE, gone)
    assert await undone(staffed) == f"Taken back: “reassign”. CP-1 is with {SAFEGUARDING} again."
    await staffed.works("2026-11-23 09:32")
    assert f"with {SAFEGUARDING}, not with you" in staffed.sees(MEGAN, new)
    assert "Taken back" in staffed.sees(ADELE, gone)
    pledge = await staffed.pledge("CP-1")
    assert (pledge.lead.title, pledge.asking.rung, pledge.asking.accepted) == (SAFEGUARDING, "10", True)
    await staffed.presses(ADELE, "On track", nudge)
    assert (await staffed.pledge("CP-1")).status is Status.ON_TRACK
    await sound(staffed, "CP-1")


async def test_closing_withdrawing_and_reopening_are_taken_back(staffed: Town) -> None:
    await staffed.says(ADELE, "done CP-1 agreed by the Panel")
    await staffed.says(ADMIN, "close CP-1")
    assert await undone(staffed) == "Taken back: “close”. CP-1 is done, to be confirmed again."
    await staffed.says(ADMIN, "reopen CP-1")
    assert (await undone(staffed)).endswith("CP-1 is done, to be confirmed again.")
    await staffed.says(ADMIN, "withdraw CP-1 entered twice")
    assert (await undone(staffed)).endswith("CP-1 is done, to be confirmed again.")
    pledge = await staffed.pledge("CP-1")
    assert pledge.last
    assert pledge.last.note == "agreed by the Panel"
    await sound(staffed, "CP-1")


async def test_a_new_date_asked_for_and_a_decision_about_it_are_taken_back(staffed: Town) -> None:
    await staffed.says(ADELE, "extend CP-1 to 18 December because HR has a vacancy")
    await staffed.works("2026-11-02 10:05")
    card = staffed.chat(MEGAN)[-1]
    await staffed.presses(MEGAN, "Agree", card)
    await staffed.works("2026-11-02 10:06")
    assert "The new date is agreed" in staffed.sees(ADELE)
    said = await undone(staffed, MEGAN)
    assert "CP-1 is due Friday 4 December and waiting for a decision about Friday 18 December again." in said
    await staffed.works("2026-11-02 10:07")
    card.answers.clear()
    assert "asks for **Friday 18 December**" in staffed.sees(MEGAN, card)
    assert "Megan Bowen has taken back what you were told here" in staffed.sees(ADELE)
    assert await undone(staffed, ADELE) == (
        "CP-1 was changed since: its deadline became “Friday 4 December 2026” (Megan Bowen, 10:06). "
        "So I have taken nothing back."
    )
    await sound(staffed, "CP-1")


async def test_a_new_date_asked_for_by_mistake_waits_for_nobody_any_more(staffed: Town) -> None:
    await staffed.says(ADELE, "extend CP-1 to 18 December because HR has a vacancy")
    await staffed.works("2026-11-02 10:05")
    card = staffed.chat(MEGAN)[-1]
    assert await undone(staffed, ADELE) == "Taken back: “extend”. CP-1 is without a new date asked for again."
    await staffed.works("2026-11-02 10:06")
    assert "Adele Vance has taken back what you were told here" in staffed.sees(MEGAN, card)


async def test_what_was_recorded_by_hand_is_taken_back_by_whoever_recorded_it(staffed: Town) -> None:
    await staffed.says(ADMIN, "record for Adele Vance: CP-1 on track, report drafted (Panel 5 December)")
    assert await undone(staffed, ADELE) == NOTHING
    assert await undone(staffed) == "Taken back: “record”. CP-1 is not started again."
    await sound(staffed, "CP-1")


async def test_two_pledges_merged_by_mistake_are_two_again(staffed: Town) -> None:
    await staffed.promises("Construct a training programme", DIRECTOR, "2026-12-18")
    await staffed.says(ADMIN, "merge CP-2 into CP-1")
    await staffed.presses(ADMIN, "Merge CP-2 into CP-1")
    assert (await staffed.pledge("CP-2")).merged_into == 1
    said = await undone(staffed)
    assert said.startswith("Taken back: “merge”.")
    assert (await staffed.pledge("CP-2")).merged_into is None
    assert (await staffed.pledge("CP-2")).open
    assert "not merged into another" in (await staffed.says(ADMIN, "unmerge CP-2")).text
    await sound(staffed, "CP-1")
    await sound(staffed, "CP-2")
    await staffed.says(ADMIN, "merge CP-2 into CP-1")
    await staffed.presses(ADMIN, "Merge CP-2 into CP-1")
    await staffed.says(ADMIN, "unmerge CP-2")
    assert "CP-2 is merged into CP-1 again." in await undone(staffed)


async def test_nothing_is_taken_back_by_others_twice_or_after_ten_minutes(staffed: Town) -> None:
    assert await undone(staffed) == NOTHING
    await staffed.says(ADMIN, "due CP-1 18 December")
    assert await undone(staffed, MEGAN) == NOTHING
    await undone(staffed)
    twice = "You have taken your last change back already. To have it after all, make it again."
    assert await undone(staffed) == twice
    await staffed.says(ADMIN, "due CP-1 18 December")
    staffed.clock.forward(minutes=11)
    assert await undone(staffed) == (
        "Your last change was “due” at 10:00. I take back what is at most 10 minutes old, so it stands."
    )
    assert (await staffed.pledge("CP-1")).deadline.due == date(2026, 12, 18)


async def test_what_somebody_changed_since_is_left_and_said(staffed: Town) -> None:
    await staffed.says(ADMIN, "due CP-1 18 December")
    await staffed.says(ADELE, "update CP-1 at risk")
    assert await undone(staffed) == (
        "CP-1 was changed since: its status became “at risk” (Adele Vance, 10:00). So I have taken nothing back."
    )
    pledge = await staffed.pledge("CP-1")
    assert (pledge.deadline.due, pledge.status) == (date(2026, 12, 18), Status.AT_RISK)


async def test_reading_is_no_change_and_a_refused_command_neither(staffed: Town) -> None:
    await staffed.says(ADMIN, "due CP-1 18 December")
    for words in ("mine", "list overdue", "history CP-1", "close", "due CP-1 31 February", "close CP-99"):
        await staffed.says(ADMIN, words)
    assert "CP-1 is due Friday 4 December again" in await undone(staffed)


async def test_what_cannot_be_taken_back_says_what_to_do(staffed: Town) -> None:
    await staffed.says(ADMIN, "due CP-1 18 December")
    await staffed.says(ADMIN, "pause all")
    assert await undone(staffed) == "I can't take back “pause all” of 10:00. Type “resume” to go on."
    assert (await staffed.pledge("CP-1")).deadline.due == date(2026, 12, 18)


async def test_two_at_once_take_it_back_once(staffed: Town) -> None:
    await staffed.says(ADMIN, "due CP-1 18 December")
    await staffed.says(ADMIN, "due CP-1 19 December")
    await asyncio.gather(undone(staffed), undone(staffed))
    said = [message.text for message in staffed.chat(ADMIN)[-2:]]
    assert sum("CP-1 is due Friday 18 December again" in one for one in said) == 1
    assert sum("already" in one for one in said) == 1
    assert (await staffed.pledge("CP-1")).deadline.due == date(2026, 12, 18)
    await sound(staffed, "CP-1")


async def test_a_meeting_that_was_moved_cancelled_or_added_is_as_it_was_with_what_hangs_on_it(staffed: Town) -> None:
    await staffed.says(ADMIN, "meeting add CPP 9 December theme Housing")
    await staffed.says(ADMIN, f"assign Report progress to {SAFEGUARDING} by next meeting of CPP")
    await staffed.says(ADMIN, "meeting move CPP 9 December to 23 December")
    await staffed.works("2026-11-02 10:02")
    said = await undone(staffed)
    assert "CPP meets on Wednesday 9 December 2026 again. CP-2 is due Wednesday 9 December again." in said
    pledge = await staffed.pledge("CP-2")
    assert (pledge.deadline.due, pledge.deadline.papers_due) == (date(2026, 12, 9), date(2026, 12, 1))
    await staffed.says(ADMIN, "meeting cancel CPP 9 December")
    assert (await staffed.pledge("CP-2")).deadline.due is None
    assert "CPP meets on Wednesday 9 December 2026 again. CP-2 is due Wednesday 9 December" in await undone(staffed)
    await staffed.says(ADMIN, "meeting add CPP 20 January")
    assert "CPP does not meet on Wednesday 20 January 2027 after all." in await undone(staffed)
    assert "Wednesday 20 January" not in staffed.sees(ADMIN, await staffed.says(ADMIN, "meetings"))
    assert "20 January" in (await staffed.says(ADMIN, "meeting add CPP 20 January")).text
    await sound(staffed, "CP-2")


async def test_a_meeting_on_which_more_hangs_since_stays_where_it_is(staffed: Town) -> None:
    await staffed.says(ADMIN, f"admin {MEGAN}")
    await staffed.says(ADMIN, "meeting add CPP 9 December")
    await staffed.says(MEGAN, f"assign Report progress to {SAFEGUARDING} by next meeting of CPP")
    assert await undone(staffed) == (
        "CP-2 now hangs on the meeting of CPP on Wednesday 9 December 2026 as well. So I have taken nothing back."
    )
    async with staffed.db.read() as tx:
        assert not (await tx.meetings.diary()).meetings[0].cancelled


async def test_a_hand_over_is_taken_back_before_its_day_and_on_it(staffed: Town) -> None:
    await staffed.says(ADMIN, f'hand over "{SAFEGUARDING}" to {MEGAN} from 16 November')
    assert await undone(staffed) == f"Taken back: “hand over”. {SAFEGUARDING} is held as it was before."
    await staffed.works("2026-11-16 10:00")
    assert (await staffed.pledge("CP-1")).lead.answers != await id_of(staffed, MEGAN)
    await staffed.says(ADMIN, f'hand over "{SAFEGUARDING}" to {MEGAN}')
    await staffed.works("2026-11-16 10:02")
    assert (await staffed.pledge("CP-1")).lead.answers == await id_of(staffed, MEGAN)
    await undone(staffed)
    await staffed.works("2026-11-16 10:04")
    assert (await staffed.pledge("CP-1")).lead.answers == await id_of(staffed, ADELE)
    await staffed.works_next_morning()
    assert "You no longer answer for" in staffed.sees(MEGAN)
    assert "You are now" in staffed.sees(ADELE)


async def test_a_post_vacated_by_mistake_is_held_again_unless_it_was_handed_over_since(staffed: Town) -> None:
    await staffed.says(ADMIN, f'vacate "{SAFEGUARDING}" from 1 December')
    async with staffed.db.begin() as tx:
        post = await tx.people.post(SAFEGUARDING)
        assert post
        before = await tx.holdings.of(post.id)
        await tx.holdings.put(post.id, before[:1])
    assert await undone(staffed) == f"{SAFEGUARDING} was handed over again since. So I have taken nothing back."


async def test_a_post_entered_by_mistake_is_forgotten_unless_it_is_in_use(staffed: Town) -> None:
    await staffed.says(ADMIN, 'post "Deputy Chair" in Corporate Parenting Panel')
    assert await undone(staffed) == "Taken back: “post”. I don't know a post Deputy Chair any more."
    assert "I don't know a post “Deputy Chair”" in staffed.sees(
        ADMIN, await staffed.says(ADMIN, f"hand over Deputy Chair to {MEGAN}")
    )
    await staffed.says(ADMIN, f"admin {MEGAN}")
    await staffed.says(ADMIN, 'post "Deputy Chair" in Corporate Parenting Panel')
    await staffed.says(MEGAN, "assign Read the strategy to Deputy Chair by 4 December")
    assert await undone(staffed) == "Deputy Chair is in use by now. So I have taken nothing back."


async def test_a_post_put_elsewhere_by_mistake_stands_where_it_stood(staffed: Town) -> None:
    await staffed.says(ADMIN, f'post "{SAFEGUARDING}" in Corporate Services')
    assert await undone(staffed) == f"Taken back: “post”. {SAFEGUARDING} stands where it stood before."
    async with staffed.db.read() as tx:
        post = await tx.people.post(SAFEGUARDING)
    assert post
    assert post.directorate
    assert post.holder
    assert (post.directorate.name, post.holder.name) == ("Children's Services", ADELE)


async def id_of(town: Town, name: str) -> int:
    async with town.db.read() as tx:
        return next(p.id for p in await tx.people.everyone() if p.name == name)
