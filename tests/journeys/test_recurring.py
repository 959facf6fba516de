"""Promises that come again and again, and follow-ups of other ones."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from bot.importing import bring_in
from documents import csv_file
from pledges.pledge import Pledge, Status, When
from tests.journeys.town import ADMIN, Town

ADELE = "Adele Vance"
SAFEGUARDING = "Assistant Director, Safeguarding"
QUARTERLY = f"assign Report progress to {SAFEGUARDING} quarterly"


async def times(town: Town, number: int) -> list[Pledge]:
    async with town.db.read() as tx:
        return await tx.times.of(number)


async def test_each_quarter_is_asked_and_closed_by_itself_and_listed_under_its_promise(staffed: Town) -> None:
    await staffed.says(ADMIN, QUARTERLY)
    await staffed.works("2026-11-02 10:00")
    await staffed.presses(ADELE, "Mine")
    (first,) = await times(staffed, 2)
    assert (first.deadline.due, first.title) == (date(2026, 12, 31), "Report progress (to 31 December 2026)")
    await staffed.works("2026-11-03 10:00")
    assert await times(staffed, 2) == [first]
    await staffed.works("2026-12-17 10:00")
    assert "Report progress (to 31 December 2026)" in staffed.sees(ADELE)
    await staffed.says(ADELE, f"done {first.ref}")
    await staffed.works("2026-12-17 10:05")
    done, following = await times(staffed, 2)
    assert (done.status, following.deadline.due) == (Status.DONE, date(2027, 3, 31))
    await staffed.says(ADMIN, f"close {first.ref}")
    assert (await staffed.pledge("CP-2")).open
    shown = staffed.sees(ADELE, await staffed.says(ADELE, "show CP-2"))
    assert "Each time (2)" in shown
    assert f"{first.ref} · Was due" in shown or f"{first.ref} · Due Thursday 31 December" in shown
    assert "One time of CP-2" in staffed.sees(ADELE, await staffed.says(ADELE, f"show {following.ref}"))


async def test_quarters_that_passed_while_nothing_ran_are_opened_when_it_runs_again(staffed: Town) -> None:
    await staffed.says(ADMIN, QUARTERLY)
    await staffed.works("2026-11-02 10:00")
    await staffed.works("2027-08-02 10:00")
    days = [p.deadline.due for p in await times(staffed, 2)]
    assert days == [date(2026, 12, 31), date(2027, 3, 31), date(2027, 6, 30), date(2027, 9, 30)]


async def test_a_report_to_each_panel_has_a_time_for_each_meeting_which_goes_with_it(staffed: Town) -> None:
    await staffed.says(ADMIN, "meeting add Corporate Parenting Panel (CPP) 9 December 2026")
    await staffed.says(ADMIN, f"assign Report progress to {SAFEGUARDING} each meeting of CPP")
    await staffed.works("2026-11-02 10:00")
    assert [p.deadline.due for p in await times(staffed, 2)] == [date(2026, 12, 9)]
    said = await staffed.says(ADMIN, "meeting add CPP 13 January 2027")
    assert "1 pledge for this meeting is opened." in said.text
    await staffed.says(ADMIN, "meeting move CPP 13 January 2027 to 20 January 2027")
    one, two = await times(staffed, 2)
    assert (one.deadline.due, two.deadline.due) == (date(2026, 12, 9), date(2027, 1, 20))
    said = await staffed.says(ADMIN, "meeting cancel CPP 20 January 2027")
    assert "1 pledge made for this meeting withdrawn." in said.text
    assert (await staffed.pledge(two.ref)).status is Status.WITHDRAWN
    await staffed.works("2026-11-03 10:00")
    assert f"{two.ref} is withdrawn" in staffed.sees(ADELE)
    assert (await staffed.pledge(one.ref)).open


async def test_a_withdrawn_promise_takes_its_open_times_along(staffed: Town) -> None:
    await staffed.says(ADMIN, QUARTERLY)
    await staffed.works("2026-11-02 10:00")
    (time,) = await times(staffed, 2)
    said = await staffed.says(ADMIN, "withdraw CP-2 the plan has ended")
    assert "CP-2 is withdrawn, with 1 open time of it" in said.text
    assert (await staffed.pledge(time.ref)).status is Status.WITHDRAWN
    await staffed.works("2027-08-02 10:00")
    assert len(await times(staffed, 2)) == 1


async def test_dated_milestones_a_window_a_start_and_a_follow_up_linked_to_the_first(
    staffed: Town, tmp_path: Path
) -> None:
    path = tmp_path / "plan.csv"
    rows = (
        "Host the peer team|in January / February 2027",
        "Train members|from February 2027 onwards",
        "Repeat the self-assessment|12 months' time",
    )
    head = "Title,Lead post,Deadline as written,Source document,Source committee,Source date"
    lines = [f'{t},"{SAFEGUARDING}",{w},Report,CPP,2026-10-28' for t, w in (row.split("|") for row in rows)]
    path.write_text("\n".join([head, *lines]) + "\n")
    await bring_in(staffed.db, csv_file.read(path), staffed.clock())
    said = await staffed.says(ADMIN, "follow CP-4 12 months after CP-2")
    assert "CP-4 follows CP-2 by 12 months and moves with it." in said.text
    peer, training, again = [await staffed.pledge(f"CP-{n}") for n in (2, 3, 4)]
    assert (peer.deadline.starts, peer.deadline.due) == (date(2027, 1, 1), date(2027, 2, 28))
    assert (training.deadline.kind, training.deadline.due) == (When.START, None)
    assert (again.deadline.starts, again.deadline.due) == (date(2028, 1, 1), date(2028, 2, 29))
    await staffed.says(ADMIN, "due CP-2 30 April 2027")
    assert (await staffed.pledge("CP-4")).deadline.due == date(2028, 4, 30)
    assert "12 months after CP-2, and moves with it" in staffed.sees(ADMIN, await staffed.says(ADMIN, "show CP-4"))
    assert "Followed by (1)" in staffed.sees(ADMIN, await staffed.says(ADMIN, "show CP-2"))
    circle = await staffed.says(ADMIN, "follow CP-2 1 year after CP-4")
    assert "can't follow" in staffed.sees(ADMIN, circle)
    await staffed.says(ADMIN, "due CP-4 31 May 2028")
    await staffed.says(ADMIN, "due CP-2 30 June 2027")
    assert (await staffed.pledge("CP-4")).deadline.due == date(2028, 5, 31)


async def test_a_follow_up_that_lacks_words_is_asked_for_by_a_form(staffed: Town) -> None:
    ref = await staffed.promises("Look again", SAFEGUARDING, None)
    form = await staffed.says(ADMIN, f"follow {ref} soon after CP-1")
    assert "I can't read “soon” as a span of time" in staffed.sees(ADMIN, form)
    given = {"ref": ref, "span": "12 months", "first": "CP-1", "minute": ""}
    done = await staffed.presses(ADMIN, "Tie them", form, given=given)
    assert "Due Saturday 4 December 2027" in done.text
