"""The commitments that a reader finds in five papers of one council, each with its owner and its date as written.

commitments.csv says of each what is to come out. Owners are those of examples/register.csv; every person is invented.
"""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from pledges.calendar import WorkingDays
from pledges.holding import Holding, answering, holders_on
from pledges.idioms import understand
from pledges.matching import best
from pledges.meetings import Committee, CommitteeId, Diary, Meeting, committee_of
from pledges.messages import PersonId
from pledges.nudging import next_question
from pledges.owners_read import Known, read
from pledges.people import Person, Post, PostId
from pledges.pledge import Owner, OwnerKind, Pledge, When, is_late
from pledges.policy import Policy
from pledges.reading import read_paper
from pledges.sheet import Row, read_row
from pledges.sheet_cells import owner_of, split
from pledges.sheet_deadlines import deadline_of
from pledges.sheet_filling import filled
from tests.make import a_source

HERE = Path(__file__).parent
PANEL = "Corporate Parenting Panel"
CPP = Committee(id=CommitteeId(1), name=PANEL, short="CPP")
BOARD = Committee(id=CommitteeId(2), name="Improvement Board")


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def the_registers_own() -> Known:
    """The posts, their holders and the councillors of the sample register."""
    posts, people, holders = dict[str, None](), dict[str, None](), dict[str, str]()
    for cells in rows_of(HERE.parents[1] / "examples" / "register.csv"):
        named = [owner_of(cell) for cell in (cells["Lead post"], *split(cells["Supporting"]))]
        posts |= {o.title: None for o in named if o.kind is OwnerKind.POST}
        people |= {o.title: None for o in named if o.kind is OwnerKind.PERSON} | {cells["Lead holder"]: None}
        holders |= {cells["Lead post"]: cells["Lead holder"]} if cells["Lead holder"] else {}
    known = {name: Person(id=PersonId(n), name=name) for n, name in enumerate(filter(None, people), 1)}
    return Known(
        posts={
            title: Post(id=PostId(n), title=title, directorate=None, holder=known.get(holders.get(title, "")))
            for n, title in enumerate(posts, 1)
        },
        people=known,
        committee=PANEL,
    )


COMMITMENTS = rows_of(HERE / "commitments.csv")
KNOWN = the_registers_own()


def said(owner: Owner) -> str:
    if owner.kind is OwnerKind.TBC:
        return "nobody yet"
    known = owner.post or owner.answers or owner.kind is OwnerKind.BODY
    return f"{'' if known else 'unknown '}{owner.kind.value}: {owner.title}"


def a_row(commitment: dict[str, str]) -> Row:
    """The commitment as a row of a sheet that is brought in."""
    row = read_row(
        {
            "Title": commitment["What"],
            "Deadline as written": commitment["When"],
            "Source document": f"Paper {commitment['Row'][:3]}",
            "Source committee": PANEL,
            "Source date": commitment["Paper"],
        },
        2,
    )
    assert isinstance(row, Row), row
    return row


def test_the_table_has_all_of_them() -> None:
    assert len(COMMITMENTS) == len({row["Row"] for row in COMMITMENTS}) == 59
    papers = [row["Row"][:3] for row in COMMITMENTS]
    assert [papers.count(paper) for paper in ("000", "001", "002", "003", "004")] == [17, 19, 9, 10, 4]


@pytest.mark.parametrize("commitment", COMMITMENTS, ids=lambda row: row["Row"])
def test_each_has_its_owners_as_the_paper_means_them(commitment: dict[str, str]) -> None:
    lead, *supporting = read(commitment["Owner"], KNOWN)
    assert said(lead) == commitment["Lead"]
    assert [said(owner) for owner in supporting] == list(split(commitment["Supporting"]))
    assert lead.words == commitment["Owner"]


@pytest.mark.parametrize("commitment", COMMITMENTS, ids=lambda row: row["Row"])
def test_each_has_its_date_as_the_paper_means_it(commitment: dict[str, str]) -> None:
    days = [commitment["From"], commitment["Due"]]
    if commitment["Paper"]:
        following = date.fromisoformat(commitment["Next meeting"]) if commitment["Next meeting"] else None
        reading = understand(commitment["When"], date.fromisoformat(commitment["Paper"]), following)
        found = [day.isoformat() if day else "" for day in (reading.starts, reading.due)]
        assert (reading.kind.value, found) == (commitment["Means"], days)
        assert reading.rule


@pytest.mark.parametrize("commitment", COMMITMENTS, ids=lambda row: row["Row"])
def test_each_is_brought_in_by_a_sheet_with_the_same_date_and_its_words(commitment: dict[str, str]) -> None:
    meetings = [
        Meeting(id=n, committee=CPP, held_on=day, papers_due=day)  # type: ignore[arg-type]
        for n, day in enumerate((date(2021, 1, 18), date(2021, 10, 27), date(2021, 11, 24)), 1)
    ]
    deadline = filled(a_row(commitment), None, None, (), Diary(committees=[CPP], meetings=meetings)).deadline
    assert deadline.words == commitment["When"]
    assert (deadline.due.isoformat() if deadline.due else "") == commitment["Due"]
    assert deadline.original == deadline.due
    if commitment["Means"] != When.NONE:
        assert deadline.kind.value == commitment["Means"]


