"""The register edited in bulk: a sheet is taken out, edited, dropped back, read as a difference, and applied."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from pledges.pledge import Pledge, Status
from scheduler.tidy import tidy
from tests.journeys.sheets import Rows, doing, dropped, edited, taken_out, written
from tests.journeys.town import ADMIN, Town

SAFEGUARDING = "Assistant Director, Safeguarding"


@pytest.fixture
async def filled(staffed: Town) -> Town:
    """Forty pledges more, so that what differs has to be found among what does not."""
    for number in range(2, 42):
        await staffed.promises(f"Pledge number {number}", SAFEGUARDING, "2027-01-29")
    return staffed


def several(lines: Rows) -> None:
    """One title, one date and a theme are changed, one row cannot be read, and two are new."""
    lines[0]["Title"] = "Build and run a training programme"
    lines[1] |= {"Deadline": "2027-02-26", "Theme": "Housing"}
    lines[2]["Deadline"] = "soon"
    blank = dict.fromkeys(lines[0], "")
    lines.append(blank | {"Title": "Offer a council tax exemption", "Lead post": "Head of Revenues"})
    lines.append(blank | {"Title": "Open a second drop-in", "Deadline": "2027-03-31"})


async def test_an_admin_edits_the_register_as_a_sheet_and_confirms_what_differs(filled: Town) -> None:
    card = await edited(filled, "pledges", several)
    shown = filled.sees(ADMIN, card)
    assert "2 new, 2 changed, 38 unchanged, 1 refused" in shown
    assert "Title: Build a training programme → **Build and run a training programme**" in shown
    assert "Deadline: 2027-01-29 → **2027-02-26**" in shown
    assert "Deadline says “soon”" in shown
    assert "Offer a council tax exemption" in shown
    assert (await filled.pledge("CP-1")).title == "Build a training programme", "nothing changes before it is confirmed"

    await filled.presses(ADMIN, "apply sheet", card)
    assert "✓ Applied: 2 new (CP-42 and CP-43), 2 changed." in filled.sees(ADMIN, card)
    assert (await filled.pledge("CP-1")).title == "Build and run a training programme"
    changed = await filled.pledge("CP-2")
    assert (changed.deadline.due, changed.deadline.original, changed.theme) == (
        date(2027, 2, 26),
        date(2027, 1, 29),
        "Housing",
    )
    assert (await filled.pledge("CP-42")).lead.title == "Head of Revenues"
    assert (await filled.pledge("CP-3")).deadline.due == date(2027, 1, 29)


async def test_history_says_that_it_was_the_sheet_and_whose(filled: Town) -> None:
    card = await edited(filled, "pledges", doing("Reference", "CP-2", {"Theme": "Housing"}))
    await filled.presses(ADMIN, "apply sheet", card)
    said = (await filled.says(ADMIN, "history CP-2")).card
    assert "sheet" in str(said)
    assert ADMIN in str(said)


async def test_pressing_apply_again_changes_nothing_more(filled: Town) -> None:
    card = await edited(filled, "pledges", several)
    for press in (replace(card, answers={}), replace(card, answers={})):
        await filled.presses(ADMIN, "apply sheet", press)
        assert "✓ Applied: 2 new" in filled.sees(ADMIN, press)
    async with filled.db.read() as tx:
        assert len([pledge async for pledge in tx.register.all()]) == 43


async def test_what_was_changed_meanwhile_is_left_out_and_said(filled: Town) -> None:
    def two(lines: Rows) -> None:
        lines[1]["Theme"] = lines[2]["Theme"] = "Housing"

    card = await edited(filled, "pledges", two)
    await filled.says(ADMIN, "due CP-2 26 March 2027")
    await filled.presses(ADMIN, "apply sheet", card)
    shown = filled.sees(ADMIN, card)
    assert "1 changed" in shown
    assert "CP-2 was changed by somebody else after you were shown this" in shown
    second, third = await filled.pledge("CP-2"), await filled.pledge("CP-3")
    assert (second.theme, second.deadline.due, third.theme) == ("", date(2027, 3, 26), "Housing")


async def test_what_was_changed_after_the_sheet_was_taken_out_is_not_taken_back(filled: Town) -> None:
    table = await taken_out(filled, "pledges")
    await filled.says(ADMIN, "due CP-2 26 March 2027")
    content = written("old.xlsx", table.header, [dict(cells) for _, cells in table.rows])
    shown = filled.sees(ADMIN, await dropped(filled, "old.xlsx", content))
    assert "0 new, 0 changed, 40 unchanged, 1 refused" in shown
    assert "CP-2 was changed in the register after this sheet was taken out" in shown
    assert "Apply" not in shown


async def test_a_sheet_dropped_as_it_was_taken_out_says_that_nothing_differs(filled: Town) -> None:
    assert "no difference" in (await edited(filled, "pledges", lambda lines: None)).text
    assert "no difference" in (await edited(filled, "pledges", lambda lines: None, name="edited.csv")).text


async def test_a_second_sheet_takes_the_place_of_the_first_and_says_so(filled: Town) -> None:
    first = await edited(filled, "pledges", doing("Reference", "CP-2", {"Theme": "Housing"}), name="first.xlsx")
    second = await edited(filled, "pledges", doing("Reference", "CP-3", {"Theme": "Health"}), name="second.xlsx")
    assert "It takes the place of “first.xlsx”" in filled.sees(ADMIN, second)
    await filled.presses(ADMIN, "apply sheet", first)
    assert "took its place" in filled.sees(ADMIN, first)
    await filled.presses(ADMIN, "apply sheet", second)
    assert ((await filled.pledge("CP-2")).theme, (await filled.pledge("CP-3")).theme) == ("", "Health")


async def test_a_sheet_can_be_left(filled: Town) -> None:
    card = await edited(filled, "pledges", several)
    old = replace(card, answers={})
    await filled.presses(ADMIN, "leave sheet", card)
    assert "You left it: nothing was changed." in filled.sees(ADMIN, card)
    await filled.presses(ADMIN, "apply sheet", old)
    assert "You left it" in filled.sees(ADMIN, old)
    assert (await filled.pledge("CP-1")).title == "Build a training programme"


async def test_many_rows_are_shown_by_eights(filled: Town) -> None:
    def all_of_them(lines: Rows) -> None:
        for line in lines:
            line["Priority"] = "this quarter"

    card = await edited(filled, "pledges", all_of_them)
    assert "Page 1 of 6" in filled.sees(ADMIN, card)
    assert filled.sees(ADMIN, card).count("this quarter") == 8
    await filled.presses(ADMIN, "More", card)
    assert "Page 2 of 6" in filled.sees(ADMIN, card)
    assert "CP-9 " in filled.sees(ADMIN, card)
    await filled.presses(ADMIN, "Back", card)
    await filled.presses(ADMIN, "apply sheet", card)
    assert "41 changed" in filled.sees(ADMIN, card)


async def test_a_sheet_is_kept_for_a_day(filled: Town) -> None:
    card = await edited(filled, "pledges", several)
    old = replace(card, answers={})
    filled.clock.forward(hours=25)
    await filled.presses(ADMIN, "apply sheet", card)
    assert "no longer kept" in filled.sees(ADMIN, card)
    await tidy(filled.db, filled.clock())
    answer = await filled.presses(ADMIN, "leave sheet", old)
    assert "no longer kept" in str(answer.body)
    assert (await filled.pledge("CP-1")).title == "Build a training programme"


async def test_whoever_is_given_a_pledge_by_the_sheet_hears_of_it(filled: Town) -> None:
    card = await edited(
        filled,
        "pledges",
        doing("Reference", "CP-2", {"Lead post": "Strategic Director, Children's Services"}),
    )
    await filled.presses(ADMIN, "apply sheet", card)
    await filled.works("2026-11-02 10:40")
    assert "Pledge number 2" in filled.sees("Megan Bowen")


async def test_only_an_admin_may_and_others_are_told_who(filled: Town) -> None:
    answer = await dropped(filled, "minutes.docx", b"PK", who="Adele Vance")
    assert answer.text == "Only an admin can bring in a sheet. Nothing was changed."
    assert "Only an admin" in (await filled.says("Adele Vance", "sheet pledges")).text


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("minutes.docx", b"PK\x03\x04", "“minutes.docx” is damaged, or not what its name says"),
        ("photo.png", b"\x89PNG", "is no sheet that I can read"),
        ("empty.csv", b"", "“empty.csv” is empty"),
        ("old.xlsx", b"\xd0\xcf\x11\xe0" + b"\0" * 100, "with a password. Save it as .xlsx without a password."),
        ("broken.xlsx", b"PK\x03\x04 and no more", "is not an Excel workbook that can be read"),
        ("other.csv", b"Name,Age\r\nA,3\r\n", "is none of my sheets: it has no column"),
        ("twice.csv", b"Title,Title\r\nA,B\r\n", "two columns called “Title”"),
    ],
)
async def test_a_file_that_is_no_sheet_of_ours_is_said_and_nothing_is_kept(
    staffed: Town, name: str, content: bytes, said: str
) -> None:
    assert said in (await dropped(staffed, name, content)).text
    async with staffed.db.read() as tx:
        admin = await tx.people.find(aad_id=staffed.people[ADMIN].aad_id)
        assert admin
        assert await tx.sheets.get(1, admin.id) is None


async def test_a_file_that_is_too_large_or_gone_is_said(staffed: Town) -> None:
    assert "is larger than 20 MB" in (await dropped(staffed, "huge.csv", b"x" * ((20 << 20) + 1))).text
    staffed.teams.onedrive.files.clear()
    await staffed.teams.drops(staffed.people[ADMIN], "gone.csv")
    assert "I couldn't fetch “gone.csv”" in staffed.chat(ADMIN)[-1].text


async def test_two_files_at_once_are_not_guessed_between(staffed: Town) -> None:
    await staffed.teams.drops(staffed.people[ADMIN], "one.csv", "two.csv")
    assert "One sheet at a time" in staffed.chat(ADMIN)[-1].text


async def test_a_long_sheet_says_that_it_is_being_read(staffed: Town) -> None:
    lines: list[dict[str, str]] = [{"Title": f"Pledge {n}", "Deadline": "soon"} for n in range(600)]
    card = await dropped(staffed, "long.csv", written("long.csv", ("Title", "Deadline"), lines))
    assert [m.text for m in staffed.chat(ADMIN)[-2:]] == ["Reading 600 rows of “long.csv” …", ""]
    assert "600 refused" in staffed.sees(ADMIN, card)


async def test_a_sheet_that_would_change_too_much_at_once_is_to_be_dropped_in_parts(staffed: Town) -> None:
    lines: list[dict[str, str]] = [{"Title": f"Pledge {n}"} for n in range(501)]
    answer = await dropped(staffed, "long.csv", written("long.csv", ("Title",), lines))
    assert "changes 501 rows, and 500 at once are the most" in answer.text


async def test_a_child_in_a_sheet_is_refused_and_not_repeated(staffed: Town) -> None:
    def child(lines: Rows) -> None:
        lines[0]["Last update"] = "Jayden, born 3 May 2012, has moved to 4 Elm Street"
        lines[0]["Last update on"] = "2026-11-01"

    shown = staffed.sees(ADMIN, await edited(staffed, "pledges", child))
    assert "personal details" in shown
    assert "Jayden" not in shown


async def test_sheet_alone_asks_which_and_a_wrong_name_says_what_there_is(staffed: Town) -> None:
    form = await staffed.says(ADMIN, "sheet")
    assert "Which sheet?" in staffed.sees(ADMIN, form)
    wrong = await staffed.says(ADMIN, "sheet cats")
    assert "There is no sheet of “cats”" in staffed.sees(ADMIN, wrong)
    await staffed.presses(ADMIN, "Get it", wrong, given={"sheet": "pledges"}, submit=True)
    assert "file.consent" in str(staffed.chat(ADMIN)[-1].activity)


async def test_a_programme_plan_line_keeps_all_its_sources_and_owners_through_the_sheet(staffed: Town) -> None:
    def sources(lines: Rows) -> None:
        lines[0] |= {
            "Source document": "Panel minutes | Improvement Plan | Peer review",
            "Source committee": "Corporate Parenting Panel |  | ",
            "Source date": "2026-10-28 | 2022-03-01 | ",
            "Source minute": "94 | 3.2 | ",
            "Source words": " |  | ",
            "Supporting": "Virtual School Head | body: Health",
        }

    card = await edited(staffed, "pledges", sources)
    await staffed.presses(ADMIN, "apply sheet", card)
    pledge: Pledge = await staffed.pledge("CP-1")
    assert [source.document for source in pledge.sources] == ["Panel minutes", "Improvement Plan", "Peer review"]
    assert [owner.title for owner in pledge.owners] == [SAFEGUARDING, "Virtual School Head", "Health"]


async def test_an_answer_given_since_is_never_overwritten(filled: Town) -> None:
    def closed(lines: Rows) -> None:
        lines[1]["Status"] = "at risk"

    card = await edited(filled, "pledges", closed)
    await filled.says("Adele Vance", "CP-2 on track, two schools have agreed")
    await filled.presses(ADMIN, "apply sheet", card)
    assert (await filled.pledge("CP-2")).status is Status.ON_TRACK
    assert "left alone" in filled.sees(ADMIN, card)


async def test_a_file_that_teams_tells_twice_is_read_once(filled: Town) -> None:
    table: Any = await taken_out(filled, "pledges")
    lines = [dict(cells) | {"Theme": "Housing"} for _, cells in table.rows]
    filled.teams.onedrive.files["twice.csv"] = written("twice.csv", table.header, lines)
    told = filled.teams.activity(filled.people[ADMIN]) | {"type": "message"}
    stored = f"{filled.teams.url}/onedrive/twice.csv"
    file = "application/vnd.microsoft.teams.file.download.info"
    attachment = {"contentType": file, "name": "twice.csv", "content": {"downloadUrl": stored}}
    for _ in range(2):
        await filled.teams.posts(told | {"attachments": [attachment]})
    assert len([m for m in filled.chat(ADMIN) if "twice.csv" in m.summary]) == 1


async def test_a_sheet_that_was_applied_is_taken_back_by_undo(filled: Town) -> None:
    card = await edited(filled, "pledges", several)
    await filled.presses(ADMIN, "apply sheet", card)
    told = filled.sees(ADMIN, await filled.says(ADMIN, "undo"))
    first, second = await filled.pledge("CP-1"), await filled.pledge("CP-2")
    assert first.title == "Build a training programme", told
    assert (second.theme, second.deadline.due) == ("", date(2027, 1, 29))
    assert (await filled.pledge("CP-42")).status is Status.WITHDRAWN
