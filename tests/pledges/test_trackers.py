"""Strangers' trackers: whose rows are actions, and what they say."""

import csv
import io
import json
import os
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents import sheets
from pledges.errors import NotUnderstood, UserError
from pledges.tracker_dates import anchor, by_text
from pledges.tracker_dates import read as due_of
from pledges.tracker_mapping import ColumnMapping
from pledges.tracker_owners import owners_in, owners_of_text
from pledges.tracker_roles import Role, roles_of
from pledges.tracker_rows import Row
from pledges.tracker_status import ended, from_notes, meaning
from pledges.tracker_tables import Sheet
from pledges.trackers import MOST_ROWS, Tracker, read

OWN = Path(__file__).parent / "trackers"
CORPUS = os.environ.get("PLEDGEKEEPER_CORPUS", "")
Label = dict[str, Any]


def _tracker(path: Path) -> Tracker:
    return read(sheets.read(path), path.name)


def _rows(text: str) -> tuple[Row, ...]:
    return read([Sheet(rows=list(csv.reader(io.StringIO(text))))]).rows


def _told(text: str) -> list[tuple[int, str, bool]]:
    return [(row.row, row.text, row.closed) for row in _rows(text)]


def _folded(words: str) -> str:
    return " ".join(words.split()).casefold()


def _owner(words: str) -> str:
    bare = re.sub(r"^(?:the|cllr|councillor)\s+", "", _folded(words))
    return re.sub(r"[^a-z0-9 ]", "", bare).strip()


OWN_LABELS: dict[str, Label] = json.loads((OWN / "labels.json").read_text())


@pytest.mark.parametrize("name", OWN_LABELS)
def test_a_tracker_in_another_council_s_style_is_read_as_a_clerk_would(name: str) -> None:
    label, tracker = OWN_LABELS[name], _tracker(OWN / name)
    assert tracker.header == label["header_row"]
    assert [row.row for row in tracker.rows] == [wanted["row"] for wanted in label["rows"]]
    labels: list[Label] = label["rows"]
    for row, wanted in zip(tracker.rows, labels, strict=True):
        assert wanted["text"] in row.text
        told = {"owners": list(row.owners), "due": row.due and row.due.isoformat(), "closed": row.closed}
        assert told == {name: wanted[name] for name in told}, row.text
        assert (row.original and row.original.isoformat()) == wanted.get("original")


def test_the_trackers_of_the_corpus_are_read_as_they_are_labelled() -> None:
    folder = Path(CORPUS) / "trackers"
    if not CORPUS or not folder.is_dir():
        pytest.skip("NOT TESTED on real trackers: PLEDGEKEEPER_CORPUS names no folder that holds `trackers`")
    labels: dict[str, Label] = json.loads((folder / "labels.json").read_text())["trackers"]
    count = dict.fromkeys(("rows", "closed", "owners", "due"), 0)
    for name, label in labels.items():
        found = {row.row: row for row in _tracker(folder / name).rows}
        wanted = {each["row"]: each for each in label["rows"]}
        assert {at for at, each in wanted.items() if not each.get("optional")} <= found.keys() <= wanted.keys(), name
        for at, row in found.items():
            for part, right in _right(row, wanted[at]).items():
                count[part] += right
    assert count["closed"] >= 0.97 * count["rows"]
    assert min(count["owners"], count["due"]) >= 0.95 * count["rows"]


def _right(row: Row, label: Label) -> dict[str, bool]:
    owners = [{_owner(each) for each in label[key if key in label else "owners"]} for key in ("owners", "owners_alt")]
    words = all(_folded(each) in _folded(row.text) for each in label["text_contains"])
    return {
        "rows": words,
        "closed": row.closed == label["closed"],
        "owners": {_owner(each) for each in row.owners} in owners,
        "due": (row.due and row.due.isoformat()) == label["due"]["resolved"],
    }


def test_title_rows_keys_totals_sections_and_remarks_are_no_actions() -> None:
    text = (
        "Action log,,,\n,,,\nAction,Owner,Due,Status\nHousing,,,\nMend the roof,Ann Lee,May 2024,Open\n,,,\n"
        "Total actions: 1,,,\nKey,,,\nGreen,Done,,\nLast updated 3 May,,,\n"
    )
    assert _told(text) == [(4, "Mend the roof", False)]