def test_health_has_no_holder_so_nobody_is_asked_about_it() -> None:
    [health] = [row for row in COMMITMENTS if "theme Health" in row["What"]]
    [lead] = read(health["Owner"], KNOWN)
    assert (lead.kind, lead.answers) == (OwnerKind.TBC, None)


def test_what_stands_for_ever_is_looked_at_again_and_never_late() -> None:
    [standing] = [row for row in COMMITMENTS if row["When"] == "standing"]
    pledge = filled(a_row(standing), None, None, (Owner(kind=OwnerKind.PERSON, title="A", answers=PersonId(1)),))
    policy, much_later = Policy(days=WorkingDays()), date(2031, 6, 2)
    assert not is_late(pledge, policy, much_later)
    assert next_question(pledge, policy, much_later) is not None


# What is easily taken for something else


@pytest.mark.parametrize("undated", ["next meeting of CPP", "within six months", "quarter 3", "31 March", "next year"])
def test_a_paper_without_a_date_gives_none_to_what_counts_from_its_day(undated: str) -> None:
    deadline = filled(a_row({"What": "A", "When": undated, "Row": "002", "Paper": ""}), None, None, ()).deadline
    assert (deadline.words, deadline.due, deadline.starts) == (undated, None, None)


@pytest.mark.parametrize(
    ("words", "kind", "due"),
    [
        ("31 March 2027", When.DATE, date(2027, 3, 31)),
        ("Jan / Feb 2027", When.WINDOW, date(2027, 2, 28)),
        ("quarterly", When.RECURRING, None),
        ("under review", When.REVIEW, None),
    ],
)
def test_a_paper_without_a_date_gives_what_means_the_same_on_any_day(words: str, kind: When, due: date | None) -> None:
    cells = {"Deadline as written": words, "Source document": "Minutes"}
    deadline = deadline_of(cells, Pledge(number=1, title="A").deadline, (), Diary())
    assert (deadline.kind, deadline.due) == (kind, due)
    again = deadline_of(cells, deadline, (), Diary())
    assert again == deadline


@pytest.mark.parametrize("spelt", ["Cllr Ashdown", "Cllr Ashdon", "Councillor Ashdowne", "Cllr. Ashdown"])
def test_a_councillor_who_is_spelt_in_two_ways_is_one_person(spelt: str) -> None:
    [owner] = read(spelt, KNOWN)
    assert owner.answers == KNOWN.people["Cllr Ashdown"].id
    assert owner.words == spelt


@pytest.mark.parametrize(
    "words", ["the next meeting of CPP", "next CPP", "the next Panel", f"the next meeting of the {PANEL}"]
)
def test_the_panel_goes_by_many_names(words: str) -> None:
    on, held = date(2021, 10, 27), date(2021, 11, 24)
    meeting = Meeting(id=1, committee=CPP, held_on=held, papers_due=held)  # type: ignore[arg-type]
    diary = Diary(committees=[CPP, BOARD], meetings=[meeting])
    assert read_paper(words, on, diary, [a_source(committee="CPP Panel")]).due == held


def test_a_board_is_not_taken_for_the_panel() -> None:
    assert committee_of("the next Board", [a_source(committee=PANEL)], [CPP]) is None
    assert committee_of("the next meeting of the Improvement Board", [a_source(committee=PANEL)], [CPP, BOARD]) is BOARD


@pytest.mark.parametrize("initials", ["AD/SRCP", "DD/SC", "AD SRCP", "the AD/SRCP"])
def test_initials_are_never_expanded_but_asked_about(initials: str) -> None:
    [owner] = read(initials, KNOWN)
    assert (owner.post, owner.answers) == (None, None)
    assert owner.words == initials
    assert best(initials, KNOWN.posts).found is None


@pytest.mark.parametrize(
    "title",
    [
        "Interim Assistant Director for Improvement and Partnerships",
        "Assistant Director – Improvement",
        "Assistant Director, Safeguarding and Review Commissioning Provider",
        "Director",
        "the Assistant Director",
    ],
)
def test_a_title_that_is_nearly_a_posts_is_not_silently_that_post(title: str) -> None:
    lead, *_ = read(title, KNOWN)
    assert (lead.kind, lead.post, lead.answers) == (OwnerKind.POST, None, None)


def test_an_office_is_that_of_the_papers_own_committee_and_of_no_other() -> None:
    elsewhere = Known(posts=KNOWN.posts, people=KNOWN.people, committee="Improvement Board")
    assert read("the Chair", KNOWN)[0].title == f"Chair, {PANEL}"
    assert read("the Chair", elsewhere)[0].post is None


def test_a_post_with_three_holders_is_answered_for_by_one_and_held_by_all() -> None:
    day = date(2021, 10, 27)
    three = [Holding(person=PersonId(n), since=date(2020, n, 1), joint=True) for n in (3, 1, 2)]
    assert [h.person for h in holders_on(three, day)] == [1, 2, 3]
    assert answering(three, day) == 1
    assert answering(three, day, now=PersonId(2)) == 2
