"""Deadlines that hang on meetings, and meetings that move."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.importing import bring_in
from documents import csv_file
from pledges.pledge import Deadline, Pledge, Source, Status, When
from tests.journeys.town import ADMIN, Town, words_of

ADELE, MEGAN = "Adele Vance", "Megan Bowen"
SAFEGUARDING = "Assistant Director, Safeguarding"
DIRECTOR = "Strategic Director, Children's Services"
ADD = "meeting add Corporate Parenting Panel (CPP) 9 December 2026 theme Housing papers due 27 November"
REPORT = f"assign Report progress and actions to {SAFEGUARDING} by the next meeting of CPP"


async def register(town: Town) -> dict[str, Pledge]:
    async with town.db.read() as tx:
        return {pledge.ref: pledge async for pledge in tx.register.all()}


async def brings_in(town: Town, folder: Path, *rows: str) -> None:
    """Import a sheet of these rows: title, words of the deadline, day of the paper."""
    head = "Title,Lead post,Deadline as written,Deadline,Source document,Source committee,Source date"
    path = folder / "sheet.csv"
    lines = [f'{title},"{SAFEGUARDING}",{words},,Report,CPP,{on}' for title, words, on in (r.split("|") for r in rows)]
    path.write_text("\n".join([head, *lines]) + "\n")
    report = await bring_in(town.db, csv_file.read(path), town.clock())
    assert not report.counts["refused"], report


async def test_row_3_a_report_to_the_next_meeting_moves_with_the_meeting(staffed: Town) -> None:
    await staffed.says(ADMIN, ADD)
    said = await staffed.says(ADMIN, REPORT)
    assert "Due Wednesday 9 December, papers by Friday 27 November." in said.text
    await staffed.works()
    await staffed.presses(ADELE, "Mine")
    await staffed.works("2026-11-13 10:00")
    assert "Report progress and actions" in staffed.sees(ADELE)
    before = len(staffed.chat(ADELE))

    said = await staffed.says(ADMIN, "meeting move CPP 9 December to 23 December")
    assert "1 pledge moves with it; 1 owner is told." in said.text
    await staffed.works_next_morning()
    assert len(staffed.chat(ADELE)) == before + 1
    assert "meets on Wednesday 23 December, not on Wednesday 9 December" in staffed.sees(ADELE)
    moved = await staffed.pledge("CP-2")
    assert (moved.deadline.due, moved.deadline.original) == (date(2026, 12, 23), date(2026, 12, 9))
    assert moved.deadline.papers_due == date(2026, 12, 11)
    history = staffed.sees(ADMIN, await staffed.says(ADMIN, "history CP-2"))
    assert "**deadline**: Wednesday 9 December 2026 → Wednesday 23 December 2026" in history
    why = staffed.sees(ADMIN, await staffed.says(ADMIN, "why CP-2"))
    assert "As written: “the next meeting of CPP”" in why
    assert "before, it was Wednesday 9 December 2026" in why
    assert "The date: **Wednesday 23 December 2026**" in why
    assert "Papers are due on **Friday 11 December 2026**" in why

    await staffed.works("2026-11-26 10:00")
    assert "Report progress and actions" not in staffed.sees(ADELE)
    await staffed.works("2026-11-27 10:00")
    assert "Report progress and actions" in staffed.sees(ADELE)


async def test_row_4_weeks_and_months_count_from_the_day_of_the_paper(staffed: Town, tmp_path: Path) -> None:
    await brings_in(
        staffed,
        tmp_path,
        "Hold the next meeting|with 4 weeks|2021-10-27",
        "Show a visible improvement|within six months|2021-10-27",
    )
    assert (await staffed.pledge("CP-2")).deadline.due == date(2021, 11, 24)
    assert (await staffed.pledge("CP-3")).deadline.due == date(2022, 4, 27)
    for ref, words, day in (
        ("CP-2", "with 4 weeks", "24 November 2021"),
        ("CP-3", "within six months", "27 April 2022"),
    ):
        why = staffed.sees(ADMIN, await staffed.says(ADMIN, f"why {ref}"))
        assert f"As written: “{words}”" in why
        assert "counted from Wednesday 27 October 2021" in why
        assert day in why


async def test_row_4_the_same_sheet_twice_changes_nothing_and_a_later_date_stays(staffed: Town, tmp_path: Path) -> None:
    row = "Show a visible improvement|within six months|2021-10-27"
    await brings_in(staffed, tmp_path, row)
    once = await staffed.pledge("CP-2")
    await brings_in(staffed, tmp_path, row)
    assert await staffed.pledge("CP-2") == once
    await staffed.says(ADMIN, "due CP-2 by 18 December 2026")
    extended = await staffed.pledge("CP-2")
    assert (extended.deadline.due, extended.deadline.original) == (date(2026, 12, 18), date(2022, 4, 27))
    await brings_in(staffed, tmp_path, row.replace("within six months", "by 18 December 2026"))
    assert (await staffed.pledge("CP-2")).deadline.due == date(2026, 12, 18)


async def test_row_11_milestones_windows_and_starts_have_no_false_single_date(staffed: Town, tmp_path: Path) -> None:
    await brings_in(
        staffed,
        tmp_path,
        "Hold the event|5 December 2023|2023-11-22",
        "Finish the self-assessment|by December 2023|2023-11-22",
        "Host the peer team|in January / February 2024|2023-11-22",
        "Train members|from February 2024 onwards|2023-11-22",
        "Follow up|January / February 2025|2023-11-22",
        "Plan the work|in the next quarter|2023-11-22",
    )
    found = {pledge.title: pledge.deadline for pledge in (await register(staffed)).values()}
    days = {title: (d.kind, d.starts, d.due) for title, d in found.items() if title != "Build a training programme"}
    assert days == {
        "Hold the event": (When.DATE, None, date(2023, 12, 5)),
        "Finish the self-assessment": (When.MONTH, None, date(2023, 12, 31)),
        "Host the peer team": (When.WINDOW, date(2024, 1, 1), date(2024, 2, 29)),
        "Train members": (When.START, date(2024, 2, 1), None),
        "Follow up": (When.WINDOW, date(2025, 1, 1), date(2025, 2, 28)),
        "Plan the work": (When.DATE, None, date(2024, 3, 31)),
    }
    shown = staffed.sees(ADMIN, await staffed.says(ADMIN, "why CP-5"))
    assert "It begins on **Thursday 1 February 2024**" in shown
    assert "never late by itself" in shown
    overdue = staffed.sees(ADMIN, await staffed.says(ADMIN, "list overdue"))
    assert "Host the peer team" in overdue
    assert "Train members" not in overdue


async def test_a_window_that_is_typed_is_asked_from_its_start(staffed: Town) -> None:
    said = await staffed.says(ADMIN, f"assign Host the peer team to {DIRECTOR} by January / February 2027")
    assert "From Friday 1 January 2027 to Sunday 28 February 2027" in said.text
    await staffed.works()
    await staffed.presses(MEGAN, "Mine")
    before = len(staffed.chat(MEGAN))
    await staffed.works("2026-12-31 10:00")
    assert len(staffed.chat(MEGAN)) == before
    await staffed.works("2027-01-01 10:00")
    assert len(staffed.chat(MEGAN)) == before + 1
    await staffed.presses(MEGAN, "On track")
    before = len(staffed.chat(MEGAN))
    await staffed.works("2027-02-01 10:00")
    assert len(staffed.chat(MEGAN)) == before


async def test_moving_a_meeting_moves_exactly_what_hangs_on_it_and_tells_each_owner_once(staffed: Town) -> None:
    await staffed.says(ADMIN, ADD)
    await staffed.says(ADMIN, "meeting add CPP 20 January 2027")
    for title in ("Report one", "Report two", "Report three"):
        await staffed.says(ADMIN, f"assign {title} to {SAFEGUARDING} by next meeting of CPP")
    await staffed.says(ADMIN, f"assign Report four to {DIRECTOR} by next meeting of CPP")
    await staffed.says(ADMIN, f"assign Report in January to {DIRECTOR} by the January Panel")
    await staffed.says(ADMIN, f"assign A day of its own to {DIRECTOR} by 9 December")
    await staffed.says(ADMIN, f"assign Closed before to {SAFEGUARDING} by next meeting of CPP")
    await staffed.says(ADMIN, "close CP-8")
    await staffed.works()
    before, chats = await register(staffed), {name: len(staffed.chat(name)) for name in (ADELE, MEGAN)}
    said = await staffed.says(ADMIN, "meeting move CPP 9 December to 16 December papers due 7 December")
    assert "4 pledges move with it; 2 owners are told." in said.text
    await staffed.works_next_morning()
    after = await register(staffed)
    assert {ref for ref in after if after[ref].version != before[ref].version} == {"CP-2", "CP-3", "CP-4", "CP-5"}
    for ref in ("CP-2", "CP-3", "CP-4", "CP-5"):
        assert (after[ref].deadline.due, after[ref].deadline.papers_due) == (date(2026, 12, 16), date(2026, 12, 7))
    assert {name: len(staffed.chat(name)) - chats[name] for name in chats} == {ADELE: 1, MEGAN: 1}
    assert "3 pledges of yours hang on it" in staffed.sees(ADELE)


async def test_a_cancelled_meeting_leaves_its_pledges_to_the_next_one(staffed: Town) -> None:
    await staffed.says(ADMIN, ADD)
    await staffed.says(ADMIN, REPORT)
    said = await staffed.says(ADMIN, "meeting cancel CPP 9 December")
    assert "I know of no other meeting of it yet." in said.text
    await staffed.works()
    assert any("has no other date yet" in staffed.sees(ADELE, message) for message in staffed.chat(ADELE))
    assert "Report progress and actions" in staffed.sees(ADMIN, await staffed.says(ADMIN, "list no date"))
    said = await staffed.says(ADMIN, "meeting add CPP 13 January 2027")
    assert "1 pledge moves with it; 1 owner is told." in said.text
    await staffed.says(ADMIN, "meeting add CPP 10 February 2027")
    said = await staffed.says(ADMIN, "meeting cancel CPP 13 January 2027")
    assert "Its next one is on Wednesday 10 February 2027." in said.text
    deadline = (await staffed.pledge("CP-2")).deadline
    assert (deadline.due, deadline.original) == (date(2027, 2, 10), date(2026, 12, 9))


async def test_what_waits_for_a_meeting_hangs_on_it_as_soon_as_it_is_entered(staffed: Town) -> None:
    said = await staffed.says(ADMIN, f"assign Report to {SAFEGUARDING} by next meeting of CPP")
    assert "No date yet (“next meeting of CPP”)" in said.text
    said = await staffed.says(ADMIN, "meeting add CPP 9 December 2026")
    assert "I did not know CPP before and have entered it" in said.text
    assert "its papers are due on Tuesday 1 December 2026" in said.text
    await staffed.works()
    assert any("CPP meets on Wednesday 9 December." in staffed.sees(ADELE, m) for m in staffed.chat(ADELE)[-2:])
    assert (await staffed.pledge("CP-2")).deadline.due == date(2026, 12, 9)


async def test_a_meeting_that_lacks_something_is_asked_for_by_a_form(staffed: Town) -> None:
    form = await staffed.says(ADMIN, "meeting add CPP theme Housing")
    assert "Enter a meeting" in staffed.sees(ADMIN, form)
    given = {"committee": "CPP", "day": "5 December 2025", "theme": "Housing", "papers": "", "led": "yes"}
    again = await staffed.presses(ADMIN, "Enter it", form, given=given)
    assert "has passed" in words_of(again.card)
    done = await staffed.presses(ADMIN, "Enter it", form, given=given | {"day": "5 December 2026"})
    assert "CPP meets on Saturday 5 December 2026 about Housing, led by young people" in done.text
    twice = await staffed.says(ADMIN, "meeting add CPP 5 December 2026")
    assert "CPP has a meeting on Saturday 5 December 2026 already" in staffed.sees(ADMIN, twice)


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("meeting move CPP 10 December to 16 December", "CPP has no meeting on Thursday 10 December 2026. It meets on"),
        ("meeting move Cabinet 9 December to 16 December", "I don't know a committee “Cabinet”. I know CPP."),
        ("meeting cancel CPP", "Cancel a meeting"),
        ("meeting add CPP 16 December papers due 18 December", "Papers can't be due on Friday 18 December 2026"),
        ("meeting CPP 10 December", "CPP has no meeting on Thursday 10 December 2026"),
        ("due CP-1 the next meeting of Cabinet", "I can't tell which committee's meeting is meant"),
        ("due CP-1 when the moon is blue", "You can type"),
    ],
)
async def test_a_meeting_that_is_not_known_is_asked_about_with_what_is(staffed: Town, typed: str, answer: str) -> None:
    await staffed.says(ADMIN, ADD)
    assert answer in staffed.sees(ADMIN, await staffed.says(ADMIN, typed))


async def test_meetings_are_for_admins_to_change_and_for_everybody_to_see(staffed: Town) -> None:
    await staffed.says(ADMIN, ADD)
    refused = await staffed.says(ADELE, "meeting cancel CPP 9 December")
    assert "Only an admin can use “meeting cancel”" in refused.text
    seen = staffed.sees(ADELE, await staffed.says(ADELE, "meetings"))
    assert "**Wednesday 9 December** Corporate Parenting Panel" in seen
    assert "papers by Friday 27 November" in seen
    assert "Open" not in seen


async def test_the_clerks_list_ticks_notes_and_closes_by_minute(staffed: Town) -> None:
    await staffed.says(ADMIN, ADD)
    await staffed.says(ADMIN, REPORT)
    await staffed.works("2026-12-09 10:00")
    await staffed.says(ADMIN, "meeting CPP today")
    seen = staffed.sees(ADMIN)
    assert "Corporate Parenting Panel, today" in seen
    assert "On this meeting (1)" in seen
    assert "Also open for this committee (1)" in seen
    await staffed.presses(ADMIN, "What was said")
    await staffed.presses(ADMIN, "Keep it", given={"meeting.CP-2": "Two case studies are written"})
    said = (await staffed.pledge("CP-2")).last
    assert said is not None
    assert said.note == "At CPP, Wednesday 9 December 2026: Two case studies are written"
    await staffed.presses(ADMIN, "Done")
    assert (await staffed.pledge("CP-2")).status is Status.DONE
    await staffed.presses(ADMIN, "Close")
    again = await staffed.presses(ADMIN, "Close by minute", given={"meeting.CP-2": " "})
    assert "Please give the number of the minute" in words_of(again.card)
    closed = await staffed.presses(ADMIN, "Close by minute", given={"meeting.CP-2": "112"})
    assert "Closed here: CP-2" in words_of(closed.card)
    pledge = await staffed.pledge("CP-2")
    assert (pledge.status, pledge.last and pledge.last.note) == (
        Status.CLOSED,
        "CPP, Wednesday 9 December 2026, minute 112",
    )


async def test_a_pledge_made_at_the_meeting_is_added_there_with_its_minute(staffed: Town) -> None:
    await staffed.says(ADMIN, ADD)
    await staffed.says(ADMIN, "meeting add CPP 13 January 2027")
    await staffed.works("2026-12-09 10:00")
    card = await staffed.says(ADMIN, "meeting CPP today")
    await staffed.presses(ADMIN, "Add a pledge", card)
    given = {"add.title": "Publish the leaflet", "add.to": SAFEGUARDING, "add.by": "the next meeting", "add.minute": ""}
    again = await staffed.presses(ADMIN, "Add it", card, given=given)
    assert "Please say what is promised, who leads it, and by which minute." in words_of(again.card)
    added = await staffed.presses(ADMIN, "Add it", card, given=given | {"add.minute": "115"})
    assert "✓ Added here: CP-2." in words_of(added.card)
    pledge = await staffed.pledge("CP-2")
    assert (pledge.deadline.due, pledge.deadline.by_panel) == (date(2027, 1, 13), True)
    (source,) = pledge.sources
    assert (source.committee, source.minute) == ("Corporate Parenting Panel", "115")
    twin = given | {"add.title": "Publish a leaflet", "add.by": "", "add.minute": "116"}
    await staffed.presses(ADMIN, "Add a pledge", card)
    near = words_of((await staffed.presses(ADMIN, "Add it", card, given=twin)).card)
    assert "✓ Added here: CP-2, CP-3.\nCP-3 is near CP-2. If it is one promise, type “merge CP-3 into CP-2”." in near
    await staffed.works_next_morning()
    assert "New for you: 1 pledge" in str([m.summary for m in staffed.chat(ADELE)])


async def test_a_childs_details_said_at_a_meeting_are_given_back(staffed: Town) -> None:
    await staffed.says(ADMIN, ADD)
    await staffed.says(ADMIN, REPORT)
    await staffed.says(ADMIN, "meeting CPP")
    await staffed.presses(ADMIN, "What was said")
    again = await staffed.presses(ADMIN, "Keep it", given={"meeting.CP-2": "Her NHS number is 943 476 5919"})
    assert "personal details" in words_of(again.card)
    assert (await staffed.pledge("CP-2")).last is None


async def test_what_has_no_date_is_listed_and_given_one_there(staffed: Town) -> None:
    await staffed.promises("Speak up", SAFEGUARDING, None, deadline=Deadline(words="TBC", kind=When.NONE))
    await staffed.promises("Keep on", SAFEGUARDING, None, deadline=Deadline(words="ongoing", kind=When.REVIEW))
    listed = await staffed.says(ADMIN, "list no date")
    assert "1 without a date" in staffed.sees(ADMIN, listed)
    assert "Speak up" in staffed.sees(ADMIN, listed)
    form = await staffed.presses(ADMIN, "When?", listed)
    assert "When is CP-2 due?" in words_of(form.card)
    done = await staffed.presses(ADMIN, "Set it", listed, given={"ref": "CP-2", "by": "31 January"})
    assert "Due Sunday 31 January 2027" in done.text


async def test_a_pledge_of_another_paper_is_not_on_the_committees_list(staffed: Town) -> None:
    await staffed.says(ADMIN, ADD)
    cabinet = Source(document="Cabinet minutes", committee="Cabinet")
    await staffed.promises("Elsewhere", SAFEGUARDING, "2026-12-18", sources=(cabinet,))
    seen = staffed.sees(ADMIN, await staffed.says(ADMIN, "meeting CPP"))
    assert "Build a training programme" in seen
    assert "Elsewhere" not in seen


async def test_an_extension_asked_for_still_waits_when_the_meeting_moves(staffed: Town) -> None:
    await staffed.says(ADMIN, ADD)
    await staffed.says(ADMIN, REPORT)
    await staffed.works()
    await staffed.presses(ADELE, "Wrong date")
    await staffed.presses(ADELE, "Ask for this date", given={"date.CP-2": "2027-02-26", "why.CP-2": "HR"})
    asked = (await staffed.pledge("CP-2")).extension
    await staffed.says(ADMIN, "meeting move CPP 9 December to 16 December")
    pledge = await staffed.pledge("CP-2")
    assert asked is not None
    assert pledge.extension == replace(asked)


async def test_a_committee_with_a_to_in_its_name_is_entered_as_it_is_called(staffed: Town) -> None:
    said = await staffed.says(ADMIN, "meeting add Ways to Listen 9 December 2026, led by young people")
    assert "I did not know Ways to Listen before" in said.text
    assert "led by young people" in said.text
    moved = await staffed.says(ADMIN, "meeting move Ways to Listen 9 December to Wednesday 16 December")
    assert "Moved from Wednesday 9 December 2026." in moved.text