def test_a_numbered_parent_without_date_or_state_is_the_head_of_those_below_it() -> None:
    text = (
        "Ref,Action,Lead,Due,Status\n1,Homes for care leavers,Sponsor: the Director,,\n"
        "1.1,Mend the roof,Ann Lee,May 2024,Open\n1.2,Paint the gate,Bob Day,June 2024,Open\n"
    )
    assert [row.text for row in _rows(text)] == ["Mend the roof", "Paint the gate"]


def test_a_second_header_in_the_middle_puts_the_columns_in_another_order() -> None:
    text = (
        "Action,Owner,Due,Status\nMend the roof,Ann Lee,May 2024,Open\n,,,\n"
        "Ref,Recommendation,Lead officer,By when\n7,That the gate be painted,Bob Day,June 2024\n"
    )
    assert [(r.reference, r.text, r.owners, str(r.due)) for r in _rows(text)] == [
        ("", "Mend the roof", ("Ann Lee",), "2024-05-31"),
        ("7", "That the gate be painted", ("Bob Day",), "2024-06-30"),
    ]


def test_a_parent_cell_left_blank_is_carried_down_and_an_owner_is_not() -> None:
    text = "No,Objective,Action,Owner,Due\n1,Good homes,Mend,Ann Lee,May 2024\n,,Paint,,June 2024\n"
    assert [(r.reference, r.title, r.owners) for r in _rows(text)] == [
        ("1", "Good homes", ("Ann Lee",)),
        ("1", "Good homes", ()),
    ]


def test_a_row_without_words_of_its_own_is_taken_by_its_heading_and_says_so() -> None:
    [row] = _rows("Issue,Action,Owner\nCapital mapping,,Ann Lee\n")
    assert (row.text, row.why) == ("Capital mapping", "It has no words of an action, so its heading is taken.")


def test_a_table_without_a_header_is_read_by_what_stands_in_it() -> None:
    text = "1.,Mend the roof of the hall,AL,12/02/2025,Open\n2.,Paint the gate at the back,BD,28/02/2025,Closed\n"
    assert [(r.reference, r.owners, str(r.due), r.closed) for r in _rows(text)] == [
        ("1.", ("AL",), "2025-02-12", False),
        ("2.", ("BD",), "2025-02-28", True),
    ]


@pytest.mark.parametrize("text", ["", "\n\n", "Name,Age\nAnn,3\n", "Dear all,\nThank you.\n", "1,2,3\n4,5,6\n"])
def test_what_is_no_tracker_has_no_actions(text: str) -> None:
    assert _rows(text) == ()


def test_what_looks_like_a_child_s_details_is_refused_and_not_repeated() -> None:
    [row] = _rows("Action,Owner,Due\nRing the carer of NHS number 943 476 5919,Ann Lee,May 2024\n")
    assert row.refused
    assert (row.text, "personal details" in row.why, "5919" in row.why) == ("", True, False)


def test_an_officer_s_address_and_number_are_left_out() -> None:
    [row] = _rows(
        'Action,Owner,Due\nWrite to x.y@example.gov.uk,"Ann Lee (01632 960 001), ann@example.gov.uk",May 2024\n'
    )
    assert (row.text, row.owners) == ("Write to", ("Ann Lee",))


@pytest.mark.parametrize(
    ("name", "roles"),
    [
        ("To be actioned by", (Role.OWNER,)),
        ("Lead Officer/EM", (Role.OWNER,)),
        ("Deadline and status", (Role.STATUS, Role.DUE)),
        ("Responsible officer & target date", (Role.DUE, Role.OWNER)),
        ("Respnsible Officer", (Role.OWNER,)),
        ("Exec Date", (Role.SOURCE_DATE,)),
        ("Action update", (Role.NOTES,)),
        ("Action No.", (Role.REFERENCE,)),
        ("Date completed", (Role.DONE_ON,)),
        ("Revised target date", (Role.REVISED,)),
        ("What will we do?", (Role.TEXT,)),
        ("What did young people ask for?", (Role.TITLE,)),
        ("How is it going?", (Role.NOTES,)),
        ("Action and owner", (Role.TEXT,)),
        ("Budget", ()),
    ],
)
def test_a_column_is_for_what_its_name_says(name: str, roles: tuple[Role, ...]) -> None:
    assert roles_of(name) == roles


def test_the_mapping_can_be_shown_changed_and_used_again() -> None:
    found = read([Sheet(rows=[["Ask", "Helper", "Action", "Due"], ["Mend", "Ann Lee", "Urgent", "May 2024"]])])
    plain = found.mapping.to_dict() | {"text": ["Ask"], "owner": ["Helper"]}
    changed = ColumnMapping.from_dict(plain)
    assert changed.to_dict() == plain
    [row] = read([Sheet(rows=[["ask", "Due", "HELPER"], ["Mend", "May 2024", "Bob Day"]])], mapping=changed).rows
    assert (row.text, row.owners) == ("Mend", ("Bob Day",))
    with pytest.raises(NotUnderstood, match="not for “colour”"):
        ColumnMapping.from_dict({"colour": ["RAG"]})


@pytest.mark.parametrize(
    ("words", "over"),
    [
        ("Complete", True),
        ("Not complete", False),
        ("Partially completed", False),
        ("In progress – phase 1 complete", False),
        ("Complete – monitored quarterly", True),
        ("No longer required", True),
        ("To be closed at the next meeting", False),
        ("Note circulated – CLOSED", True),
        ("95%", False),
        ("100% complete", True),
        ("Blue", True),
        ("R", False),
        ("Green", None),
        ("e.g. Paused", False),
        ("🔴", False),
        ("", None),
    ],
)
def test_status_words_say_whether_a_row_is_over(words: str, over: bool | None) -> None:
    assert ended(words, {}) is over


@pytest.mark.parametrize(
    ("key", "over"),
    [
        ("Green: achieved, no further monitoring", True),
        ("Green = on target to be completed", False),
        ("R=late, A=some delay, G=complete", True),
        ("Green\tCompleted", True),
        ("Green: complete or on target", None),
    ],
)
def test_what_green_means_is_the_council_s_own_to_say(key: str, over: bool | None) -> None:
    assert ended("Green", meaning([key])) is over
    assert ended("G", meaning([key])) is over


@pytest.mark.parametrize(
    ("notes", "over"),
    [
        ("Completed. Circulated in May.", True),
        ("Letters sent\nComplete as of 11/12/24.", True),
        ("Completed the first of four drafts", False),
        ("Ongoing. Complete list awaited.", False),
        ("Page is live. Action complete.", True),
        ("12/03/24: Closed", True),
    ],
)
def test_notes_say_that_it_is_over_where_the_status_does_not(notes: str, over: bool) -> None:
    assert from_notes(notes)[1] is over


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("31/03/24", "2024-03-31"),
        ("31.3.2024", "2024-03-31"),
        ("31-Mar-24", "2024-03-31"),
        ("Sept 23", "2023-09-30"),
        ("Mar-25", "2025-03-31"),
        ("mid June 2024", "2024-06-15"),
        ("Q2 2024/25", "2024-09-30"),
        ("Q4 2024/25", "2025-03-31"),
        ("2024/25", "2025-03-31"),
        ("Spring 2025", "2025-05-31"),
        ("w/c 3 June 2024", "2024-06-03"),
        ("45382", "2024-03-31"),
        ("31/03/24 - revised 30/06/24", "2024-06-30"),
        ("30/06/24 (was 31/03/24)", "2024-06-30"),
        ("revised to May 2024, originally March 2024", "2024-05-31"),
        ("Drafted November 2014\nAdopted May 2015", "2015-05-31"),
        ("Jan / Feb 2024", "2024-02-29"),
        ("Apr 24 - Mar 25", "2025-03-31"),
        ("Completed 12 March 2024", None),
        ("Ongoing", None),
        ("TBC", None),
        ("30/02/2024", None),
        ("99999", None),
    ],
)
def test_a_cell_of_deadlines_gives_the_date_that_counts(words: str, due: str | None) -> None:
    assert str(due_of(words, None, None).due) == str(due)


@pytest.mark.parametrize(
    ("words", "original"),
    [
        ("31/03/24 - revised 30/06/24", "2024-03-31"),
        ("30/06/24 (was 31/03/24)", "2024-03-31"),
        ("Panel from April 2024; event in June 2024", None),
        ("30/06/24", None),
    ],
)
def test_the_first_date_is_kept_where_another_has_taken_its_place(words: str, original: str | None) -> None:
    assert str(due_of(words, None, None).original) == str(original)


def test_a_month_without_a_year_is_counted_from_its_meeting_or_is_the_nearest_to_the_paper_s_day() -> None:
    paper = date(2024, 1, 20)
    assert due_of("February", date(2023, 9, 1), paper).due == date(2024, 2, 29)
    assert due_of("November", None, paper).due == date(2023, 11, 30)
    assert due_of("September", None, anchor(["Plan 2024/25"])).due == date(2024, 9, 30)
    assert due_of("January", None, anchor(["Plan 2024/25"])).due == date(2025, 1, 31)
    assert due_of("July", None, paper, over=True).due == date(2023, 7, 31)
    assert due_of("July", None, None).due is None


def test_months_without_a_year_follow_the_rows_beside_them() -> None:
    text = "Action,Owner,Due\nMend,AL,Oct 2023\nPaint,AL,December\nPlant,AL,February\nDig,AL,Mar 2024\n"
    assert [str(r.due) for r in _rows(text)] == ["2023-10-31", "2023-12-31", "2024-02-29", "2024-03-31"]


def test_a_date_in_the_action_s_words_counts_where_no_column_has_one() -> None:
    assert by_text("That the offer be published by 31 March 2025.").due == date(2025, 3, 31)
    assert by_text("The 2024 offer is by far the best").due is None


@pytest.mark.parametrize(
    ("cell", "owners"),
    [
        ("TF/GM", ["TF", "GM"]),
        ("Sam Lee, Head of Homes / Cllr Fen", ["Sam Lee, Head of Homes", "Cllr Fen"]),
        ("Sam Lee\nHead of Homes", ["Sam Lee Head of Homes"]),
        ("Sam Lee, Jo Park", ["Sam Lee", "Jo Park"]),
        ("Strategic Director, Children's Services", ["Strategic Director, Children's Services"]),
        ("Head of Education and Skills", ["Head of Education and Skills"]),
        ("Head of Education and Head of Finance", ["Head of Education", "Head of Finance"]),
        ("Panel members – Jo Park/Sam Lee, XYA", ["Jo Park", "Sam Lee, XYA"]),
        ("Clerk with input from the Trust", ["Clerk"]),
        ("Service Manager, CiC", ["Service Manager, CiC"]),
        ("Assistant Director, Corporate Parenting", ["Assistant Director, Corporate Parenting"]),
        ("Ava Pell (lead) and Kit", ["Ava Pell (lead)", "Kit"]),
        ("HR + Participation", ["HR", "Participation"]),
        ("TBC", []),
        ("N/A", []),
    ],
)
def test_owners_are_parted_where_two_stand_in_one_cell(cell: str, owners: list[str]) -> None:
    assert list(owners_in(cell)) == owners


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        ("Transport Team to ask for figures", ["Transport Team"]),
        ("Board and XYO to convene a meeting", ["Board", "XYO"]),
        ("The Board requested that the Harbour Office outline its programme", ["Harbour Office"]),
        ("Board to be updated on progress", []),
        ("Amend draft terms to reflect the discussion", []),
        ("Update on what is ‘to be abolished’", []),
    ],
)
def test_without_a_column_of_owners_the_owner_opens_the_words(text: str, owners: list[str]) -> None:
    assert list(owners_of_text(text)) == owners


def test_more_rows_than_a_tracker_has_are_refused() -> None:
    with pytest.raises(UserError, match="more than 50,000 rows"):
        read([Sheet(rows=[["Action", "Owner"]] * (MOST_ROWS + 1))])


@pytest.mark.parametrize("cell", ["(" * 30_000, "a@" * 15_000, "Aa " * 9_000, "Q1 " * 9_000, "1/1/" * 8_000])
def test_huge_cells_are_read_in_no_time(cell: str) -> None:
    rows = [["Ref", "Action", "Owner", "Due", "Status", "Notes"], *[[cell] * 6] * 5]
    assert len(read([Sheet(rows=rows)]).rows) <= 5


WORDS = st.sampled_from(
    (
        "Action,Owner,Due,Status,Ref,Key,Green,Complete,Ongoing,TBC,Total,May,31/03/24,Q3 2024/25,Theme,45382,,,,"
        "Sam Lee / Cllr Fen,Deadline and status,Chair to write to all,Completed 3 May,Green = done"
    ).split(",")
)
CELLS = WORDS | st.text(max_size=20)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(CELLS, max_size=7), max_size=12))
def test_any_table_is_read_without_a_fault_and_no_row_is_made_up(rows: list[list[str]]) -> None:
    found = read([Sheet(rows=rows)], "name.csv")
    assert len({row.row for row in found.rows}) == len(found.rows)
    assert all(any(cell.strip() for cell in rows[row.row]) for row in found.rows)
    assert ColumnMapping.from_dict(found.mapping.to_dict()) == found.mapping
